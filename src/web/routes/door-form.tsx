/** Forms that change who gets in: taken only from somebody signed in who used a passkey just now. */
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isFresh, type Visit } from '../../app/people/sessions.js';
import { type Answer, missing, page, scriptedPage } from '../answer.js';
import { frameOf, to } from '../frame.js';
import { ConfirmPage } from '../pages/sign-in.js';
import { RefusedPage } from '../pages/problems.js';
import { type Services } from '../services.js';
import { visitFor } from '../visitor.js';

type Fields = ReadonlyMap<string, string>;
type Take = (c: Context, visit: Visit, form: Fields) => Answer;

/** `any-time`: for what only ends sessions, which should wait for nothing. */
export function doorForm(
  app: Hono,
  { signIn }: Services,
  path: string,
  take: Take,
  when: 'fresh' | 'any-time' = 'fresh',
): void {
  app.post(
    path,
    bodyLimit({
      maxSize: 16 * 1024,
      onError: (c) => page(c, <RefusedPage frame={frameOf(c).frame} why="origin" />, 413),
    }),
    async (c) => {
      const visit = visitFor(c);
      const { frame } = frameOf(c);
      if (visit === null) return missing(c, frame);
      const form = await fieldsOf(c);
      if (when === 'any-time' || isFresh(signIn, visit.session)) return await take(c, visit, form);
      return scriptedPage(c, <ConfirmPage frame={frame} action={to(frame, path)} fields={[...form]} />, 403);
    },
  );
}

async function fieldsOf(c: Context): Promise<Fields> {
  const body = await c.req.parseBody().catch(() => ({}));
  return new Map(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
