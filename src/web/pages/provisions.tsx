/** What bound one State on one day, provision by provision. */
import { type EdtfDate } from '../../core/base/date.js';
import { boundOn } from '../../core/law/binding.js';
import { type CellKind } from '../../core/law/matrix.js';
import { type Provision } from '../../core/law/reference.js';
import { type Desk } from '../desk.js';
import { word } from '../frame.js';
import { BindingCell, cellKind, instrumentName } from '../parts/binding.js';

interface Binds {
  readonly instrument: string;
  /** Provisions that share one answer. */
  readonly provisions: readonly Provision[];
}

/**
 * What bound, may have bound or was reserved by one State on one day: a row for the provisions of
 * an instrument that share one answer, each with what it asks.
 */
export function ProvisionTable(props: {
  readonly desk: Desk;
  readonly state: string;
  readonly on: EdtfDate;
}) {
  const { desk, state, on } = props;
  const { frame } = desk;
  return (
    <table class="list stack">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'law.instrument')}</th>
          <th scope="col">{word(frame, 'law.that-day')}</th>
          <th scope="col">{word(frame, 'law.duty')}</th>
        </tr>
      </thead>
      <tbody>
        {provisionsBinding(desk, state, on).map(({ instrument, provisions }) => (
          <tr>
            <th scope="row">{instrumentName(desk, instrument)}</th>
            <td>
              <BindingCell
                desk={desk}
                question={{ state, instrument, provision: provisions[0]?.number ?? null, on }}
              />
            </td>
            <td>
              <details class="fold">
                <summary>
                  {word(frame, 'law.provision', {
                    number: provisions.map(({ number }) => number).join(', '),
                  })}
                </summary>
                <ul class="claims" lang="en">
                  {provisions.map(({ number, duty, verified }) => (
                    <li class="claim">
                      {number}: {duty}
                      {verified ? null : (
                        <span class="flag flag-unverified" lang={frame.lang}>
                          {' '}
                          ○ {word(frame, 'law.unverified')}
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const rank: Readonly<Record<CellKind, number>> = { since: 0, reserved: 1, signed: 2, undecided: 3, no: 4 };

function provisionsBinding(desk: Desk, state: string, on: EdtfDate): readonly Binds[] {
  const law = desk.law();
  const rows = new Map<string, { instrument: string; kind: CellKind; provisions: Provision[] }>();
  for (const provision of law.provisions.values()) {
    const { instrument, number } = provision;
    const answer = boundOn({ state, instrument, provision: number, on }, law);
    const kind = cellKind(answer);
    if (kind === 'no') continue;
    const key = [instrument, kind, answer.since, answer.through].join(' ');
    const row = rows.get(key) ?? { instrument, kind, provisions: [] };
    row.provisions.push(provision);
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => rank[a.kind] - rank[b.kind]);
}
