/** Who says so, never more than one step away: a small number that opens the claims behind a statement. */
import { originOf } from '../../core/claim/claim.js';
import { assertNever } from '../../core/base/result.js';
import { type HeldClaim, datesOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, instantText } from '../formats.js';
import { to, word } from '../frame.js';
import { locatorText } from './locator.js';
import { Named, nameOf, pathOf, ThingLink } from './names.js';
import { ValueText } from './value.js';

/** The superscript; without claims it shows nothing rather than an empty promise. */
export function Cite({ desk, claims }: { readonly desk: Desk; readonly claims: readonly HeldClaim[] }) {
  if (claims.length === 0) return null;
  const note = desk.notes.cite(claims);
  return (
    <>
      <Disputed desk={desk} claims={claims} />
      <details class="cite" id={note.again ? undefined : `n${note.number}`}>
        <summary aria-label={word(desk.frame, 'cite.open', { n: note.number })}>{note.number}</summary>
        <ul class="claims">
          {claims.map((held) => (
            <ClaimLine desk={desk} held={held} />
          ))}
        </ul>
      </details>
    </>
  );
}

/** As `Cite`; claims that the page has shown already are pointed at, and not repeated in full. */
export function CiteOnce({ desk, claims }: { readonly desk: Desk; readonly claims: readonly HeldClaim[] }) {
  const known = desk.notes.all().find((note) => note.claims.map(({ id }) => id).join() === idsOf(claims));
  if (known === undefined) return <Cite desk={desk} claims={claims} />;
  return (
    <>
      <Disputed desk={desk} claims={claims} />
      <a
        class="cite-again"
        href={`#n${known.number}`}
        aria-label={word(desk.frame, 'cite.open', { n: known.number })}
      >
        {known.number}
      </a>
    </>
  );
}

/** Said beside the statement itself: whoever does not open the note must know it too. */
function Disputed({ desk, claims }: { readonly desk: Desk; readonly claims: readonly HeldClaim[] }) {
  const n = claims.filter(({ standing }) => standing === 'disputed').length;
  const m = claims.length;
  if (n === 0) return null;
  return (
    <span class="flag flag-standing">
      {' '}
      {n === m ? word(desk.frame, 'standing.disputed') : word(desk.frame, 'cite.disputed', { n, m })}
    </span>
  );
}

function idsOf(claims: readonly HeldClaim[]): string {
  return claims.map(({ id }) => id).join();
}

/** One claim: what is said, then by whom, in which source, when, where in it, how good. */
export function ClaimLine({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { claim } = held;
  const { frame } = desk;
  return (
    <li class={claim.basis === 'general-knowledge' ? 'claim unverified' : 'claim'}>
      <StanceWord desk={desk} held={held} />
      <ValueText desk={desk} claim={claim} />
      <ClaimMarks desk={desk} held={held} />
      <span class="quiet">
        {' — '}
        <Speaker desk={desk} held={held} />
        {claim.said === null ? null : (
          <> · {word(frame, 'claim.said', { when: dateText(frame.lang, claim.said) })}</>
        )}
        {' · '}
        {locatorText(frame, claim.locator)}
        {' · '}
        <abbr title={word(frame, 'claim.credibility')}>
          {claim.credibility.source}
          {claim.credibility.information}
        </abbr>
      </span>
      {claim.note === '' ? null : <span class="remark"> {claim.note}</span>}
    </li>
  );
}

/** "Human Rights Watch, in Epoch Times, 12 October 2023": the origin first, then what we read it in. */
function Speaker({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { claim } = held;
  const { frame } = desk;
  const origin = originOf(claim);
  const source = desk.file.things.get(claim.source);
  const published = source === undefined ? undefined : datesOf(source, 'published')[0];
  const said = published === undefined ? '' : `, ${dateText(frame.lang, published)}`;
  const sourceName = (
    <a href={to(frame, pathOf(desk, claim.source))}>
      <Named frame={frame} name={nameOf(desk, claim.source)} />
    </a>
  );
  return origin === claim.source ? (
    <>
      {sourceName}
      {said}
    </>
  ) : (
    <>
      <ThingLink desk={desk} id={origin} /> {word(frame, 'claim.in')} {sourceName}
      {said}
    </>
  );
}

function StanceWord({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { stance } = held.claim;
  switch (stance) {
    case 'asserts':
      return null;
    case 'denies':
      return <em>{word(desk.frame, 'claim.denies')} </em>;
    case 'cannot-confirm':
      return <em>{word(desk.frame, 'claim.cannot-confirm')} </em>;
    default:
      return assertNever(stance);
  }
}

/** Whatever lowers a claim is said in words: unverified, disputed, corrected, retracted, not public. */
export function ClaimMarks({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame } = desk;
  return (
    <>
      {held.claim.basis === 'general-knowledge' ? (
        <span class="flag flag-unverified"> ○ {word(frame, 'claim.unverified')}</span>
      ) : null}
      <StandingMark desk={desk} held={held} />
      {held.claim.audience === 'public' ? null : (
        <span class="flag"> {word(frame, 'claim.not-public', { audience: held.claim.audience })}</span>
      )}
      <ConsentMark desk={desk} held={held} />
    </>
  );
}

/** What became of a claim, who said so, when and why, and what is held instead. */
export function StandingMark({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame, file } = desk;
  if (held.standing === 'stands') return null;
  const last = held.amendedBy.at(-1);
  const instead = file.things.get(held.claim.thing.id)?.claims.find(({ id }) => id === last?.replacement);
  return (
    <>
      <span class="flag flag-standing"> {word(frame, `standing.${held.standing}`)}</span>
      {last === undefined ? null : (
        <span class="quiet">
          {' ('}
          {instantText(frame.lang, last.at)}, {word(frame, 'history.by', { actor: last.actor })}
          {last.why === '' ? null : (
            <>
              {': '}
              <bdi>{last.why}</bdi>
            </>
          )}
          {instead === undefined ? null : (
            <>
              {'; '}
              {word(frame, 'standing.now')} <ValueText desk={desk} claim={instead.claim} />
            </>
          )}
          {'; '}
          <a href={to(frame, `/d/${file.dossier.id}/history/${held.claim.thing.id}#e${last.seq}`)}>
            {word(frame, 'standing.why-link', { seq: last.seq })}
          </a>
          {')'}
        </span>
      )}
    </>
  );
}

/** Under which consent it was told. Whoever reads only what is public is told that there is one, and not its name. */
function ConsentMark({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame, file } = desk;
  const { consent, audience } = held.claim;
  if (consent === null) return null;
  if (audience === 'public') return <span class="flag"> {word(frame, 'claim.consented')}</span>;
  return (
    <span class="flag">
      {' '}
      <a href={to(frame, `/d/${file.dossier.id}/consents#consent-${consent}`)}>
        {word(frame, 'claim.consent', { name: consent })}
      </a>
    </span>
  );
}

/** The same notes at the end of the page, for print, where nothing can be opened. */
export function Footnotes({ desk }: { readonly desk: Desk }) {
  const notes = desk.notes.all();
  if (notes.length === 0) return null;
  return (
    <section class="footnotes">
      <h2>{word(desk.frame, 'notes.title')}</h2>
      <dl>
        {notes.map((note) => (
          <>
            <dt>{note.number}</dt>
            <dd>
              <ul class="claims">
                {note.claims.map((held) => (
                  <ClaimLine desk={desk} held={held} />
                ))}
              </ul>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
