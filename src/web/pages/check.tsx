/** The form of the letter check. What was typed is kept on every error; nothing is stored. */
import { verdicts } from '../../core/letter/assertion.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { type Problem } from '../../core/base/result.js';
import { type Frame, to, word } from '../frame.js';
import { PastNotice, Shell } from '../page.js';
import { VerdictMark } from '../parts/verdict.js';
import { ProblemText } from './problems.js';

export interface CheckForm {
  readonly frame: Frame;
  readonly dossiers: readonly DossierInfo[];
  /** The dossier chosen, when it is one of them. */
  readonly chosen: DossierInfo | null;
  readonly text: string;
  readonly problem: Problem | null;
}

export function CheckPage({ form }: { readonly form: CheckForm }) {
  const { frame, chosen, problem } = form;
  const title = word(frame, 'check.title');
  return (
    <Shell frame={frame} title={title} here="check" {...(chosen === null ? {} : { dossier: chosen })}>
      <PastNotice frame={frame} />
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'check.sentence')}</p>
      {problem === null ? null : <ProblemText frame={frame} problem={problem} />}
      {problem === null || form.text === '' ? null : <p class="quiet">{word(frame, 'check.kept')}</p>}
      <LetterForm form={form} />
      <Legend frame={frame} />
    </Shell>
  );
}

export function LetterForm({ form }: { readonly form: CheckForm }) {
  const { frame, dossiers, chosen, text, problem } = form;
  return (
    <form method="post" action={to(frame, '/check')} enctype="multipart/form-data" class="letter-form">
      {dossiers.length === 1 ? (
        <input type="hidden" name="dossier" value={dossiers[0]?.id ?? ''} />
      ) : (
        <p>
          <label for="dossier">{word(frame, 'check.dossier')}</label>
          <select id="dossier" name="dossier">
            {dossiers.map((dossier) => (
              <option value={dossier.id} selected={dossier.id === chosen?.id}>
                {dossier.title[frame.lang]}
              </option>
            ))}
          </select>
        </p>
      )}
      <p>
        <label for="letter">{word(frame, 'check.text')}</label>
        <textarea id="letter" name="text" rows={16} {...(problem === null ? {} : { 'aria-invalid': 'true' })}>
          {text}
        </textarea>
      </p>
      <p>
        <label for="file">{word(frame, 'check.file')}</label>
        <input id="file" type="file" name="file" accept=".txt,.md,.docx,.pdf" aria-describedby="file-hint" />
        <span class="hint" id="file-hint">
          {word(frame, 'check.file-wins')}
        </span>
      </p>
      <p>
        <button type="submit">{word(frame, 'check.go')}</button>
      </p>
    </form>
  );
}

function Legend({ frame }: { readonly frame: Frame }) {
  return (
    <section>
      <h2>{word(frame, 'check.legend')}</h2>
      <dl class="pairs">
        {verdicts.map((verdict) => (
          <>
            <dt>
              <VerdictMark frame={frame} verdict={verdict} />
            </dt>
            <dd>{word(frame, `meaning.${verdict}`)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
