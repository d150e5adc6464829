/** Services over case files in memory, for the pages' tests. */
import { lookAtForm } from '../../src/app/form.js';
import { sampleReport } from './report.js';
import { fail, ok } from '../../src/core/base/result.js';
import { Attempts } from '../../src/app/people/attempts.js';
import { Challenges } from '../../src/app/people/challenges.js';
import { SteadyClock } from '../../src/app/people/steady.js';
import { type SignIn } from '../../src/app/people/sign-in.js';

import { type Logged } from '../../src/core/view/fold.js';
import { type Change, historyOf } from '../../src/core/view/history.js';
import { type CaseFile, type HeldClaim } from '../../src/core/view/thing.js';
import { loadReference } from '../../src/store/reference.js';
import { type Services } from '../../src/web/services.js';

/** What a ledger would hold of these claims: each alone in its batch, then what amended it. */
function entriesOf(claims: readonly HeldClaim[]): Logged[] {
  const entries = claims.flatMap((held): Logged[] => {
    const { seq, at, actor, amendedBy } = held;
    const first = { ...held, standing: 'stands', amendedBy: [] } as const;
    const made: Logged = { seq, at, actor, kind: 'claim', held: first };
    return [
      made,
      ...amendedBy.map(({ action, replacement, why, ...by }): Logged => ({
        ...by,
        kind: 'amend',
        amend: { target: held.id, action, replacement, why },
      })),
    ];
  });
  return entries.sort((a, b) => a.seq - b.seq);
}

function placed(change: Change): Change & { readonly batch: number } {
  return { ...change, batch: change.seq };
}

/** Nobody can sign in: the pages read as the operator. */
export function noPeople(): SignIn {
  const clock = () => new Date('2026-03-01T09:00:00Z');
  const steady = new SteadyClock({ clock, ticks: () => 0, mark: null, keep: () => Promise.resolve() });
  const random = (length: number) => new Uint8Array(length);
  const none = {
    held: () => [],
    update: () => Promise.resolve(fail('not-here', 'A test has no people.')),
  };
  return {
    people: none,
    sessions: none,
    links: none,
    challenges: new Challenges(steady.time, random),
    attempts: new Attempts(steady.time),
    audit: { add: () => Promise.resolve(), latest: () => Promise.resolve([]) },
    clock,
    steady,
    random,
  };
}

export function servicesOf(...files: readonly CaseFile[]): Services {
  const find = (id: string) => files.find((file) => file.dossier.id === id);
  return {
    signIn: noPeople(),
    origin: null,
    dossiers: () => Promise.resolve(files.map((file) => file.dossier)),
    files: () => Promise.resolve(ok([])),
    openFile: () => Promise.resolve(fail('not-here', 'A test has no files.')),
    readFile: () => Promise.resolve(fail('not-here', 'A test has no files.')),
    claim: () => Promise.resolve(fail('not-here', 'A test records nothing.')),
    decide: () => Promise.resolve(fail('not-here', 'A test records nothing.')),
    form: async (actor, input) => {
      const loaded = await loadReference();
      if (!loaded.ok) return loaded;
      const ledger = {
        consents: (id: string) => Promise.resolve(ok({ dossier: id, consents: [], asOf: null })),
        head: () => Promise.resolve(ok({ size: 1, root: '0'.repeat(64) })),
        append: () => Promise.resolve(fail('not-here', 'A test records nothing.')),
      };
      const more = { today: '2026-05-13', random: (length: number) => new Uint8Array(length) };
      return lookAtForm({ ledger, reference: loaded.value, actor, files, ...more }, input);
    },
    handOutForm: () => Promise.resolve(fail('not-here', 'A test records nothing.')),
    caseFile: (_actor, id) => {
      const file = find(id);
      return Promise.resolve(file === undefined ? fail('no-dossier', 'No such dossier.') : ok(file));
    },
    history: (_actor, id, thing) => {
      const claims = find(id)?.things.get(thing)?.claims ?? [];
      return Promise.resolve(
        ok({ changes: historyOf(thing, entriesOf(claims), () => true).map(placed), erased: [] }),
      );
    },
    thing: () => Promise.resolve(fail('no-such-thing', 'A test reads case files.')),
    things: () => Promise.resolve(ok({ rows: [], next: null, seq: 0, asOf: null })),
    claims: () => Promise.resolve(ok({ rows: [], next: null, seq: 0, asOf: null })),
    search: (_actor, _dossier, { query }) =>
      Promise.resolve(
        ok({ query, total: 0, offset: 0, results: [], marks: [], countedAll: true, dossiers: [] }),
      ),
    consents: (_actor, dossier) => Promise.resolve(ok({ dossier, consents: [], asOf: null })),
    reference: () => loadReference(),
    head: (id) => Promise.resolve(ok({ size: find(id)?.seq ?? 0, root: 'ab'.repeat(32) })),
    logFile: () => Promise.resolve(null),
    prove: () => Promise.resolve(fail('no-such-claim', 'A test has no log.')),
    logName: () => Promise.resolve(null),
    entries: () => Promise.resolve(ok([])),
    readDocument: (bytes) => Promise.resolve(ok({ text: new TextDecoder().decode(bytes) })),
    check: (file, letter) => Promise.resolve(ok(sampleReport(letter, file.dossier.id))),
  };
}
