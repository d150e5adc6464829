/** Motives are argued, never shown by a record of acts: what the State itself gives as its reason stands beside. */
import { type ThingId } from '../../base/ids.js';
import { codesOf, type Thing } from '../../view/thing.js';
import { telling } from './asks.js';
import { answerWords } from './answer.js';
import { stateMeant } from './characterisation.js';
import { evidenceFor, type Grounds } from './grounds.js';
import { type Checker } from './judgement.js';
import { distinctDays } from './breach.js';
import { categoryDenials } from './legal-conclusion.js';
import { saySeries } from './wording.js';

export const checkMotive: Checker<'motive'> = (reading, grounds, assertion) => {
  const state = stateMeant(grounds, assertion, reading.state);
  const given = distinctDays(reasonsGiven(grounds, state)).slice(0, 3);
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

/** A State's reason is what it calls the people; that it rejected an ask gives none. */
function reasonsGiven(grounds: Grounds, state: ThingId | null): Thing[] {
  const all = categoryDenials(grounds, state);
  const reasons = all.filter((one) => codesOf(one, 'label').includes('illegal-migrants'));
  return reasons.length > 0 ? reasons : all;
}
