/**
 * Agreements between the States of an event beside the duties not to return, the law at home that promises
 * more, and what is argued as custom or peremptory, by whom. Nobody is said to be bound by an argument.
 */
import { type Bound } from '../../core/law/answer.js';
import { type AgreementFound, conflictsOn, type ProvisionRead } from '../../core/law/conflicts.js';
import { type ConflictRule } from '../../core/law/conflict-data.js';
import { textOf, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { type Frame, labelled, word } from '../frame.js';
import { instrumentName } from '../parts/binding.js';
import { Cite } from '../parts/cite.js';
import { codeName, ThingLinks } from '../parts/names.js';

interface Props {
  readonly desk: Desk;
  readonly event: Thing;
}

export function ConflictSection({ desk, event }: Props) {
  const { frame, file } = desk;
  const found = conflictsOn(file, event, desk.law());
  const { agreements, domestic, positions, reasoning } = found;
  const rules = new Map<string, ConflictRule>(
    agreements.flatMap(({ clashes }) =>
      clashes.flatMap(({ decidedBy }) => decidedBy.map((rule) => [rule.id, rule] as const)),
    ),
  );
  const { beside } = desk.law().reference.conflicts;
  return (
    <section id="conflicts">
      <h2>{word(frame, 'conflict.heading')}</h2>
      {agreements.length === 0 ? <p>{word(frame, 'conflict.none')}</p> : null}
      {agreements.map((one) => (
        <Agreement desk={desk} one={one} />
      ))}
      {rules.size === 0 ? null : (
        <>
          <h3>{word(frame, 'conflict.decides')}</h3>
          <dl class="pairs">
            {[...rules.values()].map((rule) => (
              <>
                <dt>{labelled(frame, rule.cited)}</dt>
                <dd>
                  {labelled(frame, rule.says)} <Unverified frame={frame} verified={rule.verified} />
                </dd>
              </>
            ))}
          </dl>
        </>
      )}
      {domestic.length === 0 ? null : (
        <>
          <h3>{word(frame, 'conflict.domestic')}</h3>
          <ul class="claims">
            {domestic.map(({ instrument, inForce, provision }) => (
              <li>
                <b>{instrumentName(desk, instrument.id)}</b> ({inForceText(frame, inForce)}):{' '}
                <ProvisionText desk={desk} one={provision} />
              </li>
            ))}
          </ul>
          <p class="quiet">
            {labelled(frame, beside.cited)}: {labelled(frame, beside.says)}{' '}
            <Unverified frame={frame} verified={beside.verified} />
          </p>
        </>
      )}
      {positions.length === 0 ? null : (
        <p>
          {word(frame, 'conflict.positions')} <ThingLinks desk={desk} ids={positions.map(({ id }) => id)} />
        </p>
      )}
      {reasoning.length === 0 ? null : (
        <p>
          {word(frame, 'conflict.reasoning')} <ThingLinks desk={desk} ids={reasoning.map(({ id }) => id)} />
        </p>
      )}
      <Arguments desk={desk} all={found.arguments} />
    </section>
  );
}

function Agreement({ desk, one }: { readonly desk: Desk; readonly one: AgreementFound }) {
  const { frame } = desk;
  const { instrument, inForce, asks, provisions, clashes } = one;
  return (
    <>
      <h3>{instrumentName(desk, instrument.id)}</h3>
      <p>
        {inForceText(frame, inForce)}. <strong>{word(frame, `conflict.asks-${asks}`)}</strong>.
      </p>
      <ul class="claims">
        {provisions.map((provision) => (
          <li>
            <ProvisionText desk={desk} one={provision} />
          </li>
        ))}
      </ul>
      {clashes.length === 0 ? null : (
        <p class="quiet">
          {word(frame, 'conflict.against')}{' '}
          {clashes
            .map(
              ({ instrument: id, provision, sender, receiver }) =>
                `${instrumentName(desk, id)}, ${word(frame, 'law.provision', { number: provision })} (${word(
                  frame,
                  'conflict.bound',
                  { sender: boundText(frame, sender), receiver: boundText(frame, receiver) },
                )})`,
            )
            .join('; ')}
        </p>
      )}
    </>
  );
}

function ProvisionText({ desk, one }: { readonly desk: Desk; readonly one: ProvisionRead }) {
  const { frame, file } = desk;
  const thing = file.things.get(one.thing);
  const duty = thing === undefined ? null : textOf(thing, 'duty', frame.lang);
  const read = one.claims.some(({ claim }) => claim.basis === 'read');
  return (
    <>
      {word(frame, 'law.provision', { number: one.number })}: {duty ?? ''}
      {one.effects.length === 0 ? null : (
        <b> {one.effects.map((effect) => codeName(frame, 'provision-effect', effect)).join('; ')}</b>
      )}{' '}
      <Unverified frame={frame} verified={read} />
      <Cite desk={desk} claims={one.claims} />
    </>
  );
}

type ArgumentList = ReturnType<typeof conflictsOn>['arguments'];

function Arguments({ desk, all }: { readonly desk: Desk; readonly all: ArgumentList }) {
  const { frame } = desk;
  if (all.length === 0) return null;
  return (
    <>
      <h3>{word(frame, 'conflict.argued')}</h3>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'conflict.claim')}</th>
            <th scope="col">{word(frame, 'conflict.for')}</th>
            <th scope="col">{word(frame, 'conflict.not-for')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr>
              <th scope="row">
                {labelled(frame, one.title)} <Unverified frame={frame} verified={one.verified} />
              </th>
              <td data-label={word(frame, 'conflict.for')}>
                {one.for.map((who) => labelled(frame, who)).join('; ')}
              </td>
              <td data-label={word(frame, 'conflict.not-for')}>
                {one.against.map((who) => labelled(frame, who)).join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Unverified({ frame, verified }: { readonly frame: Frame; readonly verified: boolean }) {
  return verified ? null : <span class="flag flag-unverified">○ {word(frame, 'law.unverified')}</span>;
}

function inForceText(frame: Frame, bound: Bound): string {
  return word(frame, `conflict.force-${bound}`);
}

function boundText(frame: Frame, bound: Bound): string {
  return bound === 'yes' ? word(frame, 'law.bound') : word(frame, bound === 'no' ? 'law.no' : 'law.unsure');
}
