/**
 * Addresses below a source: its document with the passages marked, the form that records a claim from it,
 * and the file as it came. A file is handed out so that no browser runs it: as something to save, of a
 * type found from its bytes, in a sandbox without an origin.
 */
import { Readable } from 'node:stream';
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type HeldFile } from '../../app/evidence/items.js';
import { type ReadFile } from '../../app/read-file.js';
import { placeOf } from '../../core/view/passages.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { allowedFor } from '../../core/policy/audience.js';
import { type Thing } from '../../core/view/thing.js';
import { atDesk, missing, page, refused, scriptedPage } from '../answer.js';
import { type Desk } from '../desk.js';
import { frameOf, to, word } from '../frame.js';
import { ClaimFormPage, type Typed } from '../pages/claim-form.js';
import { DocumentPage, pageName } from '../pages/document.js';
import { RefusedPage } from '../pages/problems.js';
import { SourcePage } from '../pages/sources.js';
import { pathOf } from '../parts/names.js';
import { type Services } from '../services.js';
import { actorFor } from '../visitor.js';

const BASE = '/d/:dossier/source/:id';

export function evidenceRoutes(app: Hono, services: Services): void {
  const room = (path: string, answer: (at: At) => Promise<Response>) =>
    app.get(`${BASE}${path}`, (c) => atSource(c, services, answer));
  room('', async ({ c, desk, source, files }) =>
    page(c, <SourcePage desk={desk} source={source} files={files} />),
  );
  room('/text', documentAnswer);
  room('/file/:hash', fileAnswer);
  room('/claim', formAnswer);
  app.post(
    `${BASE}/claim`,
    bodyLimit({
      maxSize: 256 * 1024,
      onError: (c) => page(c, <RefusedPage frame={frameOf(c).frame} why="origin" />, 413),
    }),
    (c) => atSource(c, services, recordAnswer),
  );
}

interface At {
  readonly c: Context;
  readonly services: Services;
  readonly desk: Desk;
  readonly source: Thing;
  readonly files: readonly HeldFile[];
}

function atSource(c: Context, services: Services, answer: (at: At) => Promise<Response>): Promise<Response> {
  return atDesk(c, services, c.req.param('dossier') ?? '', async (desk) => {
    const { frame, file } = desk;
    const source = file.things.get(c.req.param('id') ?? '');
    if (source?.type !== 'Source') return missing(c, frame, file.dossier);
    const files = await services.files(actorFor(c), file.dossier.id, source.id, frame.asOf ?? undefined);
    if (!files.ok) return refused(c, frame, files.problem, 500);
    return await answer({ c, services, desk, source, files: files.value });
  });
}

function absent({ c, desk }: At): Response | Promise<Response> {
  return missing(c, desk.frame, desk.file.dossier);
}

/** The file named by the first digits of its hash, if its bytes are here. */
function fileNamed({ files }: At, digits: string): HeldFile | undefined {
  if (!/^[0-9a-f]{8,64}$/.test(digits)) return undefined;
  return files.find(({ sha256, here }) => here && sha256.startsWith(digits));
}

interface Opened {
  readonly file: HeldFile;
  readonly read: ReadFile;
  /** From 0. */
  readonly page: number;
}

/** `null` where there is no such file or page. */
async function opened(at: At, asked: Typed): Promise<Result<Opened> | null> {
  const file = fileNamed(at, asked['file'] ?? '');
  if (file === undefined) return null;
  const read = await at.services.readFile(file);
  if (!read.ok) return read;
  const number = asked['page'] ?? '1';
  if (!/^[1-9]\d{0,6}$/.test(number)) return null;
  const index = Number(number) - 1;
  if (index > 0 && index >= read.value.pages.length) return null;
  return ok({ file, read: read.value, page: index });
}

async function documentAnswer(at: At): Promise<Response> {
  const { c, desk, source } = at;
  const found = await opened(at, c.req.query());
  if (found === null) return await absent(at);
  if (!found.ok) return await refused(c, desk.frame, found.problem, 422);
  return await scriptedPage(c, <DocumentPage desk={desk} document={{ source, ...found.value }} />);
}

/** Kinds that are letters and nothing else, so that reading them in the browser runs nothing. */
const PLAIN = new Set<ReadFile['kind']>(['text', 'csv', 'markdown', 'json']);

/** Kinds that a browser or a program could run; they are handed out as bytes. */
const ACTIVE = new Set<ReadFile['kind']>(['html', 'svg', 'xml', 'unknown', 'zip', 'warc', 'wacz']);

const ENDINGS: Readonly<Partial<Record<ReadFile['kind'], string>>> = {
  text: 'txt',
  markdown: 'txt',
  csv: 'txt',
  json: 'txt',
  pdf: 'pdf',
  docx: 'docx',
  odt: 'odt',
  xlsx: 'xlsx',
  hwp: 'hwp',
  hwpx: 'hwpx',
  email: 'eml',
};

