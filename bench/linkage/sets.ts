/** Data with known answers that linkage is measured on; they are not part of the repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kind } from '../../src/core/linkage/link.js';
import { type Row } from '../../src/core/linkage/register.js';
import { table } from '../names/rows.js';

export interface DataSet {
  readonly name: string;
  readonly columns: readonly (readonly [string, Kind])[];
  readonly rows: readonly Row[];
  /** Who each record is of. */
  readonly truth: ReadonlyMap<string, string>;
  /** The F1 and recall that Splink reached on the same data, where it was measured. */
  readonly splink: { readonly f1: number; readonly recall: number } | null;
}

type Columns = DataSet['columns'];

const febrl: Columns = [
  ['given_name', 'text'],
  ['surname', 'text'],
  ['street_number', 'digits'],
  ['address_1', 'words'],
  ['address_2', 'words'],
  ['suburb', 'text'],
  ['postcode', 'digits'],
  ['state', 'code'],
  ['date_of_birth', 'date'],
  ['soc_sec_id', 'digits'],
];
const german: Columns = [
  ['fname_c1', 'text'],
  ['fname_c2', 'text'],
  ['lname_c1', 'text'],
  ['lname_c2', 'text'],
  ['by', 'digits'],
  ['bm', 'digits'],
  ['bd', 'digits'],
];
const invented: Columns = [
  ['first_name', 'text'],
  ['surname', 'text'],
  ['dob', 'date'],
  ['city', 'text'],
  ['email', 'text'],
];

interface File {
  readonly name: string;
  readonly file: string;
  readonly columns: Columns;
  readonly id: string;
  readonly truth: string;
  readonly splink: DataSet['splink'];
}

const files: readonly File[] = [
  { name: 'febrl1', file: 'febrl_dataset1.csv', columns: febrl, id: 'rec_id', truth: 'rec_id', splink: null },
  { name: 'febrl2', file: 'febrl_dataset2.csv', columns: febrl, id: 'rec_id', truth: 'rec_id', splink: null },
  {
    name: 'febrl3',
    file: 'febrl_dataset3.csv',
    columns: febrl,
    id: 'rec_id',
    truth: 'rec_id',
    splink: { f1: 0.993, recall: 0.986 },
  },
  {
    name: 'RLdata500',
    file: 'RLdata500.csv',
    columns: german,
    id: 'rec_id',
    truth: 'identity',
    splink: { f1: 0.98, recall: 0.98 },
  },
  {
    name: 'fake_1000',
    file: 'splink_fake_1000.csv',
    columns: invented,
    id: 'unique_id',
    truth: 'cluster',
    splink: { f1: 0.862, recall: 0.779 },
  },
];

export function dataSets(folder: string): readonly DataSet[] {
  return files.map(({ name, file, columns, id, truth, splink }) => {
    const all = table(readFileSync(join(folder, file), 'utf8').replace(/, /gu, ','));
    const idOf = (row: ReadonlyMap<string, string>) => row.get(id) ?? '';
    // Febrl puts the answer into the id: rec-12-org and rec-12-dup-0 are one person.
    const who = (row: ReadonlyMap<string, string>) =>
      /^rec-\d+/u.exec(idOf(row))?.[0] ?? row.get(truth) ?? '';
    return {
      name,
      columns,
      splink,
      rows: all.map((row) => ({ id: idOf(row), cells: columns.map(([column]) => row.get(column) ?? '') })),
      truth: new Map(all.map((row) => [idOf(row), who(row)])),
    };
  });
}
