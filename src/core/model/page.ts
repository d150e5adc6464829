/** The documentation page of the model, written from it: `docs/formats/model.md`. */
import { codeLists, type Term } from './codes.js';
import { type PropertyDef } from './define.js';
import { model, typeNames } from './model.js';

/** Markdown. `scripts/model-page.mjs` writes it; a test fails when the page and the model differ. */
export function modelPage(): string {
  return [
    '# The model',
    '',
    '<!-- Written from src/core/model by `npm run docs:model`. Edits here are lost. -->',
    '',
    'Types of things and their properties, and the code lists their values come from. A property’s value is always somebody’s claim; several claims of one property stand side by side. “Several” marks properties for which that is no contradiction; “about a person” marks those that are never public by default.',
    '',
    '## Types',
    ...typeNames.flatMap(typeSection),
    '',
    '## Code lists',
    '',
    'HURIDOCS codes name the micro-thesaurus and the term.',
    ...Object.entries(codeLists).flatMap(([name, terms]) => listSection(name, terms)),
    '',
  ].join('\n');
}

function typeSection(name: (typeof typeNames)[number]): string[] {
  const { label, help, properties, title } = model[name];
  return [
    '',
    `### ${name}`,
    '',
    `${label.en} · ${label.ko}. ${help} Listed by its \`${title}\`.`,
    '',
    '| property | value | label | what it says |',
    '| --- | --- | --- | --- |',
    ...Object.entries(properties).map(
      ([key, property]) =>
        `| \`${key}\` | ${valueText(property)} | ${cell(`${property.label.en} · ${property.label.ko}`)} | ${cell(property.help)} |`,
    ),
  ];
}

function valueText(property: PropertyDef): string {
  const kind =
    property.value === 'code'
      ? `[${property.codes ?? 'code'}](#${property.codes ?? ''})`
      : property.value === 'ref'
        ? (property.to ?? []).map((type) => `[${type}](#${type.toLowerCase()})`).join(' or ') || 'any thing'
        : property.value;
  const marks = [
    ...(property.many === true ? ['several'] : []),
    ...(property.personal === true ? ['about a person'] : []),
  ];
  return [kind, ...marks].join(', ');
}

function listSection(name: string, terms: Readonly<Record<string, Term>>): string[] {
  return [
    '',
    `### ${name}`,
    '',
    '| code | English | Korean | HURIDOCS |',
    '| --- | --- | --- | --- |',
    ...Object.entries(terms).map(
      ([code, term]) => `| \`${code}\` | ${cell(term.en)} | ${cell(term.ko)} | ${term.huridocs ?? ''} |`,
    ),
  ];
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
