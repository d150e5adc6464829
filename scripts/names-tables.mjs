// Derives data/names/characters.json from the Unicode Han database and the Supreme Court's list of characters for
// names. Usage: node scripts/names-tables.mjs UNIHAN_FOLDER SUPREME_COURT.csv   (Unihan_Readings.txt and Unihan_Variants.txt)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const [folder, court] = process.argv.slice(2);
const unihan = (file) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('U+'))
    .map((line) => line.split('\t'))
    .map(([code, field, value]) => [String.fromCodePoint(parseInt(code.slice(2), 16)), field, value]);

const korean = new Map(); // syllable → characters; education characters (commonest) apart
const common = new Set();
const add = (table, key, char) => {
  const set = table.get(key) ?? new Set();
  set.add(char);
  table.set(key, set);
};

for (const line of readFileSync(court, 'utf8').trim().split('\n').slice(1)) {
  const match = /^(?:"([^"]+)"|([^,]*)),.*,([0-9a-f]+),/.exec(line);
  if (match === null) throw new Error(line);
  const char = String.fromCodePoint(parseInt(match[3], 16)).normalize('NFC');
  for (const syllable of (match[1] ?? match[2]).split(','))
    if (syllable.trim() !== '') add(korean, syllable.trim(), char);
}
const readings = unihan('Unihan_Readings.txt');
for (const [char, field, value] of readings) {
  if (field !== 'kHangul' || char.normalize('NFC') !== char) continue;
  for (const one of value.split(' ')) {
    const [syllable, kinds] = one.split(':');
    add(korean, syllable.normalize('NFC'), char);
    if (kinds.includes('E')) common.add(char);
  }
}
const known = new Set([...korean.values()].flatMap((set) => [...set]));

// A character's older and simplified forms are one character: the traditional form stands for all.
const canonical = new Map();
for (const [char, field, value] of unihan('Unihan_Variants.txt')) {
  if (field !== 'kTraditionalVariant') continue;
  const forms = value.split(' ').map((code) => String.fromCodePoint(parseInt(code.slice(2), 16)));
  const named = forms.filter((form) => known.has(form));
  if (named.length > 0) canonical.set(char, named);
}
const bare = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u0307\u0309-\u036f]/g, '')
    .replace(/u\u0308/g, 'v')
    .normalize('NFC')
    .toLowerCase();
const pinyin = new Map();
const wanted = (char) => known.has(char) || canonical.has(char);
for (const [char, field, value] of readings) {
  if (!wanted(char)) continue;
  if (field === 'kMandarin') for (const one of value.split(' ')) add(pinyin, bare(one), char);
  if (field === 'kHanyuPinlu')
    for (const one of value.split(' ')) add(pinyin, bare(one.replace(/\(.*/, '')), char);
  if (field === 'kXHC1983') for (const one of value.split(' ')) add(pinyin, bare(one.split(':')[1]), char);
}
// The first reading of a character in Mandarin is written apart, because it is by far the likeliest.
const first = new Map();
for (const [char, field, value] of readings)
  if (field === 'kMandarin' && wanted(char)) add(first, bare(value.split(' ')[0]), char);

const lines = (table) =>
  Object.fromEntries(
    [...table]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, set]) => [key, [...set].sort(byText).join('')]),
  );
const rest = new Map();
for (const [syllable, set] of pinyin)
  for (const char of set) if (!first.get(syllable)?.has(char)) add(rest, syllable, char);
const out = {
  about:
    'Korean readings: the Supreme Court list of characters for names (MIT-licensed table) and kHangul of the Unicode Han database 15.0; Mandarin without tones and simplified forms: the same database (Unicode License v3).',
  korean: lines(korean),
  common: [...common].sort(byText).join(''),
  mandarin: lines(first),
  mandarinAlso: lines(rest),
  simplified: [...canonical]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([char, forms]) => char + forms.join(''))
    .join(' '),
};
writeFileSync(new URL('../data/names/characters.json', import.meta.url), `${JSON.stringify(out, null, 1)}\n`);
