/**
 * An invented register in the Korean style, from a seed: names in Hangul, in characters and in letters, birth
 * dates with slips and without days, places and sex; a fifth of the rows are second records of somebody.
 */
import { randomFrom } from '../../src/core/estimate/random.js';
import { surnames } from '../../src/core/name/surnames.js';
import { type Row } from '../../src/core/linkage/register.js';
import { type DataSet } from './sets.js';

const SYLLABLES = Array.from(
  '영희철수민준용호옥성란국혁향화순미정은경남일명진복금춘월산별송학선희연주강룡길만덕봉석태현종광',
);
const COUNTIES = [
  'Hoeryong',
  'Musan',
  'Onsong',
  'Hyesan',
  'Chongjin',
  'Kilju',
  'Kimchaek',
  'Hamhung',
  'Wonsan',
  'Sinuiju',
  'Kanggye',
  'Pyongsong',
  'Sariwon',
  'Haeju',
  'Kaesong',
  'Nampo',
];
const DUPLICATES = 0.2;

export function inventedSet(size: number): DataSet {
  const random = randomFrom(2024);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.uniform() * list.length)];
  const weighted = [...surnames].map(([name, { perThousand }]) => ({ name, perThousand }));
  const whole = weighted.reduce((sum, { perThousand }) => sum + perThousand, 0);
  const surname = (): string => {
    let left = random.uniform() * whole;
    for (const { name, perThousand } of weighted) {
      left -= perThousand;
      if (left <= 0) return name;
    }
    return '김';
  };
  const given = () =>
    `${SYLLABLES[Math.floor(random.uniform() ** 1.4 * SYLLABLES.length)] ?? ''}${SYLLABLES[Math.floor(random.uniform() ** 1.4 * SYLLABLES.length)] ?? ''}`;
  const two = (n: number) => String(n).padStart(2, '0');
  const people = Math.round(size * (1 - DUPLICATES));
  const rows: Row[] = [];
  const truth = new Map<string, string>();
  const originals: (readonly string[])[] = [];
  for (let i = 0; i < people; i++) {
    const born = `${1930 + Math.floor(random.uniform() * 75)}-${two(1 + Math.floor(random.uniform() * 12))}-${two(1 + Math.floor(random.uniform() * 28))}`;
    const cells = [
      surname() + given(),
      born,
      pick(COUNTIES) ?? '',
      random.uniform() < 0.7 ? 'f' : 'm',
      given(),
    ];
    originals.push(cells);
    rows.push({ id: `p${i}`, cells });
    truth.set(`p${i}`, String(i));
  }
  for (let i = people; i < size; i++) {
    const who = Math.floor(random.uniform() * people);
    const cells = (originals[who] ?? []).map((cell, c) => spoil(cell, c, random.uniform));
    rows.push({ id: `d${i}`, cells });
    truth.set(`d${i}`, String(who));
  }
  return {
    name: `invented ${size}`,
    columns: [
      ['name', 'text'],
      ['born', 'date'],
      ['county', 'place'],
      ['sex', 'code'],
      ['mother', 'text'],
    ],
    rows,
    truth,
    splink: null,
  };
}

function spoil(cell: string, column: number, uniform: () => number): string {
  if (uniform() < 0.12) return '';
  if (uniform() >= 0.15) return cell;
  switch (column) {
    case 0:
    case 4: {
      const signs = Array.from(cell);
      signs[Math.floor(uniform() * signs.length)] = SYLLABLES[Math.floor(uniform() * SYLLABLES.length)] ?? '';
      return signs.join('');
    }
    case 1:
      return uniform() < 0.4
        ? cell.slice(0, 4)
        : `${cell.slice(0, 8)}${String(1 + Math.floor(uniform() * 28)).padStart(2, '0')}`;
    case 2:
      return COUNTIES[Math.floor(uniform() * COUNTIES.length)] ?? '';
    default:
      return cell === 'f' ? 'm' : 'f';
  }
}
