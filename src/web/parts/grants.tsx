/** What somebody may do, in words: role, dossier, compartments. */
import { EVERY, type Grant } from '../../core/policy/audience.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { type Frame, word } from '../frame.js';

export function GrantText(props: {
  readonly frame: Frame;
  readonly grant: Grant;
  readonly dossiers: readonly DossierInfo[];
}) {
  const { frame, grant, dossiers } = props;
  const info = dossiers.find(({ id }) => id === grant.dossier);
  const where =
    grant.dossier === EVERY ? word(frame, 'people.everything') : (info?.title[frame.lang] ?? grant.dossier);
  return (
    <>
      {where}: {word(frame, `role.${grant.role}`)}
      {grant.compartments.length === 0
        ? null
        : `; ${word(frame, 'people.with', { compartments: grant.compartments.join(', ') })}`}
    </>
  );
}
