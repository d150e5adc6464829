/** The form above the table of all States: a day, a slider over years, what to show, what to compare with. */
import { byText } from '../../core/base/ids.js';
import { assertNever } from '../../core/base/result.js';
import { regionIds } from '../../core/law/regions.js';
import { type Desk } from '../desk.js';
import { word } from '../frame.js';
import { instrumentName } from '../parts/binding.js';
import { type Choices, isTreatyKind } from '../parts/choices.js';

export function MatrixForm({ desk, chosen }: { readonly desk: Desk; readonly chosen: Choices }) {
  const { frame } = desk;
  const { years } = chosen;
  return (
    <form method="get" action={`${frame.path}#chain`} class="matrix-form" id="day" data-live="said live">
      {frame.keptLang === null ? null : <input type="hidden" name="lang" value={frame.keptLang} />}
      {frame.asOf === null ? null : <input type="hidden" name="asOf" value={frame.asOf} />}
      <input type="hidden" name="stood" value={years.shown} />
      <p class="slide">
        <label for="year">{word(frame, 'matrix.year')}</label>
        <span class="year-end">{years.first}</span>
        <input id="year" name="year" type="range" min={years.first} max={years.last} value={years.shown} />
        <span class="year-end">{years.last}</span>
        <output for="year">{years.shown}</output>
      </p>
      <p class="row-form">
        <label for="on">{word(frame, 'matrix.on')}</label>
        <input id="on" name="on" value={chosen.on.edtf} size={10} />
        <label for="than">{word(frame, 'matrix.than')}</label>
        <input
          id="than"
          name="than"
          value={frame.query.get('than') ?? ''}
          placeholder={word(frame, 'matrix.than-hint')}
          size={14}
        />
        <Choice desk={desk} name="region" chosen={chosen.region} />
        <Choice desk={desk} name="instrument" chosen={chosen.instrument?.id ?? null} />
        <Choice desk={desk} name="state" chosen={chosen.state?.id ?? null} />
        <button type="submit">{word(frame, 'law.show')}</button>
      </p>
    </form>
  );
}

type ChoiceName = 'region' | 'instrument' | 'state';

const labels = {
  region: { label: 'matrix.region', all: 'matrix.region-all' },
  instrument: { label: 'law.instrument', all: 'matrix.instrument-all' },
  state: { label: 'matrix.state', all: 'matrix.state-all' },
} as const;

function Choice(props: { readonly desk: Desk; readonly name: ChoiceName; readonly chosen: string | null }) {
  const { desk, name, chosen } = props;
  const { label, all } = labels[name];
  return (
    <span class="choice">
      <label for={name}>{word(desk.frame, label)}</label>
      <select id={name} name={name}>
        <option value="">{word(desk.frame, all)}</option>
        {optionsOf(desk, name).map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

function optionsOf(
  desk: Desk,
  name: ChoiceName,
): readonly { readonly value: string; readonly text: string }[] {
  const { frame } = desk;
  const law = desk.law();
  switch (name) {
    case 'region':
      return regionIds.map((id) => ({ value: id, text: word(frame, `region.${id}`) }));
    case 'instrument':
      return [...law.instruments.values()]
        .filter(isTreatyKind)
        .map(({ id }) => ({ value: id, text: instrumentName(desk, id) }));
    case 'state':
      return [...law.states.values()]
        .map(({ id, name: names }) => ({ value: id, text: names[frame.lang] || id }))
        .sort((a, b) => byText(a.text, b.text));
    default:
      return assertNever(name);
  }
}
