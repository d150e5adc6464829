/**
 * A form leaves the house. What a person did not agree to hand over, and what is narrower than public, must be
 * in no byte of it: read here out of the files themselves, as whoever receives them would.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { extractText, getDocumentProxy } from 'unpdf';
import { type FormJson } from '../../src/app/form-json.js';
import { type Statement } from '../../src/app/ports.js';
import { runVerb } from '../../src/app/verbs.js';
import { parseDate } from '../../src/core/base/date.js';
import { parseFigure } from '../../src/core/base/figure-words.js';
import { type Problem, type Result, unwrap } from '../../src/core/base/result.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { consentToBytes, sortedUses, type Use } from '../../src/core/ledger/consent.js';
import { handOutFromBytes, handOutToBytes } from '../../src/core/ledger/hand-out.js';
import { type Actor, allowedTo } from '../../src/core/policy/audience.js';
import { readParts } from '../../src/exporters/docx-parts.js';
import { findFont } from '../../src/exporters/fonts.js';
import { formDocx } from '../../src/exporters/form-docx.js';
import { formPdf } from '../../src/exporters/form-pdf.js';
import { loadNameLookup } from '../../src/store/names.js';
import { openStore } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { noDoors } from '../store/evidence.js';
import { claimOf, family, handClock, info } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-form-'));
const clock = handClock('2024-02-01T10:00:00Z');
const store = unwrap(await openStore({ dir: join(dir, 'data'), clock: clock.now, anyPerson: () => true }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));

const operator: Actor = { kind: 'operator', name: 'operator' };
const ports = {
  ledger: store,
  reference: unwrap(await loadReference()),
  names: loadNameLookup,
  evidence: store.evidence,
  doors: noDoors,
  lineFile: () => Promise.reject(new Error('No file is written here')),
  version: '0',
  backup: () => Promise.reject(new Error('not needed here')),
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  today: () => '2024-06-01',
  signIn: store.signIn,
  address: '',
};
const run = { ports, actor: operator, progress: undefined };

const text = (words: string) => ({ kind: 'text', text: words, lang: 'en' }) as const;
const ref = (id: string) => ({ kind: 'ref', id }) as const;
const code = (term: string) => ({ kind: 'code', term }) as const;
const day = (words: string) => ({ kind: 'date', date: unwrap(parseDate(words)) }) as const;

function says(
  type: Claim['thing']['type'],
  id: string,
  property: string,
  value: Claim['value'],
  more: Partial<Claim> = {},
): Statement {
  return { kind: 'claim', claim: claimOf(id, '', { thing: { type, id }, property, value, ...more }) };
}

function gives(name: string, subject: string, uses: readonly Use[]): Statement {
  const terms = {
    subject,
    uses: sortedUses(uses),
    from: '2024-01-01',
    until: '2024-12-31',
    how: 'CANARY-HOW in writing',
    recordedBy: 'D-2',
  };
  const body = consentToBytes({ action: 'give', name, audience: 'team', earlier: null, terms });
  return { kind: 'consent', body, idempotencyKey: `give ${name}` };
}

const HOSTILE = '=cmd|calc \u0001\u001b[2J <w:t>&amp; \u202egnipoc ]]>';
unwrap(
  await store.append(
    info.id,
    [
      gives('C-SHARED', 'P-1', ['hold', 'share:team', 'share:WGEID']),
      gives('C-TEAM', 'P-1', ['hold', 'share:team']),
      gives('C-BACK', 'P-1', ['hold', 'share:team', 'share:WGEID']),
      says('Source', 'S-1', 'title', text('A report on the river crossing')),
      says('Source', 'S-SECRET', 'title', text('CANARY-SOURCE'), { audience: 'team' }),
      says('Event', 'E-1', 'title', text('People taken at the river')),
      says('Event', 'E-1', 'kind', code('forced-return')),
      says('Event', 'E-1', 'date', day('2023-10-09')),
      says('Event', 'E-1', 'from', ref('CHN')),
      says('Event', 'E-1', 'to', ref('PRK')),
      says('Event', 'E-1', 'person', ref('P-1')),
      says('Event', 'E-1', 'by', ref('B-SECRET')),
      says('Body', 'B-SECRET', 'name', text('CANARY-UNIT'), { audience: 'team' }),
      says('Event', 'E-1', 'summary', text('CANARY-TEAM they hid in a boat'), { audience: 'team' }),
      says('Event', 'E-1', 'summary', text(HOSTILE), { source: 'S-SECRET' }),
      says('Event', 'E-1', 'figure', { kind: 'figure', figure: unwrap(parseFigure('more than 500')) }),
      says(
        'Event',
        'E-1',
        'figure',
        { kind: 'figure', figure: unwrap(parseFigure('90210')) },
        { audience: 'team' },
      ),
      says('Event', 'E-2', 'title', text('Two taken')),
      says('Event', 'E-2', 'kind', code('forced-return')),
      says('Event', 'E-2', 'from', ref('CHN')),
      says('Event', 'E-2', 'person', ref('P-1')),
      says('Event', 'E-2', 'person', ref('P-2')),
      says('Event', 'E-3', 'title', text('Somewhere')),
      says('Event', 'E-3', 'kind', code('arrest')),
      says('Event', 'E-4', 'title', text('Long ago')),
      says('Event', 'E-4', 'kind', code('forced-return')),
      says('Event', 'E-4', 'date', day('1970-01-01')),
      says('Event', 'E-4', 'from', ref('CHN')),
      says('Event', 'E-5', 'title', text('Told at length')),
      says('Event', 'E-5', 'from', ref('CHN')),
      says('Event', 'E-5', 'summary', text('They walked on. '.repeat(1200).trim())),
      says('Person', 'P-1', 'code', text('Person one')),
      says('Person', 'P-2', 'code', text('Person two')),
      says('Person', 'P-1', 'occupation', text('CANARY-TRADE'), { audience: 'team', consent: 'C-TEAM' }),
      says('Person', 'P-1', 'sex', text('AGREED-SEX'), { audience: 'team', consent: 'C-SHARED' }),
      says('Person', 'P-1', 'birth', day('1987-03'), { audience: 'team', consent: 'C-BACK' }),
    ],
    operator,
  ),
);

const asked = { form: 'WGEID', of: 'E-1' };
const look = async (more: object = {}) => unwrap(await runVerb('form', { ...asked, ...more }, run));
const refusal = <T>(result: Result<T>): Problem['kind'] => (result.ok ? 'done' : result.problem.kind);

/** Everything a reader of the file can get out of it: its parts unpacked, and its text. */
async function bytesOf(form: FormJson): Promise<Readonly<Record<string, string>>> {
  const docx = await formDocx(form);
  const font = unwrap(await findFont(null));
  const pdf = unwrap(await formPdf(form, font));
  const parts = [...(await readParts(docx))].map(([name, bytes]) => `${name} ${bytes.toString('utf8')}`);
  const pages = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: true });
  return {
    json: JSON.stringify(form),
    docx: `${Buffer.from(docx).toString('latin1')} ${parts.join('\n')}`,
    pdf: `${Buffer.from(pdf).toString('latin1')} ${pages.text}`,
  };
}

