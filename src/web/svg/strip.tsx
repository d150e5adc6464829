/**
 * Routes as columns of stations joined by lines: a schematic, where order and distance mean
 * nothing. The line under a station's name grows with the number of events that name it.
 */
import { linkHorizontal } from 'd3-shape';
import { labelWidth, shorten } from './labels.js';

export interface Station {
  readonly label: string;
  readonly href: string | null;
  /** Events that name this place. */
  readonly events: number;
}

export interface StripColumn {
  readonly heading: string;
  readonly stations: readonly Station[];
}

/** A line between two stations of neighbouring columns, by their positions. */
export interface StripLink {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

const STEP = 36;
const TOP = 44;
const EVENT_WIDTH = 14;

export function Strip(props: {
  readonly columns: readonly StripColumn[];
  readonly links: readonly StripLink[];
  readonly width: number;
  readonly label: string;
  readonly className: string;
}) {
  const { columns, links, width, label, className } = props;
  const rows = Math.max(1, ...columns.map((column) => column.stations.length));
  const height = TOP + rows * STEP;
  const pitch = width / Math.max(1, columns.length);
  const text = pitch * 0.76;
  const yOf = (column: number, row: number) => {
    const count = columns[column]?.stations.length ?? 1;
    return TOP + ((row + 0.5) * rows * STEP) / count;
  };
  const link = linkHorizontal<unknown, readonly [number, number]>()
    .x((point) => point[0])
    .y((point) => point[1]);
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
    >
      {columns.map((column, i) => (
        <text class="axis" x={i * pitch} y={16}>
          {column.heading}
        </text>
      ))}
      {links.map(({ column, from, to }) => (
        <path
          class="route"
          d={
            link({
              source: [
                column * pitch + Math.min(text, labelWidth(columns[column]?.stations[from]?.label ?? '')) + 8,
                yOf(column, from),
              ],
              target: [(column + 1) * pitch - 10, yOf(column + 1, to)],
            }) ?? ''
          }
        />
      ))}
      {columns.map((column, i) =>
        column.stations.map((station, row) => (
          <StationDrawing station={station} x={i * pitch} y={yOf(i, row)} width={text} first={i === 0} />
        )),
      )}
    </svg>
  );
}

function StationDrawing(props: {
  readonly station: Station;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly first: boolean;
}) {
  const { station, x, y, width, first } = props;
  const drawn = (
    <>
      <title>{station.label}</title>
      {first ? null : <circle class="station" cx={x - 6} cy={y} r={2.5} />}
      <text class="station-label" x={x} y={y + 4}>
        {shorten(station.label, width)}
      </text>
      {station.events === 0 ? null : (
        <line
          class="station-events"
          x1={x}
          x2={x + Math.min(width, station.events * EVENT_WIDTH)}
          y1={y + 11}
          y2={y + 11}
        />
      )}
    </>
  );
  return station.href === null ? <g>{drawn}</g> : <a href={station.href}>{drawn}</a>;
}
