/**
 * The letter check by form: a pasted text or one uploaded file, at most 2 MB, nothing stored.
 * Whatever fails, the form comes back with what was typed.
 */
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { atDesk, page, readable, type Status } from '../answer.js';
import { type Frame, frameOf, word } from '../frame.js';
import { CheckPage } from '../pages/check.js';
import { ReportPage } from '../pages/report.js';
import { type Services } from '../services.js';

/** Two megabytes of letter, and room for the form around it. */
const LETTER_BYTES_MAX = 2 * 1024 * 1024;
const FORM_BYTES_MAX = LETTER_BYTES_MAX + 64 * 1024;

interface Sent {
  readonly dossier: string;
  readonly text: string;
  readonly file: File | null;
}

export function checkRoutes(app: Hono, services: Services): void {
  app.get('/check', (c) =>
    form(c, services, { dossier: c.req.query('dossier') ?? '', text: '', file: null }),
  );
  app.post(
    '/check',
    bodyLimit({
      maxSize: FORM_BYTES_MAX,
      onError: (c) =>
        form(
          c,
          services,
          { dossier: '', text: '', file: null },
          { problem: tooLarge(frameOf(c).frame), status: 413 },
        ),
    }),
    (c) => answerLetter(c, services),
  );
}

async function answerLetter(c: Context, services: Services): Promise<Response> {
  const { frame } = frameOf(c);
  const sent = await readForm(c);
  if (!sent.ok) return form(c, services, emptyForm, { problem: sent.problem, status: 400 });
  const dossiers = await readable(c, services);
  const chosen = dossiers.find((dossier) => dossier.id === sent.value.dossier) ?? null;
  const problem = (problem: Problem, status: Status) => form(c, services, sent.value, { problem, status });
  if (chosen === null) return problem({ kind: 'no-dossier', message: word(frame, 'check.no-dossier') }, 400);
  const letter = await letterOf(frame, services, sent.value);
  if (!letter.ok) return problem(letter.problem, letter.problem.kind === 'too-large' ? 413 : 422);
  return atDesk(c, services, sent.value.dossier, async (desk) => {
    const report = await services.check(desk.file, letter.value);
    if (!report.ok) return problem(report.problem, 422);
    const again = { frame, dossiers, chosen, text: report.value.letter.text, problem: null };
    return page(c, <ReportPage desk={desk} report={report.value} form={again} />);
  });
}

const emptyForm: Sent = { dossier: '', text: '', file: null };

async function readForm(c: Context): Promise<Result<Sent>> {
  try {
    const body = await c.req.parseBody();
    const { dossier, text, file } = body;
    return ok({
      dossier: typeof dossier === 'string' ? dossier : '',
      // Browsers send every line end as CR LF; the letter is checked as it was typed.
      text: typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '',
      file: file instanceof File && file.size > 0 ? file : null,
    });
  } catch {
    return fail('bad-form', 'The form could not be read.', {
      fix: 'Open the page again and send it once more.',
    });
  }
}

async function letterOf(frame: Frame, services: Services, sent: Sent): Promise<Result<string>> {
  if (sent.file !== null) {
    if (sent.file.size > LETTER_BYTES_MAX) return { ok: false, problem: tooLarge(frame) };
    const read = await services.readDocument(new Uint8Array(await sent.file.arrayBuffer()), sent.file.name);
    return read.ok ? ok(read.value.text) : read;
  }
  if (new TextEncoder().encode(sent.text).length > LETTER_BYTES_MAX)
    return { ok: false, problem: tooLarge(frame) };
  return sent.text.trim() === '' ? fail('empty-letter', word(frame, 'check.empty')) : ok(sent.text);
}

function tooLarge(frame: Frame): Problem {
  return { kind: 'too-large', message: word(frame, 'check.large') };
}

async function form(
  c: Context,
  services: Services,
  sent: Sent,
  wrong?: { readonly problem: Problem; readonly status: Status },
): Promise<Response> {
  const { frame, problem } = frameOf(c);
  const dossiers = await readable(c, services);
  const chosen: DossierInfo | null =
    dossiers.find((dossier) => dossier.id === sent.dossier) ??
    (dossiers.length === 1 ? dossiers[0] : null) ??
    null;
  const shown = wrong?.problem ?? problem;
  return page(
    c,
    <CheckPage form={{ frame, dossiers, chosen, text: sent.text, problem: shown }} />,
    wrong?.status ?? (problem === null ? 200 : 400),
  );
}
