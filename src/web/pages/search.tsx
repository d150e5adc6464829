/** Search: the words, what meets them with the passages marked, and by what it can be narrowed. */
import { type FoundPassage, type FoundWord, type SearchAnswer, type SearchResult } from '../../app/search.js';
import { type Problem } from '../../core/base/result.js';
import { termOf } from '../../core/model/codes.js';
import { isTypeName, model, typeNames } from '../../core/model/model.js';
import { type Desk } from '../desk.js';
import { number } from '../formats.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { Named, nameOf, ThingLink } from '../parts/names.js';
import { Paging } from '../parts/paging.js';
import { visibleText } from '../parts/visible.js';
import { type Word, words } from '../words.js';

export interface SearchForm {
  readonly query: string;
  readonly where: readonly string[];
  readonly since: string;
  readonly until: string;
}

interface Props {
  readonly desk: Desk;
  readonly form: SearchForm;
  readonly found: SearchAnswer | null;
  readonly problem: Problem | null;
}

const PAGE = 20;

export function SearchPage({ desk, form, found, problem }: Props) {
  const { frame } = desk;
  const title =
    form.query === '' ? word(frame, 'search.title') : word(frame, 'search.title-of', { query: form.query });
  return (
    <DossierPage desk={desk} title={title} here="search">
      <h1>{word(frame, 'search.title')}</h1>
      <SearchBox desk={desk} form={form} problem={problem} />
      {found === null ? null : <Found desk={desk} form={form} found={found} />}
    </DossierPage>
  );
}

