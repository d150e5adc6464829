/** What sources total over longer periods, and how each total stands to the events on record inside it. */
import { assertNever } from '../../core/base/result.js';
import { type PeriodAccount, type Relation } from '../../core/figure/total.js';
import { type Verdict } from '../../core/letter/assertion.js';
import { verdictMarks } from '../../core/letter/marks.js';
import { type Desk } from '../desk.js';
import { word } from '../frame.js';
import { Cite } from '../parts/cite.js';
import { ThingLink } from '../parts/names.js';

export function OtherTotals(props: { readonly desk: Desk; readonly periods: readonly PeriodAccount[] }) {
  const { desk, periods } = props;
  const { frame } = desk;
  if (periods.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'events.periods')}</h2>
      <p class="quiet">{word(frame, 'events.periods-hint')}</p>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'event.account')}</th>
            <th scope="col">{word(frame, 'periods.stands')}</th>
            <th scope="col">{word(frame, 'thing.says')}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((one) => (
            <tr>
              <th scope="row">
                <ThingLink desk={desk} id={one.period} />
              </th>
              <td>
                <RelationMark desk={desk} relation={one.relation} />
              </td>
              <td>
                {one.sentence[frame.lang]}
                <Cite
                  desk={desk}
                  claims={[...one.account.spoken, ...one.account.relays].map(({ held }) => held)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RelationMark({ desk, relation }: { readonly desk: Desk; readonly relation: Relation }) {
  const verdict = verdictLike(relation);
  return (
    <span class={`verdict v-${verdict}`}>
      <span class="mark-sign" aria-hidden="true">
        {verdictMarks[verdict]}
      </span>{' '}
      {word(desk.frame, `relation.${relation}`)}
    </span>
  );
}

/** The same shapes and colours as verdicts, for the same meanings. */
function verdictLike(relation: Relation): Verdict {
  switch (relation) {
    case 'fits':
      return 'supported';
    case 'contradicts':
      return 'contradicted';
    case 'above':
      return 'contested';
    case 'not-comparable':
      return 'not-checkable';
    default:
      return assertNever(relation);
  }
}
