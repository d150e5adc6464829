/** Treaties with what a narrower view of the same dossier adds; made only where decisions for others need it. */
import { type LawData, lawData } from '../../core/law/data.js';
import { type CaseFile } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';

export function lawFor(desk: Desk): (file: CaseFile) => LawData {
  return (file) => (file === desk.file ? desk.law() : lawData(desk.law().reference, file));
}
