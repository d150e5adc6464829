/** Addresses under `/d/:dossier`: each page of a dossier, each thing by its id. */
import { type Context, type Hono } from 'hono';
import { type Child } from 'hono/jsx';
import { parseThingId } from '../../core/base/ids.js';
import { type Thing } from '../../core/view/thing.js';
import { type Answer, atDesk, missing, page, refused } from '../answer.js';
import { type Desk } from '../desk.js';
import { AskPage } from '../pages/ask.js';
import { AsksPage } from '../pages/asks.js';
import { EventPage } from '../pages/event.js';
import { EventsPage } from '../pages/events.js';
import { HomePage } from '../pages/home.js';
import { LawPage } from '../pages/law.js';
import { LogPage } from '../pages/log.js';
import { SourcePage, SourcesPage } from '../pages/sources.js';
import { StatePage } from '../pages/state.js';
import { ThingPage } from '../pages/things.js';
import { startOf } from '../parts/paging.js';
import { type Services } from '../services.js';

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
  room('/state/:id', (c, desk) => {
    const id = c.req.param('id') ?? '';
    const known = desk.law().states.has(id) || desk.file.things.get(id)?.type === 'State';
    return known ? page(c, <StatePage desk={desk} state={id} />) : missing(c, desk.frame, desk.file.dossier);
  });
  room('/log', (c, desk) => logAnswer(c, services, desk));
  thing('source', 'Source', (desk, source) => <SourcePage desk={desk} source={source} />);
  thing('thing', null, (desk, found) => <ThingPage desk={desk} thing={found} />);
}

function thingAsked(c: Context, desk: Desk, type: Thing['type'] | null): Thing | null {
  const id = parseThingId(c.req.param('id') ?? '');
  const thing = id.ok ? desk.file.things.get(id.value) : undefined;
  return thing === undefined || (type !== null && thing.type !== type) ? null : thing;
}

const LOG_PAGE = 100;

/** Pages of the log keep their numbers as it grows; without a number the newest is shown. */
async function logAnswer(c: Context, services: Services, desk: Desk): Promise<Response> {
  const { frame, file, head } = desk;
  const total = frame.asOf === null ? (head?.size ?? 0) : file.asOf === null ? 0 : file.seq + 1;
  const newest = Math.max(0, Math.floor((total - 1) / LOG_PAGE) * LOG_PAGE);
  const from = frame.query.has('from') ? startOf(frame, total, LOG_PAGE) : newest;
  const entries = await services.entries(file.dossier.id, from, Math.min(from + LOG_PAGE, total));
  if (!entries.ok) return refused(c, frame, entries.problem, 500);
  const log = { entries: entries.value.toReversed(), slice: { from, size: LOG_PAGE, total } };
  return page(c, <LogPage desk={desk} log={log} />);
}
