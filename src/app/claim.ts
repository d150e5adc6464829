/** One claim, as a person writes it on a form: read as a dossier file would be, and recorded or refused in words. */
import { z } from 'zod';
import { type Json, parseJson } from '../core/base/json.js';
import { parseThingId } from '../core/base/ids.js';
import { Mistakes } from '../core/base/mistakes.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { type Claim } from '../core/claim/claim.js';
import { parseClaim } from '../core/claim/dossier-claim.js';
import { type PropertyDef } from '../core/model/define.js';
import { isTypeName, model, type TypeName } from '../core/model/model.js';
import { type Actor } from '../core/policy/audience.js';
import { type CaseFile } from '../core/view/thing.js';
import { type Ledger } from './ports.js';

const text = z.string().max(20_000);
const short = z.string().max(300);

export const claimInput = z.object({
  dossier: z.string().max(63),
  source: short,
  /** `Event.figure`: the type of the thing and the property. */
  property: short,
  thing: short,
  /** As a dossier file writes it; what begins with `{` is read as JSON. */
  value: text,
  lang: short.optional(),
  accordingTo: short.optional(),
  said: short.optional(),
  stance: short.optional(),
  /** `B2`. */
  credibility: short.optional(),
  audience: short.optional(),
  consent: short.optional(),
  note: text.optional(),
  page: short.optional(),
  /** UTF-16 offsets into that page's text. */
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
});
export type ClaimOrder = z.output<typeof claimInput>;

export interface ClaimRecorded {
  readonly dossier: string;
  readonly thing: string;
  readonly property: string;
  /** The same was recorded before. */
  readonly known: boolean;
}

/** Problems: those of a claim in a dossier file, and the ledger's. */
export async function recordClaim(
  ledger: Pick<Ledger, 'append'>,
  actor: Actor,
  file: CaseFile,
  order: ClaimOrder,
): Promise<Result<ClaimRecorded>> {
  const claim = claimFrom(file, order);
  if (!claim.ok) return claim;
  const statement = { kind: 'claim', claim: claim.value, where: 'the claim' } as const;
  const appended = await ledger.append(file.dossier.id, [statement], actor);
  if (!appended.ok) return appended;
  const { thing, property } = claim.value;
  return ok({ dossier: file.dossier.id, thing: thing.id, property, known: appended.value.added === 0 });
}

function claimFrom(file: CaseFile, order: ClaimOrder): Result<Claim> {
  const about = aboutWhat(order);
  if (!about.ok) return about;
  const source = file.things.get(order.source);
  if (source?.type !== 'Source')
    return fail('no-such-source', `The dossier has no source "${order.source}".`, {
      where: 'source',
      fix: 'Make the source first.',
    });
  const raw = rawFrom(order, about.value.definition);
  if (!raw.ok) return raw;
  const mistakes = new Mistakes();
  const claim = parseClaim(
    raw.value,
    {
      id: about.value.thing,
      type: about.value.type,
      property: { name: about.value.property, definition: about.value.definition },
      defaults: {
        source: source.id,
        basis: 'read',
        said: null,
        credibility: { source: 'F', information: '6' },
        audience: null,
        locator: {},
        consent: null,
      },
      where: 'the claim',
      recorded: true,
    },
    mistakes,
  );
  for (const id of claim === null ? [] : claim.accordingTo)
    if (!file.things.has(id)) mistakes.list.push(unknownThing(id));
  if (claim !== null && claim.value.kind === 'ref') {
    const wrong = wrongReference(file, claim.value.id, about.value.definition);
    if (wrong !== null) mistakes.list.push(wrong);
  }
  const [first] = mistakes.list;
  if (first !== undefined) return { ok: false, problem: { ...first, causes: mistakes.list } };
  return claim === null ? fail('bad-claim', 'The claim cannot be read.') : ok(claim);
}

interface About {
  readonly type: TypeName;
  readonly thing: string;
  readonly property: string;
  readonly definition: PropertyDef;
}

function aboutWhat({ property: named, thing }: ClaimOrder): Result<About> {
  const [type = '', property = ''] = named.split('.');
  const properties: Readonly<Record<string, PropertyDef>> = isTypeName(type) ? model[type].properties : {};
  const definition = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (definition === undefined || !isTypeName(type))
    return fail('no-such-property', `There is no property "${named}".`, {
      where: 'property',
      fix: 'Choose one of the list.',
    });
  const id = parseThingId(thing.trim(), 'thing');
  return id.ok ? ok({ type, thing: id.value, property, definition }) : id;
}

function rawFrom(order: ClaimOrder, definition: PropertyDef): Result<Record<string, Json>> {
  const written = order.value.trim();
  const json = written.startsWith('{') ? parseJson(written, 'value') : ok(written);
  if (!json.ok) return json;
  const { page, from, to } = order;
  const chars = from === undefined || to === undefined || to <= from ? {} : { chars: [from, to] };
  const locator = { ...(filled(page) ? { page: page ?? '' } : {}), ...chars };
  const spoken = (order.accordingTo ?? '').split(',').map((id) => id.trim());
  const raw: Record<string, Json> = { value: json.value, locator };
  if (filled(order.lang) && definition.value === 'text' && typeof json.value === 'string')
    raw['lang'] = order.lang ?? '';
  if (filled(order.accordingTo)) raw['accordingTo'] = spoken.filter((id) => id !== '');
  for (const key of ['said', 'stance', 'credibility', 'audience', 'consent', 'note'] as const) {
    const said = order[key];
    if (said !== undefined && said.trim() !== '') raw[key] = said.trim();
  }
  return ok(raw);
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function unknownThing(id: string): Problem {
  return {
    kind: 'no-such-thing',
    message: `Nothing in the dossier is called "${id}".`,
    where: 'the claim',
    fix: 'Correct the id.',
  };
}

function wrongReference(file: CaseFile, id: string, definition: PropertyDef): Problem | null {
  const type = file.things.get(id)?.type;
  if (type === undefined) return unknownThing(id);
  if (definition.to === undefined || definition.to.includes(type)) return null;
  return {
    kind: 'wrong-type',
    message: `"${id}" is of type ${type}; ${definition.to.join(' or ')} belongs here.`,
    where: 'value',
    fix: 'Name a thing of that type.',
  };
}
