/** The pages that somebody sees who is not signed in: signing in, an invitation, and showing once more that it is they. */
import { type Frame, word } from '../frame.js';
import { Shell } from '../page.js';
import { LabelField, PasskeyForm } from '../parts/passkey-form.js';

export interface SignInView {
  readonly frame: Frame;
  readonly next: string;
  /** Whether anybody can sign in at all. */
  readonly begun: boolean;
  /** Whether the reader came by a link on another site, where no cookie is sent along. */
  readonly fromElsewhere: boolean;
}

export function SignInPage({ view }: { readonly view: SignInView }) {
  const { frame, next, begun, fromElsewhere } = view;
  const title = word(frame, 'sign-in.title');
  return (
    <Shell frame={frame} title={title} islands={['passkey']}>
      <h1>{title}</h1>
      {begun ? (
        <>
          <p class="sentence">{word(frame, 'sign-in.sentence')}</p>
          {fromElsewhere ? (
            <p class="notice">
              {word(frame, 'sign-in.cross')} <a href={next}>{word(frame, 'sign-in.on')}</a>
            </p>
          ) : null}
          <PasskeyForm frame={frame} ceremony="sign-in" button={word(frame, 'sign-in.go')} next={next} />
          <p class="quiet">{word(frame, 'sign-in.lost')}</p>
        </>
      ) : (
        <p class="sentence">{word(frame, 'sign-in.nobody')}</p>
      )}
    </Shell>
  );
}

export function InvitationPage({ frame }: { readonly frame: Frame }) {
  const title = word(frame, 'invitation.title');
  return (
    <Shell frame={frame} title={title} islands={['passkey']}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'invitation.sentence')}</p>
      <PasskeyForm frame={frame} ceremony="join" button={word(frame, 'invitation.go')}>
        <LabelField frame={frame} />
      </PasskeyForm>
      <p class="quiet">{word(frame, 'invitation.one-use')}</p>
    </Shell>
  );
}

/** Holds on to a form until a passkey was used, and sends it then. */
export function ConfirmPage(props: {
  readonly frame: Frame;
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}) {
  const { frame, action, fields } = props;
  const title = word(frame, 'confirm.title');
  return (
    <Shell frame={frame} title={title} islands={['passkey']}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'confirm.sentence')}</p>
      <PasskeyForm frame={frame} ceremony="confirm" action={action} button={word(frame, 'confirm.go')}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </PasskeyForm>
    </Shell>
  );
}
