/** What a page about one dossier works from: what was asked, and the record to answer it with. */
import { type Head } from '../app/ports.js';
import { type Action } from '../core/policy/roles.js';
import { type LawData } from '../core/law/data.js';
import { type CaseFile } from '../core/view/thing.js';
import { type Frame } from './frame.js';
import { type Notes } from './parts/notes.js';

export interface Desk {
  readonly frame: Frame;
  readonly file: CaseFile;
  readonly head: Head | null;
  /** Whether whoever reads may do this in the dossier: for offering it, never for letting them. */
  readonly may: (action: Action) => boolean;
  /** Treaties and States, with what this dossier adds; made when first asked for. */
  readonly law: () => LawData;
  /** Claims the page points at, numbered as they are first cited. */
  readonly notes: Notes;
}
