/** The letter's own Word file with the findings as comments, each on the words it is about. */
import { fail, ok, type Result } from '../core/base/result.js';
import { type Checked, type Report } from '../core/letter/assertion.js';
import { verdictMarks } from '../core/letter/marks.js';
import { type DocxParts, readParts, writeParts } from './docx-parts.js';
import { escapeXml, type RunText, runsOf, splitRun } from './docx-runs.js';

const DOCUMENT = 'word/document.xml';
const COMMENTS = 'word/comments.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const COMMENTS_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';

export async function commentedDocx(original: Uint8Array, report: Report): Promise<Result<Buffer>> {
  const parts = await readParts(original).catch(() => null);
  const document = parts?.get(DOCUMENT)?.toString('utf8');
  if (parts === null || document === undefined)
    return fail('not-a-docx', 'Comments can only be written into a Word document (docx).', {
      fix: 'Use --html FILE for a report beside the text.',
    });
  const text = runsOf(document);
  const first = nextCommentId(parts.get(COMMENTS)?.toString('utf8'));
  const anchored = report.assertions.flatMap((checked, i) => {
    const start = locate(text, report.letter.text, checked);
    return start === null ? [] : [{ id: first + i, checked, start, end: start + checked.text.length }];
  });
  parts.set(DOCUMENT, Buffer.from(withAnchors(document, text, anchored)));
  addComments(parts, anchored.map(({ id, checked }) => commentXml(id, checked)).join(''));
  return ok(await writeParts(parts));
}

interface Anchored {
  readonly id: number;
  readonly checked: Checked;
  readonly start: number;
  readonly end: number;
}

/** The same occurrence of the assertion's words in the document's text, or `null` when it is not there. */
function locate(document: RunText, letter: string, checked: Checked): number | null {
  if (checked.text === '') return null;
  const before = letter.slice(0, checked.start).split(checked.text).length - 1;
  let at = -1;
  for (let i = 0; i <= before; i++) {
    const next = document.text.indexOf(checked.text, at + 1);
    if (next === -1) break;
    at = next;
  }
  return at === -1 ? null : at;
}

function withAnchors(xml: string, text: RunText, anchored: readonly Anchored[]): string {
  const marks = anchored
    .flatMap(({ id, start, end }) => [
      { at: start, xml: `<w:commentRangeStart w:id="${id}"/>`, opens: true },
      {
        at: end,
        xml: `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`,
        opens: false,
      },
    ])
    .sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens));
  let out = '';
  let at = 0;
  for (const run of text.runs) {
    const at0 = (opens: boolean, position: number) =>
      marks
        .filter((mark) => mark.at === position && mark.opens === opens)
        .map((mark) => mark.xml)
        .join('');
    const empty = run.start === run.end;
    out += xml.slice(at, run.from) + (empty ? '' : at0(true, run.start));
    out += splitRun(run, marks) + (empty ? '' : at0(false, run.end));
    at = run.to;
  }
  return out + xml.slice(at);
}

function nextCommentId(comments: string | undefined): number {
  const ids = [...(comments ?? '').matchAll(/<w:comment\s[^>]*w:id="(\d+)"/g)].map((match) =>
    Number(match[1]),
  );
  return Math.max(0, ...ids) + 1;
}

function commentXml(id: number, checked: Checked): string {
  const lines = [
    `${verdictMarks[checked.verdict]} ${checked.verdict.replaceAll('-', ' ')}: ${checked.why}`,
    ...(checked.suggestion === null ? [] : [`Write: ${checked.suggestion}`]),
    ...checked.because.map(
      (evidence) =>
        `${evidence.says} (${evidence.source}${evidence.date === null ? '' : `, ${evidence.date}`})`,
    ),
  ];
  const paragraphs = lines
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`)
    .join('');
  return `<w:comment w:id="${id}" w:author="Article 33" w:initials="A33">${paragraphs}</w:comment>`;
}

function addComments(parts: DocxParts, xml: string): void {
  const old =
    parts.get(COMMENTS)?.toString('utf8') ??
    `<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="${W}"/>`;
  const open = old.replace(/(<w:comments[^>]*)\/>/, '$1></w:comments>');
  parts.set(COMMENTS, Buffer.from(open.replace('</w:comments>', () => `${xml}</w:comments>`)));
  insertOnce(parts, TYPES, {
    unless: `/${COMMENTS}"`,
    end: '</Types>',
    xml: `<Override PartName="/${COMMENTS}" ContentType="${COMMENTS_TYPE}"/>`,
  });
  insertOnce(parts, RELATIONS, {
    unless: COMMENTS_RELATION,
    end: '</Relationships>',
    xml: `<Relationship Id="rIdArticle33Comments" Type="${COMMENTS_RELATION}" Target="comments.xml"/>`,
  });
}

function insertOnce(
  parts: DocxParts,
  name: string,
  what: { readonly unless: string; readonly end: string; readonly xml: string },
): void {
  const empty = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELATIONSHIPS}">${what.end}`;
  const old = parts.get(name)?.toString('utf8') ?? empty;
  if (!old.includes(what.unless))
    parts.set(name, Buffer.from(old.replace(what.end, `${what.xml}${what.end}`)));
}
