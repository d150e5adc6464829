/** The history of one thing: each entry with what was held before and after it, by whom, when, why, and what it answers. */
import { model } from '../../core/model/model.js';
import { type Change, type ThingHistory } from '../../core/view/history.js';
import { type HeldClaim, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { instantText } from '../formats.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ThingLink, ThingLinks, titleOf } from '../parts/names.js';
import { Paging, type Slice, sliceOf } from '../parts/paging.js';
import { ValueText } from '../parts/value.js';

type Placed = ThingHistory['changes'][number];

/** Values of one cell; a property with hundreds of accounts would bury what changed. */
const SHOWN = 3;

interface Props {
  readonly desk: Desk;
  readonly thing: Thing;
  readonly history: ThingHistory;
}

export function HistoryPage({ desk, thing, history }: Props) {
  const { frame } = desk;
  const { changes } = history;
  const title = titleOf(desk, thing);
  const slice = sliceOf(frame, changes);
  const answering = changes.filter(({ answers }) => answers !== null).length;
  const when = (change: Change | undefined) =>
    change === undefined ? '' : instantText(frame.lang, change.at);
  return (
    <DossierPage desk={desk} title={word(frame, 'history.title', { name: title.text })}>
      <p class="kicker">
        {word(frame, 'history.kicker')} · {labelled(frame, model[thing.type].label)}
      </p>
      <h1>
        <ThingLink desk={desk} id={thing.id} />
      </h1>
      <p class="sentence">
        {word(frame, 'history.sentence', {
          n: changes.length,
          first: when(changes[0]),
          last: when(changes.at(-1)),
        })}{' '}
        {answering === 0
          ? word(frame, 'history.unanswered')
          : word(frame, 'history.answered', { n: answering })}
      </p>
      <p class="quiet">{word(frame, 'thing.history-hint')}</p>
      <table class="history changes stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'history.entry')}</th>
            <th scope="col">{word(frame, 'history.happened')}</th>
            <th scope="col">{word(frame, 'history.before')}</th>
            <th scope="col">{word(frame, 'history.after')}</th>
          </tr>
        </thead>
        <tbody>
          {slice.rows.map((change, i) => (
            <Row desk={desk} change={change} thing={thing} all={{ changes, at: slice.from + i, slice }} />
          ))}
        </tbody>
      </table>
      <Paging frame={frame} slice={slice} />
      <Erased desk={desk} erased={history.erased} />
    </DossierPage>
  );
}

interface Among {
  readonly changes: readonly Placed[];
  readonly at: number;
  readonly slice: Slice<Placed>;
}

function Row(props: {
  readonly desk: Desk;
  readonly change: Placed;
  readonly thing: Thing;
  readonly all: Among;
}) {
  const { desk, change, thing, all } = props;
  const { frame, file } = desk;
  const { seq, held, judgement } = change;
  const property = held === null ? undefined : model[thing.type].properties[held.claim.property];
  // Only the first batch has nothing of the thing before it.
  const older = all.changes[0]?.batch !== change.batch;
  const then = (entry: number) =>
    to(frame, `/d/${file.dossier.id}/thing/${thing.id}`, { asOf: `entry:${entry}` });
  return (
    <tr id={`e${seq}`}>
      <td class="date">
        {instantText(frame.lang, change.at)}
        <br />
        <a class="quiet" href={to(frame, `/d/${file.dossier.id}/log#e${seq}`, { from: String(seq) })}>
          {word(frame, 'thing.entry', { seq })}
        </a>{' '}
        <span class="quiet">{word(frame, 'history.by', { actor: change.actor })}</span>
        <br />
        <a class="quiet" href={then(seq)}>
          {word(frame, 'history.then')}
        </a>
        {older ? (
          <>
            {' · '}
            <a class="quiet" href={then(change.batch - 1)}>
              {word(frame, 'history.just-before')}
            </a>
          </>
        ) : null}
      </td>
      <td>
        <b>{word(frame, `history.${change.kind}`)}</b>
        {held === null ? null : (
          <> · {property === undefined ? held.claim.property : labelled(frame, property.label)}</>
        )}
        {change.find === null ? null : (
          <>
            {' · '}
            {change.find.rule}
            {change.find.element === null ? '' : `/${change.find.element}`}:{' '}
            {word(frame, `finding.is-${change.find.decision}`)}
          </>
        )}
        <Answers desk={desk} change={change} all={all} />
        {held === null || change.kind !== 'recorded' ? null : (
          <span class="quiet">
            {' — '}
            <ThingLink desk={desk} id={held.claim.source} />
            {' · '}
            <a href={to(frame, `/d/${file.dossier.id}/claim/${held.id.slice(0, 16)}`)}>
              {word(frame, 'claim.address', { id: held.id.slice(0, 16) })}
            </a>
          </span>
        )}
        {judgement === null ? null : (
          <>
            {': '}
            <ThingLinks desk={desk} ids={judgement.origins} />
          </>
        )}
        <Why desk={desk} change={change} />
        <Replacement desk={desk} change={change} thing={thing} />
      </td>
      <Values desk={desk} change={change} name="before" />
      <Values desk={desk} change={change} name="after" />
    </tr>
  );
}

/** Links to the entry answered, on this page of the list or on another. */
function Answers({
  desk,
  change,
  all,
}: {
  readonly desk: Desk;
  readonly change: Placed;
  readonly all: Among;
}) {
  const { frame } = desk;
  const { answers } = change;
  if (answers === null) return null;
  const text = word(frame, 'history.answers', { seq: answers });
  const at = all.changes.findIndex(({ seq }) => seq === answers);
  if (at === -1) return <span class="quiet"> {text}</span>;
  const { from, size } = all.slice;
  const here = at >= from && at < from + size;
  const query = { ...Object.fromEntries(frame.query), from: String(at) };
  return (
    <>
      {' '}
      <a class="quiet" href={here ? `#e${answers}` : to(frame, `${frame.path}#e${answers}`, query)}>
        {text}
      </a>
    </>
  );
}

function Why({ desk: { frame }, change }: { readonly desk: Desk; readonly change: Change }) {
  if (change.kind === 'recorded') return null;
  return (
    <div class="remark">
      {change.why === '' ? (
        word(frame, 'history.no-why')
      ) : (
        <>
          {word(frame, 'history.why')}: <bdi>{change.why}</bdi>
        </>
      )}
    </div>
  );
}

function Replacement(props: { readonly desk: Desk; readonly change: Change; readonly thing: Thing }) {
  const { desk, change, thing } = props;
  const { frame } = desk;
  const said = thing.claims.find(({ id }) => id === change.replacement);
  return (
    <>
      {said === undefined ? null : (
        <div class="remark">
          {word(frame, 'history.replaced')}: <ValueText desk={desk} claim={said.claim} />
        </div>
      )}
      {change.erased === null ? null : (
        <div class="remark">{word(frame, 'history.named-erased', { seq: change.erased })}</div>
      )}
    </>
  );
}

/** What was held of the property: each value once, what this entry speaks of first. */
function Values(props: { readonly desk: Desk; readonly change: Change; readonly name: 'before' | 'after' }) {
  const { desk, change, name } = props;
  const { frame } = desk;
  const label = word(frame, `history.${name}`);
  if (change.held === null) return <td />;
  const values = distinct(change[name], change.held.id);
  return (
    <td data-label={label}>
      {values.length === 0 ? (
        <span class="quiet">{word(frame, 'history.nothing')}</span>
      ) : (
        <ul class="claims">
          {values.slice(0, SHOWN).map((held) => (
            <li class="claim">
              <Held desk={desk} held={held} />
            </li>
          ))}
          {values.length > SHOWN ? (
            <li class="quiet">{word(frame, 'history.more', { n: values.length - SHOWN })}</li>
          ) : null}
        </ul>
      )}
    </td>
  );
}

function Held({ desk, held }: { readonly desk: Desk; readonly held: HeldClaim }) {
  const { frame } = desk;
  const { stance } = held.claim;
  return (
    <>
      {stance === 'asserts' ? null : <em>{word(frame, `claim.${stance}`)} </em>}
      <ValueText desk={desk} claim={held.claim} />
      {held.standing === 'stands' ? null : (
        <span class="flag flag-standing"> {word(frame, `standing.${held.standing}`)}</span>
      )}
    </>
  );
}

function distinct(claims: readonly HeldClaim[], first: string): HeldClaim[] {
  const values = new Map<string, HeldClaim>();
  const ordered = [...claims.filter(({ id }) => id === first), ...claims.filter(({ id }) => id !== first)];
  for (const held of ordered) {
    const { value, stance } = held.claim;
    const key = JSON.stringify([value, stance, held.standing]);
    if (!values.has(key)) values.set(key, held);
  }
  return [...values.values()];
}

/** Erased entries are told of whatever thing they were: hiding them would make the list look whole. */
function Erased({ desk, erased }: { readonly desk: Desk; readonly erased: readonly number[] }) {
  const { frame, file } = desk;
  if (erased.length === 0) return null;
  const [before = '', after = ''] = word(frame, 'history.erased', { n: erased.length, entries: '\n' }).split(
    '\n',
  );
  return (
    <p>
      {before}
      {erased.map((seq, i) => (
        <>
          {i === 0 ? null : ', '}
          <a href={to(frame, `/d/${file.dossier.id}/log#e${seq}`, { from: String(seq) })}>
            {word(frame, 'thing.entry', { seq })}
          </a>
        </>
      ))}
      {after}
    </p>
  );
}

/** From every page of a thing to its history, with what became of its claims said at once. */
export function HistoryLink({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { frame } = desk;
  const list = (['retracted', 'corrected', 'disputed'] as const).flatMap((standing) => {
    const n = thing.claims.filter((held) => held.standing === standing).length;
    return n === 0 ? [] : [`${n} ${word(frame, `standing.${standing}`)}`];
  });
  return (
    <>
      <a href={historyPath(desk, thing)}>{word(frame, 'history.link')}</a>
      {list.length === 0 ? null : (
        <span class="flag"> {word(frame, 'history.counts', { list: list.join(', ') })}</span>
      )}
    </>
  );
}

function historyPath({ frame, file }: Desk, thing: Thing): string {
  return to(frame, `/d/${file.dossier.id}/history/${thing.id}`);
}
