/** What changed between two days: counted for each treaty, then State by State. */
import { boundOn } from '../../core/law/binding.js';
import { type Change, changes } from '../../core/law/compare.js';
import { type EdtfDate, possibleDays } from '../../core/base/date.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { word } from '../frame.js';
import { boundText, instrumentName, stateName } from '../parts/binding.js';
import { type Choices } from '../parts/choices.js';
import { type Column } from '../../core/law/matrix.js';

interface ChangesProps {
  readonly desk: Desk;
  readonly chosen: Choices;
  readonly than: EdtfDate;
}

export function ChangesSection({ desk, chosen, than }: ChangesProps) {
  const { frame } = desk;
  const earlierFirst = possibleDays(than).earliest <= possibleDays(chosen.on).earliest;
  const [before, after] = earlierFirst ? [than, chosen.on] : [chosen.on, than];
  const states = chosen.states.map(({ id }) => id);
  const all = changes({ before, after }, states, chosen.columns, desk.law());
  const found = all.filter(isKnown);
  const days = { before: dateText(frame.lang, before), after: dateText(frame.lang, after) };
  const open = all.length - found.length;
  const unknown = open === 0 ? null : ` ${word(frame, 'matrix.changed-unknown', { n: open })}`;
  if (found.length === 0)
    return (
      <p>
        {word(frame, 'matrix.changed-none', days)}
        {unknown}
      </p>
    );
  return (
    <section>
      <h2>{word(frame, 'matrix.changes')}</h2>
      <p>
        {word(frame, 'matrix.changed', { n: found.length, ...days })}
        {unknown}
      </p>
      {chosen.columns.map((column) => (
        <ColumnChanges
          desk={desk}
          column={column}
          days={{ before, after }}
          found={found.filter(
            (one) => one.after.instrument === column.instrument && one.after.provision === column.provision,
          )}
        />
      ))}
    </section>
  );
}

/** An answer that the data stopped, or began, to give is no change of the law. */
function isKnown({ before, after }: Change): boolean {
  return before.kind !== 'undecided' && after.kind !== 'undecided';
}

interface ColumnProps {
  readonly desk: Desk;
  readonly column: Column;
  readonly days: { readonly before: EdtfDate; readonly after: EdtfDate };
  readonly found: readonly Change[];
}

function ColumnChanges({ desk, column, days, found }: ColumnProps) {
  const { frame } = desk;
  if (found.length === 0) return null;
  const { instrument, provision } = column;
  const counts = countsOf(found);
  const name = `${instrumentName(desk, instrument)}${provision === null ? '' : `, ${word(frame, 'law.provision', { number: provision })}`}`;
  const answer = (state: string, on: EdtfDate) => boundOn({ state, ...column, on }, desk.law());
  return (
    <details class="fold" open={found.length <= 12}>
      <summary>
        {name}: {counts.map(({ key, n }) => `${n} ${word(frame, key)}`).join(', ')}
      </summary>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'matrix.state')}</th>
            <th scope="col">{dateText(frame.lang, days.before)}</th>
            <th scope="col">{dateText(frame.lang, days.after)}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ state }) => (
            <tr>
              <th scope="row">{stateName(desk, state)}</th>
              <td>{boundText(desk, answer(state, days.before))}</td>
              <td>{boundText(desk, answer(state, days.after))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function countsOf(found: readonly Change[]) {
  const bound = ({ kind, basis }: Change['after']) =>
    kind === 'since' || (kind === 'reserved' && basis !== 'reserved');
  const became = found.filter(({ before, after }) => !bound(before) && bound(after)).length;
  const ceased = found.filter(({ before, after }) => bound(before) && !bound(after)).length;
  const counts = [
    { key: 'matrix.became', n: became },
    { key: 'matrix.ceased', n: ceased },
    { key: 'matrix.otherwise', n: found.length - became - ceased },
  ] as const;
  return counts.filter(({ n }) => n > 0);
}
