/** The shell every page sits in: masthead, the moment it speaks of, the text, and notes for print. */
import { type Child } from 'hono/jsx';
import { type DossierInfo } from '../core/view/thing.js';
import { type Desk } from './desk.js';
import { instantText } from './formats.js';
import { aboveDossiers, type Frame, inLanguage, to, word } from './frame.js';
import { island, type IslandName } from './islands.js';
import { Footnotes } from './parts/cite.js';
import { momentText } from './parts/moment.js';
import { mark, stylesheet } from './stylesheet.js';
import { type Word } from './words.js';

interface ShellProps {
  readonly frame: Frame;
  readonly title: string;
  readonly dossier?: DossierInfo;
  readonly here?: Section;
  /** The page's scripts; without them it must still say what it is for. */
  readonly islands?: readonly IslandName[];
  readonly children?: Child;
}

export type Section = 'home' | 'events' | 'asks' | 'law' | 'sources' | 'log' | 'search' | 'check';

const sections: readonly { readonly name: Section; readonly key: Word; readonly path: string }[] = [
  { name: 'home', key: 'nav.home', path: '' },
  { name: 'events', key: 'nav.events', path: '/events' },
  { name: 'asks', key: 'nav.asks', path: '/asks' },
  { name: 'law', key: 'nav.law', path: '/law' },
  { name: 'sources', key: 'nav.sources', path: '/sources' },
  { name: 'log', key: 'nav.log', path: '/log' },
  { name: 'search', key: 'nav.search', path: '/search' },
];

