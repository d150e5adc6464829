/** The list of dossiers; a machine with one dossier goes straight to it. */
import { type DossierInfo } from '../../core/view/thing.js';
import { type Frame, to, word } from '../frame.js';
import { OperatorNote, PastNotice, Shell } from '../page.js';

export function DossiersPage(props: { readonly frame: Frame; readonly dossiers: readonly DossierInfo[] }) {
  const { frame, dossiers } = props;
  const title = word(frame, 'dossiers.title');
  return (
    <Shell frame={frame} title={title}>
      <PastNotice frame={frame} nothing={dossiers.length === 0} />
      <h1>{title}</h1>
      {dossiers.length === 0 ? (
        frame.asOf !== null ? null : (
          <p class="sentence">{word(frame, 'dossiers.none')}</p>
        )
      ) : (
        <>
          <p class="sentence">{word(frame, 'dossiers.sentence', { n: dossiers.length })}</p>
          <ul class="dossiers">
            {dossiers.map((dossier) => (
              <li>
                <a href={to(frame, `/d/${dossier.id}`)}>{dossier.title[frame.lang]}</a>
                <p>{dossier.summary[frame.lang]}</p>
                {dossier.invented ? <p class="quiet">{word(frame, 'dossiers.invented')}</p> : null}
              </li>
            ))}
          </ul>
        </>
      )}
      <footer class="colophon">
        <OperatorNote frame={frame} />
      </footer>
    </Shell>
  );
}
