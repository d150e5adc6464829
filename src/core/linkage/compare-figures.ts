/** Figures of events: two accounts of one event may say 600 and "more than 500"; another unit says nothing. */
import { agreementInterval, figuresAgree } from '../base/figure.js';
import { parseFigure } from '../base/figure-words.js';
import { type KindOf } from './comparison.js';
import { foldText } from './register.js';

const NEAR = 2;

export const compareFigures: KindOf = {
  normalise: (cell) => {
    const folded = foldText(cell);
    if (folded === null) return null;
    const figure = parseFigure(folded);
    return figure.ok && agreementInterval(figure.value) !== null ? folded : null;
  },
  prepare: (values) => {
    const figures = values.map((value) => {
      const parsed = parseFigure(value);
      return parsed.ok ? parsed.value : null;
    });
    return {
      levels: ['same words', 'may be one number', 'within twice', 'differs'],
      same: () => 0,
      compare: (a, b) => {
        const [x, y] = [figures[a] ?? null, figures[b] ?? null];
        if (x === null || y === null) return 3;
        if (figuresAgree(x, y) === true) return 1;
        if (x.unit !== y.unit) return 3;
        const [one, two] = [agreementInterval(x), agreementInterval(y)];
        if (one === null || two === null) return 3;
        return one.low <= NEAR * two.high && two.low <= NEAR * one.high ? 2 : 3;
      },
      agreeing: 0,
      exact: true,
      keys: {},
    };
  },
};
