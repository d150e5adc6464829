// Derives data/treaties/{sources,participations,sightings,declarations}.json from a folder of researched facts.
// Usage: node scripts/treaties.mjs FACTS. The shipped files are the data; this says how they came to be.
// FACTS holds treaties/treaty-status-all-states-2015.csv (the depositary's tables, by day),
// treaties/treaty-status-2022-core-hr.csv (18 instruments, by year), treaties/treaty-declarations-2015.json
// and status.json (12 States, checked). What is in none of them stands in scripts/treaties-added.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { restate, wordsFor } from './declarations.mjs';

const facts = process.argv[2];
if (facts === undefined) {
  console.error('Usage: node scripts/treaties.mjs FACTS');
  process.exit(2);
}
const root = new URL('..', import.meta.url).pathname;
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const states = readJson(join(root, 'data/states.json'));
const instruments = readJson(join(root, 'data/treaties/instruments.json'));
const added = readJson(join(root, 'scripts/treaties-added.json'));

/** RFC 4180 enough for these files: quoted fields may hold commas and doubled quotes. */
function readCsv(path) {
  const [head, ...lines] = readFileSync(path, 'utf8').replace(/\r/g, '').trim().split('\n').map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ''])));
}
function cells(line) {
  const found = [];
  for (const match of line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)) {
    found.push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
  }
  return found;
}

const byAlpha2 = new Map(states.map((state) => [state.alpha2, state.id]));
byAlpha2.set('EU', 'EUE');
byAlpha2.set('TP', 'TLS'); // the 2022 list uses a withdrawn code
byAlpha2.set('S', 'SSD'); // and a typing slip
const stateOf = (iso2, where) => {
  const id = byAlpha2.get(iso2);
  if (id === undefined) throw new Error(`No State for ${iso2} in ${where}`);
  return id;
};

const all2015 = instruments.filter((one) => one.entry !== null && one.id !== 'OAU-1969').map((one) => one.id);
const list2022 = readCsv(join(facts, 'treaties/treaty-status-2022-core-hr.csv'));
const core2022 = [...new Set(list2022.map((row) => row.treaty))];
const TABLE = 'untc-2015';
const LIST = 'wpd-2022';
const tableDay = '2015-03-14';
const listDay = '2022-08-25';

const rows = new Map(); // state+instrument → row of the table
const out = [];
const sightings = [];
const push = (row) => out.push({ signed: null, action: null, date: null, effect: null, note: null, ...row });

for (const row of readCsv(join(facts, 'treaties/treaty-status-all-states-2015.csv'))) {
  if (row.signature_date === '' && row.deposit_date === '') continue;
  const state = stateOf(row.iso2, row.participant);
  const signedBySuccession = row.signature_raw.endsWith(' d');
  const made = {
    state,
    instrument: row.treaty,
    signed: row.signature_date || null,
    action: row.deposit_date === '' ? null : row.action.replace(' ', '-'),
    date: row.deposit_date || null,
    source: TABLE,
    verified: true,
    note: signedBySuccession ? 'It succeeded to its predecessor’s signature.' : null,
  };
  rows.set(`${state} ${row.treaty}`, made);
  push(made);
}

// The day-level facts of twelve States beat the 2022 list, which knows years only.
const checked = new Map(
  readJson(join(facts, 'status.json')).map((row) => [`${row.state} ${row.instrument}`, row]),
);
for (const [key, row] of checked) {
  if (
    (rows.get(key)?.date ?? null) !== null ||
    row.deposit === null ||
    !/^\d{4}-\d{2}-\d{2}$/.test(row.deposit)
  )
    continue;
  const source = row.source === 'general knowledge' ? 'general-knowledge' : row.source;
  push({
    state: row.state,
    instrument: row.instrument,
    action: row.action,
    date: row.deposit,
    source,
    verified: row.verified,
  });
  rows.set(key, { ...rows.get(key), date: row.deposit });
}

const listed = new Set();
for (const row of list2022) {
  if (!byAlpha2.has(row.iso2)) continue; // one sheet has a territory in the place of a State
  const state = stateOf(row.iso2, row.member);
  listed.add(`${state} ${row.treaty}`);
  const key = `${state} ${row.treaty}`;
  const known = rows.get(key);
  const where = { state, instrument: row.treaty, source: LIST };
  const disagree = (note) =>
    sightings.push({
      ...where,
      inside: row.status_2022 === 'state party',
      asOf: listDay,
      verified: true,
      disagrees: true,
      note,
    });
  if (row.status_2022 === 'state party') {
    if ((known?.date ?? null) === null) {
      if (Number(row.year) >= 2015) {
        // Not yet in the table of March 2015, so a year of 2015 means after it.
        const date = row.year === '2015' ? `${tableDay}/2015-12-31` : row.year;
        push({ ...where, action: known?.signed ? 'ratification' : 'joined', date, verified: true });
      } else
        disagree(
          `A list of August 2022 calls it a party${row.year === '' ? '' : ` since ${row.year}`}, which the depositary's table of March 2015 does not show; the list has known slips, so it decides nothing.`,
        );
    } else if (/^\d{4}-/.test(known.date) && known.source === TABLE && known.date.slice(0, 4) !== row.year)
      disagree(`A list of August 2022 gives the year ${row.year}; the depositary's table, by day, is used.`);
  } else if (known?.source === TABLE && known.date !== null) {
    const denounced = added.acts.some(
      (act) => act.state === state && act.instrument === row.treaty && act.action === 'withdrawal',
    );
    if (!denounced)
      disagree(
        `A list of August 2022 does not show it as a party, and no denunciation is known; the list has known slips, so the depositary's table stands.`,
      );
  } else if (row.status_2022 === 'signatory state' && known === undefined)
    push({ ...where, signed: `${tableDay}/${listDay}`, verified: true });
}
for (const { id: state, kind } of states)
  for (const instrument of core2022)
    if (kind === 'member' && !listed.has(`${state} ${instrument}`))
      sightings.push({
        state,
        instrument,
        source: LIST,
        inside: false,
        asOf: listDay,
        verified: true,
        disagrees: true,
        note: 'A list of August 2022 leaves it out; that decides nothing.',
      });
