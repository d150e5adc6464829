/**
 * What people decided of a rule or an element, beside what the rule gives, and the form to decide. A stale
 * decision is shown with what changed, and never looks as if it still stood.
 */
import { type DecidedFinding, type Said, type Staleness } from '../../core/law/decided.js';
import { type RuleFinding } from '../../core/law/findings.js';
import { confidences, decisions } from '../../core/ledger/find.js';
import { assertNever } from '../../core/base/result.js';
import { type Desk } from '../desk.js';
import { instantText } from '../formats.js';
import { type Frame, labelled, to, word } from '../frame.js';
import { anchorOf } from './legal-table.js';

interface Props {
  readonly desk: Desk;
  readonly said: Said;
  readonly all: readonly DecidedFinding[];
}

export function Decisions({ desk, said, all }: Props) {
  const { frame } = desk;
  if (all.length === 0) return null;
  return (
    <>
      {said === 'disagree' ? <p class="flag flag-disputed">{word(frame, 'decide.disagree')}</p> : null}
      <ul class="claims decisions">
        {all.map((one) => (
          <Decision desk={desk} one={one} />
        ))}
      </ul>
    </>
  );
}

function Decision({ desk, one }: { readonly desk: Desk; readonly one: DecidedFinding }) {
  const { frame, file } = desk;
  const { seq, at, actor, find } = one.decided;
  const stale = one.changed.length > 0;
  return (
    <li class="claim">
      {stale ? <span class="flag flag-disputed">{word(frame, 'decide.stale')} </span> : null}
      <strong>{word(frame, `decide.as-${find.decision}`)}</strong>: <bdi>{find.why}</bdi>{' '}
      <span class="quiet">
        {instantText(frame.lang, at)} · {word(frame, 'history.by', { actor })} ·{' '}
        <a href={to(frame, `/d/${file.dossier.id}/log#e${seq}`, { from: String(seq) })}>
          {word(frame, 'thing.entry', { seq })}
        </a>
        {find.confidence === 'unstated' ? null : <> · {word(frame, `decide.sure-${find.confidence}`)}</>}
        {' · '}
        {find.audience}
      </span>
      {one.changed.length === 0 ? null : (
        <ul>
          {one.changed.map((change) => (
            <li class="quiet">
              <Changed desk={desk} change={change} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Changed({ desk, change }: { readonly desk: Desk; readonly change: Staleness }) {
  const { frame } = desk;
  switch (change.kind) {
    case 'amended':
      return (
        <>
          {word(frame, `decide.now-${change.now}`)} <ClaimLinks desk={desk} ids={[change.claim]} />
        </>
      );
    case 'new':
    case 'elsewhere':
      return (
        <>
          {word(frame, `decide.${change.kind}`, { n: change.claims.length })}{' '}
          <ClaimLinks desk={desk} ids={change.claims} />
        </>
      );
    case 'gone':
      return <>{word(frame, 'decide.gone', { n: change.count })}</>;
    case 'rule':
      return <>{word(frame, 'decide.rule', { from: change.from, to: change.to })}</>;
    case 'not-asked':
      return <>{word(frame, 'decide.not-asked')}</>;
    case 'bound':
      return (
        <>{word(frame, 'decide.bound', { from: answer(frame, change.from), to: answer(frame, change.to) })}</>
      );
    default:
      return assertNever(change);
  }
}

function answer(frame: Frame, bound: string): string {
  return bound === 'yes' ? word(frame, 'law.bound') : word(frame, bound === 'no' ? 'law.no' : 'law.unsure');
}

/** A rule fed by a hundred claims should not print a hundred addresses. */
const SHOWN = 4;

function ClaimLinks({ desk, ids }: { readonly desk: Desk; readonly ids: readonly string[] }) {
  const { frame, file } = desk;
  return (
    <>
      {ids.slice(0, SHOWN).map((id, i) => (
        <>
          {i === 0 ? '' : ', '}
          <a href={to(frame, `/d/${file.dossier.id}/claim/${id.slice(0, 16)}`)}>
            <code>{id.slice(0, 8)}</code>
          </a>
        </>
      ))}
      {ids.length > SHOWN ? ' …' : null}
    </>
  );
}

/** For those with leave, on the record as it is now: no decision is made in the past. */
export function DecideForm({ desk, finding }: { readonly desk: Desk; readonly finding: RuleFinding }) {
  const { frame, file } = desk;
  if (frame.asOf !== null || !desk.may('judge')) return null;
  const { rule, state, event } = finding;
  const id = `${anchorOf(finding)}-decide`;
  return (
    <details class="fold decide">
      <summary>{word(frame, 'decide.open')}</summary>
      <form method="post" action={to(frame, `/d/${file.dossier.id}/event/${event}/decide`)} class="door-form">
        <input type="hidden" name="state" value={state} />
        <p>
          <label for={`${id}-rule`}>{word(frame, 'decide.what')}</label>
          <select id={`${id}-rule`} name="rule" required>
            {rule.elements.map((element) => (
              <option value={`${rule.id}/${element.id}`}>{labelled(frame, element.label)}</option>
            ))}
            <option value={rule.id}>{word(frame, 'decide.whole')}</option>
          </select>
        </p>
        <p>
          <label for={`${id}-as`}>{word(frame, 'decide.as')}</label>
          <select id={`${id}-as`} name="as" required>
            {decisions.map((as) => (
              <option value={as}>{word(frame, `decide.as-${as}`)}</option>
            ))}
          </select>
        </p>
        <p>
          <label for={`${id}-why`}>{word(frame, 'decide.why')}</label>
          <textarea id={`${id}-why`} name="why" rows={3} maxlength={4000} required />
        </p>
        <p>
          <label for={`${id}-sure`}>{word(frame, 'decide.confidence')}</label>
          <select id={`${id}-sure`} name="confidence">
            {confidences.toReversed().map((sure) => (
              <option value={sure}>{word(frame, `decide.sure-${sure}`)}</option>
            ))}
          </select>
        </p>
        <p>
          <label for={`${id}-audience`}>{word(frame, 'decide.audience')}</label>
          <select id={`${id}-audience`} name="audience">
            <option value="team">{word(frame, 'decide.team')}</option>
            <option value="public">{word(frame, 'decide.public')}</option>
          </select>
        </p>
        <p class="quiet">{word(frame, 'decide.kept')}</p>
        <button type="submit">{word(frame, 'decide.record')}</button>
      </form>
    </details>
  );
}
