/** Which mapping a file is read by: the one that was named, or what the file shows itself to be. */
import { isJsonObject } from '../base/json.js';
import { type ThingId } from '../base/ids.js';
import { fail, ok, type Result } from '../base/result.js';
import { ftmMapper, isFtm } from './ftm.js';
import { claimTableMapper, isClaimTable } from './csv-claims.js';
import { type Mapper, missingColumns, tableMapper } from './map-row.js';
import { type Mapping, parseMapping } from './mapping.js';
import { nativeMapper } from './native.js';
import { type ReadRow } from './record.js';

/** A file that can be read row by row. */
export interface Rows {
  readonly format: 'table' | 'json-lines';
  readonly bytes: number;
  readonly columns: readonly string[] | null;
  readonly first: ReadRow | null;
  readonly pieces: () => AsyncIterable<{ readonly rows: readonly ReadRow[]; readonly read: number }>;
}

export interface Chosen {
  readonly rows: Rows;
  readonly mapper: Mapper;
  /** Sources that every line may lean on: the dossier must know them. */
  readonly sources: readonly ThingId[];
}

export interface Asked {
  readonly name: string | null;
  /** The mapping file; `null` when none was named. */
  readonly text: string | null;
  readonly encoding: string | null;
  /** The Source whose words a file is that does not say so itself. */
  readonly source: string | null;
}

/** What is asked of the machine while choosing. */
export interface Choosing {
  readonly open: OpenRows;
  /** Ids of States by their two-letter codes, lower case. */
  readonly states: () => Promise<ReadonlyMap<string, string>>;
}

type OpenRows = (reading: {
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly sheet?: string | null;
}) => Promise<Result<Rows>>;

export async function mapperFor(
  { name, text, encoding, source }: Asked,
  { open, states }: Choosing,
): Promise<Result<Chosen>> {
  if (text !== null) {
    const mapping = parseMapping(text, name ?? 'the mapping');
    if (!mapping.ok)
      return fail('bad-map', 'The mapping has mistakes, and nothing was read.', {
        where: name ?? 'the mapping',
        fix: 'Mend what is listed and run it again.',
        causes: mapping.problem,
      });
    return await byMapping(mapping.value, encoding, open);
  }
  const rows = await open({ encoding, separator: null });
  if (!rows.ok) return rows;
  if (rows.value.columns !== null && isClaimTable(rows.value.columns))
    return ok({ rows: rows.value, mapper: claimTableMapper(), sources: [] });
  if (rows.value.first?.ok === true && isFtm(rows.value.first.row.fields))
    return ok({ rows: rows.value, mapper: ftmMapper({ source, states: await states() }), sources: [] });
  if (isOurs(rows.value)) return ok({ rows: rows.value, mapper: nativeMapper(), sources: [] });
  return fail('no-map', 'The file does not say what its columns mean.', {
    where: '--map',
    fix: 'Name a mapping: --map MAP.json (docs/formats/map.md).',
  });
}

function isOurs({ first }: Rows): boolean {
  return (
    first?.ok === true && isJsonObject(first.row.fields) && typeof first.row.fields['record'] === 'string'
  );
}

async function byMapping(mapping: Mapping, encoding: string | null, open: OpenRows): Promise<Result<Chosen>> {
  const { reading } = mapping;
  const rows = await open({
    encoding: encoding ?? reading.encoding,
    separator: reading.separator,
    sheet: reading.sheet,
  });
  if (!rows.ok) return rows;
  const missing = rows.value.columns === null ? [] : missingColumns(mapping, rows.value.columns);
  if (missing.length > 0)
    return fail(
      'no-such-column',
      'The mapping names columns that the file does not have; nothing was read.',
      {
        where: '--map',
        fix: `Columns of the file: ${rows.value.columns?.join(', ').slice(0, 500) ?? ''}.`,
        causes: missing.map(({ kind, message, fix }) => ({ kind, message, fix })),
      },
    );
  return ok({ rows: rows.value, mapper: tableMapper(mapping), sources: constantSources(mapping) });
}

/** Sources named without a column. */
function constantSources({ things }: Mapping): ThingId[] {
  const ids = things.flatMap((thing) =>
    thing.claims.flatMap(({ saying: { source } }) =>
      source !== null && source.parts.every((part) => part.kind === 'words')
        ? [source.parts.map((part) => (part.kind === 'words' ? part.words : '')).join('')]
        : [],
    ),
  );
  return [...new Set(ids)];
}
