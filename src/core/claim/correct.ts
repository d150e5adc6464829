/**
 * The claim that should have been recorded: the same source, passage and speaker, another value. What a
 * source itself took back later is a new claim from a new source, not a correction of ours.
 */
import { parseJson } from '../base/json.js';
import { type ThingId } from '../base/ids.js';
import { fail, ok, type Result } from '../base/result.js';
import { type PropertyDef } from '../model/define.js';
import { model, type TypeName } from '../model/model.js';
import { type Value } from '../model/value.js';
import { type Claim } from './claim.js';
import { parseValue } from './dossier-value.js';

/**
 * `words` as a dossier file would write the value; text that begins with `{` is read as JSON. A text keeps
 * its language, a figure its unit and scope. Problems are those of `parseValue`, `no-such-thing`, `wrong-type`.
 */
export function correctedClaim(
  claim: Claim,
  words: string,
  typeOf: (id: ThingId) => TypeName | undefined,
): Result<Claim> {
  const property: PropertyDef | undefined = model[claim.thing.type].properties[claim.property];
  if (property === undefined)
    return fail('no-such-property', 'The model no longer has the property of this claim.', {
      where: claim.property,
      fix: 'Retract it instead.',
    });
  const raw = words.trimStart().startsWith('{')
    ? parseJson(words, '--correct')
    : ok(inKind(claim.value, words));
  if (!raw.ok) return raw;
  const value = parseValue(raw.value, property, '--correct');
  if (!value.ok) return value;
  const named = value.value.kind === 'ref' ? checkNamed(value.value.id, property, typeOf) : ok(null);
  return named.ok ? ok({ ...claim, value: value.value }) : named;
}

function inKind(old: Value, words: string): string | Readonly<Record<string, string>> {
  if (old.kind === 'text') return { text: words, lang: old.lang };
  if (old.kind !== 'figure') return words;
  const { unit, scope } = old.figure;
  return { words, ...(unit === '' ? {} : { unit }), ...(scope === '' ? {} : { scope }) };
}

function checkNamed(
  id: ThingId,
  property: PropertyDef,
  typeOf: (id: ThingId) => TypeName | undefined,
): Result<null> {
  const type = typeOf(id);
  if (type === undefined)
    return fail('no-such-thing', `Nothing in the dossier is called "${id}".`, {
      where: '--correct',
      fix: 'Correct the id.',
    });
  if (property.to !== undefined && !property.to.includes(type))
    return fail('wrong-type', `"${id}" is of type ${type}; ${property.to.join(' or ')} belongs here.`, {
      where: '--correct',
      fix: 'Name a thing of that type.',
    });
  return ok(null);
}
