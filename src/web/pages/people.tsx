/** For those who let people in: who may sign in, what they may do, and what happened at the door. */
import { type Problem } from '../../core/base/result.js';
import { EVERY, type Grant } from '../../core/policy/audience.js';
import { roles } from '../../core/policy/roles.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { type Person } from '../../app/people/person.js';
import { type AuditEvent } from '../../app/people/sign-in.js';
import { instantText } from '../formats.js';
import { type Frame, to, word } from '../frame.js';
import { Shell } from '../page.js';
import { doorText } from '../parts/door.js';
import { GrantText } from '../parts/grants.js';

export interface PeopleView {
  readonly frame: Frame;
  readonly people: readonly Person[];
  /** Dossiers for which the reader lets people in. */
  readonly dossiers: readonly DossierInfo[];
  /** Whether the reader lets people in everywhere. */
  readonly everywhere: boolean;
  readonly me: string;
  /** `null` for those who do not see it. */
  readonly audit: readonly AuditEvent[] | null;
  readonly problem: Problem | null;
}

export function PeoplePage({ view }: { readonly view: PeopleView }) {
  const { frame, people, problem, audit } = view;
  const title = word(frame, 'people.title');
  return (
    <Shell frame={frame} title={title}>
      <h1>{title}</h1>
      {problem === null ? null : (
        <p class="problem" role="alert">
          {doorText(frame, problem)}
        </p>
      )}
      <p class="sentence">{word(frame, 'people.sentence', { n: people.length })}</p>
      <div class="people">
        {people.map((person) => (
          <PersonCard view={view} person={person} />
        ))}
      </div>
      <section>
        <h2>{word(frame, 'people.invite')}</h2>
        <form method="post" action={to(frame, '/people/invite')} class="door-form">
          <p>
            <label for="name">{word(frame, 'people.name')}</label>
            <input id="name" name="name" maxlength={100} autocomplete="off" aria-describedby="name-hint" />
            <span class="hint" id="name-hint">
              {word(frame, 'people.name-hint')}
            </span>
          </p>
          <GrantFields view={view} place="invite" />
          <button type="submit">{word(frame, 'people.invite-go')}</button>
        </form>
      </section>
      {audit === null ? null : <AuditTable frame={frame} audit={audit} people={people} />}
    </Shell>
  );
}

function PersonCard({ view, person }: { readonly view: PeopleView; readonly person: Person }) {
  const { frame, me } = view;
  const passkeys = person.authenticators.length;
  return (
    <article class="person">
      <h2>
        {person.name === '' ? person.id : person.name} <code class="quiet">{person.id}</code>
      </h2>
      <p class="quiet">
        {person.joined === null
          ? word(frame, 'people.waiting', { when: instantText(frame.lang, person.invited) })
          : `${word(frame, 'people.passkeys')}: ${passkeys}`}
      </p>
      <ul class="plain">
        {person.grants.map((grant) => (
          <li>
            <GrantText frame={frame} grant={grant} dossiers={view.dossiers} />{' '}
            <Deed view={view} person={person} deed="take" more={[['dossier', grant.dossier]]} />
          </li>
        ))}
      </ul>
      <details class="fold">
        <summary>{word(frame, 'people.grant')}</summary>
        <form method="post" action={to(frame, '/people/grant')} class="door-form">
          <input type="hidden" name="person" value={person.id} />
          <GrantFields view={view} place={person.id} grant={person.grants[0]} />
          <button type="submit">{word(frame, 'people.grant-go')}</button>
        </form>
        <p class="hint">{word(frame, 'people.ends')}</p>
        <div class="row-form">
          {person.id === me ? null : <Deed view={view} person={person} deed="link" />}
          <Deed view={view} person={person} deed="sign-out" />
          <Deed view={view} person={person} deed="remove" />
        </div>
        {person.id === me ? null : <p class="hint">{word(frame, 'people.link-hint')}</p>}
      </details>
    </article>
  );
}

