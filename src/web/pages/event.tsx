/** One event or total: how many by whom, where accounts differ, what bound the State, who had told it before. */
import { accounts } from '../../core/figure/accounts.js';
import { bounds } from '../../core/figure/bounds.js';
import { model } from '../../core/model/model.js';
import {
  codesOf,
  type HeldClaim,
  referring,
  refsOf,
  standing,
  textOf,
  type Thing,
} from '../../core/view/thing.js';
import { finestDate } from '../../core/view/when.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { stateName } from '../parts/binding.js';
import { Cite, ClaimLine } from '../parts/cite.js';
import { codeName, firstDate, Named, ThingLink, titleOf } from '../parts/names.js';
import { ValueText } from '../parts/value.js';
import { byValue, Differences } from './differences.js';
import { ConflictSection } from './conflicts.js';
import { OwnWords, Pattern, Risk } from './evidence.js';
import { DoorsLink } from './doors.js';
import { FindingSection } from './findings.js';
import { FigureSection } from './figures.js';
import { ProvisionTable } from './provisions.js';
import { FullRecordLink, OtherNames } from './things.js';
import { ToldBefore } from './told.js';

export function EventPage({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame, file } = desk;
  const title = titleOf(desk, event);
  const found = bounds(event, file);
  const on = finestDate(event);
  const kicker = [
    ...codesOf(event, 'kind').map((kind) => codeName(frame, 'event-kind', kind)),
    ...(on === null ? [] : [dateText(frame.lang, on)]),
  ];
  const denials = accounts(event, file).denials;
  return (
    <DossierPage desk={desk} title={title.text} here="events">
      <p class="kicker">{kicker.join(' · ') || labelled(frame, model[event.type].label)}</p>
      <h1>
        <Named frame={frame} name={title} />
      </h1>
      <OtherNames desk={desk} thing={event} />
      <p class="sentence">{found.sentence[frame.lang]}</p>
      <FigureSection desk={desk} thing={event} found={found} />
      {denials.length === 0 ? null : (
        <>
          <h3>{word(frame, 'event.denials')}</h3>
          <ul class="claims">
            {denials.map((held) => (
              <ClaimLine desk={desk} held={held} />
            ))}
          </ul>
        </>
      )}
      <Facts desk={desk} event={event} />
      <Differences desk={desk} event={event} />
      <Legs desk={desk} event={event} />
      {event.type === 'Event' ? (
        <>
          <BoundThatDay desk={desk} event={event} />
          <FindingSection desk={desk} event={event} />
          <ConflictSection desk={desk} event={event} />
          <DoorsLink desk={desk} id={event.id} />
          <ToldBefore desk={desk} event={event} />
          <OwnWords desk={desk} event={event} />
          <Pattern desk={desk} event={event} />
          <Risk desk={desk} event={event} />
          <Listed
            desk={desk}
            heading="event.after"
            things={referring(file, event.id, 'Harm', 'event')}
            property="summary"
          />
          <Listed
            desk={desk}
            heading="event.positions"
            things={referring(file, event.id, 'Position', 'about')}
            property="text"
          />
        </>
      ) : null}
      <FullRecordLink desk={desk} thing={event} />
    </DossierPage>
  );
}

const factNames = [
  'date',
  'time',
  'place',
  'from',
  'to',
  'by',
  'composition',
  'superlative',
  'verification',
  'summary',
];

/** Each thing said once, with everyone who says it behind its note. */
function Facts({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame } = desk;
  const rows = factNames.flatMap((name) => {
    const property = model[event.type].properties[name];
    const values = byValue(standing(event, name));
    return property === undefined || values.length === 0 ? [] : [{ property, values }];
  });
  return (
    <section>
      <h2>{word(frame, 'event.facts')}</h2>
      <dl class="pairs">
        {rows.map(({ property, values }) => (
          <>
            <dt>{labelled(frame, property.label)}</dt>
            <dd>
              {values.map((claims, i) => (
                <>
                  {i === 0 ? null : ' · '}
                  <Value desk={desk} claims={claims} />
                </>
              ))}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Value({ desk, claims }: { readonly desk: Desk; readonly claims: readonly HeldClaim[] }) {
  const [first] = claims;
  if (first === undefined) return null;
  const unverified = claims.every((held) => held.claim.basis === 'general-knowledge');
  return (
    <>
      <ValueText desk={desk} claim={first.claim} />
      {unverified ? (
        <span class="flag flag-unverified"> ○ {word(desk.frame, 'claim.unverified')}</span>
      ) : null}
      <Cite desk={desk} claims={claims} />
    </>
  );
}

function Legs({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame, file } = desk;
  const legs = referring(file, event.id, 'Event', 'partOf');
  const whole = refsOf(event, 'partOf');
  if (legs.length === 0 && whole.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'event.legs')}</h2>
      <dl class="pairs">
        {whole.map((id) => (
          <>
            <dt>{word(frame, 'event.part-of')}</dt>
            <dd>
              <ThingLink desk={desk} id={id} />
            </dd>
          </>
        ))}
        {legs.map((leg) => (
          <>
            <dt>{firstDate(frame, leg) || word(frame, 'events.undated')}</dt>
            <dd>
              <ThingLink desk={desk} id={leg.id} />
              <span class="quiet">
                {' '}
                {[...refsOf(leg, 'from'), ...refsOf(leg, 'to')].map((id) => stateName(desk, id)).join(' → ')}
              </span>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function BoundThatDay({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame } = desk;
  const on = finestDate(event);
  const states = [...refsOf(event, 'from'), ...refsOf(event, 'by').filter((id) => desk.law().states.has(id))];
  const shown = [...new Set(states)];
  if (on === null || shown.length === 0)
    return <p class="quiet">{word(frame, on === null ? 'event.bound-undated' : 'event.bound-none')}</p>;
  return (
    <>
      {shown.map((state) => (
        <section>
          <h2>{word(frame, 'event.bound', { state: stateName(desk, state) })}</h2>
          <ProvisionTable desk={desk} state={state} on={on} />
          <p>
            <a href={to(frame, `/d/${desk.file.dossier.id}/law`, { on: on.edtf })}>
              {word(frame, 'home.all-law')}
            </a>
          </p>
        </section>
      ))}
    </>
  );
}

function Listed(props: {
  readonly desk: Desk;
  readonly heading: 'event.after' | 'event.positions';
  readonly things: readonly Thing[];
  readonly property: string;
}) {
  const { desk, heading, things, property } = props;
  const { frame } = desk;
  if (things.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, heading)}</h2>
      <dl class="pairs">
        {things.map((thing) => (
          <>
            <dt>{firstDate(frame, thing) || word(frame, 'ask.no-date')}</dt>
            <dd>
              <ThingLink desk={desk} id={thing.id} />
              {textOf(thing, property) === titleOf(desk, thing).text ? null : (
                <span class="quiet"> {textOf(thing, property, frame.lang)}</span>
              )}
              <Cite desk={desk} claims={standing(thing, property)} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
