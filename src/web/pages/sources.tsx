/** Sources: the list, and one source with what it says, what it passes on and who passes it on. */
import { model } from '../../core/model/model.js';
import { type ThingId } from '../../core/base/ids.js';
import { originOf } from '../../core/claim/claim.js';
import {
  codesOf,
  datesOf,
  type HeldClaim,
  referring,
  refsOf,
  standing,
  type Thing,
  thingsOf,
} from '../../core/view/thing.js';
import { byText } from '../../core/base/ids.js';
import { type Desk } from '../desk.js';
import { number, shortDate } from '../formats.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ClaimMarks } from '../parts/cite.js';
import { locatorText } from '../parts/locator.js';
import { codeName, firstDate, Named, pathOf, ThingLink, ThingLinks, titleOf } from '../parts/names.js';
import { Files } from '../parts/files.js';
import { Paging, sliceOf } from '../parts/paging.js';
import { ValueText } from '../parts/value.js';
import { type HeldFile } from '../../app/evidence/items.js';
import { FullRecordLink, OtherNames } from './things.js';

export function SourcesPage({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const counts = claimCounts(desk);
  const all = thingsOf(file, 'Source').sort(
    (a, b) => byText(publishedKey(b), publishedKey(a)) || byText(a.id, b.id),
  );
  const slice = sliceOf(frame, all);
  const title = word(frame, 'sources.title');
  const relaying = all.filter((source) => refsOf(source, 'relays').length > 0).length;
  return (
    <DossierPage desk={desk} title={title} here="sources">
      <h1>{title}</h1>
      <p class="sentence">
        {all.length === 0
          ? word(frame, 'sources.none')
          : word(frame, 'sources.sentence', { n: all.length, m: relaying })}
      </p>
      {all.length === 0 ? null : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'sources.published')}</th>
              <th scope="col">{word(frame, 'sources.name')}</th>
              <th scope="col" class="more">
                {word(frame, 'sources.kind')}
              </th>
              <th scope="col" class="num">
                {word(frame, 'sources.claims')}
              </th>
              <th scope="col" class="more">
                {word(frame, 'sources.relays')}
              </th>
            </tr>
          </thead>
          <tbody>
            {slice.rows.map((source) => (
              <tr>
                <td class="date">{shortDate(datesOf(source, 'published')[0] ?? null)}</td>
                <td>
                  <ThingLink desk={desk} id={source.id} />
                  <Limits desk={desk} source={source} />
                </td>
                <td class="more">{kindOf(desk, source)}</td>
                <td class="num">{number(counts.get(source.id) ?? 0)}</td>
                <td class="more">
                  <ThingLinks desk={desk} ids={refsOf(source, 'relays')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Paging frame={frame} slice={slice} />
    </DossierPage>
  );
}

function publishedKey(source: Thing): string {
  return datesOf(source, 'published')[0]?.earliest ?? '';
}

function kindOf(desk: Desk, source: Thing): string {
  return codesOf(source, 'kind')
    .map((code) => codeName(desk.frame, 'source-kind', code))
    .join(', ');
}

function Limits({ desk, source }: { readonly desk: Desk; readonly source: Thing }) {
  const limits = codesOf(source, 'limit');
  return (
    <>
      {limits.map((limit) => (
        <span class="flag"> {codeName(desk.frame, 'source-limit', limit)}</span>
      ))}
    </>
  );
}

function claimCounts(desk: Desk): ReadonlyMap<ThingId, number> {
  const counts = new Map<ThingId, number>();
  for (const thing of desk.file.things.values())
    for (const { claim } of thing.claims)
      if (claim.thing.id !== claim.source) counts.set(claim.source, (counts.get(claim.source) ?? 0) + 1);
  return counts;
}

interface SourceProps {
  readonly desk: Desk;
  readonly source: Thing;
  readonly files: readonly HeldFile[];
}

export function SourcePage({ desk, source, files }: SourceProps) {
  const { frame, file } = desk;
  const title = titleOf(desk, source);
  const said = saidBy(desk, source.id);
  const general = codesOf(source, 'kind').includes('general-knowledge');
  return (
    <DossierPage desk={desk} title={title.text} here="sources">
      <p class="kicker">
        {[kindOf(desk, source) || labelled(frame, model.Source.label), firstDate(frame, source, 'published')]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <h1>
        <Named frame={frame} name={title} />
      </h1>
      <OtherNames desk={desk} thing={source} />
      <p class="sentence">
        {said.length === 0
          ? word(frame, 'source.silent')
          : word(frame, 'source.sentence', {
              n: said.length,
              m: said.filter(({ claim }) => claim.accordingTo.length > 0).length,
            })}{' '}
        {general ? word(frame, 'source.unverified') : null}
      </p>
      <SourceFacts desk={desk} source={source} />
      <Files desk={desk} files={files} />
      <Relays desk={desk} source={source} relayedBy={referring(file, source.id, 'Source', 'relays')} />
      {said.length === 0 ? null : <SaidTable desk={desk} said={said} />}
      <FullRecordLink desk={desk} thing={source} />
    </DossierPage>
  );
}

/** Claims about other things; what a source says of itself (its title, its date) stands apart. */
function saidBy(desk: Desk, id: ThingId): HeldClaim[] {
  return [...desk.file.things.values()]
    .flatMap((thing) => thing.claims)
    .filter(({ claim }) => claim.source === id && claim.thing.id !== id)
    .sort((a, b) => a.seq - b.seq);
}

const shownFacts = ['author', 'publisher', 'published', 'accessed', 'symbol', 'language', 'url', 'note'];

function SourceFacts({ desk, source }: { readonly desk: Desk; readonly source: Thing }) {
  const { frame } = desk;
  const limits = codesOf(source, 'limit');
  return (
    <section>
      <h2>{word(frame, 'source.details')}</h2>
      <dl class="pairs">
        {limits.length === 0 ? null : (
          <>
            <dt>{word(frame, 'source.limits')}</dt>
            <dd>{limits.map((limit) => codeName(frame, 'source-limit', limit)).join('; ')}</dd>
          </>
        )}
        {shownFacts.map((name) => {
          const property = model.Source.properties[name];
          const claims = standing(source, name);
          return property === undefined || claims.length === 0 ? null : (
            <>
              <dt>{labelled(frame, property.label)}</dt>
              <dd>
                {claims.map((held, i) => (
                  <>
                    {i === 0 ? null : <br />}
                    <ValueText desk={desk} claim={held.claim} />
                    <ClaimMarks desk={desk} held={held} />
                  </>
                ))}
              </dd>
            </>
          );
        })}
      </dl>
    </section>
  );
}

function Relays(props: {
  readonly desk: Desk;
  readonly source: Thing;
  readonly relayedBy: readonly Thing[];
}) {
  const { desk, source, relayedBy } = props;
  const { frame } = desk;
  const relays = refsOf(source, 'relays');
  if (relays.length === 0 && relayedBy.length === 0)
    return <p class="quiet">{word(frame, 'source.no-relays')}</p>;
  return (
    <dl class="pairs">
      {relays.length === 0 ? null : (
        <>
          <dt>{word(frame, 'source.relays')}</dt>
          <dd>
            <ThingLinks desk={desk} ids={relays} />
          </dd>
        </>
      )}
      {relayedBy.length === 0 ? null : (
        <>
          <dt>{word(frame, 'source.relayed-by')}</dt>
          <dd>
            <ThingLinks desk={desk} ids={relayedBy.map((one) => one.id)} />
          </dd>
        </>
      )}
    </dl>
  );
}

function SaidTable({ desk, said }: { readonly desk: Desk; readonly said: readonly HeldClaim[] }) {
  const { frame } = desk;
  const slice = sliceOf(frame, said);
  return (
    <section>
      <h2>{word(frame, 'source.says')}</h2>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'source.about')}</th>
            <th scope="col">{word(frame, 'thing.property')}</th>
            <th scope="col">{word(frame, 'thing.says')}</th>
            <th scope="col">{word(frame, 'source.credits')}</th>
          </tr>
        </thead>
        <tbody>
          {slice.rows.map((held) => (
            <SaidRow desk={desk} held={held} />
          ))}
        </tbody>
      </table>
      <Paging frame={frame} slice={slice} />
    </section>
  );
}

function SaidRow({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame } = desk;
  const { claim } = held;
  const property = model[claim.thing.type].properties[claim.property];
  return (
    <tr class={claim.basis === 'general-knowledge' ? 'unverified' : ''}>
      <td>
        <ThingLink desk={desk} id={claim.thing.id} />
      </td>
      <td>{property === undefined ? claim.property : labelled(frame, property.label)}</td>
      <td>
        <ValueText desk={desk} claim={claim} />
        <ClaimMarks desk={desk} held={held} />{' '}
        <a
          class="quiet"
          href={to(
            frame,
            `${pathOf(desk, claim.thing.id).replace(/\/(?:event|ask|source|state)\//, '/thing/')}#c-${held.id.slice(0, 16)}`,
          )}
        >
          {locatorText(frame, claim.locator)}
        </a>
      </td>
      <td>
        {originOf(claim) === claim.source ? (
          <span class="quiet">{word(frame, 'source.itself')}</span>
        ) : (
          <ThingLink desk={desk} id={originOf(claim)} />
        )}
      </td>
    </tr>
  );
}
