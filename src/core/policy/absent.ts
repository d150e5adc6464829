/** One answer for a dossier that is not there and for one whose being there is not for the asker to know. */
import { fail, type Problem } from '../base/result.js';

export function noSuchDossier(id: string): { readonly ok: false; readonly problem: Problem } {
  return fail('no-such-dossier', `There is no dossier "${id}" here.`, {
    fix: '`article33 fsck` names those that there are, and so does the page of dossiers.',
  });
}
