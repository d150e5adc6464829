/** Where a source states the day a treaty began to bind a State and the treaty's own rule gives another. */
import { type LawData } from './data.js';
import { type InstrumentId, type StateId } from './reference.js';
import { standingOf } from './standing.js';

export interface Disagreement {
  readonly state: StateId;
  readonly instrument: InstrumentId;
  /** EDTF: the day the source states, which is used. */
  readonly stated: string;
  /** EDTF: what the rule gives. */
  readonly computed: string;
}

/** Every one, in the order of the treaties and the States. */
export function statedOtherwise(law: LawData): readonly Disagreement[] {
  return [...law.instruments.values()].flatMap((instrument) =>
    [...law.states.keys()].flatMap((state) =>
      standingOf(law, state, instrument).periods.flatMap(({ start, computed }) =>
        start === null || computed === null
          ? []
          : [{ state, instrument: instrument.id, stated: start.edtf, computed: computed.edtf }],
      ),
    ),
  );
}
