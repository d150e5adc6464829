/** Hostile files, each answered with a reason while the process that asked lives on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import yazl from 'yazl';
import { unwrap } from '../../core/base/result.js';
import { readFile } from '../read-file.js';
import { readBytes } from './read-bytes.js';

const vectors = resolve(import.meta.dirname, '../../../../test/vectors/read');
const vector = (path: string) => new Uint8Array(readFileSync(join(vectors, path)));

/** Why a file is refused, or which grave warnings it comes with. */
async function verdict(bytes: Uint8Array, name: string): Promise<readonly string[]> {
  const read = await readFile(bytes, name);
  if (!read.ok) {
    const { kind, causes = [] } = read.problem;
    return [`refused: ${kind}`, ...new Set(causes.map((cause) => cause.kind))];
  }
  return read.value.warnings.filter(({ grave }) => grave).map(({ kind }) => kind);
}

const ofVector = (path: string) => verdict(vector(path), path);

function zipOf(entries: readonly (readonly [string, Buffer])[]): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of entries) zip.addBuffer(content, name);
  zip.end();
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => done(new Uint8Array(Buffer.concat(chunks))));
  });
}

test('attack 24: names that leave the folder, devices, NUL, 300 letters: each is told, nothing is unpacked', async () => {
  const kinds = await ofVector('attack/zip-slip.zip');
  assert.equal(kinds[0], 'refused: unsafe-archive');
  for (const kind of ['name-leaves-folder', 'absolute-name', 'device-name', 'name-too-long'])
    assert.ok(kinds.includes(kind), `${kind} in ${kinds.join()}`);
});

test('attack 25: links, double names, A.txt and a.txt, composed and decomposed Hangul are refused with the reason', async () => {
  assert.deepEqual(await ofVector('attack/zip-symlink.zip'), ['refused: unsafe-archive', 'link']);
  assert.deepEqual(await ofVector('attack/zip-duplicate-names.zip'), [
    'refused: unsafe-archive',
    'duplicate-name',
    'names-clash',
  ]);
});

test('attack 26: bombs, nested bombs, 100,000 entries and lying sizes stop at the budget', async () => {
  const before = process.memoryUsage.rss();
  const bomb = await zipOf([['zeros.bin', Buffer.alloc(210 * 1024 * 1024)]]);
  assert.deepEqual(await verdict(bomb, 'a.zip'), ['refused: zip-bomb', 'zip-bomb']);
  const docx = await zipOf([['word/document.xml', Buffer.alloc(150 * 1024 * 1024, ' ')]]);
  assert.equal((await verdict(docx, 'a.docx'))[0], 'refused: zip-bomb');
  const many = await zipOf(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, Buffer.alloc(0)] as const));
  assert.deepEqual(await verdict(many, 'a.zip'), ['refused: too-many-parts']);
  assert.deepEqual(await ofVector('attack/zip-lying-size.zip'), ['refused: damaged-archive']);
  const nested = unwrap(await readFile(vector('attack/zip-bomb-nested.zip'), 'a.zip'));
  assert.ok(nested.warnings.every(({ kind }) => kind === 'nested-archive') && nested.pages.length === 0);
  // The bombs made here weigh 400 MB themselves; what reading adds is bounded.
  assert.ok(process.memoryUsage.rss() - before < 1500 * 1024 * 1024);
});

test('attack 26: a picture, a message and a page of 100 MB of nothing end in words as well', async () => {
  const deep = new TextEncoder().encode('<div>'.repeat(200_000));
  assert.deepEqual(await verdict(Buffer.concat([Buffer.from('<html>'), deep]), 'a.html'), []);
  const xml = new TextEncoder().encode(`<?xml version="1.0"?>${'<a>'.repeat(100_000)}`);
  assert.deepEqual(await verdict(xml, 'a.xml'), ['refused: too-deep']);
});

test('attack 26: a file that fills the heap in one step ends its own process and no other', async () => {
  // Each sign grows fivefold in the inert copy, and all of them at once.
  const signs = new TextEncoder().encode(`<html>${'&'.repeat(20_000_000)}`);
  assert.deepEqual(await verdict(signs, 'a.html'), ['refused: too-much-work']);
  assert.deepEqual(await verdict(new TextEncoder().encode('<html>still here'), 'b.html'), []);
});

test('attack 27: lengths that are no lengths, false digests and packed bombs of web archives are never "checked"', async () => {
  assert.deepEqual(await ofVector('attack/warc-negative-length.warc'), ['refused: damaged-warc']);
  assert.deepEqual(await ofVector('attack/warc-length-overflow.warc'), ['refused: damaged-warc']);
  assert.deepEqual(await ofVector('attack/warc-bad-digest.warc'), ['digest-mismatch']);
  const head = 'WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 209715200\r\n\r\n';
  const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(200 * 1024 * 1024)]));
  assert.deepEqual(await verdict(bomb, 'a.warc.gz'), ['refused: unpacks-too-far']);
});