/** One button that does one thing to one person. */
function Deed(props: {
  readonly view: PeopleView;
  readonly person: Person;
  readonly deed: 'take' | 'link' | 'sign-out' | 'remove';
  readonly more?: readonly (readonly [string, string])[];
}) {
  const { view, person, deed, more = [] } = props;
  const name = person.name === '' ? person.id : person.name;
  const text = word(view.frame, `people.${deed}`);
  return (
    <form method="post" action={to(view.frame, `/people/${deed}`)} class="deed">
      <input type="hidden" name="person" value={person.id} />
      {more.map(([field, value]) => (
        <input type="hidden" name={field} value={value} />
      ))}
      <button type="submit" class="lesser" aria-label={`${text}: ${name}`}>
        {text}
      </button>
    </form>
  );
}

function GrantFields(props: {
  readonly view: PeopleView;
  readonly place: string;
  readonly grant?: Grant | undefined;
}) {
  const { view, place, grant } = props;
  const { frame, dossiers, everywhere } = view;
  return (
    <>
      <p>
        <label for={`dossier-${place}`}>{word(frame, 'people.dossier')}</label>
        <select id={`dossier-${place}`} name="dossier">
          {everywhere ? <option value={EVERY}>{word(frame, 'people.everything')}</option> : null}
          {dossiers.map(({ id, title }) => (
            <option value={id} selected={id === grant?.dossier}>
              {title[frame.lang]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for={`role-${place}`}>{word(frame, 'people.role')}</label>
        <select id={`role-${place}`} name="role">
          {roles.map((role) => (
            <option value={role} selected={role === grant?.role}>
              {word(frame, `role.${role}`)}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for={`compartments-${place}`}>{word(frame, 'people.compartments')}</label>
        <input
          id={`compartments-${place}`}
          name="compartments"
          value={grant?.compartments.join(' ') ?? ''}
          autocomplete="off"
          aria-describedby={`compartments-hint-${place}`}
        />
        <span class="hint" id={`compartments-hint-${place}`}>
          {word(frame, 'people.compartments-hint')}
        </span>
      </p>
    </>
  );
}

function AuditTable(props: {
  readonly frame: Frame;
  readonly audit: readonly AuditEvent[];
  readonly people: readonly Person[];
}) {
  const { frame, audit, people } = props;
  const named = (id: string | undefined) => {
    if (id === undefined) return '';
    if (id === 'operator') return word(frame, 'people.operator');
    const name = people.find((person) => person.id === id)?.name ?? '';
    return name === '' ? id : name;
  };
  return (
    <section>
      <h2>{word(frame, 'people.audit')}</h2>
      {audit.length === 0 ? (
        <p>{word(frame, 'people.audit-none')}</p>
      ) : (
        <div class="wide">
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{word(frame, 'people.when')}</th>
                <th scope="col">{word(frame, 'people.who')}</th>
                <th scope="col">{word(frame, 'people.what')}</th>
                <th scope="col">{word(frame, 'people.by')}</th>
              </tr>
            </thead>
            <tbody>
              {audit.map(({ at, kind, person, by, dossier, why }) => (
                <tr>
                  <td>{instantText(frame.lang, at)}</td>
                  <td>{named(person)}</td>
                  <td>
                    {word(frame, `audit.${kind}`, { why: why ?? '' })}
                    {dossier === undefined ? null : (
                      <span class="quiet">
                        {' '}
                        {dossier === EVERY ? word(frame, 'people.everything') : dossier}
                      </span>
                    )}
                  </td>
                  <td>{named(by)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The link, shown once. */
export function LinkPage(props: { readonly frame: Frame; readonly name: string; readonly link: string }) {
  const { frame, name, link } = props;
  const title = word(frame, 'invitation.title');
  return (
    <Shell frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'people.made', { name })}</p>
      <p>
        <code class="secret-link">{link}</code>
      </p>
      <p>
        <a href={to(frame, '/people')}>{word(frame, 'people.back')}</a>
      </p>
    </Shell>
  );
}
