/** Pages for what went wrong, in the voice of a colleague: what happened, where, what to do. */
import { type DossierInfo } from '../../core/view/thing.js';
import { type Problem } from '../../core/base/result.js';
import { type Frame, to, word } from '../frame.js';
import { type Refusal } from '../guard.js';
import { Shell } from '../page.js';

export function ProblemPage({ frame, problem }: { readonly frame: Frame; readonly problem: Problem }) {
  return (
    <Shell frame={frame} title={word(frame, 'fail.title')}>
      <h1>{word(frame, 'fail.title')}</h1>
      <ProblemText frame={frame} problem={problem} />
    </Shell>
  );
}

/** A problem's own words, beside a form or on a page of its own. */
export function ProblemText({ frame, problem }: { readonly frame: Frame; readonly problem: Problem }) {
  return (
    <div class="problem" role="alert">
      <p class="sentence">{problem.message}</p>
      {problem.where === undefined ? null : (
        <p>
          <b>{word(frame, 'fail.where')}:</b> {problem.where}
        </p>
      )}
      {problem.fix === undefined ? null : (
        <p>
          <b>{word(frame, 'fail.fix')}:</b> {problem.fix}
        </p>
      )}
    </div>
  );
}

export function MissingPage(props: { readonly frame: Frame; readonly dossier?: DossierInfo }) {
  const { frame, dossier } = props;
  const home = dossier === undefined ? '/' : `/d/${dossier.id}`;
  return (
    <Shell frame={frame} title={word(frame, 'missing.title')} {...(dossier === undefined ? {} : { dossier })}>
      <h1>{word(frame, 'missing.title')}</h1>
      <p class="sentence">{word(frame, 'missing.sentence')}</p>
      {frame.asOf === null ? null : (
        <p>
          {word(frame, 'missing.asof')}{' '}
          <a href={to(frame, frame.path, { ...Object.fromEntries(frame.query), asOf: '' })}>
            {word(frame, 'asof.return')}
          </a>
        </p>
      )}
      <p>
        <a href={to(frame, home)}>{word(frame, 'missing.go')}</a>
      </p>
    </Shell>
  );
}

export function RefusedPage({
  frame,
  why,
}: {
  readonly frame: Frame;
  readonly why: Refusal | 'method' | 'session';
}) {
  return (
    <Shell frame={frame} title={word(frame, 'refused.title')}>
      <h1>{word(frame, 'refused.title')}</h1>
      <p class="sentence">{word(frame, `refused.${why}`)}</p>
    </Shell>
  );
}

export function BrokenPage({ frame }: { readonly frame: Frame }) {
  return (
    <Shell frame={frame} title={word(frame, 'fail.title')}>
      <h1>{word(frame, 'fail.title')}</h1>
      <p class="sentence">{word(frame, 'fail.bug')}</p>
    </Shell>
  );
}