test('attack 28: a list signed by nobody known fails, although every hash fits', async () => {
  assert.deepEqual(await ofVector('web-archives/invalid_signed_example_1.wacz'), ['signature-failed']);
  assert.deepEqual(await ofVector('web-archives/invalid_example_1.wacz'), ['refused: damaged-wacz']);
  const sound = unwrap(await readFile(vector('web-archives/valid_signed_example_1.wacz'), 'a.wacz'));
  assert.equal(sound.quarantine, false);
  const said = new Map(sound.metadata.map(({ name, value }) => [name, value]));
  assert.equal(said.get('signature'), 'right for the certificate of the domain');
  assert.equal(said.get('digests wrong'), '0');
});

test('attack 33: markup named as a picture, script in SVG, GIF and PDF are kept apart', async () => {
  assert.deepEqual(await ofVector('attack/html-as.jpg'), ['name-disagrees', 'script']);
  assert.deepEqual(await ofVector('attack/svg-script.svg'), ['script']);
  assert.deepEqual(await ofVector('attack/gif-js-polyglot.gif'), ['not-a-picture']);
  assert.deepEqual(await ofVector('attack/pdf-js-and-uri.pdf'), ['script']);
});

test('attack 33: the inert copy of a page holds nothing that runs, loads or links', async () => {
  const page = `<!doctype html><title>t</title><base href=//evil><p onclick=x() style="background:url(//evil)">한
    <a href="javascript:x()">글</a><img src=//evil/p.png onerror=x()><svg><script>1</script></svg>
    <script>document.write("<b>")</script><iframe src=//evil></iframe><form action=//evil><input></form>
    <style>@import "//evil"</style><p title="</p><script>x()</script>">끝 &lt;script&gt;`;
  const read = unwrap(await readFile(new TextEncoder().encode(page), 'a.html'));
  const inert = read.pages[0]?.inert ?? '';
  assert.match(inert, /한/);
  // Elements only, and of those none with an attribute.
  assert.deepEqual(
    [...inert.matchAll(/<[^>]*>/g)].filter(([tag]) => !/^<\/?[a-z0-9]+>$/.test(tag)),
    [],
  );
  assert.doesNotMatch(inert, /<(script|img|iframe|a|form|svg|style|base|link|meta|object)\b/);
  assert.equal(read.pages[0]?.text, '한 글\n\n끝 <script>');
});

function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('attack 34: a picture of 30,000 by 30,000 points is refused from its header', async () => {
  assert.deepEqual(await verdict(png(30_000, 30_000), 'a.png'), ['refused: picture-too-large']);
  assert.deepEqual(await verdict(png(20_000, 20_000), 'a.png'), ['refused: picture-too-large']);
  assert.deepEqual(await verdict(png(4000, 3000), 'a.png'), []);
});

test('attack 35: outer entities, a billion laughs and JSON 100,000 deep are refused', async () => {
  assert.deepEqual(await ofVector('attack/xml-xxe.xml'), ['refused: xml-doctype']);
  assert.deepEqual(await ofVector('attack/xml-billion-laughs.xml'), ['refused: xml-doctype']);
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.deepEqual(await verdict(new TextEncoder().encode(deep), 'a.json'), ['refused: too-deep']);
  const inside = await zipOf([
    ['mimetype', Buffer.from('application/hwp+zip')],
    [
      'Contents/section0.xml',
      Buffer.from('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ],
  ]);
  assert.deepEqual(await verdict(inside, 'a.hwpx'), ['refused: xml-doctype']);
});

/** A JPEG of one marker each, with an EXIF block (big-endian TIFF) of a position and a serial number. */
function photo(): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number | Buffer) => {
    const made = Buffer.alloc(12);
    made.writeUInt16BE(tag);
    made.writeUInt16BE(type, 2);
    made.writeUInt32BE(count, 4);
    if (typeof value === 'number') made.writeUInt32BE(value, 8);
    else value.copy(made, 8);
    return made;
  };
  const list = (entries: readonly Buffer[]) => {
    const count = Buffer.alloc(2);
    count.writeUInt16BE(entries.length);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  };
  const degrees = (a: number, b: number, c: number) => {
    const made = Buffer.alloc(24);
    for (const [i, n] of [a, b, c].entries()) {
      made.writeUInt32BE(n, i * 8);
      made.writeUInt32BE(1, i * 8 + 4);
    }
    return made;
  };
  // Offsets: header 8, first list 8+18+... kept simple by fixed places.
  const first = list([entry(0x8769, 4, 1, 38), entry(0x8825, 4, 1, 56)]); // 30 bytes at 8
  const exif = list([entry(0xa431, 2, 3, Buffer.from('S1\0'))]); // 18 bytes at 38
  const gps = list([
    entry(1, 2, 2, Buffer.from('N\0')),
    entry(2, 5, 3, 110),
    entry(3, 2, 2, Buffer.from('E\0')),
    entry(4, 5, 3, 134),
  ]); // 54 bytes at 56
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    first,
    exif,
    gps,
    degrees(42, 30, 0),
    degrees(129, 45, 0),
  ]);
  const block = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const frame = Buffer.from([8, 0, 16, 0, 16, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, block),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
  ]);
}

