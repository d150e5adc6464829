import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { inventedRegister } from '../core/linkage/fixture.js';
import { parseModel } from '../core/linkage/model-file.js';
import { TableStream } from '../core/linkage/table-stream.js';
import { loadNames } from '../store/names.js';
import { linkFiles } from './link-files.js';
import { type LinkTablesInput, linkTables, type Table } from './link.js';

const names = unwrap(await loadNames());

function table(name: string, text: string): Table {
  const stream = new TableStream();
  const rows = [...unwrap(stream.push(text)), ...unwrap(stream.end())];
  return { name, columns: stream.columns, rows };
}

const linked = (tables: LinkTablesInput['tables'], more: Partial<LinkTablesInput> = {}) =>
  linkTables({ tables, model: null, judgements: null, ...more }, names);

const a = table(
  'a.csv',
  `id,name,born,place,sex
a1,김영희,1975-03-02,"Hoeryong, North Hamgyong",f
a2,박철수,1980,Musan,m
a3,리옥성,1969-11-20,Hyesan,f
a4,최명진,1990-05-05,Onsong,f
a5,정금란,unknown,Chongjin,f
`,
);
const b = table(
  'b.csv',
  `id,name,born,place,sex
1,Kim Yong Hui,1975-03-02,Hoeryong,f
2,Pak Chol-su,1980-07-01,Musan,m
3,Lee Ok Sung,1969-11-02,Hyesan,f
4,Jang Mi-ran,1988-05-05,Kilju,f
5,Chong Kum-ran,1982,Chongjin,f
`,
);

function fileOf(name: string, done: ReturnType<typeof linked>, why = false): readonly string[] {
  const file = linkFiles(unwrap(done), why).find((each) => each.name === name);
  return [...(file?.pieces() ?? [])].join('').trim().split('\n');
}

test('one person in Hangul, in letters and with a date half known is found, and strangers are not', () => {
  const [head, ...pairs] = fileOf('pairs.csv', linked([a, b]));
  assert.equal(head, 'id_a,id_b,log_odds,probability,decision');
  const links = pairs
    .filter((line) => line.endsWith(',link'))
    .map((line) => line.split(',').slice(0, 2).join(' '));
  assert.deepEqual(links.toSorted(), ['a1 1', 'a2 2', 'a3 3', 'a5 5']);
});

test('every record stands in clusters.csv once, under its own id or with its list before it', () => {
  const lines = fileOf('clusters.csv', linked([a, b]));
  assert.equal(lines[0], 'id,cluster');
  assert.equal(lines.length, 11);
  assert.ok(lines.includes('1,a1') && lines.includes('a4,a4'));
  const same = {
    ...b,
    rows: b.rows.map(({ line, cells }) => ({ line, cells: cells.with(0, `a${cells[0]}`) })),
  };
  const prefixed = fileOf('clusters.csv', linked([a, same]));
  assert.equal(new Set(prefixed).size, 11);
  assert.ok(prefixed.includes('b:a1,a:a1'));
});

test('who is on which list can be counted from: by table, or by a column that says it', () => {
  const lines = fileOf('mentions.csv', linked([a, b]));
  assert.equal(lines[0], 'person,list');
  assert.ok(lines.includes('a1,a') && lines.includes('a1,b') && lines.includes('4,b'));
  const named = {
    ...a,
    columns: [...a.columns, 'list'],
    rows: a.rows.map(({ line, cells }) => ({ line, cells: [...cells, 'court'] })),
  };
  assert.ok(fileOf('mentions.csv', linked([named, b])).includes('a1,court'));
});

test('few matches are said to be few: the numbers then rest on what was assumed', () => {
  assert.ok(unwrap(linked([a, b])).warnings.some(({ kind }) => kind === 'few-matches'));
});

const { rows } = inventedRegister(300, 0.4, 7);
const register = table(
  'register.csv',
  [
    'id,given name,surname,born,town,sex',
    ...rows.map(({ id, cells }) => [id, ...cells].map((cell) => `"${cell}"`).join(',')),
  ].join('\n'),
);

