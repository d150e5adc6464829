/** A day that does not exist is an error whatever it is the day of. */
import { type Judgement } from './judgement.js';

export function impossibleDay(written: string): Judgement {
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `No such day exists: ${written}.`,
    suggestion: 'Write the day the source gives.',
  };
}
