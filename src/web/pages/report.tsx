/** A checked letter: the text as it was given with its passages marked, beside what the record says of each. */
import { type Checked, type Report, type Verdict, verdicts } from '../../core/letter/assertion.js';
import { type Desk } from '../desk.js';
import { edtfText, instantText } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { nameOf, ThingLink } from '../parts/names.js';
import { type Piece, piecesOf } from '../parts/passages.js';
import { UrlText } from '../parts/value.js';
import { VerdictMark } from '../parts/verdict.js';
import { type CheckForm, LetterForm } from './check.js';
import { VerdictBar } from '../svg/verdicts.js';

interface Numbered {
  readonly checked: Checked;
  readonly number: number;
}

export function ReportPage(props: {
  readonly desk: Desk;
  readonly report: Report;
  /** The form again, with the text as read, to change it and check once more. */
  readonly form: CheckForm;
}) {
  const { desk, report, form } = props;
  const { frame } = desk;
  const title = word(frame, 'report.title');
  const all = report.assertions.map((checked, i) => ({ checked, number: i + 1 }));
  const placed = all.filter(({ checked }) => checked.start < checked.end);
  const loose = all.filter(({ checked }) => checked.start >= checked.end);
  return (
    <DossierPage desk={desk} title={title} here="check">
      <p class="kicker">{title}</p>
      <h1>{report.letter.title ?? word(frame, 'report.letter')}</h1>
      <p class="sentence">{sentence(desk, report)}</p>
      <div class="two-up">
        <Tally desk={desk} report={report} />
        <AttackedFirst desk={desk} report={report} all={all} />
      </div>
      <div class="letter-and-findings">
        <section class="letter-side">
          <h2 id="letter-head">{word(frame, 'report.letter')}</h2>
          <MarkedLetter desk={desk} report={report} />
        </section>
        <section>
          <h2>{word(frame, 'report.findings')}</h2>
          <Findings desk={desk} all={placed} />
        </section>
      </div>
      {loose.length === 0 ? null : (
        <section>
          <h2>{word(frame, 'report.missing')}</h2>
          <Findings desk={desk} all={loose} />
        </section>
      )}
      <p class="quiet after">
        {report.summary.setAside.length === 0
          ? null
          : `${word(frame, 'report.aside', {
              sources: report.summary.setAside.map((id) => nameOf(desk, id).text).join(', '),
            })} `}
        {word(frame, 'report.stored', { when: instantText(frame.lang, report.summary.asOf) })}{' '}
        <a href={to(frame, '/check', { dossier: report.dossier })}>{word(frame, 'report.again')}</a>
      </p>
      <details class="fold noprint">
        <summary>{word(frame, 'report.edit')}</summary>
        <LetterForm form={form} />
      </details>
    </DossierPage>
  );
}

/** Verdicts after which a sender should change something. */
const wanting: readonly Verdict[] = [
  'contradicted',
  'imprecise',
  'contested',
  'self-sourced',
  'single-source',
];

function sentence(desk: Desk, report: Report): string {
  const { byVerdict, assertions, unread } = report.summary;
  const parts =
    assertions === 0
      ? [word(desk.frame, 'report.nothing')]
      : [
          word(desk.frame, 'report.sentence', {
            n: assertions,
            s: byVerdict.supported,
            c: wanting.reduce((sum, verdict) => sum + byVerdict[verdict], 0),
          }),
        ];
  if (unread > 0) parts.push(word(desk.frame, 'report.unread', { n: unread }));
  return parts.join(' ');
}

