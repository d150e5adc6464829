/** A form that a passkey sends. Its script shows it; without the script the page says so, and what else there is: nothing. */
import { type Child } from 'hono/jsx';
import { type Frame, word } from '../frame.js';

interface PasskeyFormProps {
  readonly frame: Frame;
  readonly ceremony: 'sign-in' | 'join' | 'add' | 'confirm';
  readonly button: string;
  /** Where to go on to, when not where the server says. */
  readonly next?: string;
  /** Where the form itself is sent once the passkey was used. */
  readonly action?: string;
  readonly children?: Child;
}

export function PasskeyForm({ frame, ceremony, button, next, action, children }: PasskeyFormProps) {
  const says = (key: 'unsupported' | 'cancelled' | 'known' | 'failed' | 'working') =>
    word(frame, `passkey.${key}`);
  return (
    <>
      <noscript>
        <p class="problem">{word(frame, 'passkey.noscript')}</p>
      </noscript>
      <p id="passkey-says" role="status" hidden />
      <form
        method="post"
        {...(action === undefined ? {} : { action })}
        {...(next === undefined ? {} : { 'data-next': next })}
        class="passkey-form"
        hidden
        data-passkey={ceremony}
        data-lang={frame.lang}
        data-unsupported={says('unsupported')}
        data-cancelled={says('cancelled')}
        data-known={says('known')}
        data-failed={says('failed')}
        data-working={says('working')}
        data-empty={word(frame, 'invitation.empty')}
      >
        {children}
        <button type="submit">{button}</button>
      </form>
    </>
  );
}

/** What the owner calls a new passkey. */
export function LabelField({ frame }: { readonly frame: Frame }) {
  return (
    <p>
      <label for="label">{word(frame, 'invitation.label')}</label>
      <input id="label" name="label" maxlength={60} autocomplete="off" aria-describedby="label-hint" />
      <span class="hint" id="label-hint">
        {word(frame, 'invitation.label-hint')}
      </span>
    </p>
  );
}
