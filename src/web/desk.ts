/** What a page about one dossier works from: what was asked, and the record to answer it with. */
import { type Head } from '../app/ports.js';
import { type CaseFile } from '../core/view/thing.js';
import { type Frame } from './frame.js';
import { type Notes } from './parts/notes.js';

export interface Desk {
  readonly frame: Frame;
  readonly file: CaseFile;
  readonly head: Head | null;
  /** Claims the page points at, numbered as they are first cited. */
  readonly notes: Notes;
}
