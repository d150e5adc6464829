/** What a thing is called in a sentence a reader sees; ids are printed only when nothing names it. */
import { type ThingId } from '../../base/ids.js';
import { model } from '../../model/model.js';
import { type CaseFile, refsOf, textOf, textsOf, type Thing } from '../../view/thing.js';

/** The name as printed: "Human Rights Watch", "Jeff Merkley", the title of a source. */
export function nameOf(file: CaseFile, id: ThingId): string {
  const thing = file.things.get(id);
  if (thing === undefined) return id;
  if (thing.type === 'Tenure') {
    const person = refsOf(thing, 'person')[0];
    return person === undefined ? (textOf(thing, 'office') ?? id) : nameOf(file, person);
  }
  if (thing.type === 'Source') return textOf(thing, 'publisher', 'en') ?? textOf(thing, 'title', 'en') ?? id;
  const title = model[thing.type].title;
  return textOf(thing, title, 'en') ?? textOf(thing, 'code') ?? id;
}

/** A source by its title, for saying which document is meant. */
export function titleOfSource(file: CaseFile, id: ThingId): string {
  const thing = file.things.get(id);
  return thing === undefined ? id : (textOf(thing, 'title', 'en') ?? id);
}

/** Every name and alias of a thing, for comparing with words of a letter. */
export function namesOf(thing: Thing): string[] {
  return ['name', 'alias', 'title', 'demonym'].flatMap((property) => textsOf(thing, property));
}

/** "the National Assembly" but "Human Rights Watch": an article where English wants one. */
export function withThe(name: string): string {
  return /^(?:Ministry|Office|Embassy|Government|European|United Nations|UN |Committee|Commission|Congressional|House|Senate|High Commissioner|Special|Working Group|Human Rights Council|Republic|Democratic|People|Foreign|Ambassador|Convention|Protocol|International Co)/.test(
    name,
  ) ||
    /\b(?:Convention|Protocol|Covenant|Statute|Agreement|Committee|Commission|Council|Ministry|Parliament|Group|Union|Association|States|Network)$/.test(
      name,
    )
    ? `the ${name}`
    : name;
}
