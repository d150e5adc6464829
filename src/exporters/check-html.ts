/**
 * The letter check as one self-contained file: the letter with marked passages beside the findings.
 * Works without script, on paper, in the dark and with a keyboard; loads nothing from anywhere.
 * Everything that comes from the letter or the record is escaped.
 */
import { type Checked, type Evidence, type Report, type Unread, verdicts } from '../core/letter/assertion.js';
import { sayDate } from '../core/letter/check/wording.js';
import { verdictMarks } from '../core/letter/marks.js';
import { headingOf, severityLabels, verdictLabels } from './check-labels.js';
import { checkStyle } from './check-style.js';

/** A complete HTML document. */
export function checkHtml(report: Report): string {
  const title = report.letter.title ?? 'Letter';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}: letter check</title>
<style>${checkStyle}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
<header>
<h1>${escapeHtml(title)}</h1>
${summary(report)}
</header>
<div class="columns">
<main id="letter" aria-label="The letter">
<h2>The letter</h2>
<div class="letter">${markedLetter(report)}</div>
</main>
<section id="findings" aria-label="Findings">
<h2>Findings</h2>
${report.assertions.map(finding).join('\n')}
${unreadList(report.unread)}
</section>
</div>
</body>
</html>
`;
}

function summary(report: Report): string {
  const { summary: s, letter } = report;
  const counts = verdicts
    .filter((verdict) => s.byVerdict[verdict] > 0)
    .map(
      (verdict) =>
        `<li class="v-${verdict}">${mark(verdict)} ${s.byVerdict[verdict]} ${verdictLabels[verdict]}</li>`,
    )
    .join('');
  const first = s.attackFirst.flatMap((id) => report.assertions.find((one) => one.id === id) ?? []);
  const attacked =
    first.length === 0
      ? ''
      : `<h2>Attacked first</h2><ol class="attacked">${first
          .map(
            (one) =>
              `<li><a href="#f-${attr(one.id)}">${mark(one.verdict)} ${escapeHtml(short(one.text))}</a><br>${escapeHtml(one.why)}</li>`,
          )
          .join('')}</ol>`;
  const aside =
    s.setAside.length === 0
      ? ''
      : `<p>Set aside as this very text or a relay of it, and no evidence for it: ${s.setAside.map(escapeHtml).join(', ')}.</p>`;
  const dated = letter.date === null ? 'undated' : escapeHtml(sayDate(letter.date));
  return `<p>${dated}, ${letter.words} words. Checked against ${escapeHtml(report.dossier)}${s.asOf === '' ? '' : ` as of ${escapeHtml(s.asOf.slice(0, 10))}`}. ${s.assertions} assertions, ${s.unread} unread.${s.omissions + s.exposures === 0 ? '' : ` Added by the check: ${s.omissions} left out, ${s.exposures} exposed.`}</p>