test('attack 37: where a photo was taken and by which device is found and marked as personal', async () => {
  const read = await readBytes(photo(), 'IMG_0001.jpg');
  const personal = read.metadata
    .filter(({ sensitive }) => sensitive)
    .map(({ name, value }) => `${name}: ${value}`);
  assert.deepEqual(personal, ['serial number: S1', 'GPS position: 42.500000, 129.750000']);
  assert.deepEqual(
    read.warnings.map(({ kind }) => kind),
    ['place-inside', 'device-inside'],
  );
});

test('data behind a picture, where no viewer shows it, is told', async () => {
  const read = await readBytes(Buffer.concat([photo(), Buffer.from('PK\x03\x04 an archive')]), 'a.jpg');
  assert.ok(read.warnings.some(({ kind }) => kind === 'data-behind'));
});

test('attack 51: cells that a spreadsheet would run are told by their place; numbers with a sign are none', async () => {
  const read = unwrap(await readFile(vector('attack/csv-formula.csv'), 'a.csv'));
  const [warning] = read.warnings;
  assert.deepEqual([warning?.kind, warning?.where], ['formula', 'A2, A3, A4, A5, A6, A7, A8, A9']);
  const numbers = unwrap(await readFile(new TextEncoder().encode('a,b\n-12.5,+3\n'), 'a.csv'));
  assert.deepEqual(numbers.warnings, []);
});

test('attack 52: JSON that programs read differently is told', async () => {
  const kinds = async (name: string) =>
    unwrap(await readFile(vector(`attack/${name}`), name)).warnings.map(({ kind }) => kind);
  assert.deepEqual(await kinds('json-duplicate-keys.json'), ['duplicate-key']);
  assert.deepEqual(await kinds('json-proto-pollution.json'), ['reserved-key']);
  assert.deepEqual(await kinds('json-numbers.json'), ['number-changes']);
  assert.deepEqual(await kinds('json-nul-and-surrogate.json'), ['ill-formed-text']);
});

test('attack 38: a table of a proof program tells which columns lead to a device', async () => {
  const table =
    'File Hash SHA256,Proof Generated,DeviceID,Wifi MAC,IPv4,Location.Latitude,Notes\nab,2026-01-01,d1,02:00:00:00:00:00,10.0.0.7,42.5,x\n';
  const read = unwrap(await readFile(new TextEncoder().encode(table), 'proof.csv'));
  assert.deepEqual(
    read.warnings.map(({ kind, where }) => `${kind} ${where}`),
    ['device-inside C1, D1, E1, F1'],
  );
  const plain = unwrap(await readFile(new TextEncoder().encode('name,from,machine\nA,Onsong,x\n'), 'a.csv'));
  assert.deepEqual(plain.warnings, []);
});

test('recordings whose headers are nested a thousand deep or cut short end in words', async () => {
  for (const name of ['nested_moov_1000.mp4', 'riff_bomb_1000.wav', 'id3v23_compression_underflow.mp3']) {
    const read = unwrap(await readFile(vector(`media/${name}`), name));
    assert.ok(read.kind === 'video' || read.kind === 'audio');
  }
  assert.deepEqual(await ofVector('media/nested_moov_1000.mp4'), ['too-deep']);
});

test('attack 48: the name of an attachment is text, with what hides in it made visible', async () => {
  const mail = [
    'From: a@example.org',
    'To: b@example.org',
    'Subject: =?EUC-KR?B?vsiz58fPvLy/5A==?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/plain; charset=euc-kr',
    'Content-Transfer-Encoding: base64',
    '',
    'x9Sw5rrPtbU=',
    '--x',
    'Content-Type: application/octet-stream',
    "Content-Disposition: attachment; filename*=UTF-8''..%2F%E2%80%AEfdp.exe",
    '',
    '<script>x()</script>',
    '--x--',
    '',
  ].join('\r\n');
  const read = unwrap(await readFile(new TextEncoder().encode(mail), 'a.eml'));
  assert.equal(read.pages[0]?.text.trim(), '함경북도');
  assert.equal(read.metadata.find(({ name }) => name === 'subject')?.value, '안녕하세요');
  assert.deepEqual(
    read.warnings.map(({ kind, where }) => [kind, where]),
    [
      ['program', '../\\u{202e}fdp.exe'],
      ['unsafe-name', '../\\u{202e}fdp.exe'],
    ],
  );
});
