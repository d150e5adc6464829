/**
 * Bad input through the real doors, the program as a process and the pages over HTTP: each gets an
 * error that names the place and the way out, exit codes as promised, and nothing is half-written.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { socketPath } from '../../src/store/socket.js';

const bin = join(import.meta.dirname, '../../src/cli/bin.js');
const scratch = mkdtempSync(join(tmpdir(), 'a33-bad-'));
const dir = join(scratch, 'data');
let server: ChildProcess;
let url = '';

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function article33(args: readonly string[], where = dir): Ran {
  const done = spawnSync(process.execPath, [bin, ...args, '--dir', where], {
    encoding: 'utf8',
    cwd: scratch,
    env: { ...process.env, DATABASE_URL: '', ARTICLE33_DOSSIERS: '' },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 90_000,
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

interface Problem {
  readonly kind: string;
  readonly message: string;
  readonly where?: string;
  readonly fix?: string;
}

/** The error of a command under --json: one JSON value on standard output, no crash beside it. */
function problemOf(args: readonly string[], where = dir): Problem & { readonly status: number | null } {
  const { status, out, err } = article33([...args, '--json'], where);
  const { error } = JSON.parse(out) as { readonly error: Problem };
  assert.doesNotMatch(out + err, /\n\s+at /, 'no stack trace');
  assert.ok(error.fix !== undefined && error.fix !== '', `${error.kind} names a way out`);
  return { ...error, status };
}

interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly verdict: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
  readonly reading: { readonly figure?: { readonly low: number | null; readonly high: number | null } };
}

function check(
  text: string,
  name = 'letter.txt',
): { readonly findings: readonly Finding[]; readonly letter: string } {
  writeFileSync(join(scratch, name), text);
  const { status, out, err } = article33(['check', name, '--dossier', 'prc-dprk', '--json']);
  assert.ok(status === 0 || status === 1, err);
  const report = JSON.parse(out) as { letter: { text: string }; assertions: readonly Finding[] };
  return { findings: report.assertions.filter(({ id }) => id.startsWith('a')), letter: report.letter.text };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (body += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      },
    );
    asked.on('error', reject);
    asked.end(options.body);
  });
}

function upload(name: string, content: Buffer): Promise<Answer> {
  const mark = 'a33boundary';
  const field = (head: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${mark}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      body,
      Buffer.from('\r\n'),
    ]);
  return ask('/check', {
    method: 'POST',
    headers: { origin: new URL(url).origin, 'content-type': `multipart/form-data; boundary=${mark}` },
    body: Buffer.concat([
      field('name="dossier"', Buffer.from('prc-dprk')),
      field(`name="file"; filename="${name}"`, content),
      Buffer.from(`--${mark}--\r\n`),
    ]),
  });
}

/** A zip with one file, by hand (APPNOTE 4.3). */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const emptyPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>\nendobj\ntrailer << /Size 4 /Root 1 0 R >>\n%%EOF',
);

const noLetters: readonly (readonly [name: string, content: Buffer, kind: string])[] = [
  ['empty.txt', Buffer.alloc(0), 'empty-file'],
  ['blank.txt', Buffer.from(' \n\t\n'), 'empty-text'],
  ['binary.txt', Buffer.from([1, 2, 3, 4, 5, 27, 65]), 'binary-file'],
  ['korean-cp949.txt', Buffer.from([0xc5, 0xfd, 0xb1, 0xe2, 0x0a]), 'wrong-encoding'],
  ['utf16.txt', Buffer.from('\ufeffDear Minister', 'utf16le'), 'wrong-encoding'],
  ['nul.txt', Buffer.from('Dear Minister,\0 please'), 'nul-in-text'],
  ['bomb.docx', zip('word/document.xml', Buffer.alloc(60 * 1024 * 1024, 32)), 'zip-bomb'],
  ['scan.pdf', emptyPdf, 'pdf-without-text'],
];

before(async () => {
  const made = article33(['init']);
  assert.equal(made.status, 0, made.err);
  server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json', '--dir', dir], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk);
    url = /"url": "([^"]+)"/.exec(said)?.[1] ?? '';
    if (url !== '') break;
  }
});

after(async () => {
  server.kill('SIGTERM');
  await new Promise((done) => server.once('exit', done));
  rmSync(scratch, { recursive: true, force: true });
});

