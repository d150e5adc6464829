/**
 * A body's form as the record fills it: what is there and from which claims, what is missing, and what must
 * not be sent. This page is for whoever fills it; the files it writes hold only what may be sent.
 */
import { type FieldJson } from '../../app/form-json.js';
import { type FormLooked } from '../../app/form.js';
import { type Result } from '../../core/base/result.js';
import { type HeldClaim, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { type Frame, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { Cite } from '../parts/cite.js';
import { ThingLink, titleOf } from '../parts/names.js';
import { ProblemText } from './problems.js';

interface FormProps {
  readonly desk: Desk;
  readonly of: Thing;
  readonly looked: Result<FormLooked>;
}

export function FormPage({ desk, of, looked }: FormProps) {
  const { frame } = desk;
  const name = titleOf(desk, of).text;
  const title = looked.ok ? word(frame, 'form.title', { form: looked.value.form.title, name }) : name;
  return (
    <DossierPage desk={desk} title={title} here="law">
      <h1>{title}</h1>
      {looked.ok ? (
        <Filled desk={desk} looked={looked.value} />
      ) : (
        <ProblemText frame={frame} problem={looked.problem} />
      )}
    </DossierPage>
  );
}

function Filled({ desk, looked }: { readonly desk: Desk; readonly looked: FormLooked }) {
  const { frame } = desk;
  const { form, withheld } = looked;
  const filled = form.fields.filter(({ state }) => state === 'filled').length;
  return (
    <>
      <p class="sentence">
        {word(frame, 'form.sentence', {
          filled,
          n: form.fields.length,
          claims: form.claims,
          missing: form.fields.length - filled,
        })}{' '}
        {withheld.length === 0 ? null : word(frame, 'form.kept-back', { n: withheld.length })}
      </p>
      <p>
        {form.body}. {form.state.name}: {word(frame, `door.is-${form.door.status}`)}.{' '}
        {form.door.why.join(' ')}
      </p>
      <ul class="claims">
        {form.rules.map((rule) => (
          <li class="quiet">{rule}</li>
        ))}
      </ul>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'form.field')}</th>
            <th scope="col">{word(frame, 'form.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {form.fields.map((field) => (
            <FieldRow desk={desk} field={field} withheld={withheld.filter((one) => one.field === field.id)} />
          ))}
        </tbody>
      </table>
      {form.door.status === 'shut' || frame.asOf !== null ? null : <WriteForm frame={frame} />}
    </>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly field: FieldJson;
  readonly withheld: FormLooked['withheld'];
}

function FieldRow({ desk, field, withheld }: RowProps) {
  const { frame } = desk;
  return (
    <tr>
      <th scope="row">
        {field.label}
        {field.required ? <div class="quiet">{word(frame, 'form.required')}</div> : null}
        {field.verified ? null : <div class="quiet">○ {word(frame, 'form.known')}</div>}
      </th>
      <td data-label={word(frame, 'form.answer')}>
        {field.items.map((item) => (
          <div lang={item.lang}>
            {item.text}
            <Cite desk={desk} claims={claimsOf(desk, item.claims)} />
            {item.disputed ? <span class="quiet"> {word(frame, 'form.disputed')}</span> : null}
            {item.generalKnowledge ? (
              <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>
            ) : null}
          </div>
        ))}
        {field.missing === undefined ? null : (
          <p class="quiet">
            {word(frame, field.state === 'by-hand' ? 'form.by-hand' : 'form.missing', {
              what: field.missing,
            })}
          </p>
        )}
        {withheld.map((one) => (
          <p>
            ✕ <ThingLink desk={desk} id={one.thing} />:{' '}
            {word(frame, 'form.withheld', {
              what: `${one.property}; ${word(frame, `form.because-${one.because}`)}`,
            })}
          </p>
        ))}
      </td>
    </tr>
  );
}

function claimsOf(desk: Desk, ids: readonly string[]): HeldClaim[] {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  return [...desk.file.things.values()].flatMap((thing) =>
    thing.claims.filter(({ id }) => wanted.has(id.slice(0, 16))),
  );
}

/** Sent to the page's own address, with what it asks for. */
function WriteForm({ frame }: { readonly frame: Frame }) {
  const kept = ['person', 'event', 'state', 'submitter'].flatMap((name) => {
    const value = frame.query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return (
    <form method="post" action={to(frame, frame.path, Object.fromEntries(kept))} class="row-form">
      <p class="quiet">{word(frame, 'form.write-words')}</p>
      <span>{word(frame, 'form.write')}</span>
      {['docx', 'pdf', 'json'].map((format) => (
        <button type="submit" name="format" value={format}>
          {format}
        </button>
      ))}
    </form>
  );
}
