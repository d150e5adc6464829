/** Crossings and routes: to scale where sources give coordinates, else as a schematic that says so. */
import { type ThingId } from '../../core/base/ids.js';
import { refsOf, standing, textOf, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { to, word } from '../frame.js';
import { Cite } from '../parts/cite.js';
import { nameOf, pathOf, ThingLink, ThingLinks } from '../parts/names.js';
import { type MapLine, type MapPoint, PointMap } from '../svg/points.js';
import { type Station, Strip, type StripColumn, type StripLink } from '../svg/strip.js';
import { pictures } from '../svg/widths.js';

export function RouteMap({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const routes = thingsOf(file, 'Route');
  const counts = eventsByPlace(desk);
  const places = thingsOf(file, 'Place').filter((place) => counts.has(place.id));
  const points = pointsOf(desk, counts);
  const label = word(frame, 'home.map');
  if (routes.length === 0 && places.length === 0)
    return (
      <section>
        <h2>{label}</h2>
        <p>{word(frame, 'home.map-none')}</p>
      </section>
    );
  const schematic = stripOf(desk, routes, counts);
  return (
    <section>
      <h2>{label}</h2>
      <figure>
        {points.length >= 2
          ? pictures.map(({ width, className }) => (
              <PointMap
                points={points}
                lines={linesOf(routes)}
                width={width}
                label={label}
                className={className}
              />
            ))
          : pictures
              .filter(({ width }) => width >= 600)
              .map(({ width, className }) => (
                <Strip
                  columns={schematic.columns}
                  links={schematic.links}
                  width={width}
                  label={label}
                  className={className}
                />
              ))}
        <figcaption>{word(frame, points.length >= 2 ? 'home.map-points' : 'home.map-schematic')}</figcaption>
      </figure>
      {routes.length === 0 ? null : <RouteTable desk={desk} routes={routes} />}
      <PlaceTable desk={desk} places={places} counts={counts} />
    </section>
  );
}

type Counts = ReadonlyMap<ThingId, readonly ThingId[]>;

/** Events by the places their sources name. */
function eventsByPlace(desk: Desk): Counts {
  const counts = new Map<ThingId, ThingId[]>();
  for (const event of thingsOf(desk.file, 'Event'))
    for (const place of refsOf(event, 'place')) counts.set(place, [...(counts.get(place) ?? []), event.id]);
  return counts;
}

function pointsOf(desk: Desk, counts: Counts): MapPoint[] {
  return thingsOf(desk.file, 'Place').flatMap((place) => {
    const point = standing(place, 'coordinates')[0]?.claim.value;
    return point?.kind !== 'point'
      ? []
      : [
          {
            id: place.id,
            label: nameOf(desk, place.id).text,
            href: to(desk.frame, pathOf(desk, place.id)),
            lat: point.lat,
            lon: point.lon,
            events: counts.get(place.id)?.length ?? 0,
          },
        ];
  });
}

function linesOf(routes: readonly Thing[]): MapLine[] {
  return routes.flatMap((route) =>
    refsOf(route, 'from').flatMap((from) =>
      refsOf(route, 'through').map((through) => ({ from, to: through })),
    ),
  );
}

const steps = [
  { property: 'from', heading: 'home.held-at', isPlace: true },
  { property: 'through', heading: 'home.crossing', isPlace: true },
  { property: 'firstCustody', heading: 'home.first-custody', isPlace: false },
  { property: 'secondCustody', heading: 'home.second-custody', isPlace: false },
] as const;

/** Columns for the steps any route has. */
function stripOf(desk: Desk, routes: readonly Thing[], counts: Counts) {
  const used = steps.filter((step) => routes.some((route) => stopsOf(route, step.property).length > 0));
  const shown = used.length === 0 ? [steps[1]] : used;
  const keys = shown.map((step) => [...new Set(routes.flatMap((route) => stopsOf(route, step.property)))]);
  // Without any route the places stand alone; beside routes the table has them.
  if (routes.length === 0) keys[0] = [...counts.keys()];
  const columns: StripColumn[] = shown.map((step, i) => ({
    heading: word(desk.frame, step.heading),
    stations: (keys[i] ?? []).map((key) =>
      step.isPlace ? placeStation(desk, key, counts) : custodyStation(desk, routes, step.property, key),
    ),
  }));
  const links: StripLink[] = routes.flatMap((route) =>
    shown.slice(0, -1).flatMap((step, column) => {
      const next = shown[column + 1];
      const [from, onward] = [
        stopsOf(route, step.property)[0],
        next === undefined ? undefined : stopsOf(route, next.property)[0],
      ];
      return from === undefined || onward === undefined
        ? []
        : [{ column, from: keys[column]?.indexOf(from) ?? 0, to: keys[column + 1]?.indexOf(onward) ?? 0 }];
    }),
  );
  return { columns, links };
}

function stopsOf(route: Thing, property: string): string[] {
  const refs = refsOf(route, property);
  const text = textOf(route, property);
  return refs.length > 0 ? refs : text === null ? [] : [text];
}

function placeStation(desk: Desk, key: string, counts: Counts): Station {
  const known = desk.file.things.has(key);
  return {
    label: known ? nameOf(desk, key).text : key,
    href: known ? to(desk.frame, pathOf(desk, key)) : null,
    events: counts.get(key)?.length ?? 0,
  };
}

/** Told apart by one language's words, and named in the reader's. */
function custodyStation(desk: Desk, routes: readonly Thing[], property: string, key: string): Station {
  const route = routes.find((one) => textOf(one, property) === key);
  const label = route === undefined ? null : textOf(route, property, desk.frame.lang);
  return { label: label ?? key, href: null, events: 0 };
}

function RouteTable({ desk, routes }: { readonly desk: Desk; readonly routes: readonly Thing[] }) {
  const { frame } = desk;
  const absent = <span class="quiet">{word(frame, 'home.not-recorded')}</span>;
  const cell = (route: Thing, property: string) => {
    const text = textOf(route, property, frame.lang);
    const claims = standing(route, property);
    return text === null ? (
      absent
    ) : (
      <>
        {text}
        <Cite desk={desk} claims={claims} />
      </>
    );
  };
  return (
    <table class="list stack">
      <caption>{word(frame, 'home.route')}</caption>
      <thead>
        <tr>
          <th scope="col">{word(frame, 'home.held-at')}</th>
          <th scope="col">{word(frame, 'home.crossing')}</th>
          <th scope="col">{word(frame, 'home.first-custody')}</th>
          <th scope="col">{word(frame, 'home.second-custody')}</th>
        </tr>
      </thead>
      <tbody>
        {routes.map((route) => (
          <tr>
            <td data-label={word(frame, 'home.held-at')}>
              {refsOf(route, 'from').length === 0 ? (
                absent
              ) : (
                <ThingLinks desk={desk} ids={refsOf(route, 'from')} />
              )}
              {textOf(route, 'holding') === null ? null : (
                <span class="quiet"> ({textOf(route, 'holding', frame.lang)})</span>
              )}
            </td>
            <td data-label={word(frame, 'home.crossing')}>
              {refsOf(route, 'through').length === 0 ? (
                absent
              ) : (
                <ThingLinks desk={desk} ids={refsOf(route, 'through')} />
              )}
            </td>
            <td data-label={word(frame, 'home.first-custody')}>{cell(route, 'firstCustody')}</td>
            <td data-label={word(frame, 'home.second-custody')}>{cell(route, 'secondCustody')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PlaceTable(props: {
  readonly desk: Desk;
  readonly places: readonly Thing[];
  readonly counts: Counts;
}) {
  const { desk, places, counts } = props;
  const { frame } = desk;
  if (places.length === 0) return null;
  return (
    <details class="fold">
      <summary>{word(frame, 'home.places', { n: places.length })}</summary>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'home.place')}</th>
            <th scope="col">{word(frame, 'home.named-in')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr>
              <td>
                <ThingLink desk={desk} id={place.id} />
              </td>
              <td>
                <ThingLinks desk={desk} ids={counts.get(place.id) ?? []} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
