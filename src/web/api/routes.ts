/** `/api/v1`: dossiers, things, claims, search and changes, for programs. Reading only; who asks is whoever is signed in. */
import { type Context, type Hono } from 'hono';
import { type z } from 'zod';
import { toHex } from '../../core/base/bytes.js';
import { parseDossierId, parseThingId } from '../../core/base/ids.js';
import { ok, type Problem, type Result } from '../../core/base/result.js';
import { isTypeName } from '../../core/model/model.js';
import { type Actor } from '../../core/policy/audience.js';
import { noSuchDossier } from '../../core/policy/absent.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { readable } from '../answer.js';
import { type Services } from '../services.js';
import { actorFor } from '../visitor.js';
import { openApi } from './openapi.js';
import { queries } from './queries.js';
import { answered, claimShape, failed, thingShape } from './shape.js';

interface Asked<Q> {
  readonly c: Context;
  readonly actor: Actor;
  readonly query: Q;
}

export function apiRoutes(app: Hono, services: Services): void {
  const get = <Q>(
    path: string,
    shape: z.ZodType<Q>,
    answer: (asked: Asked<Q>) => Promise<Response> | Response,
  ) => app.get(`/api/v1${path}`, (c) => asking(c, shape, answer));
  get('', queries.none, ({ c }) =>
    answered(c, { openapi: '/api/v1/openapi.json', dossiers: '/api/v1/dossiers' }),
  );
  get('/openapi.json', queries.none, ({ c }) => c.json(openApi()));
  get('/dossiers', queries.none, async ({ c }) =>
    answered(c, (await readable(c, services)).map(dossierShape)),
  );
  get('/dossiers/:dossier', queries.none, (asked) => dossierAnswer(asked, services));
  get('/dossiers/:dossier/things', queries.things, (asked) => thingsAnswer(asked, services));
  get('/dossiers/:dossier/things/:id', queries.one, (asked) => thingAnswer(asked, services));
  get('/dossiers/:dossier/claims', queries.claims, (asked) => claimsAnswer(asked, services));
  get('/dossiers/:dossier/search', queries.search, (asked) => searchAnswer(asked, services));
  get('/dossiers/:dossier/changes', queries.changes, (asked) => changesAnswer(asked, services));
  app.all('/api/*', (c) =>
    c.req.method === 'GET' || c.req.method === 'HEAD'
      ? failed(
          c,
          told(
            'no-such-route',
            'There is no such address in the API.',
            'GET /api/v1/openapi.json lists them.',
          ),
        )
      : failed(c, told('method-not-allowed', 'The API is for reading.', 'Use GET.'), 405),
  );
}

function told(kind: string, message: string, fix: string): Problem {
  return { kind, message, fix };
}

async function asking<Q>(
  c: Context,
  shape: z.ZodType<Q>,
  answer: (asked: Asked<Q>) => Promise<Response> | Response,
): Promise<Response> {
  const parsed = shape.safeParse(c.req.query());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    return failed(c, {
      kind: 'bad-query',
      message:
        issue?.code === 'unrecognized_keys'
          ? 'Nothing reads that parameter.'
          : 'A parameter has the wrong form.',
      ...(where === undefined ? {} : { where }),
      fix: 'GET /api/v1/openapi.json lists the parameters of each address.',
    });
  }
  return await answer({ c, actor: actorFor(c), query: parsed.data });
}

/** The dossier named, if the actor may read it: otherwise it is not there. */
async function dossierOf(c: Context, services: Services): Promise<Result<DossierInfo>> {
  const name = c.req.param('dossier') ?? '';
  const id = parseDossierId(name);
  const found = id.ok ? (await readable(c, services)).find((one) => one.id === id.value) : undefined;
  return found === undefined ? noSuchDossier(name.slice(0, 63)) : ok(found);
}

function dossierShape({ id, title, summary, returningStates, originStates, period, invented }: DossierInfo) {
  return { id, title, summary, returningStates, originStates, period: period?.edtf ?? null, invented };
}

