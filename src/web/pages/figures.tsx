/** The figures of one event or period: the picture by family, and its table. */
import { agreementInterval, type Figure, tolerance } from '../../core/base/figure.js';
import { type Account, type Apart, type Voice } from '../../core/figure/accounts.js';
import { type Bounds } from '../../core/figure/bounds.js';
import { type HeldClaim, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, shortDate } from '../formats.js';
import { to, word } from '../frame.js';
import { ClaimLine, StandingMark } from '../parts/cite.js';
import { locatorText } from '../parts/locator.js';
import { Named, nameOf, pathOf, ThingLink } from '../parts/names.js';
import { rangeText } from '../parts/value.js';
import { AccountChart, type AccountBar, type AccountRow } from '../svg/accounts.js';
import { pictures } from '../svg/widths.js';

export function FigureSection(props: { readonly desk: Desk; readonly thing: Thing; readonly found: Bounds }) {
  const { desk, found } = props;
  const { frame } = desk;
  const label = word(frame, 'event.figures');
  const accounts = [...found.origins].sort(bySize);
  const rows = [
    ...accounts.flatMap((account) => chartRows(desk, account)),
    ...found.unverified
      .filter(({ figure }) => isWhole(figure))
      .flatMap((voice) => unverifiedRow(desk, voice)),
  ];
  const { consensus } = found;
  const agreement =
    consensus === null
      ? null
      : {
          low: consensus.low,
          high: consensus.high,
          label: word(frame, 'event.fit', {
            k: consensus.k,
            of: consensus.of,
            range: rangeText(frame, consensus),
          }),
        };
  return (
    <section>
      <h2>{label}</h2>
      {accounts.length === 0 && found.unverified.length === 0 ? (
        <p>{word(frame, 'event.no-figures')}</p>
      ) : (
        <>
          {rows.length === 0 ? null : (
            <figure>
              {pictures.map(({ width, className }) => (
                <AccountChart
                  rows={rows}
                  agreement={agreement}
                  width={width}
                  label={label}
                  className={className}
                />
              ))}
              <figcaption>{word(frame, 'event.figures-key', { p: tolerance * 100 })}</figcaption>
            </figure>
          )}
          <AccountTable desk={desk} accounts={accounts} unverified={found.unverified} />
          <p class="quiet">{word(frame, 'event.rule')}</p>
        </>
      )}
      <ApartTable desk={desk} apart={found.apart} />
    </section>
  );
}

/** Of persons and of the whole event: what belongs on the one scale. */
function isWhole(figure: Figure): boolean {
  return figure.unit === 'persons' && figure.scope === '' && (figure.low !== null || figure.high !== null);
}

function unverifiedRow(desk: Desk, voice: Voice): AccountRow[] {
  const label = nameOf(desk, voice.held.claim.source).text;
  return [{ label, words: voice.figure.words, bars: [barOf(voice)], indent: 0 }];
}

/** Largest last; accounts without a number close the list. */
function bySize(a: Account, b: Account): number {
  const size = (account: Account) => account.low ?? account.high ?? Number.POSITIVE_INFINITY;
  return size(a) - size(b) || (a.high ?? Number.MAX_SAFE_INTEGER) - (b.high ?? Number.MAX_SAFE_INTEGER);
}

/** Rows with a number: the origin's own figures, then each different one that was passed on. */
function chartRows(desk: Desk, account: Account): AccountRow[] {
  const drawn = (voices: readonly Voice[]) =>
    voices.filter(({ figure }) => figure.low !== null || figure.high !== null);
  const spoken = drawn(account.spoken);
  const relays = drawn(account.relays);
  if (spoken.length === 0 && relays.length === 0) return [];
  return [
    {
      label: nameOf(desk, account.origin).text,
      words: [...new Set(spoken.map(({ figure }) => figure.words))].join('; '),
      bars: spoken.map(barOf),
      indent: 0,
    },
    ...relays.map((voice): AccountRow => ({
      label: nameOf(desk, voice.held.claim.source).text,
      words: voice.figure.words,
      bars: [barOf(voice)],
      indent: 1,
    })),
  ];
}

function barOf({ held, figure }: Voice): AccountBar {
  return {
    low: figure.low,
    high: figure.high,
    vague: figure.qualifier === 'vague',
    hollow: held.claim.basis === 'general-knowledge',
    reach: reachOf(figure),
  };
}