test('a file that is no letter is refused with its name and the way out, and exits 1', () => {
  for (const [name, content, kind] of noLetters) {
    writeFileSync(join(scratch, name), content);
    const problem = problemOf(['check', name]);
    assert.equal(problem.kind, kind, name);
    assert.equal(problem.where, name);
    assert.equal(problem.status, 1);
  }
  const huge = join(scratch, 'huge.txt');
  writeFileSync(huge, '');
  truncateSync(huge, 50 * 1024 * 1024);
  assert.equal(problemOf(['check', 'huge.txt']).kind, 'too-large');
  assert.equal(problemOf(['check', '.']).kind, 'no-such-file');
});

test('a device that never ends is read up to the limit and no further', (t) => {
  if (process.platform === 'win32') return t.skip('no /dev/zero here');
  assert.equal(problemOf(['check', '/dev/zero']).kind, 'too-large');
});

test('the same files sent to the page are refused in words, whatever they are called', async () => {
  for (const [name, content] of noLetters) {
    const { status, body } = await upload(name, content);
    assert.equal(status, content.length === 0 ? 422 : 422, name);
    assert.match(body, /class="problem"/, name);
  }
  const traversal = await upload('../../../etc/pass><script>alert(1)</script>wd', Buffer.from('a\0b'));
  assert.equal(traversal.status, 422);
  assert.doesNotMatch(traversal.body, /<script|etc\/pass/);
  assert.equal((await upload('big.txt', Buffer.alloc(3 * 1024 * 1024, 97))).status, 413);
});

test('right-to-left letters are read, and what turns the writing reaches neither terminal nor page raw', async () => {
  const text =
    'قالت المنظمة: \u202e600 people\u202c were returned by China on 9 October 2023. \u200bKim\u2066evil\u2069\n';
  const { findings, letter } = check(text, 'rtl.txt');
  assert.equal(letter, text);
  assert.ok(findings.some(({ kind }) => kind === 'figure'));
  for (const { start, end, text: words } of findings) assert.equal(text.slice(start, end), words);
  const raw = article33(['check', 'rtl.txt', '--json']).out + article33(['check', 'rtl.txt', '--full']).out;
  assert.doesNotMatch(raw, /[\u202a-\u202e\u2066-\u2069]/);
});

test('a figure of none, of a million billion and beyond what can be kept are read and contradicted', () => {
  const said = (number: string) =>
    check(`China forcibly returned ${number} North Koreans on 9 October 2023.\n`).findings;
  const rows: readonly (readonly [string, number, number | null])[] = [
    ['0', 0, 0],
    ['1,000,000,000,000,000', 1e15, 1e15],
    ['one quadrillion', 1e15, 1e15],
    ['10^15', 1e15, 1e15],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER, null],
  ];
  for (const [number, low, high] of rows) {
    const [figure, ...others] = said(number);
    assert.equal(figure?.kind, 'figure', number);
    assert.equal(figure?.verdict, 'contradicted', number);
    assert.equal(figure?.reading.figure?.low, low, number);
    assert.equal(figure?.reading.figure?.high, high, number);
    assert.ok(!others.some(({ verdict }) => verdict === 'supported'), 'nothing about it is confirmed');
  }
});

test('a day that does not exist is contradicted with its reason, never dropped', () => {
  for (const day of ['31 April 2024', '30 February 2023', '2023-02-29']) {
    const { findings } = check(`China forcibly returned 600 North Koreans on ${day}.\n`);
    const found = findings.find(({ verdict }) => verdict === 'contradicted');
    assert.match(found?.why ?? '', /No such day exists/, day);
  }
  const problem = problemOf(['law', 'China', '--on', '2023-02-30']);
  assert.equal(problem.kind, 'bad-date');
  assert.equal(problem.status, 2);
});

test('a second process on the directory is refused with exit 3, and the record is as it was', () => {
  const before = article33(['fsck', '--json']).out;
  const problem = problemOf(['init']);
  assert.equal(problem.kind, 'locked');
  assert.equal(problem.status, 3);
  assert.equal(article33(['fsck', '--json']).out, before);
});

test('a directory of a newer version is refused with exit 3 and not touched', () => {
  const newer = join(scratch, 'newer');
  mkdirSync(newer);
  writeFileSync(join(newer, 'version'), 'article33 data 999\n');
  const problem = problemOf(['init'], newer);
  assert.equal(problem.kind, 'newer-directory');
  assert.equal(problem.status, 3);
  assert.equal(readFileSync(join(newer, 'version'), 'utf8'), 'article33 data 999\n');
});