// Russia continued the Soviet Union's participation, and the depositary lists its acts under Russia alone.
const continued = { state: 'SUN', by: 'RUS', until: '1991-12-25' };
for (const row of out.filter((one) => one.state === continued.by && one.source === TABLE)) {
  const before = (day) => (day !== null && day <= continued.until ? day : null);
  const [signed, date] = [before(row.signed), before(row.date)];
  if (signed === null && date === null) continue;
  const note =
    'The depositary lists this act under the Russian Federation, which continued its participation.';
  push({ ...row, state: continued.state, signed, action: date === null ? null : row.action, date, note });
}
for (const row of added.acts) push(row);
sightings.push(...added.sightings);

const used = new Set([...out, ...sightings].map((row) => row.source));
const sources = [
  {
    id: TABLE,
    title: 'Multilateral Treaties Deposited with the Secretary-General: status of 27 instruments',
    publisher: 'United Nations Treaty Collection, read in a copy (zmjones/untreaties, commit 003ce13)',
    url: 'https://github.com/zmjones/untreaties',
    asOf: tableDay,
    complete: all2015,
    covers: 'all',
  },
  {
    id: LIST,
    title: 'Core UN human rights instruments: ratification status, by year',
    publisher: 'World Politics Data Lab (commit fdb779e)',
    url: 'https://github.com/world-politics-datalab/humanrights-treaties-ratification-status',
    asOf: listDay,
    complete: core2022,
    covers: 'members',
  },
  ...added.sources,
];
for (const row of readJson(join(facts, 'sources.json')))
  if (used.has(row.id) && !sources.some((source) => source.id === row.id))
    sources.push({
      id: row.id,
      title: row.title,
      publisher: row.publisher,
      url: row.url,
      asOf: /^\d{4}-\d{2}-\d{2}$/.test(row.date ?? '') ? row.date : null,
      complete: [],
      covers: 'all',
    });
const missing = [...used].filter((id) => !sources.some((source) => source.id === id));
if (missing.length > 0) throw new Error(`Sources without a row: ${missing.join(', ')}`);

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = (row) =>
  `${row.instrument} ${row.state} ${row.date ?? row.signed ?? row.asOf ?? ''} ${row.action ?? ''}`;
const sorted = (list) => [...list].sort((a, b) => order(keyOf(a), keyOf(b)));
const write = (name, text) => writeFileSync(join(root, 'data/treaties', name), text);
const lines = (list) => list.map((row) => JSON.stringify(row)).join(',\n');
const columns = ['state', 'instrument', 'signed', 'action', 'date', 'effect', 'source', 'verified', 'note'];
write(
  'participations.json',
  `{"columns":${JSON.stringify(columns)},"rows":[\n${lines(sorted(out).map((row) => columns.map((name) => row[name])))}\n]}\n`,
);
write('sightings.json', `[\n${lines(sorted(sightings))}\n]\n`);
write('sources.json', `[\n${lines(sources)}\n]\n`);

// Statements for territories are left out: no participation here is a territory's own.
const texts = readJson(join(facts, 'treaties/treaty-declarations-2015.json')).flatMap((row) =>
  byAlpha2.has(row.iso2)
    ? [{ state: stateOf(row.iso2, row.participant), instrument: row.treaty, text: row.text }]
    : [],
);
// The refugee instruments and the Convention against Torture were restated by hand; so were the
// articles of other instruments that bear on return, which then replace what was derived.
const byHandWhole = new Set(['REFUGEE-1951', 'REFUGEE-PROT-1967', 'CAT']);
const articleOf = (provision) => /^(?:\d+|[IVX]+)/.exec(provision)?.[0];
const byHand = new Set(
  added.statements.flatMap((row) =>
    row.provisions.map((provision) => `${row.state} ${row.instrument} ${articleOf(provision)}`),
  ),
);
const restated = texts
  .filter((row) => !byHandWhole.has(row.instrument))
  .flatMap((row) => restate(row, instruments))
  .map((row) => ({
    ...row,
    provisions: row.provisions.filter(
      (provision) => !byHand.has(`${row.state} ${row.instrument} ${articleOf(provision)}`),
    ),
  }))
  .filter((row) => row.provisions.length > 0)
  .map((row) => ({ ...row, words: wordsFor(row) }));
const statements = [
  ...restated.map((row) => ({ ...row, source: TABLE, verified: false })),
  ...added.statements,
].filter((row) => row.provisions.length > 0);
write(
  'declarations.json',
  `[\n${lines(sorted(statements).map(({ state, instrument, kind, of, provisions, effect, words, until, source, verified }) => ({ state, instrument, kind, of: of ?? null, provisions, effect, words, until: until ?? null, source, verified })))}\n]\n`,
);
console.log(
  `${out.length} participations, ${sightings.length} sightings, ${statements.length} statements, ${sources.length} sources`,
);
