/**
 * The proof of one claim, verified in the reader's own browser. Without scripts the page still says how
 * to verify it, and with which file.
 */
import { type Desk } from '../desk.js';
import { type Frame, to, word } from '../frame.js';
import { DossierPage, Shell } from '../page.js';

export interface ShownProof {
  /** The claim's id, as far as the address names it. */
  readonly id: string;
  /** The proof file, whole. */
  readonly file: string;
}

export function ProofPage({ desk, proof }: { readonly desk: Desk; readonly proof: ShownProof }) {
  const { frame } = desk;
  const title = word(frame, 'verify.title');
  const path = `/d/${desk.file.dossier.id}/proof/${proof.id}/file`;
  return (
    <DossierPage desk={desk} title={title} islands={['verify']}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'verify.this')}</p>
      <p>
        <a href={to(frame, path)} download={`claim-${proof.id.slice(0, 16)}.json`}>
          {word(frame, 'verify.download')}
        </a>
      </p>
      <VerifyForm frame={frame} file={proof.file} />
      <ByHand frame={frame} />
    </DossierPage>
  );
}

export function VerifyPage({ frame }: { readonly frame: Frame }) {
  const title = word(frame, 'verify.title');
  return (
    <Shell frame={frame} title={title} islands={['verify']}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'verify.any')}</p>
      <VerifyForm frame={frame} file="" />
      <ByHand frame={frame} />
    </Shell>
  );
}

function VerifyForm({ frame, file }: { readonly frame: Frame; readonly file: string }) {
  const words = {
    'data-proven': word(frame, 'verify.proven'),
    'data-not': word(frame, 'verify.not'),
    'data-recorded': word(frame, 'verify.recorded'),
    'data-its-key': word(frame, 'verify.its-key'),
    'data-your-key': word(frame, 'verify.your-key'),
    'data-truth': word(frame, 'verify.truth'),
  };
  return (
    <form class="letter-form" data-verify="" {...words}>
      <p>
        <label for="proof">{word(frame, 'verify.proof')}</label>
        <textarea id="proof" name="proof" rows={10} spellcheck={false}>
          {file}
        </textarea>
      </p>
      <p hidden>
        <label for="file">{word(frame, 'verify.file')}</label>
        <input id="file" type="file" accept=".json,application/json" />
      </p>
      <p hidden>
        <label for="key">{word(frame, 'verify.key')}</label>
        <input id="key" name="key" autocomplete="off" spellcheck={false} aria-describedby="key-hint" />
        <span class="hint" id="key-hint">
          {word(frame, 'verify.key-hint')}
        </span>
      </p>
      <p hidden>
        <button type="submit">{word(frame, 'verify.go')}</button>
      </p>
      <div data-answer="" role="status" aria-live="polite" />
      <noscript>
        <p class="notice">{word(frame, 'verify.no-script')}</p>
      </noscript>
    </form>
  );
}

function ByHand({ frame }: { readonly frame: Frame }) {
  return (
    <section>
      <h2>{word(frame, 'verify.by-hand')}</h2>
      <ol>
        <li>{word(frame, 'verify.step-file')}</li>
        <li>
          {word(frame, 'verify.step-run')} <code>article33 verify claim.json --key KEY</code>
        </li>
        <li>{word(frame, 'verify.step-key')}</li>
      </ol>
    </section>
  );
}
