/** Places to scale, where sources give coordinates. No border is drawn: none was recorded. */
import { geoMercator } from 'd3-geo';

export interface MapPoint {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly lat: number;
  readonly lon: number;
  readonly events: number;
}

export interface MapLine {
  readonly from: string;
  readonly to: string;
}

const LABEL_HEIGHT = 16;

export function PointMap(props: {
  readonly points: readonly MapPoint[];
  readonly lines: readonly MapLine[];
  readonly width: number;
  readonly label: string;
  readonly className: string;
}) {
  const { points, lines, width, label, className } = props;
  const height = Math.round(Math.max(240, width * 0.4));
  const labels = width < 600 ? 110 : 180;
  const project = geoMercator().fitExtent(
    [
      [16, 16],
      [width - labels, height - 40],
    ],
    { type: 'MultiPoint', coordinates: points.map(({ lon, lat }) => [lon, lat]) },
  );
  const placed = points.flatMap((point) => {
    const at = project([point.lon, point.lat]);
    return at === null ? [] : [{ point, x: at[0], y: at[1] }];
  });
  const byId = new Map(placed.map((one) => [one.point.id, one]));
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
    >
      {lines.map(({ from, to }) => {
        const [a, b] = [byId.get(from), byId.get(to)];
        return a === undefined || b === undefined ? null : (
          <path class="route" d={`M${a.x} ${a.y}L${b.x} ${b.y}`} />
        );
      })}
      {spread(placed).map(({ point, x, y, labelY }) => (
        <a href={point.href}>
          <title>{point.label}</title>
          <circle class="station" cx={x} cy={y} r={3 + Math.min(9, Math.sqrt(point.events) * 2)} />
          <text class="station-label" x={x + 14} y={labelY + 4}>
            {point.label}
          </text>
        </a>
      ))}
    </svg>
  );
}

/** Moves labels down until none lies on another. */
function spread<T extends { readonly x: number; readonly y: number }>(
  placed: readonly T[],
): (T & { labelY: number })[] {
  let last = -Infinity;
  return [...placed]
    .sort((a, b) => a.y - b.y)
    .map((one) => {
      last = Math.max(one.y, last + LABEL_HEIGHT);
      return { ...one, labelY: last };
    });
}