async function fileAnswer(at: At): Promise<Response> {
  const { c, desk, services } = at;
  const file = fileNamed(at, c.req.param('hash') ?? '');
  if (file === undefined) return await absent(at);
  const bytes = await services.openFile(file.sha256);
  if (!bytes.ok) return await refused(c, desk.frame, bytes.problem, 500);
  const read = await services.readFile(file);
  const served = servedAs(read.ok ? read.value : null);
  const name = `${file.sha256.slice(0, 16)}.${served.ending}`;
  const body = Readable.toWeb(Readable.from(bytes.value.pieces)) as ReadableStream<Uint8Array>;
  return c.body(body, 200, {
    'Content-Type': served.type,
    'Content-Length': String(bytes.value.bytes),
    'Content-Disposition': `${served.inline ? 'inline' : 'attachment'}; filename="${name}"`,
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  });
}

interface Served {
  readonly type: string;
  readonly ending: string;
  readonly inline: boolean;
}

/** By what the bytes are; what could not be read, is not what it says or can act is bytes to save. */
export function servedAs(read: ReadFile | null): Served {
  const bytes = { type: 'application/octet-stream', ending: 'bin', inline: false };
  if (read === null || read.quarantine || ACTIVE.has(read.kind)) return bytes;
  const ending = ENDINGS[read.kind] ?? 'bin';
  if (!PLAIN.has(read.kind)) return { type: read.mediaType, ending, inline: false };
  const charset = CHARSETS[read.encoding?.name.toLowerCase() ?? ''];
  if (charset === undefined) return { ...bytes, ending };
  return { type: `text/plain; charset=${charset}`, ending, inline: true };
}

/** Encodings whose letters a browser reads as the reader did. */
const CHARSETS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  cp949: 'euc-kr',
  'euc-kr': 'euc-kr',
  gb18030: 'gb18030',
};

async function formAnswer(at: At): Promise<Response> {
  const { c, desk } = at;
  if (desk.frame.asOf !== null || !desk.may('record')) return await absent(at);
  const asked = c.req.query();
  const found = await opened(at, asked);
  if (found === null) return await absent(at);
  if (!found.ok) return await refused(c, desk.frame, found.problem, 422);
  const text = found.value.read.pages[found.value.page]?.text ?? '';
  const [from, until] = [Number(asked['from']), Number(asked['to'])];
  const quote = from >= 0 && until > from && until <= text.length ? text.slice(from, until) : '';
  return await showForm(at, found.value, { typed: { ...asked, quote }, problem: null });
}

async function showForm(
  at: At,
  { file, read, page: index }: Opened,
  { typed, problem }: { readonly typed: Typed; readonly problem: Problem | null },
): Promise<Response> {
  const { c, desk, source } = at;
  const { audiences } = allowedFor(actorFor(c), desk.file.dossier.id);
  const compartments = [...audiences].filter((one) => one.startsWith('restricted:'));
  const shown = read.pages[index];
  const form = {
    source,
    file: file.sha256.slice(0, 16),
    page: String(index + 1),
    pageLabel: shown?.label ?? '',
    typed,
    problem,
    compartments,
  };
  return await page(c, <ClaimFormPage desk={desk} form={form} />, problem === null ? 200 : 422);
}

const FIELDS = [
  'property',
  'thing',
  'value',
  'lang',
  'accordingTo',
  'said',
  'stance',
  'credibility',
  'audience',
  'consent',
  'note',
] as const;

/** Sent twice it is one claim: the ledger knows what it holds. */
async function recordAnswer(at: At): Promise<Response> {
  const { c, desk, source, services } = at;
  const { frame, file: record } = desk;
  if (frame.asOf !== null || !desk.may('record')) return await absent(at);
  const form = await c.req.parseBody().catch((): Readonly<Record<string, unknown>> => ({}));
  const typed: Record<string, string> = {};
  for (const [name, value] of Object.entries(form)) if (typeof value === 'string') typed[name] = value;
  const found = await opened(at, typed);
  if (found === null) return await absent(at);
  if (!found.ok) return await refused(c, frame, found.problem, 422);
  const again = (problem: Problem) => showForm(at, found.value, { typed, problem });
  const passage = passageOf(desk, found.value, typed);
  if (!passage.ok) return await again(passage.problem);
  const said = Object.fromEntries(FIELDS.map((name) => [name, typed[name] ?? '']));
  const input = { ...said, ...passage.value, dossier: record.dossier.id, source: source.id };
  const done = await services.claim(actorFor(c), input);
  if (!done.ok) return await again(done.problem);
  const query = { file: found.value.file.sha256.slice(0, 16), page: typed['page'] ?? '1' };
  return c.redirect(to(frame, `${pathOf(desk, source.id)}/text`, query), 303);
}

interface Passage {
  readonly page?: string;
  readonly from?: number;
  readonly to?: number;
}

/** The words quoted, where they stand on the page; without words, the page. */
function passageOf({ frame }: Desk, { read, page: index }: Opened, typed: Typed): Result<Passage> {
  const shown = read.pages[index];
  // A text without pages has one, which nobody would cite by a number.
  const numbered = shown !== undefined && (read.pages.length > 1 || shown.label.startsWith('page '));
  const name = numbered ? { page: pageName(shown) } : {};
  const quote = (typed['quote'] ?? '').replaceAll('\r\n', '\n').normalize('NFC');
  if (quote.trim() === '') return ok(name);
  const place = placeOf(shown?.text ?? '', quote) ?? placeOf(shown?.text ?? '', quote.trim());
  if (place === null) return fail('no-such-passage', word(frame, 'record.not-found'));
  if (place === 'several') return fail('ambiguous-passage', word(frame, 'record.several'));
  return ok({ ...name, from: place[0], to: place[1] });
}
