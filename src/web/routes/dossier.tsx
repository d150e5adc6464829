/** Addresses under `/d/:dossier`: each page of a dossier, each thing by its id. */
import { type Context, type Hono } from 'hono';
import { type Child } from 'hono/jsx';
import { type Actor } from '../../core/policy/audience.js';
import { toHex } from '../../core/base/bytes.js';
import { parseThingId } from '../../core/base/ids.js';
import { type LogLine } from '../../app/ports.js';
import { type CaseFile, type Thing } from '../../core/view/thing.js';
import { type Answer, atDesk, missing, page, refused, scriptedPage } from '../answer.js';
import { type Desk } from '../desk.js';
import { AskPage } from '../pages/ask.js';
import { AsksPage } from '../pages/asks.js';
import { FormPage } from '../pages/form.js';
import { DoorsPage } from '../pages/doors.js';
import { ConsentsPage } from '../pages/consents.js';
import { EventPage } from '../pages/event.js';
import { EventsPage } from '../pages/events.js';
import { to } from '../frame.js';
import { ErasedClaimPage } from '../pages/erased.js';
import { HistoryPage } from '../pages/history.js';
import { HomePage } from '../pages/home.js';
import { InstrumentPage } from '../pages/instrument.js';
import { LawPage } from '../pages/law.js';
import { MatrixPage } from '../pages/matrix.js';
import { LogPage } from '../pages/log.js';
import { SourcesPage } from '../pages/sources.js';
import { ProofPage, type ShownProof } from '../pages/verify.js';
import { StatePage } from '../pages/state.js';
import { ThingPage } from '../pages/things.js';
import { type SearchForm, SearchPage } from '../pages/search.js';
import { startOf } from '../parts/paging.js';
import { type Services } from '../services.js';
import { formAsked } from './form.js';
import { actorFor } from '../visitor.js';

export function dossierRoutes(app: Hono, services: Services): void {
  const room = (path: string, render: (c: Context, desk: Desk) => Answer) =>
    app.get(`/d/:dossier${path}`, (c) =>
      atDesk(c, services, c.req.param('dossier') ?? '', (desk) => render(c, desk)),
    );
  const thing = (path: string, type: Thing['type'] | null, render: (desk: Desk, thing: Thing) => Child) =>
    room(`/${path}/:id`, (c, desk) => {
      const found = thingAsked(c, desk, type);
      return found === null ? missing(c, desk.frame, desk.file.dossier) : page(c, render(desk, found));
    });
  room('', (c, desk) => page(c, <HomePage desk={desk} />));
  room('/events', (c, desk) => page(c, <EventsPage desk={desk} />));
  thing('event', 'Event', (desk, event) => <EventPage desk={desk} event={event} />);
  thing('period', 'Period', (desk, period) => <EventPage desk={desk} event={period} />);
  room('/asks', (c, desk) => page(c, <AsksPage desk={desk} />));
  thing('ask', 'Ask', (desk, ask) => <AskPage desk={desk} ask={ask} />);
  room('/sources', (c, desk) => page(c, <SourcesPage desk={desk} />));
  room('/law', (c, desk) => page(c, <LawPage desk={desk} />));
  room('/law/states', (c, desk) => scriptedPage(c, <MatrixPage desk={desk} />));
  room('/instrument/:id', (c, desk) => {
    const instrument = desk.law().instruments.get(c.req.param('id') ?? '');
    return instrument === undefined
      ? missing(c, desk.frame, desk.file.dossier)
      : page(c, <InstrumentPage desk={desk} instrument={instrument} />);
  });
  room('/state/:id', (c, desk) => {
    const id = c.req.param('id') ?? '';
    const known = desk.law().states.has(id) || desk.file.things.get(id)?.type === 'State';
    return known ? page(c, <StatePage desk={desk} state={id} />) : missing(c, desk.frame, desk.file.dossier);
  });
  room('/doors/:id', (c, desk) => {
    const id = c.req.param('id') ?? '';
    const event = thingAsked(c, desk, 'Event');
    const of = event ?? (desk.law().states.has(id) ? id : null);
    return of === null
      ? missing(c, desk.frame, desk.file.dossier)
      : page(c, <DoorsPage desk={desk} of={of} />);
  });
  room('/form/:form/:id', async (c, desk) => {
    const event = thingAsked(c, desk, 'Event') ?? thingAsked(c, desk, 'Person');
    if (event === null) return missing(c, desk.frame, desk.file.dossier);
    const looked = await services.form(actorFor(c), formAsked(desk, c.req.param('form') ?? '', event.id));
    return page(c, <FormPage desk={desk} of={event} looked={looked} />);
  });
  room('/log', (c, desk) => logAnswer(c, services, desk));
  room('/proof/:claim', (c, desk) => proofAnswer(c, services, desk));
  room('/proof/:claim/file', (c, desk) => proofFile(c, services, desk));
  room('/search', (c, desk) => searchAnswer(c, services, desk));
  room('/consents', (c, desk) => consentsAnswer(c, services, desk));
  room('/history/:id', (c, desk) => historyAnswer(c, services, desk));
  room('/claim/:id', (c, desk) => claimAnswer(c, services, desk));
  thing('thing', null, (desk, found) => <ThingPage desk={desk} thing={found} />);
}

