/** A body's form, written for it from its page: recorded first, then handed to whoever asked. */
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type FormJson } from '../../app/form-json.js';
import { type FormAsked } from '../../app/form.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { findFont } from '../../exporters/fonts.js';
import { atDesk, missing, page, refused } from '../answer.js';
import { type Desk } from '../desk.js';
import { frameOf } from '../frame.js';
import { RefusedPage } from '../pages/problems.js';
import { type Services } from '../services.js';
import { actorFor } from '../visitor.js';

export function formRoutes(app: Hono, services: Services): void {
  app.post(
    '/d/:dossier/form/:form/:id',
    bodyLimit({
      maxSize: 16 * 1024,
      onError: (c) => page(c, <RefusedPage frame={frameOf(c).frame} why="origin" />, 413),
    }),
    (c) => atDesk(c, services, c.req.param('dossier') ?? '', (desk) => answer(c, services, desk)),
  );
}

/** What a page's address asks for. */
export function formAsked({ frame, file }: Desk, form: string, of: string): FormAsked {
  const said = (name: string) => {
    const text = frame.query.get(name)?.trim() ?? '';
    return text === '' ? {} : { [name]: text };
  };
  return {
    form,
    of,
    ...said('person'),
    ...said('event'),
    ...said('state'),
    ...said('submitter'),
    lang: frame.lang,
    dossier: file.dossier.id,
    ...(frame.asOf === null ? {} : { asOf: frame.asOf }),
  };
}

const types: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
};

async function answer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file } = desk;
  const thing = file.things.get(c.req.param('id') ?? '');
  if (thing?.type !== 'Event' && thing?.type !== 'Person') return missing(c, frame, file.dossier);
  const sent = await c.req.parseBody().catch((): Readonly<Record<string, unknown>> => ({}));
  const format = typeof sent['format'] === 'string' ? sent['format'] : '';
  const asked = formAsked(desk, c.req.param('form') ?? '', thing.id);
  // Tried before the log is told, so that a file that cannot be written is no handing out.
  const looked = await services.form(actorFor(c), asked);
  const tried = looked.ok ? await written(looked.value.form, format) : looked;
  const handed = tried.ok ? await services.handOutForm(actorFor(c), { ...asked, format }) : tried;
  const bytes = handed.ok && 'form' in handed.value ? await written(handed.value.form, format) : handed;
  if (!bytes.ok) return refused(c, frame, bytes.problem, bytes.problem.kind === 'not-allowed' ? 403 : 422);
  if (!(bytes.value instanceof Uint8Array)) return missing(c, frame, file.dossier);
  return c.body(Uint8Array.from(bytes.value), 200, {
    'Content-Type': types[format] ?? 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${asked.form.replace(/[^\w-]/g, '')}.${format}"`,
    'Cache-Control': 'no-store',
  });
}

async function written(form: FormJson, format: string): Promise<Result<Uint8Array>> {
  if (format === 'json') return ok(new TextEncoder().encode(`${JSON.stringify(form, null, 2)}\n`));
  if (format === 'docx') {
    const { formDocx } = await import('../../exporters/form-docx.js');
    return ok(await formDocx(form));
  }
  if (format !== 'pdf') return fail('usage', 'A form is written as docx, pdf or json.');
  const font = await findFont(null);
  if (!font.ok) return font;
  const { formPdf } = await import('../../exporters/form-pdf.js');
  return await formPdf(form, font.value);
}
