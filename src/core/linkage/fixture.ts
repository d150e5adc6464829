/** Invented registers for tests: people by a stored seed, and records of them with slips, gaps and other spellings. */
import { randomFrom } from '../estimate/random.js';
import { type Row } from './register.js';

const GIVEN =
  'ada bo cyr dana eli fay gus hana ivo jun kaia leo mina nils ora pia quin rosa sami tove uma vera wim yara zeno'.split(
    ' ',
  );
const FAMILY =
  'abel brandt castell dufour ek farr gant holm ibarra jansen kovac lund marsh novak ortiz petrov quist rossi stein turner udall voss weber young zorn'.split(
    ' ',
  );
const TOWNS =
  'northby, vale county|southby, vale county|eastham, vale county|westham, moor county|midford, moor county|longlea, moor county'.split(
    '|',
  );

export interface Truth {
  readonly rows: readonly Row[];
  /** Whose record each id is. */
  readonly person: ReadonlyMap<string, number>;
}

/** Rows of given name, family name, birth date, town and sex; `twice` of the people have a second record. */
export function inventedRegister(people: number, twice: number, seed: number): Truth {
  const random = randomFrom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random.uniform() ** 1.5 * list.length)] ?? '';
  const two = (n: number) => String(n).padStart(2, '0');
  const rows: Row[] = [];
  const person = new Map<string, number>();
  const add = (who: number, id: string, cells: readonly string[]) => {
    rows.push({ id, cells });
    person.set(id, who);
  };
  for (let i = 0; i < people; i++) {
    const born = `${1940 + Math.floor(random.uniform() * 60)}-${two(1 + Math.floor(random.uniform() * 12))}-${two(1 + Math.floor(random.uniform() * 28))}`;
    const cells = [pick(GIVEN), pick(FAMILY), born, pick(TOWNS), random.uniform() < 0.5 ? 'f' : 'm'];
    add(i, `p${i}`, cells);
    if (random.uniform() >= twice) continue;
    add(
      i,
      `q${i}`,
      cells.map((cell, c) =>
        random.uniform() < 0.1 ? '' : random.uniform() < 0.12 ? spoiled(cell, c, random.uniform()) : cell,
      ),
    );
  }
  return { rows, person };
}

/** A letter left out of a word, a year without its day, another town or sex. */
function spoiled(cell: string, column: number, chance: number): string {
  if (column === 2) return cell.slice(0, 4);
  if (column === 3) return TOWNS[Math.floor(chance * TOWNS.length)] ?? '';
  if (column === 4) return cell === 'f' ? 'm' : 'f';
  const at = 1 + Math.floor(chance * (cell.length - 1));
  return cell.slice(0, at) + cell.slice(at + 1);
}
