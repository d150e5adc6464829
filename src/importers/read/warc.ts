/**
 * A web archive: which pages it holds, their words, and whether each record is what its digest says.
 * An archived page is shown as HTML that can do nothing; nothing it names is fetched.
 */
import { type ReadPage, type ReadPart, type ReadWarning } from '../../app/read-file.js';
import { decodeText } from './encoding.js';
import { declaredCharset, htmlPage } from './html.js';
import { httpAnswer, httpMessage, meantBody, withoutChunks } from './http-answer.js';
import {
  type Budget,
  grave,
  type Job,
  note,
  pageText,
  readLimits,
  type Reading,
  Refused,
} from './reading.js';
import { checkDigest, unpackedWarc, type WarcRecord, warcRecords } from './warc-records.js';

/** What is told of each kind of mismatch, at most so often. */
const TOLD = 50;

export interface WarcContent {
  readonly pages: ReadPage[];
  readonly parts: ReadPart[];
  readonly warnings: ReadWarning[];
  readonly counts: { records: number; right: number; wrong: number };
  /** Titles of pages by address. */
  readonly titles: Map<string, string>;
}

export function emptyContent(): WarcContent {
  return {
    pages: [],
    parts: [],
    warnings: [],
    counts: { records: 0, right: 0, wrong: 0 },
    titles: new Map(),
  };
}

export function readWarc({ bytes, budget }: Job): Reading {
  const content = emptyContent();
  gather(bytes, 'archive', budget, content);
  return {
    kind: 'warc',
    mediaType: 'application/warc',
    pages: content.pages,
    parts: content.parts,
    metadata: countsOf(content),
    warnings: content.warnings,
  };
}

export function countsOf({ counts }: WarcContent) {
  return [
    { name: 'records', value: String(counts.records), checked: true },
    { name: 'digests checked', value: String(counts.right + counts.wrong), checked: true },
    { name: 'digests wrong', value: String(counts.wrong), checked: true },
  ];
}

/** Adds what one WARC file holds. */
export function gather(bytes: Uint8Array, file: string, budget: Budget, content: WarcContent): void {
  for (const record of warcRecords(unpackedWarc(bytes, budget, file), file)) {
    content.counts.records++;
    if (content.counts.records > readLimits.pages * 10)
      throw new Refused('too-many-parts', 'The archive holds more records than are read at once.', {
        where: file,
      });
    checkRecord(record, file, content);
    if (record.type === 'response' || record.type === 'resource') addPage(record, budget, content);
  }
}

function checkRecord(record: WarcRecord, file: string, content: WarcContent): void {
  const where = `${file}, record ${record.number}`;
  const judge = (verdicts: readonly string[], what: string) => {
    if (verdicts.includes('right')) content.counts.right++;
    else if (verdicts.includes('wrong')) {
      content.counts.wrong++;
      if (content.counts.wrong <= TOLD)
        content.warnings.push(
          grave('digest-mismatch', `digest mismatch: ${what} is not what was archived.`, where),
        );
    } else if (content.warnings.every(({ kind }) => kind !== 'digest-unknown'))
      content.warnings.push(
        note('digest-unknown', 'A digest is of a kind that is not computed here.', where),
      );
  };
  const block = record.headers.get('warc-block-digest');
  if (block !== undefined) judge([checkDigest(block, record.block)], 'the record');
  const payload = record.headers.get('warc-payload-digest');
  // A revisit states the digest of what an earlier record holds.
  if (payload === undefined || record.type === 'revisit') return;
  const http = /^application\/http/i.test(record.headers.get('content-type') ?? '');
  const message = http ? httpMessage(record.block) : null;
  // Tools differ in whether transfer chunks belong to the payload.
  const payloads = message === null ? [record.block] : [message.sent, withoutChunks(message)];
  judge(
    payloads.map((bytes) => checkDigest(payload, bytes)),
    'its content',
  );
}

function addPage(record: WarcRecord, budget: Budget, content: WarcContent): void {
  const address = pageText(record.headers.get('warc-target-uri') ?? '').replace(/^<|>$/g, '');
  const captured = record.headers.get('warc-date') ?? '';
  const answer = record.type === 'response' ? httpAnswer(record.block) : null;
  if (record.type === 'response' && answer === null) return;
  const type = (
    answer?.headers.get('content-type') ??
    record.headers.get('content-type') ??
    ''
  ).toLowerCase();
  const body = answer === null ? record.block : meantBody(answer, budget);
  const label = answer === null || answer.status === 200 ? address : `${address} (${answer.status})`;
  const page = body === null ? null : wordsOf(body, type);
  if (page === null) {
    const mediaType = /^[\w.+-]+\/[\w.+-]+/.exec(type)?.[0];
    content.parts.push({
      name: address,
      bytes: (answer?.sent ?? record.block).length,
      ...(mediaType === undefined ? {} : { mediaType }),
    });
    return;
  }
  if (page.title !== '') content.titles.set(address, page.title);
  content.pages.push({
    label,
    text: page.text,
    address,
    captured,
    ...(page.inert === null ? {} : { inert: page.inert }),
  });
}

function wordsOf(
  body: Uint8Array,
  type: string,
): { text: string; title: string; inert: string | null } | null {
  if (!/^text\/(html|plain)|^application\/xhtml/.test(type)) return null;
  const charset = /charset\s*=\s*"?([\w-]{2,40})/.exec(type)?.[1] ?? null;
  const first = decodeText(body, charset);
  if (first === null) return null;
  if (type.startsWith('text/plain')) return { text: pageText(first.text), title: '', inert: null };
  const decoded = charset === null ? (decodeText(body, declaredCharset(first.text)) ?? first) : first;
  const { text, title, inert } = htmlPage(decoded.text);
  return { text, title, inert };
}
