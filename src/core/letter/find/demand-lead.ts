/** What opens a demand: where the thing asked begins and ends in the sentence, and who is asked. */
import { type Mention } from '../passage.js';

/** Verbs with which an item of demands begins. */
export const doing =
  'halt|stop|end|cease|suspend|refrain|desist|abstain|prevent|recommit|commit|reaffirm|uphold|honou?r|respect|comply|abide|adhere|fulfil+|implement|grant|give|provide|recogni[sz]e|offer|allow|permit|let|enable|facilitate|ensure|guarantee|protect|adopt|enact|amend|pass|reauthori[sz]e|introduce|ratify|accede|regulari[sz]e|release|free|disclose|account|investigate|condemn|denounce|raise|bring|press|urge|ask|call|demand|impose|sanction|hold|meet|brief|confirm|clarify|explain|publish|report|take|make|use|exercise|support|open|establish|appoint|create|convene|work|engage|consider|review|cooperate|co-operate|refuse|oppose|reject|withdraw|lift|restore|return|treat|conduct|request|speak|seek|secure|resettle|designate|include|prioriti[sz]e|extend|apply|require|instruct|direct|encourage|insist|convey|remind|inform|respond|answer|share|pursue|join|acknowledge|not|never|immediately|publicly|place|put|tell|send|lead|expand|increase|fund|assist|help|abolish|repeal|cancel|terminate|act|do|go|come|stand|keep|set|hear|visit|fund|write|invite';

/** An addressee that is no name: "every mission". */
export interface Words {
  readonly words: string;
}

export interface Lead {
  /** Where the thing asked begins and ends, in the mask. */
  readonly from: number;
  readonly to: number;
  readonly addressee: Mention | Words | 'you' | null;
  readonly start: number;
  readonly confidence: number;
}

/** The thing asked goes on to the end of its clause. */
export function endOf(mask: string, from: number): number {
  const stop =
    /;(?!\s+(?:(?:and|or)\s+)?(?:\(\w{1,4}\)\s|to\s))|[.!?]["'”’)]*\s*$|,\s+(?:which|as|so that|because|even though|although|while|whereas|given|since)\b|\s(?:because|so that|even though|given that)\b/.exec(
      mask.slice(from),
    );
  return stop === null ? mask.length : from + stop.index;
}
