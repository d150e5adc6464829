/**
 * "Knowingly", "systematically" and the risk on return, as lists of evidence: what others found and what the
 * State said itself before, other returns of the same kind, and which harms fall on whom, with who says so.
 */
import { knownBefore, type KnownBefore, likeEvents } from '../../core/law/knowledge.js';
import { type ProfileRisk, riskOn } from '../../core/law/risk.js';
import { refsOf, textOf, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { word } from '../frame.js';
import { stateName } from '../parts/binding.js';
import { Cite, CiteOnce } from '../parts/cite.js';
import { codeName, ThingLink } from '../parts/names.js';

interface Props {
  readonly desk: Desk;
  readonly event: Thing;
}

/** Beside the asks, which have a section of their own. */
export function OwnWords({ desk, event }: Props) {
  const { frame, file } = desk;
  return (
    <>
      {refsOf(event, 'from').map((state) => {
        const all = knownBefore(file, event, state).filter(({ kind }) => kind !== 'ask');
        if (all.length === 0) return null;
        return (
          <section>
            <h2>{word(frame, 'evidence.known', { state: stateName(desk, state) })}</h2>
            <table class="list stack">
              <thead>
                <tr>
                  <th scope="col">{word(frame, 'evidence.date')}</th>
                  <th scope="col">{word(frame, 'evidence.what')}</th>
                  <th scope="col">{word(frame, 'evidence.reached')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((line) => (
                  <Known desk={desk} line={line} />
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </>
  );
}

function Known({ desk, line }: { readonly desk: Desk; readonly line: KnownBefore }) {
  const { frame } = desk;
  const list = line.kind === 'statement' ? 'position-label' : 'reasoning-kind';
  return (
    <tr>
      <td class="date">{line.date === null ? '' : dateText(frame.lang, line.date)}</td>
      <td data-label={word(frame, 'evidence.what')}>
        <ThingLink desk={desk} id={line.id} /> <Cite desk={desk} claims={line.claims} />
        <br />
        <span class="quiet">
          {word(frame, line.kind === 'statement' ? 'evidence.statement' : 'evidence.finding')}:{' '}
          {line.how.map((code) => codeName(frame, list, code)).join(', ')}
        </span>
      </td>
      <td data-label={word(frame, 'evidence.reached')}>
        {word(frame, line.reached === 'yes' ? 'evidence.surely' : 'evidence.unsure')}
      </td>
    </tr>
  );
}

export function Pattern({ desk, event }: Props) {
  const { frame, file } = desk;
  const all = likeEvents(file, event);
  if (all.length === 0) return null;
  const before = all.filter(({ when }) => when === 'before').length;
  return (
    <section>
      <h2>{word(frame, 'evidence.pattern')}</h2>
      <p>{word(frame, 'evidence.pattern-sentence', { n: all.length, before })}</p>
      <details class="fold">
        <summary>{word(frame, 'evidence.pattern-all')}</summary>
        <ul class="claims">
          {all.map(({ id, date, kinds, when }) => (
            <li>
              <span class="date">{date === null ? '' : dateText(frame.lang, date)}</span>{' '}
              <ThingLink desk={desk} id={id} />{' '}
              <span class="quiet">
                {kinds.map((kind) => codeName(frame, 'event-kind', kind)).join(', ')} ·{' '}
                {word(frame, `evidence.${when}`)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

export function Risk({ desk, event }: Props) {
  const { frame, file } = desk;
  const all = riskOn(file, event);
  const known = all.filter(({ reasons }) => reasons.length > 0);
  const none = all.filter(({ reasons }) => reasons.length === 0);
  if (known.length === 0) return null;
  return (
    <section id="risk">
      <h2>{word(frame, 'evidence.risk')}</h2>
      <p class="quiet">{word(frame, 'evidence.risk-words')}</p>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'evidence.whom')}</th>
            <th scope="col">{word(frame, 'evidence.why')}</th>
          </tr>
        </thead>
        <tbody>
          {known.map((one) => (
            <ProfileRow desk={desk} one={one} />
          ))}
        </tbody>
      </table>
      {none.length === 0 ? null : (
        <p class="quiet">
          {word(frame, 'evidence.risk-none', {
            list: none.map(({ profile }) => codeName(frame, 'risk-profile', profile)).join('; '),
          })}
        </p>
      )}
    </section>
  );
}

function ProfileRow({ desk, one }: { readonly desk: Desk; readonly one: ProfileRisk }) {
  const { frame, file } = desk;
  return (
    <tr>
      <th scope="row">{codeName(frame, 'risk-profile', one.profile)}</th>
      <td data-label={word(frame, 'evidence.why')}>
        <ul class="claims">
          {one.reasons.map(({ harm, kinds, claims, sources, basis, afterThis, doer }) => {
            const thing = file.things.get(harm);
            const summary = thing === undefined ? null : textOf(thing, 'summary', frame.lang);
            return (
              <li class="claim">
                <ThingLink desk={desk} id={harm} />
                {summary === null ? null : <>: {summary}</>}{' '}
                <span class="quiet">
                  {kinds.map((kind) => codeName(frame, 'harm-kind', kind)).join(', ')}
                  {afterThis ? <> · {word(frame, 'evidence.after-this')}</> : null}
                  {doer === 'there' ? null : <> · {word(frame, 'evidence.no-doer')}</>}
                  {basis === 'read' ? (
                    <> · {word(frame, 'evidence.sources', { n: sources.length })}</>
                  ) : (
                    <> · ○ {word(frame, 'law.unverified')}</>
                  )}
                </span>
                <CiteOnce desk={desk} claims={claims} />
              </li>
            );
          })}
        </ul>
      </td>
    </tr>
  );
}