function reachOf(figure: Figure): AccountBar['reach'] {
  if (figure.qualifier !== 'about' && figure.qualifier !== 'rounded') return null;
  const interval = agreementInterval(figure);
  return interval === null || !Number.isFinite(interval.high) ? null : interval;
}

function AccountTable(props: {
  readonly desk: Desk;
  readonly accounts: readonly Account[];
  readonly unverified: readonly Voice[];
}) {
  const { desk, accounts, unverified } = props;
  const { frame } = desk;
  return (
    <table class="list accounts stack">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'event.account')}</th>
          <th scope="col">{word(frame, 'event.says')}</th>
          <th scope="col" class="more">
            {word(frame, 'event.said')}
          </th>
          <th scope="col">{word(frame, 'event.read-in')}</th>
        </tr>
      </thead>
      {accounts.map((account) => (
        <tbody>
          {account.spoken.map((voice, i) => (
            <VoiceRow desk={desk} voice={voice} account={i === 0 ? account : null} relayed={false} />
          ))}
          {account.relays.map((voice) => (
            <VoiceRow desk={desk} voice={voice} account={null} relayed />
          ))}
        </tbody>
      ))}
      {unverified.length === 0 ? null : (
        <tbody>
          <tr class="group">
            <th scope="rowgroup" colspan={4}>
              {word(frame, 'event.unverified')}
            </th>
          </tr>
          {unverified.map((voice) => (
            <VoiceRow desk={desk} voice={voice} account={null} relayed={false} />
          ))}
        </tbody>
      )}
    </table>
  );
}

function VoiceRow(props: {
  readonly desk: Desk;
  readonly voice: Voice;
  /** Set on the first row of a family. */
  readonly account: Account | null;
  readonly relayed: boolean;
}) {
  const { desk, voice, account, relayed } = props;
  const { frame } = desk;
  const { claim } = voice.held;
  return (
    <tr class={relayed ? 'relayed' : ''}>
      {account === null && !relayed ? (
        // Another voice of the family named above: a header without words would name nothing.
        <td></td>
      ) : (
        <th scope="row">
          {account === null ? (
            <span class="quiet">↳ {word(frame, 'event.passed-on')}</span>
          ) : (
            <>
              <ThingLink desk={desk} id={account.origin} />
              {account.disagreeing ? <span class="flag"> ◐ {word(frame, 'event.disagreeing')}</span> : null}
            </>
          )}
        </th>
      )}
      <td>
        <span class="figures">{rangeText(frame, voice.figure)}</span>
        {voice.figure.words === '' ? null : <span class="quiet"> “{voice.figure.words}”</span>}
        {claim.basis === 'general-knowledge' ? (
          <span class="flag flag-unverified"> ○ {word(frame, 'claim.unverified')}</span>
        ) : null}
        <StandingMark desk={desk} held={voice.held} />
      </td>
      <td class="date more">{shortDate(claim.said)}</td>
      <td>
        <SourceAt desk={desk} held={voice.held} />
      </td>
    </tr>
  );
}

/** The source with its date, and where in it: or that nobody recorded where. */
export function SourceAt({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame } = desk;
  const { claim } = held;
  return (
    <>
      <a href={to(frame, pathOf(desk, claim.source))}>
        <Named frame={frame} name={nameOf(desk, claim.source)} />
      </a>{' '}
      <span class="quiet">
        {claim.said === null ? null : <span class="less">{dateText(frame.lang, claim.said)} · </span>}
        {locatorText(frame, claim.locator)}
        {claim.note === '' ? null : ` · ${claim.note}`}
      </span>
    </>
  );
}

function ApartTable({ desk, apart }: { readonly desk: Desk; readonly apart: readonly Apart[] }) {
  const { frame } = desk;
  if (apart.length === 0) return null;
  return (
    <>
      <h3>{word(frame, 'event.apart')}</h3>
      <p class="quiet">{word(frame, 'event.apart-hint')}</p>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'event.covers')}</th>
            <th scope="col">{word(frame, 'thing.says')}</th>
          </tr>
        </thead>
        <tbody>
          {apart.map((group) => (
            <tr>
              <th scope="row">
                {[group.unit === 'persons' ? '' : group.unit, group.scope]
                  .filter((part) => part !== '')
                  .join(', ')}
              </th>
              <td>
                <ul class="claims">
                  {group.accounts
                    .flatMap((account) => [...account.spoken, ...account.relays])
                    .map(({ held }) => (
                      <ClaimLine desk={desk} held={held} />
                    ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
