/** Places by containment: "Jilin" may be the same as "Tumen, Jilin", and another town of Jilin is not. */
import { type KindOf } from './comparison.js';
import { charsOf, jaroWinkler } from './jaro.js';
import { foldText } from './register.js';
import { alike, soundKey } from './compare-text.js';

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
      levels: ['same', 'one within the other', 'spelled alike', 'same region', 'differs'],
      same: () => 0,
      compare: (a, b) => {
        const [x, y] = [parts[a] ?? [], parts[b] ?? []];
        if (x.every((part) => y.includes(part)) || y.every((part) => x.includes(part))) return 1;
        if (jaroWinkler(chars[a] ?? none, chars[b] ?? none) >= alike[0]) return 2;
        return x.length > 1 && y.length > 1 && x[1] === y[1] ? 3 : 4;
      },
      agreeing: 0,
      exact: true,
      keys: { sound: (value) => soundKey(parts[value]?.[0] ?? '') },
    };
  },
};
