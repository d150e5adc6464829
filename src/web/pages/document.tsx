/**
 * A document's text, page by page, with the passages that claims point at. The text is ours to show and
 * nobody's to run: whatever the file holds, it is letters here.
 */
import { type HeldFile } from '../../app/evidence/items.js';
import { type ReadFile, type ReadPage } from '../../app/read-file.js';
import { fits, markedPieces } from '../../core/view/passages.js';
import { type HeldClaim, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ClaimLine } from '../parts/cite.js';
import { Named, pathOf, ThingLink, titleOf } from '../parts/names.js';
import { visibleText } from '../parts/visible.js';

export interface Document {
  readonly source: Thing;
  readonly file: HeldFile;
  readonly read: ReadFile;
  /** Which page, from 0. */
  readonly page: number;
}

/** What claims call a page: `3` of "page 3", else its label. */
export function pageName(page: ReadPage): string {
  return /^page (\d+)$/.exec(page.label)?.[1] ?? page.label;
}

/** Claims of the source that point at the page; of a file of one page, those that name none too. */
export function claimsAt(desk: Desk, { source, read, page }: Document): HeldClaim[] {
  const shown = read.pages[page];
  if (shown === undefined) return [];
  const name = pageName(shown);
  const only = read.pages.length === 1;
  return [...desk.file.things.values()]
    .flatMap((thing) => thing.claims)
    .filter(({ claim, standing }) => {
      if (claim.source !== source.id || standing === 'retracted' || standing === 'corrected') return false;
      const { page: named, chars } = claim.locator;
      return named === undefined ? only && chars !== undefined : named === name || named === shown.label;
    })
    .sort((a, b) => (a.claim.locator.chars?.[0] ?? 0) - (b.claim.locator.chars?.[0] ?? 0) || a.seq - b.seq);
}

export function DocumentPage({ desk, document }: { readonly desk: Desk; readonly document: Document }) {
  const { frame } = desk;
  const { source, file, read, page } = document;
  const title = titleOf(desk, source);
  const shown = read.pages[page];
  const claims = claimsAt(desk, document);
  const passages = claims.filter(({ claim }) => fits(shown?.text ?? '', claim.locator.chars ?? [0, 0]));
  const lost = claims.filter((held) => held.claim.locator.chars !== undefined && !passages.includes(held));
  const others = claims.filter((held) => !passages.includes(held) && !lost.includes(held));
  return (
    <DossierPage desk={desk} title={title.text} here="sources" islands={['passage']}>
      <p class="kicker">
        <a href={to(frame, pathOf(desk, source.id))}>{word(frame, 'document.back')}</a>
      </p>
      <h1>
        <Named frame={frame} name={title} />
      </h1>
      <p class="sentence">
        {read.pages.length === 0
          ? word(frame, 'document.silent')
          : claims.length === 0
            ? word(frame, 'document.none')
            : word(frame, 'document.sentence', { n: claims.length })}
      </p>
      <Warnings desk={desk} read={read} />
      <Pages desk={desk} document={document} />
      {shown === undefined ? null : (
        <>
          <h2>{shown.label}</h2>
          {shown.text.trim() === '' ? (
            <p class="quiet">{word(frame, 'document.no-text')}</p>
          ) : (
            <Text text={shown.text} passages={passages} />
          )}
          <RecordLink
            desk={desk}
            document={document}
            digits={file.sha256.slice(0, 16)}
            name={pageName(shown)}
          />
          <Claims desk={desk} title={word(frame, 'document.claims')} claims={[...passages, ...others]} />
          <Claims desk={desk} title={word(frame, 'document.lost')} claims={lost} />
        </>
      )}
    </DossierPage>
  );
}

