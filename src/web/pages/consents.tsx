/** Who agreed to what, until when, and what rests on it. Names facts by thing and property, never what they say. */
import { type ConsentList, type HeldConsent } from '../../app/ports.js';
import { day } from '../../core/base/date.js';
import { type Use } from '../../core/ledger/consent.js';
import { model } from '../../core/model/model.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { type Frame, labelled, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ThingLink } from '../parts/names.js';

export function ConsentsPage({ desk, list }: { readonly desk: Desk; readonly list: ConsentList }) {
  const { frame } = desk;
  const { consents } = list;
  const title = word(frame, 'consents.title');
  const inForce = consents.filter(({ state }) => state === 'in-force').length;
  return (
    <DossierPage desk={desk} title={title}>
      <h1>{title}</h1>
      <p class="sentence">
        {consents.length === 0
          ? word(frame, 'consents.none')
          : word(frame, 'consents.sentence', { n: consents.length, m: inForce })}
      </p>
      <p>{word(frame, 'consents.why')}</p>
      {consents.length === 0 ? null : (
        <table class="claims-table stack">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'consents.name')}</th>
              <th scope="col">{word(frame, 'consents.uses')}</th>
              <th scope="col">{word(frame, 'consents.how')}</th>
              <th scope="col">{word(frame, 'consents.rests')}</th>
            </tr>
          </thead>
          <tbody>
            {consents.map((consent) => (
              <ConsentRow desk={desk} consent={consent} />
            ))}
          </tbody>
        </table>
      )}
    </DossierPage>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly consent: HeldConsent;
}

function ConsentRow({ desk, consent }: RowProps) {
  const { frame } = desk;
  const { name, terms, state } = consent;
  return (
    <tr id={`consent-${name}`}>
      <th scope="row">
        {name}
        {terms === null ? null : (
          <>
            {' '}
            {word(frame, 'consents.of')} <ThingLink desk={desk} id={terms.subject} />
          </>
        )}
        <br />
        <span class={state === 'in-force' ? 'quiet' : 'flag flag-standing'}>
          {word(frame, `consents.state.${state}`)}
        </span>
        <Withdrawn frame={frame} consent={consent} />
      </th>
      <td>
        {terms === null ? null : (
          <>
            {terms.uses.map((use) => useText(frame, use)).join(' · ')}
            <br />
            <span class="quiet">{heldText(frame, consent)}</span>
          </>
        )}
      </td>
      <td>
        {terms === null ? null : (
          <>
            {terms.how}{' '}
            <span class="quiet">{word(frame, 'consents.recorded', { by: terms.recordedBy })}</span>
          </>
        )}
      </td>
      <td>
        <Resting desk={desk} consent={consent} />
      </td>
    </tr>
  );
}

function Withdrawn({ frame, consent }: { readonly frame: Frame; readonly consent: HeldConsent }) {
  const { withdrawn } = consent;
  if (withdrawn === null) return null;
  return (
    <span class="quiet">
      {' '}
      {dateText(frame.lang, day(withdrawn.on))}: {word(frame, `consents.why.${withdrawn.why}`)}
    </span>
  );
}

function useText(frame: Frame, use: Use): string {
  if (use === 'hold' || use === 'publish') return word(frame, `consents.use.${use}`);
  if (use === 'share:team') return word(frame, 'consents.use.team');
  return word(frame, 'consents.use.share', { whom: use.slice('share:'.length) });
}

function heldText(frame: Frame, { terms }: HeldConsent): string {
  if (terms === null) return '';
  const from = dateText(frame.lang, day(terms.from));
  if (terms.until === null) return word(frame, 'consents.from', { from });
  return word(frame, 'consents.until', { from, until: dateText(frame.lang, day(terms.until)) });
}

/** Facts by thing and property: what they say is read, or not, on the thing's own page. */
function Resting({ desk, consent: { claims } }: RowProps) {
  const { frame } = desk;
  if (claims.length === 0) return <span class="quiet">{word(frame, 'consents.nothing')}</span>;
  return (
    <ul class="plain">
      {claims.map(({ thing, type, property }) => {
        const named = model[type].properties[property];
        return (
          <li>
            <ThingLink desk={desk} id={thing} />,{' '}
            {named === undefined ? property : labelled(frame, named.label)}
          </li>
        );
      })}
    </ul>
  );
}