const NEVER = /CANARY|90,?210|P-1\b|S-SECRET|B-SECRET/;

test('what a person or an audience keeps back is in no byte of the docx, pdf or json', async () => {
  const { form, withheld } = await look();
  for (const [format, bytes] of Object.entries(await bytesOf(form))) {
    assert.doesNotMatch(bytes, NEVER, format);
    assert.match(bytes, /AGREED-SEX/, `${format} holds what was agreed to`);
    assert.match(bytes, /People taken at the river/, format);
  }
  // Whoever fills it is told what is kept back, by claim and reason and never by content.
  const reasons = withheld.map(({ field, property, because, state }) => [field, property, because, state]);
  assert.deepEqual(
    reasons.filter(([, property]) => property === 'occupation'),
    [['more', 'occupation', 'consent', 'in-force']],
  );
  assert.ok(
    reasons.some(
      ([field, property, because]) =>
        field === 'circumstances' && property === 'summary' && because === 'audience',
    ),
  );
  assert.ok(
    reasons.some(([field, property]) => field === 'forces' && property === 'by'),
    'a unit that may not be named',
  );
  assert.doesNotMatch(JSON.stringify(withheld), /CANARY/);
});

test('a consent for one body opens nothing for another', async () => {
  const { form, withheld } = await look({ form: 'WGAD' });
  assert.doesNotMatch(JSON.stringify(form), /AGREED-SEX|1987/);
  assert.ok(withheld.some(({ property, because }) => property === 'sex' && because === 'consent'));
});

test('attack 37: a consent taken back closes the form at once, also as of the day before', async () => {
  assert.match(JSON.stringify((await look()).form), /1987/);
  const before = new Date(clock.now()).toISOString();
  unwrap(await runVerb('withdraw-consent', { consent: 'C-BACK', why: 'person-asked' }, run));
  assert.doesNotMatch(JSON.stringify(await look()), /1987/);
  assert.doesNotMatch(JSON.stringify(await look({ asOf: before })), /1987/);
});

