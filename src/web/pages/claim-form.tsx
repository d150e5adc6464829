/** The form that records one claim from a page of a document. It keeps what was typed when it is refused. */
import { type Problem } from '../../core/base/result.js';
import { formFields } from '../../core/model/forms.js';
import { model, typeNames } from '../../core/model/model.js';
import { type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { Named, pathOf, titleOf } from '../parts/names.js';
import { type Word } from '../words.js';

export type Typed = Readonly<Record<string, string>>;

export interface ClaimForm {
  readonly source: Thing;
  /** First digits of the file's hash. */
  readonly file: string;
  /** Which page of the file, from 1. */
  readonly page: string;
  readonly pageLabel: string;
  readonly typed: Typed;
  readonly problem: Problem | null;
  /** Compartments the reader holds. */
  readonly compartments: readonly string[];
}

export function ClaimFormPage({ desk, form }: { readonly desk: Desk; readonly form: ClaimForm }) {
  const { frame } = desk;
  const { source, file, page, typed, problem } = form;
  const at = pathOf(desk, source.id);
  return (
    <DossierPage desk={desk} title={word(frame, 'record.title')} here="sources">
      <p class="kicker">
        <a href={to(frame, `${at}/text`, { file, page })}>
          <Named frame={frame} name={titleOf(desk, source)} />, {form.pageLabel}
        </a>
      </p>
      <h1>{word(frame, 'record.title')}</h1>
      <p class="sentence">{word(frame, 'record.sentence')}</p>
      {problem === null ? null : <Refused desk={desk} problem={problem} />}
      <form method="post" class="door-form claim-form" action={to(frame, `${at}/claim`)}>
        <input type="hidden" name="file" value={file} />
        <input type="hidden" name="page" value={page} />
        <Field desk={desk} name="quote" label="record.quote" hint="record.quote-hint">
          <textarea name="quote" id="quote" rows={3} maxlength={20000}>
            {typed['quote'] ?? ''}
          </textarea>
        </Field>
        <Field desk={desk} name="thing" label="record.thing" hint="record.thing-hint">
          <input name="thing" id="thing" required maxlength={100} value={typed['thing'] ?? ''} />
        </Field>
        <Field desk={desk} name="property" label="record.property">
          <Properties desk={desk} chosen={typed['property'] ?? ''} />
        </Field>
        <Field desk={desk} name="value" label="record.value" hint="record.value-hint">
          <textarea name="value" id="value" rows={2} required maxlength={20000}>
            {typed['value'] ?? ''}
          </textarea>
        </Field>
        <Line desk={desk} typed={typed} name="lang" label="record.lang" />
        <Line
          desk={desk}
          typed={typed}
          name="accordingTo"
          label="record.credits"
          hint="record.credits-hint"
        />
        <Line desk={desk} typed={typed} name="said" label="record.when" />
        <Field desk={desk} name="stance" label="record.stance">
          <Choice
            name="stance"
            chosen={typed['stance'] ?? 'asserts'}
            of={[
              ['asserts', word(frame, 'record.asserts')],
              ['denies', word(frame, 'record.denied')],
              ['cannot-confirm', word(frame, 'record.cannot')],
            ]}
          />
        </Field>
        <Line
          desk={desk}
          typed={{ credibility: 'F6', ...typed }}
          name="credibility"
          label="record.code"
          hint="record.code-hint"
        />
        <Field desk={desk} name="audience" label="record.audience">
          <Choice
            name="audience"
            chosen={typed['audience'] ?? 'team'}
            of={[
              ['team', word(frame, 'record.audience-team')],
              ['public', word(frame, 'record.audience-public')],
              ...form.compartments.map((name) => [name, name] as const),
            ]}
          />
        </Field>
        <Line desk={desk} typed={typed} name="consent" label="record.consent" />
        <Line desk={desk} typed={typed} name="note" label="record.note" />
        <button type="submit">{word(frame, 'record.record')}</button>
      </form>
    </DossierPage>
  );
}

function Refused({ desk, problem }: { readonly desk: Desk; readonly problem: Problem }) {
  const causes = problem.causes ?? [problem];
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{word(desk.frame, 'record.refused')}</strong>
      </p>
      <ul>
        {(causes.length === 0 ? [problem] : causes).map(({ message, fix }) => (
          <li>
            {message} {fix === undefined ? null : <span class="quiet">{fix}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly desk: Desk;
  readonly name: string;
  readonly label: Word;
  readonly hint?: Word;
  readonly children?: unknown;
}

function Field({ desk, name, label, hint, children }: FieldProps) {
  return (
    <p>
      <label for={name}>{word(desk.frame, label)}</label>
      {children}
      {hint === undefined ? null : <span class="hint quiet">{word(desk.frame, hint)}</span>}
    </p>
  );
}

function Line({ desk, typed, ...field }: Omit<FieldProps, 'children'> & { readonly typed: Typed }) {
  return (
    <Field desk={desk} {...field}>
      <input name={field.name} id={field.name} value={typed[field.name] ?? ''} maxlength={2000} />
    </Field>
  );
}

interface Choices {
  readonly name: string;
  readonly chosen: string;
  readonly of: readonly (readonly [string, string])[];
}

function Choice({ name, chosen, of }: Choices) {
  return (
    <select name={name} id={name}>
      {of.map(([value, label]) => (
        <option value={value} selected={value === chosen}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** One list of every property, under the type of thing it belongs to. */
function Properties({ desk, chosen }: { readonly desk: Desk; readonly chosen: string }) {
  const { frame } = desk;
  return (
    <select name="property" id="property">
      {typeNames.map((type) => (
        <optgroup label={labelled(frame, model[type].label)}>
          {formFields(type).map(({ name, label, personal }) => (
            <option value={`${type}.${name}`} selected={chosen === `${type}.${name}`}>
              {labelled(frame, label)}
              {personal ? ' ●' : ''}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
