/** Places by containment: "Jilin" may be the same as "Tumen, Jilin", and another town of Jilin is not. */
import { type KindOf } from './comparison.js';
import { charsOf, jaroWinkler } from './jaro.js';
import { foldText } from './register.js';
import { alike, soundKey } from './compare-text.js';

const SOMEWHAT = 0.8;

export const comparePlaces: KindOf = {
  normalise: (cell) => {
    const parts = (foldText(cell) ?? '')
      .split(/\s*[,;/·、，]\s*/u)
      .map((part) => part.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
      .filter((part) => part !== '');
    return parts.length === 0 ? null : parts.join(', ');
  },
  prepare: (values) => {
    const parts = values.map((value) => value.split(', '));
    const chars = parts.map(([first = '']) => charsOf(first));
    const none = charsOf('');
    return {
      levels: ['same', 'one within the other', 'spelled alike', 'somewhat alike', 'same region', 'differs'],
      same: () => 0,
      compare: (a, b) => {
        const [x, y] = [parts[a] ?? [], parts[b] ?? []];
        if (x.every((part) => y.includes(part)) || y.every((part) => x.includes(part))) return 1;
        const score = jaroWinkler(chars[a] ?? none, chars[b] ?? none);
        if (score >= alike[0]) return 2;
        if (score >= SOMEWHAT) return 3;
        return x.length > 1 && y.length > 1 && x[1] === y[1] ? 4 : 5;
      },
      agreeing: 0,
      exact: true,
      keys: { sound: (value) => soundKey(parts[value]?.[0] ?? '') },
    };
  },
};