/** The form alone, for the top of other pages. */
export function SearchLine({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  return (
    <form method="get" action={`/d/${file.dossier.id}/search`} class="row-form search" role="search">
      <KeptFields desk={desk} />
      <label for="q">{word(frame, 'search.label')}</label>
      <input id="q" name="q" type="search" size={28} maxlength={400} />
      <button type="submit">{word(frame, 'search.go')}</button>
    </form>
  );
}

function KeptFields({ desk }: { readonly desk: Desk }) {
  const { asOf, keptLang } = desk.frame;
  return (
    <>
      {asOf === null ? null : <input type="hidden" name="asOf" value={asOf} />}
      {keptLang === null ? null : <input type="hidden" name="lang" value={keptLang} />}
    </>
  );
}

function SearchBox({ desk, form, problem }: Pick<Props, 'desk' | 'form' | 'problem'>) {
  const { frame, file } = desk;
  return (
    <form method="get" action={`/d/${file.dossier.id}/search`} class="search" role="search">
      <KeptFields desk={desk} />
      {form.where.length === 0 ? null : <input type="hidden" name="where" value={form.where.join(',')} />}
      <p class="row-form">
        <label for="q">{word(frame, 'search.label')}</label>
        <input
          id="q"
          name="q"
          type="search"
          value={form.query}
          size={36}
          maxlength={400}
          aria-describedby="q-hint"
        />
        <button type="submit">{word(frame, 'search.go')}</button>
      </p>
      {problem === null ? null : (
        <p class="problem" role="alert">
          {problem.message} {problem.fix}
        </p>
      )}
      <p id="q-hint" class="hint">
        {word(frame, 'search.hint')}
      </p>
      <p class="row-form">
        <label for="since">{word(frame, 'search.since')}</label>
        <input id="since" name="since" value={form.since} size={10} aria-describedby="date-hint" />
        <label for="until">{word(frame, 'search.until')}</label>
        <input id="until" name="until" value={form.until} size={10} aria-describedby="date-hint" />
        <span id="date-hint" class="hint">
          {word(frame, 'search.date-hint')}
        </span>
      </p>
    </form>
  );
}

function Found({ desk, form, found }: Pick<Props, 'desk' | 'form'> & { readonly found: SearchAnswer }) {
  const { frame } = desk;
  const { total, results, offset } = found;
  return (
    <>
      <p class="sentence">
        {total === 0 ? word(frame, 'search.none') : word(frame, 'search.found', { n: total })}
      </p>
      <Narrowed desk={desk} form={form} />
      {total > 0 && results.length === 0 ? <p>{word(frame, 'search.beyond')}</p> : null}
      {results.length === 0 ? null : (
        <ol class="found" start={offset + 1}>
          {results.map((result) => (
            <Result desk={desk} result={result} />
          ))}
        </ol>
      )}
      <Paging frame={frame} slice={{ from: offset, size: PAGE, total }} />
      <Narrowing desk={desk} form={form} found={found} />
    </>
  );
}

function Result({ desk, result }: { readonly desk: Desk; readonly result: SearchResult }) {
  const { frame } = desk;
  const { type, thing, passages, more, name, words: met } = result;
  return (
    <li>
      <p class="found-title">
        <ThingLink desk={desk} id={thing} /> <span class="quiet">{labelled(frame, model[type].label)}</span>
        {name === null ? null : (
          <span class="quiet">
            {' · '}
            {word(frame, 'search.name', {
              p: name.probability > 0.999 ? '> 0.999' : name.probability.toFixed(2),
            })}
          </span>
        )}
      </p>
      <Ways desk={desk} met={met} />
      {passages.length === 0 ? null : (
        <ul class="plain passages">
          {passages.map((passage) => (
            <Passage desk={desk} passage={passage} type={type} />
          ))}
        </ul>
      )}
      {more === 0 ? null : <p class="quiet">{word(frame, 'search.more', { n: more })}</p>}
    </li>
  );
}

/** How a word was met, where the passages do not show it. */
function Ways({ desk, met }: { readonly desk: Desk; readonly met: readonly FoundWord[] }) {
  const { frame } = desk;
  const told = met.filter(({ way }) => way !== 'as-written');
  if (told.length === 0) return null;
  return (
    <p class="quiet">
      {told.map(({ word: asked, way, through }, i) => (
        <>
          {i === 0 ? null : ' · '}
          {through === undefined || way === 'as-written' ? (
            way === 'reference' || way === 'as-written' ? null : (
              word(frame, `search.way.${way}`, { word: asked })
            )
          ) : (
            <>
              {word(frame, 'search.through', { word: asked })} <ThingLink desk={desk} id={through.thing} />
            </>
          )}
        </>
      ))}
    </p>
  );
}

function Passage(props: {
  readonly desk: Desk;
  readonly passage: FoundPassage;
  readonly type: SearchResult['type'];
}) {
  const { desk, passage, type } = props;
  const { frame, file } = desk;
  const property = model[type].properties[passage.property];
  return (
    <li>
      <span class="quiet">
        {passage.part === 'note'
          ? word(frame, 'search.note')
          : property === undefined
            ? passage.property
            : labelled(frame, property.label)}
        :{' '}
      </span>
      <Marked text={passage.text} ranges={passage.ranges} />{' '}
      <span class="quiet">
        — <ThingLink desk={desk} id={passage.source} />
        {' · '}
        <a href={to(frame, `/d/${file.dossier.id}/claim/${passage.claim.slice(0, 16)}`)}>
          {word(frame, 'search.claim')}
        </a>
      </span>
    </li>
  );
}

function Marked({ text, ranges }: Pick<FoundPassage, 'text' | 'ranges'>) {
  const parts = ranges.map(([from, end], i) => (
    <>
      {visibleText(text.slice(ranges[i - 1]?.[1] ?? 0, from))}
      <mark>{visibleText(text.slice(from, end))}</mark>
    </>
  ));
  return (
    <bdi>
      {parts}
      {visibleText(text.slice(ranges.at(-1)?.[1] ?? 0))}
    </bdi>
  );
}

/** The address of this search with other limits, from its first result. */
function searchAt(desk: Desk, form: SearchForm, where: readonly string[]): string {
  return to(desk.frame, `/d/${desk.file.dossier.id}/search`, {
    q: form.query,
    since: form.since,
    until: form.until,
    where: where.join(','),
  });
}

function Narrowed({ desk, form }: Pick<Props, 'desk' | 'form'>) {
  const { frame } = desk;
  if (form.where.length === 0) return null;
  return (
    <p>
      {word(frame, 'search.narrowed')}{' '}
      {form.where.map((mark, i) => (
        <>
          {i === 0 ? null : ', '}
          <b>
            <MarkName desk={desk} mark={mark} />
          </b>{' '}
          <a
            href={searchAt(
              desk,
              form,
              form.where.filter((one) => one !== mark),
            )}
          >
            {word(frame, 'search.drop')}
          </a>
        </>
      ))}
    </p>
  );
}

const SHOWN = 8;

/** What people narrow by, in this order; a list of everything a record can hold would bury it. */
const NARROW_BY = [
  'type',
  'year',
  'kind',
  'demand',
  'place',
  'from',
  'to',
  'source',
  'credibility',
  'lang',
  'precision',
];

function Narrowing({ desk, form, found }: Pick<Props, 'desk' | 'form'> & { readonly found: SearchAnswer }) {
  const { frame } = desk;
  const groups = new Map<string, SearchAnswer['marks'][number][]>();
  for (const one of found.marks) {
    if (form.where.includes(one.mark)) continue;
    const property = one.mark.slice(0, one.mark.indexOf('='));
    groups.set(property, [...(groups.get(property) ?? []), one]);
  }
  const useful = NARROW_BY.flatMap((property) => {
    const marks = groups.get(property) ?? [];
    return marks.length > 1 || (marks[0]?.count ?? found.total) < found.total
      ? [[property, marks] as const]
      : [];
  });
  if (useful.length === 0) return null;
  return (
    <section class="narrowing">
      <h2>{word(frame, 'search.narrow')}</h2>
      <dl class="pairs">
        {useful.map(([property, marks]) => (
          <>
            <dt>
              <PropertyName desk={desk} property={property} />
            </dt>
            <dd>
              {marks.slice(0, SHOWN).map(({ mark, count }, i) => (
                <>
                  {i === 0 ? null : ' · '}
                  <a href={searchAt(desk, form, [...form.where, mark])} rel="nofollow">
                    <MarkName desk={desk} mark={mark} />
                  </a>{' '}
                  <span class="quiet">{number(count)}</span>
                </>
              ))}
            </dd>
          </>
        ))}
      </dl>
      {found.countedAll ? null : <p class="quiet">{word(frame, 'search.counted')}</p>}
    </section>
  );
}

function PropertyName({ desk, property }: { readonly desk: Desk; readonly property: string }) {
  const { frame } = desk;
  const key = `search.mark.${property}`;
  if (Object.hasOwn(words, key)) return <>{word(frame, key as Word)}</>;
  const declared = typeNames.map((type) => model[type].properties[property]).find((one) => one !== undefined);
  return <>{declared === undefined ? property : labelled(frame, declared.label)}</>;
}

/** A mark's value in the reader's words: a type, a term of a list, a thing by its name. */
function MarkName({ desk, mark }: { readonly desk: Desk; readonly mark: string }) {
  const { frame, file } = desk;
  const property = mark.slice(0, mark.indexOf('='));
  const value = mark.slice(mark.indexOf('=') + 1);
  if (property === 'type' && isTypeName(value)) return <>{labelled(frame, model[value].label)}</>;
  if (file.things.has(value)) return <ThingName desk={desk} id={value} />;
  for (const type of typeNames) {
    const list = model[type].properties[property]?.codes;
    const term = list === undefined ? null : termOf(list, value);
    if (term !== null) return <>{term[frame.lang]}</>;
  }
  return <>{visibleText(value)}</>;
}

function ThingName({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  return <Named frame={desk.frame} name={nameOf(desk, id)} />;
}