test('ids, moments and parameters made to break out of their place are answered as not there or refused', async () => {
  const paths: readonly (readonly [string, number])[] = [
    ['/d/__proto__', 404],
    ['/d/constructor', 404],
    ['/d/prc-dprk/thing/__proto__', 404],
    ['/d/prc-dprk/thing/constructor', 404],
    ['/d/prc-dprk/state/toString', 404],
    ['/d/..%2f..%2fetc%2fpasswd', 404],
    ['/d/prc-dprk/thing/..%2f..%2fversion', 404],
    ['/../../etc/passwd', 404],
    ['/d/prc-dprk/%00', 404],
    ['/%', 404],
    ['/d/prc-dprk/events?asOf=20231009', 400],
    ['/d/prc-dprk/events?asOf=99999999999', 400],
    ['/d/prc-dprk/events?asOf=%0d%0aSet-Cookie:%20x', 400],
    ['/d/prc-dprk/events?lang=%0d%0aSet-Cookie:%20x', 200],
    ['/d/prc-dprk/log?from=NaN', 200],
    ['/d/prc-dprk/log?from=-1', 200],
    ['/d/prc-dprk/log?__proto__[x]=1&constructor=2', 200],
  ];
  for (const [path, status] of paths) {
    const answer = await ask(path);
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers['set-cookie'], undefined, path);
    assert.doesNotMatch(answer.body, /<script|root:|node_modules|\/dist\/src/, path);
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'POST']) {
    assert.equal((await ask('/d/prc-dprk', { method })).status, 403, method);
    const own = { origin: new URL(url).origin };
    assert.equal((await ask('/d/prc-dprk', { method, headers: own })).status, 404, method);
  }
});

test('a slow or broken form keeps nobody waiting and does not end the server', async () => {
  const { hostname, port } = new URL(url);
  const slow = connect(Number(port), hostname);
  slow.on('error', () => undefined);
  slow.write(
    `POST /check HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${new URL(url).origin}\r\nContent-Length: 100000\r\n\r\nd`,
  );
  const headers = { origin: new URL(url).origin };
  const forms: readonly (readonly [string, string])[] = [
    ['multipart/form-data; boundary=', 'xx'],
    ['multipart/form-data', 'xx'],
    ['multipart/form-data; boundary=A', '--A\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut'],
    ['application/json', '{"dossier":"prc-dprk","text":"x"}'],
    ['text/plain', 'dossier=prc-dprk&text=x'],
    ['application/x-www-form-urlencoded', 'f=1&'.repeat(200_000)],
    ['application/x-www-form-urlencoded', 'dossier=__proto__&text=x'],
  ];
  for (const [type, body] of forms) {
    const answer = await ask('/check', {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    });
    assert.equal(answer.status, 400, `${type} ${body.slice(0, 30)}`);
  }
  const type = 'application/x-www-form-urlencoded';
  const nul = await ask('/check', {
    method: 'POST',
    headers: { ...headers, 'content-type': type },
    body: 'dossier=prc-dprk&text=Dear%00Sir',
  });
  assert.equal(nul.status, 422);
  slow.destroy();
  assert.equal((await ask('/d/prc-dprk')).status, 200);
});

test('whatever is said to the socket is answered with a problem, and the server goes on', async () => {
  const say = (verb: string, body: string): Promise<{ readonly ok: boolean; readonly text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(
        { socketPath: socketPath(dir), path: verb, method: 'POST', agent: false },
        (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => resolve({ ok: (JSON.parse(text) as { ok: boolean }).ok, text }));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  for (const [verb, body] of [
    ['/check', 'not json'],
    ['/check', '['.repeat(100_000)],
    ['/check', '{"text":{"a":1}}'],
    ['/check', '{"text":"a\\u0000b"}'],
    ['/__proto__', '{}'],
    ['/constructor', '{}'],
    ['/toString', '{}'],
    ['/show', '{"thing":"__proto__","dossier":"prc-dprk"}'],
    ['/show', '{"thing":"E-2023-10-09","dossier":"../../etc"}'],
    ['/show', '{"thing":"E-2023-10-09","asOf":"20231009"}'],
    ['/law', '{"state":"CHN","on":"2023-02-30"}'],
  ] as const) {
    const answer = await say(verb, body);
    assert.equal(answer.ok, false, `${verb} ${body.slice(0, 60)}`);
    assert.doesNotMatch(answer.text, /node_modules|\/dist\/src|\\n\s+at /);
  }
  assert.equal((await say('/status', '{}')).ok, true);
});
