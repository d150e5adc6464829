/**
 * Figures side by side on one scale, a row for each family. A dot is a number somebody said; a line
 * joins the ends of a range; an arrow means that no limit was set there; hatched is only a word
 * ("hundreds"); hollow is unverified. Those who passed a figure on stand indented under its origin.
 */
import { scaleLinear } from 'd3-scale';
import { number } from '../formats.js';
import { shorten } from './labels.js';
import { pixel } from './time.js';

export interface AccountBar {
  readonly low: number | null;
  readonly high: number | null;
  readonly vague: boolean;
  readonly hollow: boolean;
  /** How far "about 200" or a rounded 600 may reach; `null` when exact. */
  readonly reach: { readonly low: number; readonly high: number } | null;
}

export interface AccountRow {
  readonly label: string;
  readonly words: string;
  readonly bars: readonly AccountBar[];
  /** 0 for an origin, 1 for who passed it on. */
  readonly indent: 0 | 1;
}

export interface Agreement {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

const ROW = 28;
const TOP = 40;

export function AccountChart(props: {
  readonly rows: readonly AccountRow[];
  readonly agreement: Agreement | null;
  readonly width: number;
  readonly label: string;
  readonly className: string;
}) {
  const { rows, agreement, width, label, className } = props;
  const narrow = width < 600;
  const left = narrow ? 8 : Math.max(220, Math.round(width * 0.28));
  const right = narrow ? 24 : Math.round(width * 0.2);
  const step = narrow ? 44 : ROW;
  const height = TOP + rows.length * step + 8;
  const most = Math.max(
    1,
    ...rows.flatMap((row) => row.bars.flatMap((bar) => [bar.low ?? 0, bar.high ?? 0])),
  );
  const scale = scaleLinear()
    .domain([0, most * 1.05])
    .range([left, width - right]);
  const at = (people: number) => pixel(scale(people));
  const ticks = scale.ticks(narrow ? 4 : 7).filter((tick) => Number.isInteger(tick));
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern
          id={`hatch-${width}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line class="hatch" x1={0} x2={0} y1={0} y2={6} />
        </pattern>
      </defs>
      {agreement === null ? null : (
        <>
          <rect
            class="agreement"
            x={Math.min(at(agreement.low), at(agreement.high)) - 4}
            y={TOP - 8}
            width={Math.max(8, at(agreement.high) - at(agreement.low) + 8)}
            height={height - TOP}
          />
          <text
            class="axis"
            x={at(agreement.high) + 6}
            y={12}
            text-anchor={at(agreement.high) > width * 0.6 ? 'end' : 'start'}
          >
            {agreement.label}
          </text>
        </>
      )}
      {ticks.map((tick) => (
        <>
          <line class="grid" x1={at(tick)} x2={at(tick)} y1={TOP - 8} y2={height - 8} />
          <text class="axis" x={at(tick)} y={TOP - 12} text-anchor="middle">
            {number(tick)}
          </text>
        </>
      ))}
      {rows.map((row, i) => {
        const y = TOP + i * step + step / 2 + (narrow ? 8 : 0);
        return (
          <g>
            <text
              class={row.indent === 0 ? 'row-name' : 'row-label'}
              x={row.indent * 16}
              y={narrow ? y - 12 : y + 4}
            >
              {shorten(
                row.indent === 0 ? row.label : `↳ ${row.label}`,
                (narrow ? width : left - 16) - row.indent * 16,
              )}
            </text>
            {row.bars.map((bar) => (
              <BarDrawing
                bar={bar}
                y={y}
                at={at}
                end={width - right}
                start={left}
                hatch={`url(#hatch-${width})`}
                small={row.indent === 1}
              />
            ))}
            {narrow ? null : (
              <text class="row-label" x={width - right + 20} y={y + 4}>
                {shorten(row.words, right - 24)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function BarDrawing(props: {
  readonly bar: AccountBar;
  readonly y: number;
  readonly at: (people: number) => number;
  readonly start: number;
  readonly end: number;
  readonly hatch: string;
  readonly small: boolean;
}) {
  const { bar, y, at, start, end, hatch, small } = props;
  const radius = small ? 3 : 5;
  const dress = `mark ${bar.hollow ? 'hollow' : 'filled'}`;
  const [low, high] = [bar.low, bar.high];
  const x0 = low === null ? start : at(low);
  const x1 = high === null ? end : at(high);
  const reach = bar.reach === null || (low === null && high === null) ? null : bar.reach;
  if (low === null && high === null) return null;
  return (
    <g class={small ? 'bar small' : 'bar'}>
      {reach === null ? null : (
        <rect
          class="reach"
          x={at(reach.low)}
          y={y - 5}
          width={Math.max(1, at(reach.high) - at(reach.low))}
          height={10}
        />
      )}
      {bar.vague ? (
        <rect class="vague" x={x0} y={y - 6} width={Math.max(2, x1 - x0)} height={12} fill={hatch} />
      ) : (
        <>
          {x1 - x0 < 1 ? null : (
            <line
              class={low === null || high === null ? 'range-line open' : 'range-line'}
              x1={x0}
              x2={x1}
              y1={y}
              y2={y}
            />
          )}
          {low === null ? (
            <path class="range-open" d={`M${x0 + 5} ${y - 4}L${x0} ${y}L${x0 + 5} ${y + 4}`} />
          ) : (
            <circle class={dress} cx={x0} cy={y} r={radius} />
          )}
          {high === null ? (
            <path class="range-open" d={`M${x1 - 5} ${y - 4}L${x1} ${y}L${x1 - 5} ${y + 4}`} />
          ) : (
            <circle class={dress} cx={x1} cy={y} r={radius} />
          )}
        </>
      )}
    </g>
  );
}
