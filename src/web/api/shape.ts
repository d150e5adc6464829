/**
 * How the API answers: one envelope for what it gives, one shape for what went wrong, whatever the route.
 * Things and claims are as the record holds them, values with their uncertainty; nothing is summed up here.
 */
import { type Context } from 'hono';
import { sha256, toHex, utf8 } from '../../core/base/bytes.js';
import { type EdtfDate } from '../../core/base/date.js';
import { assertNever, type Problem } from '../../core/base/result.js';
import { model } from '../../core/model/model.js';
import { type Value } from '../../core/model/value.js';
import { type Amendment, type HeldClaim, textOf, type Thing } from '../../core/view/thing.js';

/** What every answer says of itself. */
export interface Meta {
  readonly dossier?: string;
  /** The entry the answer reflects, and when it was recorded. */
  readonly entry?: number;
  readonly asOf?: string | null;
  /** Give it as `cursor` for what comes next; null on the last page. */
  readonly next?: string | null;
  /** How many there are in all, where that is counted. */
  readonly total?: number;
}

export function answered(c: Context, data: unknown, meta: Meta = {}): Response {
  const body = JSON.stringify({ data, meta });
  const tag = `"${toHex(sha256(utf8(body))).slice(0, 32)}"`;
  c.header('ETag', tag);
  // To be asked about each time, and kept by nobody in between but whoever asked.
  c.header('Cache-Control', 'private, no-cache');
  const held = c.req.header('if-none-match');
  if (held !== undefined && held.split(',').some((one) => one.trim().replace(/^W\//, '') === tag))
    return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': 'application/json; charset=utf-8' });
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 410 | 500 | 507;

export function failed(c: Context, problem: Problem, status: ErrorStatus = statusOf(problem)): Response {
  const { kind, message, where, fix } = problem;
  const error = {
    kind,
    message,
    ...(where === undefined ? {} : { where }),
    ...(fix === undefined ? {} : { fix }),
  };
  return c.json({ error }, status);
}

const NOT_THERE = new Set([
  'no-such-dossier',
  'no-such-thing',
  'no-such-claim',
  'no-such-entry',
  'no-such-route',
]);
const OURS = new Set(['database-gone', 'database-failed', 'bug']);

/** What cannot be read is not there; what the caller wrote is theirs to mend. */
function statusOf({ kind }: Problem): ErrorStatus {
  if (NOT_THERE.has(kind)) return 404;
  if (kind === 'disk-full' || kind === 'read-only') return 507;
  if (kind === 'claim-erased') return 410;
  return OURS.has(kind) || kind.startsWith('database') ? 500 : 400;
}

export function thingShape(thing: Thing) {
  return {
    id: thing.id,
    type: thing.type,
    title: textOf(thing, model[thing.type].title) ?? thing.id,
    claims: thing.claims.map(claimShape),
  };
}

export function claimShape({ id, seq, at, actor, claim, standing, amendedBy }: HeldClaim) {
  const { thing, said, value, ...rest } = claim;
  return {
    id,
    entry: seq,
    recordedAt: at,
    recordedBy: actor,
    thing: thing.id,
    type: thing.type,
    ...rest,
    value: valueShape(value),
    said: said === null ? null : said.edtf,
    standing,
    amendedBy: amendedBy.map(amendmentShape),
  };
}

function amendmentShape({ id, seq, at, actor, action, replacement, why }: Amendment) {
  return { id, entry: seq, at, by: actor, action, replacement, why };
}

function valueShape(value: Value) {
  switch (value.kind) {
    case 'date':
      return { kind: value.kind, ...dateShape(value.date) };
    case 'figure':
      return { kind: value.kind, ...value.figure };
    case 'text':
    case 'point':
    case 'ref':
    case 'code':
    case 'file':
    case 'url':
    case 'unknown':
      return value;
    default:
      return assertNever(value);
  }
}

function dateShape({ edtf, earliest, latest, precision, approximate, uncertain }: EdtfDate) {
  return { edtf, earliest, latest, precision, approximate, uncertain };
}