function Warnings({ desk, read }: { readonly desk: Desk; readonly read: ReadFile }) {
  if (read.warnings.length === 0) return null;
  return (
    <section class={read.quarantine ? 'problem' : ''}>
      <h2>{word(desk.frame, 'document.warnings')}</h2>
      {read.quarantine ? <p>{word(desk.frame, 'document.quarantine')}</p> : null}
      <ul>
        {read.warnings.map(({ message, where }) => (
          <li>
            {message}
            {where === undefined ? null : <span class="quiet"> ({where})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Pages that are linked at once; the others are a link further. */
const AROUND = 10;

function Pages({ desk, document }: { readonly desk: Desk; readonly document: Document }) {
  const { frame } = desk;
  const { source, file, read, page } = document;
  if (read.pages.length < 2) return null;
  const last = read.pages.length - 1;
  const near = read.pages
    .map((one, i) => ({ one, i }))
    .filter(({ i }) => i === 0 || i === last || Math.abs(i - page) <= AROUND);
  return (
    <nav class="quiet pages" aria-label={word(frame, 'document.pages')}>
      {near.map(({ one, i }) => {
        const query = { file: file.sha256.slice(0, 16), page: String(i + 1) };
        const label = pageName(one);
        return i === page ? (
          <strong aria-current="page">{label} </strong>
        ) : (
          <>
            <a href={to(frame, `${pathOf(desk, source.id)}/text`, query)}>{label}</a>{' '}
          </>
        );
      })}
    </nav>
  );
}

/** Each mark leads to its claims below; where several overlap, to each. */
function Text({ text, passages }: { readonly text: string; readonly passages: readonly HeldClaim[] }) {
  const marks = passages.map((held, i) => ({ span: held.claim.locator.chars ?? ([0, 0] as const), of: i }));
  const first = new Set<number>();
  return (
    <div class="document" data-text>
      {markedPieces(text, marks).map(({ text: words, marks: here }) => {
        const begins = here.filter((i) => !first.has(i));
        for (const i of begins) first.add(i);
        return here.length === 0 ? (
          <Letters text={words} />
        ) : (
          <mark class={here.length > 1 ? 'several' : ''}>
            {begins.map((i) => (
              <a class="number" id={`p-${i + 1}`} href={`#c-${passages[i]?.id.slice(0, 16) ?? ''}`}>
                {i + 1}
              </a>
            ))}
            <Letters text={words} />
          </mark>
        );
      })}
    </div>
  );
}

/** What nobody would see is shown by its number, and counts as the one character it is. */
function Letters({ text }: { readonly text: string }) {
  if (visibleText(text) === text) return <>{text}</>;
  return (
    <>
      {Array.from(text, (letter) => {
        const seen = visibleText(letter);
        return seen === letter ? (
          letter
        ) : (
          <i class="unseen" data-length={letter.length}>
            {seen}
          </i>
        );
      })}
    </>
  );
}

interface Listed {
  readonly desk: Desk;
  readonly title: string;
  readonly claims: readonly HeldClaim[];
}

function Claims({ desk, title, claims }: Listed) {
  if (claims.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ol class="claims passages">
        {claims.map((held) => (
          <li id={`c-${held.id.slice(0, 16)}`}>
            <ThingLink desk={desk} id={held.claim.thing.id} />
            <ul class="claims">
              <ClaimLine desk={desk} held={held} />
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Recording {
  readonly desk: Desk;
  readonly document: Document;
  readonly digits: string;
  readonly name: string;
}

function RecordLink({ desk, document, digits, name }: Recording) {
  const { frame } = desk;
  // What was held then is not added to now.
  if (frame.asOf !== null || !desk.may('record')) return null;
  const query = { file: digits, page: String(document.page + 1) };
  return (
    <p class="record-claim">
      <a
        class="button"
        data-passage={name}
        href={to(frame, `${pathOf(desk, document.source.id)}/claim`, query)}
      >
        {word(frame, 'document.claim')}
      </a>{' '}
      <span class="quiet" data-with-script hidden>
        {word(frame, 'document.selected')}
      </span>
    </p>
  );
}
