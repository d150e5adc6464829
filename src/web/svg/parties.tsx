/** How many States a treaty bound at the end of each year, as a line; for how many it began, as columns. */
import { scaleLinear } from 'd3-scale';
import { type YearOfActs } from '../../core/law/parties.js';
import { pixel } from './time.js';

interface PartyLineProps {
  readonly years: readonly YearOfActs[];
  /** After this year the data does not see every State: the line is broken from there. */
  readonly seenUntil: number;
  readonly width: number;
  readonly label: string;
  readonly className: string;
}

const HEIGHT = 220;
const TOP = 16;
const BASE = 192;

export function PartyLine({ years, seenUntil, width, label, className }: PartyLineProps) {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 1];
  const x = scaleLinear()
    .domain([first, Math.max(last, first + 1)])
    .range([36, width - 12]);
  const most = Math.max(10, ...years.map(({ bound }) => bound));
  const y = scaleLinear().domain([0, most]).nice(4).range([BASE, TOP]);
  const columnWidth = Math.max(1, Math.min(8, (width - 48) / Math.max(1, years.length) - 1));
  const path = (rows: readonly YearOfActs[]) =>
    rows.map(({ year, bound }, i) => `${i === 0 ? 'M' : 'L'} ${pixel(x(year))} ${pixel(y(bound))}`).join(' ');
  const step = width >= 600 ? 10 : 20;
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="group"
      aria-label={label}
    >
      {y.ticks(4).map((tick) => (
        <>
          <line class="grid" x1={36} x2={width - 12} y1={pixel(y(tick))} y2={pixel(y(tick))} />
          <text class="axis" x={30} y={pixel(y(tick)) + 5} text-anchor="end">
            {tick}
          </text>
        </>
      ))}
      {years
        .filter(({ year }) => year % step === 0)
        .map(({ year }) => (
          <text class="axis" x={pixel(x(year))} y={BASE + 20} text-anchor="middle">
            {year}
          </text>
        ))}
      {years.map(({ year, joined }) =>
        joined.length === 0 ? null : (
          <rect
            class="column"
            x={pixel(x(year) - columnWidth / 2)}
            width={pixel(columnWidth)}
            y={pixel(y(joined.length))}
            height={pixel(BASE - y(joined.length))}
          />
        ),
      )}
      <path class="total" d={path(years.filter(({ year }) => year <= seenUntil))} />
      <path class="total unseen-since" d={path(years.filter(({ year }) => year >= seenUntil))} />
    </svg>
  );
}
