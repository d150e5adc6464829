/**
 * A dossier in which every field that takes words holds an attempt to run in a reader's browser: each
 * property of each type of the model, and whatever stands beside a claim. Each attempt carries a mark
 * that says where it was planted, so that a test sees it shown as text and not merely dropped.
 */
import { assertNever } from '../../src/core/base/result.js';
import { type DossierFile } from '../../src/core/claim/dossier.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { codeLists } from '../../src/core/model/codes.js';
import { type PropertyDef } from '../../src/core/model/define.js';
import { model, type TypeName, typeNames } from '../../src/core/model/model.js';
import { type Value } from '../../src/core/model/value.js';
import { recordFrom, type Record } from './record.js';

export const hostileId = 'hostile';

/** The global that any of the attempts sets when it runs. */
export const RAN = 'a33ran';

const run = `window.${RAN}=1`;
const ways = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}"><script>${run}</script></svg>`,
  `<iframe srcdoc="<script>parent.${RAN}=1</script>"></iframe>`,
  `<a href="javascript:${run}">x</a><base href="https://foreign.invalid/">`,
  `<meta http-equiv="refresh" content="0;url=https://foreign.invalid/">`,
  `<style>@import "https://foreign.invalid/a.css";</style>`,
  `<link rel="stylesheet" href="https://foreign.invalid/b.css">`,
  `<p style="background:url(https://foreign.invalid/c)">`,
  `<form action="https://foreign.invalid/"><input autofocus onfocus="${run}">`,
  `' onmouseover='${run}' " autofocus onfocus="${run}" x="`,
  `\${${run}} {{constructor.constructor('${run}')()}} %3Cscript%3E${run}%3C/script%3E &lt;script&gt;`,
];

/** Closes whatever it may stand in, then tries every way in that needs no second file. */
export function attempt(mark: string): string {
  return [`[${mark}]`, CLOSE, ...ways].join(' ');
}

const CLOSE = `</title></textarea></style></script>--></svg>'">`;
let planted = 0;

/** As `attempt`, with one way in, each in its turn: a page may hold thousands of these. */
function one(mark: string): string {
  planted += 1;
  return [`[${mark}]`, CLOSE, ways[planted % ways.length]].join(' ');
}

const SOURCE = 'X-Source';
const idOf = (type: string) => `X-${type}`;

/** A value of the property's kind; where the kind takes words, they are an attempt. */
function written(type: TypeName, name: string, property: PropertyDef): unknown {
  const words = one(`${type}.${name}`);
  switch (property.value) {
    case 'text':
      return words;
    case 'figure':
      return {
        words,
        unit: one(`${type}.${name}.unit`),
        scope: one(`${type}.${name}.scope`),
        low: 3,
        high: 9,
        qualifier: 'about',
      };
    case 'date':
      return '2020-05-06';
    case 'code':
      return Object.keys(codeLists[property.codes as keyof typeof codeLists])[0];
    case 'ref':
      return idOf(property.to?.[0] ?? 'Event');
    case 'point':
      return { lat: 1, lon: 2, precision: 'point' };
    case 'url':
      return `https://foreign.invalid/?a=javascript:window.${RAN}=1&amp;b=%22%3E%3Cscript%3E`;
    case 'file':
      return 'ab'.repeat(32);
    default:
      return assertNever(property.value);
  }
}

function thing(type: TypeName): unknown {
  const note = (name: string) => one(`${type}.${name}.note`);
  const claims = Object.entries(model[type].properties)
    .filter(([, property]) => property.personal !== true)
    .map(([name, property]) => ({
      property: name,
      value: written(type, name, property),
      note: note(name),
      accordingTo: [idOf('Body')],
      locator: Object.fromEntries(
        ['page', 'paragraph', 'time', 'row', 'column'].map((part) => [part, one(`locator.${part}`)]),
      ),
    }));
  return { thing: idOf(type), type, source: SOURCE, claims };
}

/** The files of the dossier, good enough for the door. */
export function hostileFiles(): readonly DossierFile[] {
  const both = (mark: string) => ({ en: attempt(mark), ko: attempt(`${mark}.ko`) });
  const head = {
    id: hostileId,
    title: both('dossier.title'),
    summary: both('dossier.summary'),
    returningStates: [idOf('State')],
    originStates: [idOf('State')],
    period: '2019/2021',
    invented: true,
    seed: 'cd'.repeat(32),
    files: ['things.json'],
  };
  return [
    { name: 'dossier.json', text: JSON.stringify(head) },
    { name: 'things.json', text: JSON.stringify(typeNames.filter((type) => type !== 'Consent').map(thing)) },
  ];
}

/** What no dossier file may say, as if another door had let it in. */
function beside(): readonly Claim[] {
  const said = (type: TypeName, property: string, value: Value): Claim => ({
    thing: { type, id: idOf(type) },
    property,
    value,
    source: SOURCE,
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'F', information: '6' },
    audience: 'team',
    consent: null,
    basis: 'read',
    note: '',
  });
  const personal = typeNames.flatMap((type) =>
    Object.entries(model[type].properties)
      .filter(([, { personal, value }]) => value === 'text' && (personal === true || type === 'Consent'))
      .map(([name]) => said(type, name, { kind: 'text', text: attempt(`${type}.${name}`), lang: 'en' })),
  );
  const script = `javascript:window.${RAN}=1`;
  return [
    ...personal,
    said('Source', 'url', { kind: 'url', url: script, read: null }),
    said('Source', 'url', { kind: 'url', url: `data:text/html,<script>${script}</script>`, read: null }),
    said('Event', 'kind', { kind: 'code', term: attempt('code') }),
    said('Event', 'title', { kind: 'text', text: attempt('language'), lang: attempt('lang') }),
  ];
}

export function hostileRecord(): Record {
  return recordFrom(hostileFiles(), { actor: one('actor'), beside: beside() });
}

/** Every mark that has to be seen on some page. */
export function marks(): readonly string[] {
  const fields = typeNames.flatMap((type) =>
    Object.entries(model[type].properties)
      .filter(([, { value }]) => value === 'text' || value === 'figure')
      .map(([name]) => `${type}.${name}`),
  );
  return [...fields, 'dossier.title', 'actor', 'locator.page'].map((mark) => `[${mark}]`);
}