/** The whole document around a page, for pages with or without a dossier. */
export function Shell({ frame, title, dossier, here, islands, children }: ShellProps) {
  return (
    <html lang={frame.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{word(frame, 'site.title', { page: title })}</title>
        <link rel="stylesheet" href={stylesheet.path} />
        <link rel="icon" href={mark.path} type="image/svg+xml" />
        {islands?.map((name) => (
          <script type="module" src={island(name).path} />
        ))}
      </head>
      <body>
        <a class="skip" href="#text">
          {word(frame, 'site.skip')}
        </a>
        <Masthead frame={frame} dossier={dossier ?? null} here={here ?? null} />
        <main id="text" tabindex={-1}>
          <WhoNotice frame={frame} />
          {children}
        </main>
      </body>
    </html>
  );
}

function Masthead(props: {
  readonly frame: Frame;
  readonly dossier: DossierInfo | null;
  readonly here: Section | null;
}) {
  const { frame, dossier, here } = props;
  return (
    <header class="masthead">
      <div class="masthead-top">
        <a class="wordmark" href={to(aboveDossiers(frame), '/')}>
          {word(frame, 'site.name')}
        </a>
        {dossier === null ? null : (
          <a class="dossier-name" href={to(frame, `/d/${dossier.id}`)}>
            {dossier.title[frame.lang]}
          </a>
        )}
        <Account frame={frame} />
        <Languages frame={frame} />
      </div>
      {dossier === null ? null : (
        <nav class="sections" aria-label={word(frame, 'nav.label')}>
          {sections.map(({ name, key, path }) => (
            <a
              href={to(frame, `/d/${dossier.id}${path}`)}
              {...(name === here ? { 'aria-current': 'page' } : {})}
            >
              {word(frame, key)}
            </a>
          ))}
          <a
            class="check-link"
            href={to(frame, '/check', { dossier: dossier.id })}
            {...(here === 'check' ? { 'aria-current': 'page' } : {})}
          >
            {word(frame, 'nav.check')}
          </a>
        </nav>
      )}
    </header>
  );
}

/** Who is signed in, with the way to their own page. */
function Account({ frame }: { readonly frame: Frame }) {
  const { who } = frame;
  if (typeof who === 'string') return null;
  return (
    <nav class="account" aria-label={word(frame, 'who.label')}>
      {who.admits ? <a href={to(frame, '/people', { asOf: '' })}>{word(frame, 'who.people')}</a> : null}
      <a href={to(frame, '/me', { asOf: '' })}>{who.name}</a>
    </nav>
  );
}

/** Asks for a second passkey while there is one: losing the only one means losing the way in. */
function WhoNotice({ frame }: { readonly frame: Frame }) {
  const { who } = frame;
  if (typeof who === 'string' || who.passkeys > 1) return null;
  return (
    <p class="notice">
      {word(frame, 'who.second')}
      {frame.path === '/me' ? null : (
        <>
          {' '}
          <a href={to(frame, '/me', { asOf: '' })}>{word(frame, 'who.second-go')}</a>
        </>
      )}
    </p>
  );
}

function Languages({ frame }: { readonly frame: Frame }) {
  const other = frame.lang === 'en' ? 'ko' : 'en';
  return (
    <nav class="languages" aria-label={word(frame, 'nav.language')}>
      <a href={inLanguage(frame, other)} lang={other} hreflang={other} rel="alternate">
        {other === 'ko' ? '한국어' : 'English'}
      </a>
    </nav>
  );
}

/** Said at the top of every page that shows an earlier state, with the way back. */
export function PastNotice({
  frame,
  nothing = false,
}: {
  readonly frame: Frame;
  readonly nothing?: boolean;
}) {
  if (frame.asOf === null) return null;
  return (
    <p class="notice">
      {word(frame, 'asof.past', { when: momentText(frame, frame.asOf) })}{' '}
      {nothing ? `${word(frame, 'asof.nothing')} ` : null}
      <a href={to(frame, frame.path, { ...Object.fromEntries(frame.query), asOf: '' })}>
        {word(frame, 'asof.return')}
      </a>
    </p>
  );
}

interface DossierPageProps {
  readonly desk: Desk;
  readonly title: string;
  readonly here?: Section;
  /** The page's scripts; without them it must still say what it is for. */
  readonly islands?: readonly IslandName[];
  readonly children?: Child;
}

/** A page about one dossier: the shell, the past-moment notice, and the colophon with the log's head. */
export function DossierPage({ desk, title, here, islands, children }: DossierPageProps) {
  const { frame, file } = desk;
  return (
    <Shell
      frame={frame}
      title={title}
      dossier={file.dossier}
      {...(here === undefined ? {} : { here })}
      {...(islands === undefined ? {} : { islands })}
    >
      <PastNotice frame={frame} nothing={file.asOf === null} />
      {children}
      <Footnotes desk={desk} />
      <Colophon desk={desk} />
    </Shell>
  );
}

function Colophon({ desk }: { readonly desk: Desk }) {
  const { frame, file, head } = desk;
  return (
    <footer class="colophon">
      <p>
        {file.asOf === null
          ? word(frame, 'asof.empty')
          : word(frame, 'asof.now', {
              when: instantText(frame.lang, file.asOf),
              seq: file.seq,
            })}
        {head === null || frame.asOf !== null ? null : (
          <>
            {' · '}
            <a href={to(frame, `/d/${file.dossier.id}/log`)}>{word(frame, 'asof.root')}</a>{' '}
            <code class="digest">{head.root.slice(0, 16)}</code>
          </>
        )}
      </p>
      <details class="asof">
        <summary>{word(frame, 'asof.change')}</summary>
        <AsOfForm frame={frame} />
      </details>
      <p>
        <a href={to(frame, '/dossiers', { asOf: '' })}>{word(frame, 'nav.dossiers')}</a>
        {' · '}
        <a href={to(frame, '/api', { asOf: '' })}>{word(frame, 'api.title')}</a>
        {' · '}
        {word(frame, 'site.local')}
      </p>
      <OperatorNote frame={frame} />
    </footer>
  );
}

/** While nobody can sign in: as whom this machine reads, and how to change that. */
export function OperatorNote({ frame }: { readonly frame: Frame }) {
  return frame.who === 'operator' ? <p>{word(frame, 'who.operator')}</p> : null;
}

/** Asks for an earlier state of the record; other parts of the address are kept. */
export function AsOfForm({ frame }: { readonly frame: Frame }) {
  const kept = [...frame.query].filter(([name]) => name !== 'asOf');
  return (
    <form method="get" action={frame.path} class="row-form">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="asOf">{word(frame, 'asof.label')}</label>
      <input
        id="asOf"
        name="asOf"
        value={frame.query.get('asOf') ?? ''}
        aria-describedby="asOf-hint"
        size={12}
      />
      <button type="submit">{word(frame, 'asof.show')}</button>
      <span id="asOf-hint" class="hint">
        {word(frame, 'asof.hint')}
      </span>
    </form>
  );
}