async function dossierAnswer({ c }: Asked<unknown>, services: Services): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const head = await services.head(dossier.value.id);
  if (!head.ok) return failed(c, head.problem);
  const { size, root } = head.value;
  return answered(c, { ...dossierShape(dossier.value), size, root }, { dossier: dossier.value.id });
}

async function thingsAnswer(
  { c, actor, query }: Asked<z.output<typeof queries.things>>,
  services: Services,
): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const { type, cursor, asOf } = query;
  if (type !== undefined && !isTypeName(type))
    return failed(c, {
      ...told('bad-query', 'There is no such type of thing.', 'docs/model.md lists them.'),
      where: 'type',
    });
  const page = { type: type ?? null, after: cursor ?? null, limit: query.limit };
  const found = await services.things(actor, dossier.value.id, page, asOf);
  if (!found.ok) return failed(c, found.problem);
  const { rows, next, seq, asOf: then } = found.value;
  return answered(c, rows.map(thingShape), { dossier: dossier.value.id, entry: seq, asOf: then, next });
}

async function thingAnswer(
  { c, actor, query }: Asked<z.output<typeof queries.one>>,
  services: Services,
): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const id = parseThingId(c.req.param('id') ?? '');
  if (!id.ok) return failed(c, id.problem, 404);
  const found = await services.thing(actor, dossier.value.id, id.value, query.asOf);
  if (!found.ok) return failed(c, found.problem);
  return answered(c, thingShape(found.value), { dossier: dossier.value.id });
}

async function claimsAnswer(
  { c, actor, query }: Asked<z.output<typeof queries.claims>>,
  services: Services,
): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const page = { thing: query.thing ?? null, after: query.cursor ?? -1, limit: query.limit };
  const found = await services.claims(actor, dossier.value.id, page, query.asOf);
  if (!found.ok) return failed(c, found.problem);
  const { rows, next, seq, asOf } = found.value;
  return answered(c, rows.map(claimShape), { dossier: dossier.value.id, entry: seq, asOf, next });
}

async function searchAnswer(
  { c, actor, query }: Asked<z.output<typeof queries.search>>,
  services: Services,
): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const { q, where, since, until, asOf, cursor: offset = 0 } = query;
  const found = await services.search(actor, dossier.value.id, {
    query: q,
    where: where === undefined ? undefined : where.split(',').filter((one) => one !== ''),
    since,
    until,
    offset,
    limit: query.limit,
    asOf,
  });
  if (!found.ok) return failed(c, found.problem);
  const { results, total, marks, countedAll, dossiers } = found.value;
  const end = offset + results.length;
  return answered(
    c,
    { results, marks, countedAll },
    {
      dossier: dossier.value.id,
      asOf: dossiers[0]?.asOf ?? null,
      total,
      next: results.length === 0 || end >= total ? null : String(end),
    },
  );
}

/** Entries after `since`, oldest first: their claims are at `claims?cursor=…`, under the same numbers. */
async function changesAnswer(
  { c, actor, query }: Asked<z.output<typeof queries.changes>>,
  services: Services,
): Promise<Response> {
  const dossier = await dossierOf(c, services);
  if (!dossier.ok) return failed(c, dossier.problem);
  const after = query.cursor ?? query.since;
  const head = await services.head(dossier.value.id);
  if (!head.ok) return failed(c, head.problem);
  const end = Math.min(after + 1 + query.limit, head.value.size);
  const lines = await services.entries(actor, dossier.value.id, [after + 1, Math.max(after + 1, end)]);
  if (!lines.ok) return failed(c, lines.problem);
  const data = lines.value.map(({ seq, kind, at, actor: by, id, erased }) => ({
    entry: seq,
    kind,
    at,
    by,
    id: toHex(id),
    erased: erased !== undefined,
  }));
  const next = end < head.value.size ? String(end - 1) : null;
  return answered(c, data, { dossier: dossier.value.id, entry: head.value.size - 1, next });
}
