/** Motives are argued, never shown by a record of acts: what the State itself gives as its reason stands beside. */
import { telling } from './asks.js';
import { answerWords } from './answer.js';
import { stateMeant } from './characterisation.js';
import { evidenceFor } from './grounds.js';
import { type Checker } from './judgement.js';
import { denials } from './legal-conclusion.js';
import { saySeries } from './wording.js';

export const checkMotive: Checker<'motive'> = (reading, grounds, assertion) => {
  const state = stateMeant(grounds, assertion, reading.state);
  const given = denials(grounds, grounds.record, state).slice(0, 3);
  const words = saySeries(
    given.map((one) => answerWords(grounds, one)),
    2,
  );
  return {
    holds: ['argued'],
    severity: 'medium',
    why: `Why a State acts is argued; no source in the record can show it.${words === '' ? '' : ` What it says itself: ${words}.`}`,
    because: evidenceFor(
      grounds,
      given.flatMap((one) => telling(one).slice(0, 1)),
    ),
    suggestion:
      'Say what it does and what follows ("and so does not …"), or who concludes that this is the reason.',
  };
};
