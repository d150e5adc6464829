/**
 * States as tiles of one size, grouped by region: a small State is as easy to find as a large one, and
 * no border is drawn, so none is argued about. Shape says what colour says.
 */
import { assertNever } from '../../core/base/result.js';
import { type CellKind } from '../../core/law/matrix.js';

export interface Tile {
  /** The code written in it. */
  readonly code: string;
  /** The whole sentence, for a pointer that rests and for a screen reader. */
  readonly label: string;
  readonly href: string;
  readonly kind: CellKind;
}

export interface TileBlock {
  readonly label: string;
  readonly tiles: readonly Tile[];
}

interface TileMapProps {
  /** Columns of blocks from west to east, each from north to south. */
  readonly columns: readonly (readonly TileBlock[])[];
  readonly width: number;
  readonly label: string;
  readonly className: string;
}

const ACROSS = 5;
const HEIGHT = 26;
const GAP = 2;
const LABEL = 22;
const BETWEEN = 10;

export function TileMap({ columns, width, label, className }: TileMapProps) {
  const side = width >= 1000 ? columns.length : width >= 600 ? 3 : 1;
  const across = width >= 600 ? ACROSS : 8;
  const groups = gathered(columns, side);
  const step = (width + 16) / side;
  const tileWidth = (step - 16 - GAP * (across - 1)) / across;
  const heights = groups.map((blocks) => blocks.reduce((sum, block) => sum + blockHeight(block, across), 0));
  const height = Math.max(...heights, 1);
  return (
    <svg
      class={`${className} tiles`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
    >
      {groups.map((blocks, i) => placed(blocks, { x: i * step, tileWidth, across }))}
    </svg>
  );
}

/** Neighbouring columns stand under one another where there is no room beside. */
function gathered(columns: TileMapProps['columns'], side: number): TileBlock[][] {
  const groups: TileBlock[][] = Array.from({ length: side }, () => []);
  for (const [i, column] of columns.entries())
    groups[Math.min(side - 1, Math.floor((i * side) / columns.length))]?.push(...column);
  return groups;
}

const rowsIn = (tiles: readonly Tile[], across: number) => Math.ceil(tiles.length / across);
const blockHeight = ({ tiles }: TileBlock, across: number) =>
  LABEL + rowsIn(tiles, across) * (HEIGHT + GAP) + BETWEEN;

interface Place {
  readonly x: number;
  readonly tileWidth: number;
  readonly across: number;
}

function placed(blocks: readonly TileBlock[], { x, tileWidth, across }: Place) {
  let y = 0;
  return blocks.map((block) => {
    const top = y;
    y += blockHeight(block, across);
    return (
      <>
        <text class="row-label" x={round(x)} y={top + 15}>
          {block.label}
        </text>
        {block.tiles.map((tile, i) => (
          <TileShape
            tile={tile}
            x={x + (i % across) * (tileWidth + GAP)}
            y={top + LABEL + Math.floor(i / across) * (HEIGHT + GAP)}
            width={tileWidth}
          />
        ))}
      </>
    );
  });
}

const round = (value: number) => Math.round(value * 10) / 10;

function TileShape({
  tile,
  x,
  y,
  width,
}: {
  readonly tile: Tile;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  const { kind } = tile;
  return (
    <a href={tile.href} class={`tile t-${kind}`}>
      <title>{tile.label}</title>
      <rect x={round(x)} y={y} width={round(width)} height={HEIGHT} />
      {kind === 'reserved' ? <path class="corner" d={`M ${round(x)} ${y} h 10 l -10 10 z`} /> : null}
      <text x={round(x + width / 2)} y={y + 17} text-anchor="middle">
        {tile.code}
        {markOf(kind)}
      </text>
    </a>
  );
}

function markOf(kind: CellKind): string {
  switch (kind) {
    case 'undecided':
      return '?';
    case 'signed':
      return '○';
    case 'since':
    case 'reserved':
    case 'no':
      return '';
    default:
      return assertNever(kind);
  }
}