function thingAsked(c: Context, desk: Desk, type: Thing['type'] | null): Thing | null {
  const id = parseThingId(c.req.param('id') ?? '');
  const thing = id.ok ? desk.file.things.get(id.value) : undefined;
  return thing === undefined || (type !== null && thing.type !== type) ? null : thing;
}

async function historyAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file } = desk;
  const thing = thingAsked(c, desk, null);
  if (thing === null) return missing(c, frame, file.dossier);
  const history = await services.history(actorFor(c), file.dossier.id, thing.id, frame.asOf ?? undefined);
  if (!history.ok) return refused(c, frame, history.problem, 500);
  return page(c, <HistoryPage desk={desk} thing={thing} history={history.value} />);
}

/** A claim's own address: the place of the claim in its thing's history, or that it was erased. */
async function claimAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file } = desk;
  const id = c.req.param('id') ?? '';
  if (!/^[0-9a-f]{16,64}$/.test(id)) return missing(c, frame, file.dossier);
  for (const thing of file.things.values())
    for (const held of thing.claims)
      if (held.id.startsWith(id))
        return c.redirect(
          to(frame, `/d/${file.dossier.id}/thing/${thing.id}#c-${held.id.slice(0, 16)}`),
          302,
        );
  const erased = await erasedLine({ services, actor: actorFor(c) }, file, id);
  return erased === null
    ? missing(c, frame, file.dossier)
    : page(c, <ErasedClaimPage desk={desk} line={erased} />, 410);
}

async function erasedLine(
  { services, actor }: { readonly services: Services; readonly actor: Actor },
  { dossier, seq }: CaseFile,
  id: string,
): Promise<LogLine | null> {
  const step = 10_000;
  for (let from = 0; from <= seq; from += step) {
    const lines = await services.entries(actor, dossier.id, [from, Math.min(from + step, seq + 1)]);
    if (!lines.ok) return null;
    const line = lines.value.find((one) => one.erased !== undefined && toHex(one.id).startsWith(id));
    if (line !== undefined) return line;
  }
  return null;
}

/** As anybody may have it: what is not public, or was not held then, has no proof, and is not told of. */
async function provenClaim(c: Context, services: Services, desk: Desk): Promise<ShownProof | null> {
  const claim = c.req.param('claim') ?? '';
  const things = [...desk.file.things.values()];
  if (!things.some(({ claims }) => claims.some(({ id }) => id.startsWith(claim)))) return null;
  const proof = await services.prove(desk.file.dossier.id, claim);
  return proof.ok ? { id: claim, file: proof.value.file } : null;
}

async function proofAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const proof = await provenClaim(c, services, desk);
  return proof === null
    ? missing(c, desk.frame, desk.file.dossier)
    : scriptedPage(c, <ProofPage desk={desk} proof={proof} />);
}

async function proofFile(c: Context, services: Services, desk: Desk): Promise<Response> {
  const proof = await provenClaim(c, services, desk);
  if (proof === null) return missing(c, desk.frame, desk.file.dossier);
  return c.body(proof.file, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="claim-${proof.id.slice(0, 16)}.json"`,
  });
}

const FOUND_PAGE = 20;

/** What was typed stays in the form, also where it cannot be searched for. */
async function searchAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file } = desk;
  const { query } = frame;
  const text = (name: string) => (query.get(name) ?? '').trim();
  const form: SearchForm = {
    query: text('q'),
    where: query
      .getAll('where')
      .flatMap((one) => one.split(','))
      .filter((one) => one !== ''),
    since: text('since'),
    until: text('until'),
  };
  if (form.query === '') return page(c, <SearchPage desk={desk} form={form} found={null} problem={null} />);
  const from = /^\d{1,5}$/.test(text('from')) ? Number(text('from')) : 0;
  const found = await services.search(actorFor(c), file.dossier.id, {
    ...form,
    offset: Math.min(10_000, Math.floor(from / FOUND_PAGE) * FOUND_PAGE),
    limit: FOUND_PAGE,
    ...(frame.asOf === null ? {} : { asOf: frame.asOf }),
  });
  return found.ok
    ? page(c, <SearchPage desk={desk} form={form} found={found.value} problem={null} />)
    : page(c, <SearchPage desk={desk} form={form} found={null} problem={found.problem} />, 400);
}

/** For whoever may not know of them, a page that does not exist. */
async function consentsAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file } = desk;
  const list = await services.consents(actorFor(c), file.dossier.id, frame.asOf ?? undefined);
  return list.ok ? page(c, <ConsentsPage desk={desk} list={list.value} />) : missing(c, frame, file.dossier);
}

const LOG_PAGE = 100;

/** Pages of the log keep their numbers as it grows; without a number the newest is shown. */
async function logAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file, head } = desk;
  const total = frame.asOf === null ? (head?.size ?? 0) : file.asOf === null ? 0 : file.seq + 1;
  const newest = Math.max(0, Math.floor((total - 1) / LOG_PAGE) * LOG_PAGE);
  const from = frame.query.has('from') ? startOf(frame, total, LOG_PAGE) : newest;
  const entries = await services.entries(actorFor(c), file.dossier.id, [
    from,
    Math.min(from + LOG_PAGE, total),
  ]);
  if (!entries.ok) return refused(c, frame, entries.problem, 500);
  const name = frame.asOf === null ? await services.logName(file.dossier.id) : null;
  const log = { entries: entries.value.toReversed(), slice: { from, size: LOG_PAGE, total }, name };
  return page(c, <LogPage desk={desk} log={log} />);
}
