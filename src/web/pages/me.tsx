/** One's own passkeys, sessions and roles, and the way out. */
import { type Problem } from '../../core/base/result.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { type Authenticator, type Person } from '../../app/people/person.js';
import { type Session } from '../../app/people/sign-in.js';
import { instantText } from '../formats.js';
import { type Frame, to, word } from '../frame.js';
import { Shell } from '../page.js';
import { doorText } from '../parts/door.js';
import { GrantText } from '../parts/grants.js';
import { LabelField, PasskeyForm } from '../parts/passkey-form.js';

export interface MeView {
  readonly frame: Frame;
  readonly person: Person;
  readonly here: Session;
  readonly sessions: readonly Session[];
  readonly dossiers: readonly DossierInfo[];
  readonly problem: Problem | null;
}

export function MePage({ view }: { readonly view: MeView }) {
  const { frame, person, problem } = view;
  const title = word(frame, 'me.title');
  const name = person.name === '' ? person.id : person.name;
  return (
    <Shell frame={frame} title={title} islands={['passkey']}>
      <h1>{title}</h1>
      {problem === null ? null : (
        <p class="problem" role="alert">
          {doorText(frame, problem)}
        </p>
      )}
      <p class="sentence">{word(frame, 'me.sentence', { name, n: person.authenticators.length })}</p>
      <p class="quiet">{word(frame, 'me.id', { id: person.id })}</p>
      <Passkeys view={view} />
      <Sessions view={view} />
      <section>
        <h2>{word(frame, 'me.roles')}</h2>
        <ul class="plain">
          {person.grants.map((grant) => (
            <li>
              <GrantText frame={frame} grant={grant} dossiers={view.dossiers} />
            </li>
          ))}
        </ul>
      </section>
    </Shell>
  );
}

function Passkeys({ view: { frame, person } }: { readonly view: MeView }) {
  return (
    <section>
      <h2>{word(frame, 'me.passkeys')}</h2>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'me.label')}</th>
            <th scope="col">{word(frame, 'me.added')}</th>
            <th scope="col">{word(frame, 'me.used')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {person.authenticators.map((passkey) => (
            <PasskeyRow frame={frame} passkey={passkey} only={person.authenticators.length === 1} />
          ))}
        </tbody>
      </table>
      {person.authenticators.length === 1 ? null : <p class="hint">{word(frame, 'me.remove-hint')}</p>}
      <h3>{word(frame, 'me.add')}</h3>
      <PasskeyForm frame={frame} ceremony="add" button={word(frame, 'me.add')} next={to(frame, '/me')}>
        <LabelField frame={frame} />
      </PasskeyForm>
    </section>
  );
}

function PasskeyRow(props: {
  readonly frame: Frame;
  readonly passkey: Authenticator;
  readonly only: boolean;
}) {
  const { frame, passkey, only } = props;
  const label = passkey.label === '' ? word(frame, 'me.unnamed') : passkey.label;
  return (
    <tr>
      <th scope="row">
        {label} <span class="quiet">{passkey.host}</span>
      </th>
      <td>{instantText(frame.lang, passkey.added)}</td>
      <td>{passkey.used === null ? word(frame, 'me.never') : instantText(frame.lang, passkey.used)}</td>
      <td>
        {only ? null : (
          <form method="post" action={to(frame, '/me/passkeys/remove')}>
            <input type="hidden" name="passkey" value={passkey.id} />
            <button type="submit" class="lesser" aria-label={`${word(frame, 'me.remove')}: ${label}`}>
              {word(frame, 'me.remove')}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

function Sessions({ view: { frame, here, sessions } }: { readonly view: MeView }) {
  return (
    <section>
      <h2>{word(frame, 'me.sessions')}</h2>
      <ul class="plain">
        {sessions.map((session) => (
          <li>
            {word(frame, session.hash === here.hash ? 'me.this-one' : 'me.other')}{' '}
            <span class="quiet">
              {word(frame, 'me.began')}: {instantText(frame.lang, session.began)} · {word(frame, 'me.seen')}:{' '}
              {instantText(frame.lang, session.seen)}
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">{word(frame, 'me.ends')}</p>
      <div class="row-form">
        <form method="post" action={to(frame, '/sign-out')}>
          <button type="submit">{word(frame, 'me.sign-out')}</button>
        </form>
        <form method="post" action={to(frame, '/sign-out/everywhere')}>
          <button type="submit" class="lesser">
            {word(frame, 'me.everywhere')}
          </button>
        </form>
      </div>
    </section>
  );
}