<ul class="counts">${counts}</ul>
${aside}${attacked}`;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly checked: readonly Checked[];
  readonly unread: boolean;
}

/**
 * The letter's text with every marked stretch linked to its findings. Passages may overlap: the text
 * is cut at every boundary, and each piece carries the findings of all passages that cover it.
 */
function markedLetter({ letter, assertions, unread }: Report): string {
  const read = assertions.filter(({ kind, end, start }) => kind !== 'omission' && end > start);
  const cuts = new Set([0, letter.text.length]);
  for (const { start, end } of [...read, ...unread])
    for (const cut of [start, end]) cuts.add(inside(cut, letter.text));
  const points = [...cuts].sort((a, b) => a - b);
  const anchored = new Set<string>();
  return points
    .slice(0, -1)
    .map((start, i): string => {
      const end = points[i + 1] ?? letter.text.length;
      const covering = read.filter((one) => one.start <= start && one.end >= end);
      const text = escapeHtml(letter.text.slice(start, end));
      const mark: Mark = {
        start,
        end,
        checked: covering,
        unread: unread.some((one) => one.start <= start && one.end >= end),
      };
      return marked(mark, text, anchored);
    })
    .join('');
}

function marked({ checked, unread }: Mark, text: string, anchored: Set<string>): string {
  if (checked.length === 0) return unread ? `<mark class="unread" title="unread">${text}</mark>` : text;
  const fresh = checked.filter(({ id }) => !anchored.has(id));
  for (const { id } of fresh) anchored.add(id);
  const signs = fresh
    .map(
      (one) =>
        `<a class="sign v-${one.verdict}" id="t-${attr(one.id)}" href="#f-${attr(one.id)}" aria-label="${attr(`${one.id}: ${verdictLabels[one.verdict]}`)}">${mark(one.verdict)}</a>`,
    )
    .join('');
  const worst = [...checked].sort((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))[0];
  return `${signs}<mark class="v-${worst?.verdict ?? 'supported'}">${text}</mark>`;
}

/** Never between the halves of a surrogate pair. */
function inside(at: number, text: string): number {
  const bounded = Math.max(0, Math.min(at, text.length));
  const code = text.charCodeAt(bounded);
  return code >= 0xdc00 && code <= 0xdfff ? bounded - 1 : bounded;
}

function finding(one: Checked): string {
  const also =
    one.also.length === 0 ? '' : `, also ${one.also.map((verdict) => verdictLabels[verdict]).join(', ')}`;
  const direction = one.direction === 'neither' ? '' : `, ${one.direction}`;
  const severity = severityLabels[one.severity];
  const unsure = one.readingConfidence < 0.6 ? ' <span class="note">reading unsure</span>' : '';
  const back =
    one.end > one.start && one.kind !== 'omission'
      ? `<blockquote><a href="#t-${attr(one.id)}">${escapeHtml(short(one.text, 300))}</a></blockquote>`
      : '';
  return `<article class="finding v-${one.verdict}" id="f-${attr(one.id)}">
<h3>${mark(one.verdict)} ${escapeHtml(one.id)} ${headingOf(one)}${also}${direction}${severity === '' ? '' : ` <span class="note">${severity}</span>`}${unsure}</h3>
${back}<p>${escapeHtml(one.why)}</p>
${one.suggestion === null ? '' : `<p class="write"><strong>Write:</strong> ${escapeHtml(one.suggestion)}</p>`}
${evidence(one.because)}</article>`;
}

function evidence(because: readonly Evidence[]): string {
  if (because.length === 0) return '';
  const rows = because.map(
    ({ family, says, date, source, url }) =>
      `<tr><td>${escapeHtml(family)}</td><td>${escapeHtml(says)}</td><td>${date === null ? 'undated' : escapeHtml(sayDate(date))}</td><td>${sourceLink(source, url)}</td></tr>`,
  );
  return `<details><summary>${because.length} ${because.length === 1 ? 'claim' : 'claims'} behind it</summary>
<table><thead><tr><th scope="col">Account of</th><th scope="col">says</th><th scope="col">when</th><th scope="col">read in</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>
`;
}

/** Only web addresses become links: nothing else a record holds may run. */
function sourceLink(source: string, url: string | null): string {
  const name = escapeHtml(source);
  return url !== null && /^https?:\/\//i.test(url)
    ? `<a href="${attr(url)}" rel="noreferrer noopener">${name}</a>`
    : name;
}

function unreadList(unread: readonly Unread[]): string {
  if (unread.length === 0) return '';
  return `<h2>Unread</h2><p>Each holds something checkable that was not understood.</p><ul>${unread.map(({ text }) => `<li>${escapeHtml(short(text, 300))}</li>`).join('')}</ul>`;
}

function mark(verdict: Checked['verdict']): string {
  return `<span class="mark" aria-hidden="true">${verdictMarks[verdict]}</span>`;
}

function short(text: string, most = 90): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).trimEnd()}…`;
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\uFFFD')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

const attr = escapeHtml;
