/** Any thing of the record: every claim about it by property, what names it, and its whole history. */
import { model, typeNames } from '../../core/model/model.js';
import { type HeldClaim, standing, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { instantText, number } from '../formats.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ClaimLine } from '../parts/cite.js';
import { Named, namesIn, ThingLink, titleOf } from '../parts/names.js';
import { HistoryLink } from './history.js';

export function ThingPage({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  const title = titleOf(desk, thing);
  const sources = new Set(thing.claims.map((held) => held.claim.source)).size;
  return (
    <DossierPage desk={desk} title={title.text}>
      <p class="kicker">{labelled(frame, model[thing.type].label)}</p>
      <h1>
        <Named frame={frame} name={title} />
      </h1>
      <OtherNames desk={desk} thing={thing} />
      <p class="sentence">{word(frame, 'thing.sentence', { n: thing.claims.length, m: sources })}</p>
      <ClaimTable desk={desk} thing={thing} />
      <Mentions desk={desk} thing={thing} />
      <History desk={desk} thing={thing} />
    </DossierPage>
  );
}

/** Every further name it goes by, each in its own language. */
export function OtherNames({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  const shown = titleOf(desk, thing).text;
  const others = [
    ...namesIn(thing, model[thing.type].title),
    ...(model[thing.type].properties['alias'] === undefined ? [] : namesIn(thing, 'alias')),
  ].filter((name, i, all) => name.text !== shown && all.findIndex((one) => one.text === name.text) === i);
  if (others.length === 0) return null;
  return (
    <p class="also">
      {others.map((name, i) => (
        <>
          {i === 0 ? null : ' · '}
          <Named frame={frame} name={name} />
        </>
      ))}
    </p>
  );
}

/** Standing claims by property, in the model's order; several values of a single-valued property are named a difference. */
export function ClaimTable({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  const rows = Object.entries(model[thing.type].properties)
    .map(([name, property]) => ({
      name,
      property,
      claims: thing.claims.filter(
        (held) =>
          held.claim.property === name && held.standing !== 'retracted' && held.standing !== 'corrected',
      ),
    }))
    .filter((row) => row.claims.length > 0);
  return (
    <section>
      <h2>{word(frame, 'thing.claims')}</h2>
      <table class="claims-table stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'thing.property')}</th>
            <th scope="col">{word(frame, 'thing.says')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, property, claims }) => (
            <tr>
              <th scope="row">
                {labelled(frame, property.label)}
                {property.many === true || !differ(thing, name) ? null : (
                  <span class="flag flag-contested"> ◐ {word(frame, 'thing.contradiction')}</span>
                )}
              </th>
              <td>
                <ul class="claims">
                  {claims.map((held) => (
                    <ClaimLine desk={desk} held={held} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function differ(thing: Thing, property: string): boolean {
  return new Set(standing(thing, property).map((held) => JSON.stringify(held.claim.value))).size > 1;
}

/** Things whose claims point here, by type, so that a reader can walk back. */
export function Mentions({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  const naming = thingsNaming(desk, thing);
  const groups = typeNames
    .map((name) => ({ type: model[name], things: naming.filter((one) => one.type === name) }))
    .filter((group) => group.things.length > 0);
  if (groups.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'thing.mentioned')}</h2>
      <dl class="pairs">
        {groups.map(({ type, things }) => (
          <>
            <dt>{labelled(frame, things.length === 1 ? type.label : type.plural)}</dt>
            <dd>
              <ul class="plain">
                {things.slice(0, 50).map((one) => (
                  <li>
                    <ThingLink desk={desk} id={one.id} />
                  </li>
                ))}
                {things.length > 50 ? <li class="quiet">+ {number(things.length - 50)}</li> : null}
              </ul>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function thingsNaming(desk: Desk, thing: Thing): Thing[] {
  return [...desk.file.things.values()].filter(
    (other) =>
      other.id !== thing.id &&
      standing(other).some(({ claim }) => claim.value.kind === 'ref' && claim.value.id === thing.id),
  );
}

/** Everything ever recorded about it, in order, with what later entries did to it. */
export function History({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  return (
    <section>
      <h2>{word(frame, 'thing.history')}</h2>
      <p>
        <HistoryLink desk={desk} thing={thing} />
      </p>
      <p class="quiet">{word(frame, 'thing.history-hint')}</p>
      <details class="fold">
        <summary>{word(frame, 'thing.history-open', { n: thing.claims.length })}</summary>
        <table class="history stack">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'thing.recorded')}</th>
              <th scope="col">{word(frame, 'thing.property')}</th>
              <th scope="col">{word(frame, 'thing.says')}</th>
            </tr>
          </thead>
          <tbody>
            {thing.claims.map((held) => (
              <HistoryRow desk={desk} thing={thing} held={held} />
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function HistoryRow(props: { readonly desk: Desk; readonly thing: Thing; readonly held: HeldClaim }) {
  const { desk, thing, held } = props;
  const { frame } = desk;
  const property = model[thing.type].properties[held.claim.property];
  return (
    <tr id={`c-${held.id.slice(0, 16)}`}>
      <td class="date">
        {instantText(frame.lang, held.at)}
        <br />
        <a
          class="quiet"
          href={to(frame, `/d/${desk.file.dossier.id}/log#e${held.seq}`, { from: String(held.seq) })}
        >
          {word(frame, 'thing.entry', { seq: held.seq })}
        </a>
      </td>
      <td>{property === undefined ? held.claim.property : labelled(frame, property.label)}</td>
      <td>
        <ul class="claims">
          <ClaimLine desk={desk} held={held} />
        </ul>
      </td>
    </tr>
  );
}

/** The link from a special page to the generic one, where everything is. */
export function FullRecordLink({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  return (
    <p class="after">
      <a href={to(desk.frame, `/d/${desk.file.dossier.id}/thing/${thing.id}`)}>
        {word(desk.frame, 'thing.full')}
      </a>
      {' · '}
      <HistoryLink desk={desk} thing={thing} />
    </p>
  );
}
