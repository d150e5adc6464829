/**
 * All States by all treaties on one day, or by the provisions of one treaty. One sign a cell; a cell
 * opens its chain above the table. The form works by itself; the slider's script only spares the button.
 */
import { assertNever } from '../../core/base/result.js';
import { binding } from '../../core/law/binding.js';
import { type Cell, type Column, matrix, type MatrixRow } from '../../core/law/matrix.js';
import { type State } from '../../core/law/reference.js';
import { spans } from '../../core/law/spans.js';
import { day, possibleDays } from '../../core/base/date.js';
import { type Desk } from '../desk.js';
import { dateText, edtfText } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { BoundWord, Chain, columnName, instrumentName, kindWord, stateName } from '../parts/binding.js';
import { cellName, type Choices, choicesOf } from '../parts/choices.js';
import { MatrixForm } from './matrix-form.js';
import { ChangesSection } from './changes.js';
import { ProblemText } from './problems.js';

export function MatrixPage({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const chosen = choicesOf(desk);
  const { on, than, states, columns } = chosen;
  const law = desk.law();
  const ids = states.map(({ id }) => id);
  const rows = matrix(on, ids, columns, law);
  const before = than === null ? null : matrix(than, ids, columns, law);
  const title = word(frame, 'matrix.title');
  return (
    <DossierPage desk={desk} title={title} here="law" islands={['slider']}>
      <h1>{title}</h1>
      <p class="sentence" id="said" aria-live="polite">
        {sentence(desk, chosen, rows)}
      </p>
      {chosen.problems.map((problem) => (
        <ProblemText frame={frame} problem={problem} />
      ))}
      <MatrixForm desk={desk} chosen={chosen} />
      <div id="live">
        {chosen.cell === null ? null : <ChainSection desk={desk} chosen={chosen} cell={chosen.cell} />}
        {than === null ? null : <ChangesSection desk={desk} chosen={chosen} than={than} />}
        <Key desk={desk} chosen={chosen} />
        {rows.length === 0 ? (
          <p>{word(frame, 'matrix.none')}</p>
        ) : (
          <Table desk={desk} chosen={chosen} rows={rows} before={before} />
        )}
      </div>
      <p class="quiet">
        {word(frame, 'law.words')}{' '}
        {word(frame, 'law.data', { date: edtfText(frame.lang, law.reference.dataAsOf) })}
      </p>
    </DossierPage>
  );
}

function sentence(desk: Desk, { on, instrument, columns }: Choices, rows: readonly MatrixRow[]): string {
  const date = dateText(desk.frame.lang, on);
  const s = rows.length;
  if (instrument !== null) {
    const count = (kind: Cell['kind']) => rows.filter(({ cells }) => cells[0]?.kind === kind).length;
    return word(desk.frame, 'matrix.sentence-one', {
      date,
      instrument: instrumentName(desk, instrument.id),
      n: count('since'),
      s,
      g: count('signed'),
      u: count('undecided'),
    });
  }
  const cells = rows.flatMap((row) => row.cells);
  return word(desk.frame, 'matrix.sentence', {
    date,
    m: columns.length,
    n: rows.filter((row) => row.cells.some(({ kind }) => kind === 'since')).length,
    s,
    u: cells.filter(({ kind }) => kind === 'undecided').length,
    all: cells.length,
  });
}

/** A sign that says the answer without its colour, and the year it began where it is yes. */
function signOf({ kind, since, through }: Cell): string {
  const year = since === null ? '' : (/\d{4}/.exec(since)?.[0] ?? '');
  const mark = through === null ? '' : '*';
  switch (kind) {
    case 'since':
      return `${year || '●'}${mark}`;
    case 'reserved':
      return `◐${year}${mark}`;
    case 'signed':
      return '○';
    case 'no':
      return '–';
    case 'undecided':
      return '?';
    default:
      return assertNever(kind);
  }
}

/** How many are bound; not a nought where nothing is known of anybody. */
function boundCount(rows: readonly MatrixRow[], column: number): string {
  const cells = rows.flatMap((row) => row.cells[column] ?? []);
  return cells.every(({ kind }) => kind === 'undecided') ? '?' : String(cells.filter(isBound).length);
}

/** A provision reserved in part still binds. */
function isBound({ kind, basis }: Cell): boolean {
  return kind === 'since' || (kind === 'reserved' && basis !== 'reserved');
}

function Key({ desk, chosen }: { readonly desk: Desk; readonly chosen: Choices }) {
  const { frame } = desk;
  const { instrument, than } = chosen;
  const keys = [
    word(frame, 'matrix.key-since', { mark: '1982' }),
    ...(instrument === null ? [] : [word(frame, 'matrix.key-reserved', { mark: '◐' })]),
    word(frame, 'matrix.key-signed', { mark: '○' }),
    word(frame, 'matrix.key-no', { mark: '–' }),
    word(frame, 'matrix.key-undecided', { mark: '?' }),
    ...(instrument === null ? [] : [word(frame, 'matrix.key-through', { mark: '*' })]),
    ...(than === null
      ? []
      : [word(frame, 'matrix.key-changed', { mark: '▲', date: dateText(frame.lang, than) })]),
  ];
  return (
    <p class="quiet key">
      {word(frame, 'matrix.key')}: {keys.join(' · ')}. {word(frame, 'matrix.open')}
    </p>
  );
}

interface TableProps {
  readonly desk: Desk;
  readonly chosen: Choices;
  readonly rows: readonly MatrixRow[];
  readonly before: readonly MatrixRow[] | null;
}

function Table(props: TableProps) {
  const { desk, chosen, rows } = props;
  const { frame } = desk;
  const { columns, states } = chosen;
  const blocks = regionBlocks(states);
  return (
    <div class="scroll grid-scroll" tabindex={0} role="region" aria-label={word(frame, 'matrix.title')}>
      <table class={`grid${columns.length > 20 ? ' grid-wide' : ''}`}>
        <thead>
          <tr>
            <th scope="col">{word(frame, 'matrix.state')}</th>
            {columns.map((column) => (
              <ColumnHead desk={desk} chosen={chosen} column={column} />
            ))}
          </tr>
          <tr class="grid-count">
            <th scope="row">{word(frame, 'matrix.bound')}</th>
            {columns.map((_, i) => (
              <td>{boundCount(rows, i)}</td>
            ))}
          </tr>
        </thead>
        {blocks.map(({ region, from, to: end }) => (
          <tbody>
            {blocks.length === 1 ? null : (
              <tr class="group">
                <th scope="rowgroup" colspan={columns.length + 1}>
                  {word(frame, region === null ? 'matrix.nobody' : `region.${region}`)}
                </th>
              </tr>
            )}
            {rows.slice(from, end).map((row, i) => (
              <Row {...props} row={row} then={props.before?.[from + i] ?? null} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function ColumnHead(props: { readonly desk: Desk; readonly chosen: Choices; readonly column: Column }) {
  const { desk, chosen, column } = props;
  const { frame, file } = desk;
  const { instrument, provision } = column;
  return (
    <th scope="col">
      {provision === null ? (
        <a
          href={to(frame, `/d/${file.dossier.id}/instrument/${instrument}`, { on: chosen.on.edtf })}
          title={instrumentName(desk, instrument)}
        >
          {columnName(desk, instrument)}
        </a>
      ) : (
        <span>{word(desk.frame, 'law.provision', { number: provision })}</span>
      )}
    </th>
  );
}

interface RowProps extends TableProps {
  readonly row: MatrixRow;
  readonly then: MatrixRow | null;
}

function Row({ desk, chosen, row, then }: RowProps) {
  const { frame, file } = desk;
  const path = `/d/${file.dossier.id}/state/${row.state}`;
  const asked = { on: chosen.on.edtf };
  return (
    <tr>
      <th scope="row">
        <a href={to(frame, path, asked)}>{stateName(desk, row.state)}</a>
      </th>
      {row.cells.map((cell, i) => {
        const old = then?.cells[i];
        const changed = old !== undefined && (old.kind !== cell.kind || old.since !== cell.since);
        const sign = signOf(cell);
        return (
          <td class={`k-${cell.kind}`}>
            <button
              form="day"
              name="cell"
              value={cellName(row.state, cell)}
              {...(cell.kind === 'since' ? {} : { title: kindWord(frame, cell.kind) })}
            >
              {changed ? `▲${sign}` : sign}
            </button>
          </td>
        );
      })}
    </tr>
  );
}

interface Block {
  readonly region: State['region'];
  readonly from: number;
  readonly to: number;
}

/** States stand by region already: where each region begins and ends. */
function regionBlocks(states: readonly State[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const [i, { region }] of states.entries()) {
    const last = blocks.at(-1);
    if (last?.region === region) blocks[blocks.length - 1] = { ...last, to: i + 1 };
    else blocks.push({ region, from: i, to: i + 1 });
  }
  return blocks;
}

interface ChainProps {
  readonly desk: Desk;
  readonly chosen: Choices;
  readonly cell: NonNullable<Choices['cell']>;
}

/** Why the cell says what it says, and what it said over the years. */
function ChainSection({ desk, chosen, cell }: ChainProps) {
  const { frame } = desk;
  const { state, column } = cell;
  const answer = binding({ state: state.id, ...column, on: chosen.on }, desk.law());
  const instrument = instrumentName(desk, column.instrument);
  const article =
    column.provision === null ? '' : `, ${word(frame, 'law.provision', { number: column.provision })}`;
  return (
    <section id="chain" class="chain-open">
      <h2>
        {word(frame, 'matrix.chain', {
          state: stateName(desk, state.id),
          instrument: `${instrument}${article}`,
        })}
      </h2>
      <p>
        {dateText(frame.lang, chosen.on)}: <BoundWord desk={desk} answer={answer} />
      </p>
      <Chain desk={desk} answer={answer} />
      <Stretches desk={desk} chosen={chosen} cell={cell} />
    </section>
  );
}

function Stretches({ desk, chosen, cell }: ChainProps) {
  const { frame } = desk;
  const { state, column } = cell;
  const adopted = desk.law().instruments.get(column.instrument)?.adopted ?? null;
  const from = adopted === null ? day(`${chosen.years.first}-01-01`) : adopted;
  const days = {
    from: possibleDays(from).earliest,
    to: possibleDays(day(`${chosen.years.last}-12-31`)).latest,
  };
  const found = spans(state.id, column, days, desk.law());
  return (
    <details class="fold">
      <summary>{word(frame, 'matrix.stretches')}</summary>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'matrix.from')}</th>
            <th scope="col">{word(frame, 'matrix.to')}</th>
            <th scope="col">{word(frame, 'matrix.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((span) => (
            <tr>
              <td class="date">{span.from}</td>
              <td class="date">{span.to}</td>
              <td>
                <BoundWord
                  desk={desk}
                  answer={binding({ state: state.id, ...column, on: day(span.from) }, desk.law())}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
