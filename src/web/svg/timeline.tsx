/**
 * Lanes over one time axis. A date of unknown day is a band as wide as the days it may be; a
 * figure without an upper limit ends open; what nobody has counted sits hollow on the base line.
 */
import { scaleLog } from 'd3-scale';
import { type Day } from '../../core/base/date.js';
import { number } from '../formats.js';
import { type Lane, type Mark, MARKS_DRAWN_MAX, type Row, type Size, stack } from './lanes.js';
import { pixel, type TimeAxis, timeAxis } from './time.js';

interface TimelineProps {
  readonly lanes: readonly Lane[];
  readonly from: Day;
  readonly until: Day;
  readonly width: number;
  readonly label: string;
  readonly className: string;
}

const RADIUS = 4;
const ROW = 20;
const SIZE_LANE = 132;
const LANE_GAP = 28;

export function Timeline({ lanes, from, until, width, label, className }: TimelineProps) {
  const narrow = width < 600;
  const gutter = narrow ? 0 : 200;
  const axis = timeAxis(from, until, gutter + 8, width - 8);
  let y = 20;
  const placed = lanes.map((lane) => {
    const laid = layLane(lane, axis, narrow, y);
    y = laid.bottom + LANE_GAP;
    return laid;
  });
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${y}`}
      width={width}
      height={y}
      role="group"
      aria-label={label}
    >
      {axis.years
        .filter(({ x }) => x < width - 40)
        .map(({ year, x }) => (
          <>
            <line class="grid" x1={x} x2={x} y1={20} y2={y - LANE_GAP + 8} />
            <text class="axis" x={x + 3} y={12}>
              {year}
            </text>
          </>
        ))}
      {placed.map((laid) => (
        <LaneDrawing laid={laid} axis={axis} gutter={gutter} width={width} />
      ))}
    </svg>
  );
}

interface LaidRow {
  readonly row: Row;
  readonly top: number;
  readonly base: number;
  readonly marks: readonly { readonly item: Mark; readonly x: number; readonly level: number }[];
  /** Marks before the years shown. */
  readonly earlier: number;
}

interface LaidLane {
  readonly lane: Lane;
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly LaidRow[];
}

function layLane(lane: Lane, axis: TimeAxis, narrow: boolean, top: number): LaidLane {
  const head = top + (lane.bySize && narrow ? 32 : 20);
  if (lane.bySize) {
    const marks = lane.rows.flatMap((row) => row.marks);
    const laid: LaidRow = {
      row: { label: '', marks },
      top: head,
      base: head + SIZE_LANE,
      marks: placed(marks, axis, 1),
      earlier: 0,
    };
    return { lane, top, bottom: head + SIZE_LANE, rows: [laid] };
  }
  let y = head;
  const rows = lane.rows.map((row) => {
    const marks = placed(row.marks, axis, row.marks.length > MARKS_DRAWN_MAX ? 1 : 4);
    const levels = 1 + Math.max(0, ...marks.map((mark) => mark.level));
    const height = Math.max(ROW, levels * (2 * RADIUS + 1) + 8) + (narrow && row.label !== '' ? 16 : 0);
    const laid = { row, top: y, base: y + height - 6, marks, earlier: earlierThan(row.marks, axis.from) };
    y += height;
    return laid;
  });
  return { lane, top, bottom: Math.max(y, head + ROW), rows };
}

function earlierThan(marks: readonly Mark[], from: Day): number {
  return marks.filter(({ date }) => date.latest !== null && date.latest < from).length;
}

function placed(marks: readonly Mark[], axis: TimeAxis, levels: number) {
  const items = marks.flatMap((item) => {
    const span = axis.span(item.date);
    return span === null ? [] : [{ item, x: pixel((span.x0 + span.x1) / 2) }];
  });
  return stack(items, 2 * RADIUS + 1, levels);
}

function LaneDrawing(props: {
  readonly laid: LaidLane;
  readonly axis: TimeAxis;
  readonly gutter: number;
  readonly width: number;
}) {
  const { laid, axis, gutter, width } = props;
  return (
    <g class={`lane lane-${laid.lane.key}`}>
      <text class="lane-label" x={0} y={laid.top + 12}>
        {laid.lane.label}
      </text>
      {laid.lane.bySize ? (
        <SizeRow laid={laid} axis={axis} gutter={gutter} width={width} />
      ) : (
        laid.rows.map((row) => <MarkRow row={row} axis={axis} gutter={gutter} width={width} />)
      )}
    </g>
  );
}

function MarkRow(props: {
  readonly row: LaidRow;
  readonly axis: TimeAxis;
  readonly gutter: number;
  readonly width: number;
}) {
  const { row, axis, gutter, width } = props;
  const y = row.base - RADIUS - 2;
  return (
    <g>
      <line class="base" x1={gutter === 0 ? 0 : gutter + 8} x2={width - 8} y1={row.base} y2={row.base} />
      {row.row.label === '' ? null : (
        <text class="row-label" x={0} y={gutter === 0 ? row.top + 12 : row.base - 2}>
          {row.row.label}
        </text>
      )}
      {row.earlier === 0 ? null : (
        <text
          class="axis"
          x={gutter === 0 ? 0 : gutter}
          y={row.base - 2}
          text-anchor={gutter === 0 ? 'start' : 'end'}
        >
          ‹ {row.earlier}
        </text>
      )}
      {row.marks.length > MARKS_DRAWN_MAX ? (
        <Columns row={row} />
      ) : (
        row.marks.map(({ item, x, level }) => (
          <MarkDrawing mark={item} axis={axis} x={x} y={y - level * (2 * RADIUS + 1)} />
        ))
      )}
    </g>
  );
}

function MarkDrawing(props: {
  readonly mark: Mark;
  readonly axis: TimeAxis;
  readonly x: number;
  readonly y: number;
}) {
  const { mark, axis, x, y } = props;
  const span = axis.span(mark.date);
  const wide = span !== null && span.x1 - span.x0 > 2 * RADIUS ? span : null;
  return (
    <a href={mark.href}>
      <title>{mark.title}</title>
      {wide === null ? null : (
        <rect class="band" x={wide.x0} y={y - 1.5} width={pixel(wide.x1 - wide.x0)} height={3} />
      )}
      <circle class={dress(mark)} cx={x} cy={y} r={RADIUS - 0.5} />
    </a>
  );
}

function dress(mark: Mark): string {
  return `mark ${mark.filled ? 'filled' : 'hollow'}${mark.unverified ? ' doubtful' : ''}`;
}

/** Too many marks to tell apart: a column for every six pixels, its height the number of marks. */
function Columns({ row }: { readonly row: LaidRow }) {
  const counts = new Map<number, number>();
  for (const { x } of row.marks) counts.set(Math.floor(x / 6), (counts.get(Math.floor(x / 6)) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  const high = row.base - row.top - 2;
  return (
    <>
      {[...counts].map(([bin, count]) => {
        const height = Math.max(1, (high * count) / most);
        return (
          <rect class="column" x={bin * 6} y={row.base - height} width={5} height={height}>
            <title>{number(count)}</title>
          </rect>
        );
      })}
    </>
  );
}

function SizeRow(props: {
  readonly laid: LaidLane;
  readonly axis: TimeAxis;
  readonly gutter: number;
  readonly width: number;
}) {
  const { laid, axis, gutter, width } = props;
  const row = laid.rows[0];
  if (row === undefined) return null;
  const most = Math.max(
    10,
    ...row.marks.map(({ item }) => Math.max(item.size?.low ?? 0, item.size?.high ?? 0)),
  );
  const scale = scaleLog()
    .domain([1, most])
    .range([row.base - 12, row.top + 4]);
  const at = (people: number) => pixel(scale(people));
  const ticks = [1, 10, 100, 1000, 10_000, 100_000].filter((tick) => tick <= most);
  const drawn = row.marks.length > MARKS_DRAWN_MAX ? union(row.marks) : row.marks;
  return (
    <g>
      {ticks.map((tick) => (
        <>
          <line class="grid" x1={gutter === 0 ? 0 : gutter + 8} x2={width - 8} y1={at(tick)} y2={at(tick)} />
          <text
            class="axis"
            x={gutter === 0 ? 0 : gutter}
            y={at(tick) + (gutter === 0 ? -3 : 4)}
            text-anchor={gutter === 0 ? 'start' : 'end'}
          >
            {number(tick)}
          </text>
        </>
      ))}
      <line class="base" x1={gutter === 0 ? 0 : gutter + 8} x2={width - 8} y1={row.base} y2={row.base} />
      {drawn.map(({ item, x }) => (
        <SizeDrawing mark={item} axis={axis} x={x} base={row.base} at={at} />
      ))}
    </g>
  );
}

function SizeDrawing(props: {
  readonly mark: Mark;
  readonly axis: TimeAxis;
  readonly x: number;
  readonly base: number;
  readonly at: (people: number) => number;
}) {
  const { mark, axis, x, base, at } = props;
  const span = axis.span(mark.date);
  const wide = span !== null && span.x1 - span.x0 > 8 ? span : null;
  return (
    <a href={mark.href}>
      <title>{mark.title}</title>
      {wide === null ? null : (
        <rect class="band" x={wide.x0} y={base - 2} width={pixel(wide.x1 - wide.x0)} height={3} />
      )}
      {mark.size === null || (mark.size.low === null && mark.size.high === null) ? (
        <circle class="mark hollow" cx={x} cy={base - 5} r={3} />
      ) : (
        <RangeBar size={mark.size} x={x} at={at} doubtful={mark.unverified} />
      )}
    </a>
  );
}

function RangeBar(props: {
  readonly size: Size;
  readonly x: number;
  readonly at: (people: number) => number;
  readonly doubtful: boolean;
}) {
  const { size, x, at, doubtful } = props;
  const low = at(Math.max(1, size.low ?? 1));
  const high = at(Math.max(1, size.high ?? size.low ?? 1));
  return (
    <g class={doubtful ? 'range doubtful' : 'range'}>
      <line class="range-line" x1={x} x2={x} y1={low} y2={Math.min(high, low - 1)} />
      {size.low === null ? null : <line class="range-end" x1={x - 4} x2={x + 4} y1={low} y2={low} />}
      {size.open ? (
        <path
          class="range-open"
          d={`M${x - 4} ${high - 3}L${x} ${high - 9}L${x + 4} ${high - 3}M${x} ${high}V${high - 8}`}
        />
      ) : size.high === null ? null : (
        <line class="range-end" x1={x - 4} x2={x + 4} y1={high} y2={high} />
      )}
    </g>
  );
}

/** Many returns share a column: one bar from the smallest low to the largest high. */
function union(marks: LaidRow['marks']): LaidRow['marks'] {
  const columns = new Map<number, LaidRow['marks'][number]>();
  for (const mark of marks) {
    const bin = Math.floor(mark.x / 6);
    const before = columns.get(bin);
    columns.set(
      bin,
      before === undefined
        ? mark
        : { ...before, item: { ...before.item, size: hull(before.item.size, mark.item.size) } },
    );
  }
  return [...columns.values()];
}

function hull(a: Size | null, b: Size | null): Size | null {
  if (a === null || b === null) return a ?? b;
  return {
    low: a.low === null ? b.low : b.low === null ? a.low : Math.min(a.low, b.low),
    high: a.high === null ? b.high : b.high === null ? a.high : Math.max(a.high, b.high),
    open: a.open || b.open,
  };
}