test('a kept model gives the same answers again, and one seed the same bytes', () => {
  const once = linked([register]);
  const kept = unwrap(parseModel(fileOf('model.json', once).join('\n')));
  const again = linked([register], { model: kept });
  const decided = (done: typeof once) =>
    fileOf('pairs.csv', done)
      .filter((line) => line.endsWith('link'))
      .map((line) => line.split(',').slice(0, 2).join())
      .toSorted();
  assert.deepEqual(decided(again), decided(once));
  assert.deepEqual(fileOf('pairs.csv', linked([register])), fileOf('pairs.csv', once));
});

test('why.jsonl has one line for each link and review, whose steps sum to its log-odds', () => {
  const done = linked([register]);
  const lines = fileOf('why.jsonl', done, true).map(
    (line): { start: number; logOdds: number; steps: readonly { weight: number; rarity: number }[] } =>
      JSON.parse(line),
  );
  const { promise } = unwrap(done).linked;
  assert.equal(lines.length, promise.links + promise.reviews);
  for (const { start, logOdds, steps } of lines)
    assert.ok(
      Math.abs(steps.reduce((sum, { weight, rarity }) => sum + weight + rarity, start) - logOdds) < 1e-6,
    );
});

function told(result: ReturnType<typeof linked>): string {
  return result.ok ? 'none' : `${result.problem.kind} @ ${result.problem.where ?? ''}`;
}

test('mistakes in tables are told with file, line and column', () => {
  const twice = table('twice.csv', 'id,name,born\n1,Ada,1980\n1,Bo,1981\n');
  const noId = table('none.csv', 'name,born\nAda,1980\nAda,1981\n');
  const empty = table('gap.csv', 'id,name,born\n1,Ada,1980\n,Bo,1981\n');
  const model = unwrap(
    parseModel(
      '{"id": "id", "columns": [{"column": "name", "kind": "name"}, {"column": "born", "kind": "date"}]}',
    ),
  );
  assert.equal(told(linked([twice], { model })), 'id-twice @ twice.csv, lines 2 and 3, column id');
  assert.equal(told(linked([empty], { model })), 'id-missing @ gap.csv, line 3, column id');
  assert.equal(told(linked([noId])), 'no-id @ none.csv');
  assert.equal(told(linked([a, table('x.csv', 'id,other\n1,2\n')])), 'no-common-columns @ a.csv and x.csv');
  const judgements = table('j.csv', 'id_a,id_b,judgement\na1,1,maybe\n');
  assert.equal(told(linked([a, b], { judgements })), 'bad-judgement @ j.csv, line 2, column judgement');
  assert.equal(
    told(linked([a, b], { judgements: table('j.csv', 'id_a,id_b,judgement\na9,1,same\n') })),
    'judgement-of-nobody @ j.csv, line 2',
  );
  const rule = { ...model, blocking: [['sound of town']] };
  assert.equal(told(linked([a, b], { model: rule })), 'bad-model @ blocking');
});

test('a cell that nobody can read as a date is unknown and told, and never stops the work', () => {
  const odd = {
    ...a,
    rows: a.rows.map((row, i) => (i === 1 ? { ...row, cells: row.cells.with(2, 'spring, they say') } : row)),
  };
  const { warnings } = unwrap(
    linked([odd, b], {
      model: unwrap(
        parseModel(
          '{"id":"id","columns":[{"column":"name","kind":"name"},{"column":"born","kind":"date"},{"column":"place","kind":"place"}]}',
        ),
      ),
    }),
  );
  assert.match(warnings.find(({ kind }) => kind === 'unread-cells')?.message ?? '', /a\.csv, line 3/);
});

test('a judgement in a file wins: different parts a likely pair, same joins an unlikely one', () => {
  const judgements = table(
    'j.csv',
    'id_a,id_b,judgement,by,why\na1,1,different,vale,seen both\na4,4,same,vale,her mother says so\n',
  );
  const lines = fileOf('pairs.csv', linked([a, b], { judgements }));
  assert.ok(lines.some((line) => line.startsWith('a1,1,') && line.endsWith(',not')));
  assert.ok(lines.some((line) => line.startsWith('a4,4,') && line.endsWith(',link')));
});