function Tally({ desk, report }: { readonly desk: Desk; readonly report: Report }) {
  const { frame } = desk;
  const counts = verdicts
    .map((verdict) => ({ verdict, count: report.summary.byVerdict[verdict] }))
    .filter(({ count }) => count > 0);
  return (
    <section>
      <h2>{word(frame, 'report.verdicts')}</h2>
      <VerdictBar counts={counts} label={word(frame, 'report.verdicts')} />
      <table class="tally">
        <thead class="unseen">
          <tr>
            <th scope="col">{word(frame, 'report.verdict')}</th>
            <th scope="col">{word(frame, 'report.count')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ verdict, count }) => (
            <tr>
              <td>
                <VerdictMark frame={frame} verdict={verdict} />
              </td>
              <td class="num">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AttackedFirst(props: {
  readonly desk: Desk;
  readonly report: Report;
  readonly all: readonly Numbered[];
}) {
  const { desk, report, all } = props;
  const first = report.summary.attackFirst.flatMap((id) => all.filter(({ checked }) => checked.id === id));
  if (first.length === 0) return null;
  return (
    <section>
      <h2>{word(desk.frame, 'report.attacked')}</h2>
      <ol class="plain attacked">
        {first.map(({ checked, number }) => (
          <li>
            <VerdictMark frame={desk.frame} verdict={checked.verdict} />{' '}
            <a href={`#${checked.id}`}>
              {number}. {excerpt(checked.text)}
            </a>
            <span class="quiet" lang="en">
              {checked.why}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function MarkedLetter({ desk, report }: { readonly desk: Desk; readonly report: Report }) {
  const pieces = piecesOf(report.letter.text, report.assertions, report.unread);
  return (
    <div class="letter" tabindex={0} role="region" aria-labelledby="letter-head">
      {pieces.map((piece) => (
        <LetterPiece desk={desk} piece={piece} />
      ))}
    </div>
  );
}

function LetterPiece({ desk, piece }: { readonly desk: Desk; readonly piece: Piece }) {
  const anchors = piece.begins.map((id) => <span id={`p-${id}`} class="anchor" />);
  const numbers = piece.ends.map(({ number, id }) => (
    <sup class="passage-number">
      <a href={`#${id}`}>{number}</a>
    </sup>
  ));
  const body =
    piece.worn === null ? (
      piece.unread ? (
        <span class="unread-passage">
          {piece.text}
          <span class="unread-flag"> [{word(desk.frame, 'report.unread-label')}]</span>
        </span>
      ) : (
        piece.text
      )
    ) : (
      <a class={`passage v-${piece.worn.verdict}`} href={`#${piece.worn.id}`}>
        {piece.text}
      </a>
    );
  return (
    <>
      {anchors}
      {body}
      {numbers}
    </>
  );
}

function Findings({ desk, all }: { readonly desk: Desk; readonly all: readonly Numbered[] }) {
  return (
    <ol class="plain findings">
      {all.map((one) => (
        <Finding desk={desk} one={one} />
      ))}
    </ol>
  );
}

function Finding({ desk, one }: { readonly desk: Desk; readonly one: Numbered }) {
  const { frame } = desk;
  const { checked, number } = one;
  const placed = checked.start < checked.end;
  return (
    <li id={checked.id} class={`finding v-${checked.verdict}`}>
      <p class="finding-head">
        {placed ? <a href={`#p-${checked.id}`}>{number}</a> : number}{' '}
        <b>
          <VerdictMark frame={frame} verdict={checked.verdict} />
        </b>{' '}
        <span class="quiet">{remarks(desk, checked).join(' · ')}</span>
      </p>
      {placed ? <blockquote>{excerpt(checked.text)}</blockquote> : null}
      <p lang="en">{checked.why}</p>
      {checked.suggestion === null ? null : (
        <p class="write">
          <b>{word(frame, 'report.write')}:</b> <span lang="en">{checked.suggestion}</span>
        </p>
      )}
      <Because desk={desk} checked={checked} />
    </li>
  );
}

function remarks(desk: Desk, checked: Checked): string[] {
  const { frame } = desk;
  const parts = [word(frame, `kind.${checked.kind}`)];
  if (checked.also.length > 0)
    parts.push(
      word(frame, 'report.also', {
        verdicts: checked.also.map((verdict) => word(frame, `verdict.${verdict}`)).join(', '),
      }),
    );
  if (checked.direction !== 'neither') parts.push(word(frame, `report.${checked.direction}`));
  if (checked.severity !== 'none') parts.push(word(frame, `report.severity-${checked.severity}`));
  if (checked.readingConfidence < 0.6) parts.push(word(frame, 'report.reading'));
  return parts;
}

function Because({ desk, checked }: { readonly desk: Desk; readonly checked: Checked }) {
  const { frame } = desk;
  if (checked.because.length === 0) return null;
  return (
    <details class="fold evidence">
      <summary>{word(frame, 'report.who', { n: checked.because.length })}</summary>
      <ul class="claims">
        {checked.because.map((evidence) => (
          <li class="claim">
            <span lang="en">{evidence.says}</span>
            <span class="quiet">
              {' — '}
              <ThingLink desk={desk} id={evidence.source} />
              {evidence.date === null ? null : `, ${edtfText(frame.lang, evidence.date)}`}
              {evidence.family === '' || evidence.family === evidence.source
                ? null
                : ` · ${word(frame, 'report.family', { name: nameOf(desk, evidence.family).text })}`}
              {evidence.url === null ? null : (
                <>
                  {' · '}
                  <UrlText url={evidence.url} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
