/** Small pictures inside tables of asks: one line through time, and one mark for every ask. */
import { type Day, type EdtfDate } from '../../core/base/date.js';
import { assertNever } from '../../core/base/result.js';
import { pixel, timeAxis } from './time.js';

/** How an ask fared: nothing recorded, answered without agreeing, agreed or pledged. */
export type Fate = 'open' | 'answered' | 'agreed';

const WIDTH = 200;
const HEIGHT = 20;
const MIDDLE = 10;

/** From the ask, through each hop, to each answer; an open ask runs on without an end. */
export function ThreadLine(props: {
  readonly asked: EdtfDate | null;
  readonly answers: readonly { readonly date: EdtfDate | null; readonly fate: Fate }[];
  readonly hops: number;
  readonly from: Day;
  readonly until: Day;
  readonly label: string;
}) {
  const { asked, answers, hops, from, until, label } = props;
  const axis = timeAxis(from, until, 6, WIDTH - 10);
  const start = asked === null ? null : axis.span(asked);
  if (start === null) return null;
  const x = pixel((start.x0 + start.x1) / 2);
  const marks = answers.flatMap(({ date, fate }) => {
    const span = date === null ? null : axis.span(date);
    return span === null ? [] : [{ x: pixel((span.x0 + span.x1) / 2), fate }];
  });
  const end = marks.length === 0 ? WIDTH - 10 : Math.max(...marks.map((mark) => mark.x));
  return (
    <svg
      class="thread"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <line class="base" x1={0} x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
      {start.x1 - start.x0 > 8 ? (
        <rect class="band" x={start.x0} y={MIDDLE - 1.5} width={start.x1 - start.x0} height={3} />
      ) : null}
      <line class={marks.length === 0 ? 'wait open' : 'wait'} x1={x} x2={end} y1={MIDDLE} y2={MIDDLE} />
      <circle class="mark hollow" cx={x} cy={MIDDLE} r={3.5} />
      {Array.from({ length: hops }, (_, i) => (
        <line class="hop" x1={x + 7 + i * 4} x2={x + 7 + i * 4} y1={MIDDLE - 4} y2={MIDDLE + 4} />
      ))}
      {marks.map((mark) => (
        <FateMark fate={mark.fate} x={mark.x} y={MIDDLE} />
      ))}
    </svg>
  );
}

export function FateMark({ fate, x, y }: { readonly fate: Fate; readonly x: number; readonly y: number }) {
  switch (fate) {
    case 'open':
      return <circle class="mark hollow" cx={x} cy={y} r={3.5} />;
    case 'answered':
      return <circle class="mark filled" cx={x} cy={y} r={3.5} />;
    case 'agreed':
      return <rect class="mark agreed" x={x - 4} y={y - 4} width={8} height={8} />;
    default:
      return assertNever(fate);
  }
}

/** One mark for every ask, in rows of at most `perRow`; beyond a hundred the number alone speaks. */
export function FateMarks({ fates, label }: { readonly fates: readonly Fate[]; readonly label: string }) {
  const perRow = 25;
  const shown = fates.slice(0, 100);
  const rows = Math.max(1, Math.ceil(shown.length / perRow));
  const width = Math.max(12, Math.min(perRow, shown.length) * 12);
  return (
    <svg
      class="fates"
      viewBox={`0 0 ${width} ${rows * 12}`}
      width={width}
      height={rows * 12}
      role="img"
      aria-label={label}
    >
      {shown.map((fate, i) => (
        <FateMark fate={fate} x={6 + (i % perRow) * 12} y={6 + Math.floor(i / perRow) * 12} />
      ))}
    </svg>
  );
}