test('handing out is recorded first: the form, the body, how many claims, and nothing of what it says', async () => {
  const before = unwrap(await store.head(info.id)).size;
  const { form, recorded } = unwrap(await runVerb('export-form', { ...asked, format: 'docx' }, run));
  const lines = unwrap(await store.entries(info.id, before, before + 2, family));
  assert.deepEqual(
    lines.map(({ seq, kind, actor }) => [seq, kind, actor]),
    [[recorded.entry, 'export', 'operator']],
  );
  assert.ok(form.claims > 0);
  // That something was handed out is not told to the public.
  const open = allowedTo({ kind: 'public' })(info.id);
  assert.deepEqual(unwrap(await store.entries(info.id, before, before + 2, open)), []);
  assert.equal(refusal(await store.fsck(info.id)), 'done');
  const body = { form: 'WGEID', to: 'WGEID', format: 'docx', lang: 'en', upTo: 7, claims: 3 } as const;
  assert.deepEqual(handOutFromBytes(handOutToBytes(body)), body);
});

test('who may only read may look at a form and hand out none', async () => {
  const reader: Actor = {
    kind: 'person',
    id: 'u-1',
    grants: [{ dossier: info.id, role: 'analyst', compartments: [] }],
  };
  const as = { ...run, actor: reader };
  assert.equal(refusal(await runVerb('form', asked, as)), 'done');
  assert.equal(refusal(await runVerb('export-form', { ...asked, format: 'json' }, as)), 'not-allowed');
});

test('one form for each person: an event that names two is refused with both, and not merged', async () => {
  const both = await runVerb('form', { form: 'WGEID', of: 'E-2' }, run);
  assert.equal(refusal(both), 'several-persons');
  assert.match(both.ok ? '' : (both.problem.fix ?? ''), /P-1, P-2/);
  const { form } = await look({ of: 'E-2', person: 'P-2' });
  assert.match(JSON.stringify(form), /Person two/);
  assert.doesNotMatch(JSON.stringify(form), /Person one/);
  assert.equal(refusal(await runVerb('form', { form: 'WGEID', of: 'P-1' }, run)), 'several-events');
});

test('a form for a body that cannot act is not handed out, and why is said', async () => {
  for (const [of, why] of [
    ['E-1', /Not accepted/],
    ['E-4', /Not accepted|Nobody was bound/],
  ] as const) {
    const answer = await runVerb('export-form', { form: 'CAT-ART22', of, format: 'json' }, run);
    assert.equal(refusal(answer), 'door-shut', of);
    assert.match(answer.ok ? '' : answer.problem.message, why);
  }
});

test('a form, an event or a State that is not there is refused in its own words', async () => {
  for (const [input, kind] of [
    [{ form: 'WGE', of: 'E-1' }, 'no-such-form'],
    [{ form: 'WGEID', of: 'E-99' }, 'no-such-event'],
    [{ form: 'WGEID', of: 'E-3' }, 'no-state-in-event'],
    [{ form: 'WGEID', of: 'E-1', state: 'Atlantis' }, 'no-such-state'],
    [{ form: 'WGEID', of: 'E-1', person: 'P-9' }, 'no-such-person'],
    [{ form: 'WGEID', of: 'E-1', submitter: 'E-1' }, 'no-such-submitter'],
  ] as const)
    assert.equal(refusal(await runVerb('form', input, run)), kind, JSON.stringify(input));
  assert.equal(refusal(await runVerb('form', { form: 'WGEID', of: 'E-3', state: 'China' }, run)), 'done');
});

test('hostile words in a claim leave a Word file that opens, with the words as words', async () => {
  const { form } = await look();
  const docx = await formDocx(form);
  for (const [name, bytes] of await readParts(docx)) {
    if (!/\.(?:xml|rels)$/.test(name)) continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => assert.fail(`${name}: ${error.message}`));
    parser.write(bytes.toString('utf8')).close();
    // oxlint-disable-next-line no-control-regex -- these are the characters meant
    assert.doesNotMatch(bytes.toString('utf8'), /[\u0001\u001b\u202e]/, name);
  }
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
  assert.match(value, /=cmd\|calc \[\?\]\[\?\]\[2J <w:t>&amp; \[\?\]gnipoc \]\]>/);
  const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(docx) });
  assert.match(html, /<h1>[^<]*The form/);
  assert.match(html, /<thead>|<th/, 'the table has a header row');
});

test('a field longer than a page is whole in every format, and said to be long', async () => {
  const { form } = await look({ form: 'SP-GENERAL', of: 'E-5' });
  for (const [format, bytes] of Object.entries(await bytesOf(form))) {
    if (format !== 'json') assert.match(bytes, /This answer is long/, format);
    assert.ok((bytes.match(/They\s+walked\s+on\./g) ?? []).length >= 1200, format);
  }
});

test('a PDF with empty boxes is refused, with what to do, rather than written', async () => {
  const { form } = await look({ lang: 'ko' });
  const answer = await formPdf(form, null);
  assert.equal(refusal(answer), 'no-glyph');
  assert.match(answer.ok ? '' : (answer.problem.fix ?? ''), /--font/);
  const { form: english } = await look({ of: 'E-2', person: 'P-2' });
  assert.equal(refusal(await formPdf(english, null)), 'done');
});
