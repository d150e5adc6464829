/** Documents of Hangul built by the published HWP 5.0 format; real ones were tried by hand. */
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import CFB from 'cfb';
import fc from 'fast-check';
import { unwrap } from '../../core/base/result.js';
import { readFile } from '../read-file.js';
import { readBytes } from './read-bytes.js';
import { Refused } from './reading.js';

/** One record: tag, level and size in a word, the size apart where it does not fit. */
function record(tag: number, data: Buffer): Buffer {
  const long = data.length >= 0xfff;
  const head = Buffer.alloc(long ? 8 : 4);
  head.writeUInt32LE((tag | ((long ? 0xfff : data.length) << 20)) >>> 0);
  if (long) head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

/** A control that takes eight units, its own number at both ends. */
const control = (code: number) => Buffer.from(Uint16Array.of(code, 0x1234, 0x5678, 0, 0, 0, 0, code).buffer);

const wide = (text: string) => Buffer.from(text, 'utf16le');
const paragraph = (...pieces: Buffer[]) => record(67, Buffer.concat([...pieces, wide('\r')]));

interface Made {
  readonly flags?: number;
  readonly sections: readonly Buffer[];
  readonly folder?: string;
  readonly script?: string;
  readonly extra?: readonly string[];
}

function hwp({ flags = 1, sections, folder = 'BodyText', script, extra = [] }: Made): Uint8Array {
  const file = CFB.utils.cfb_new();
  const header = Buffer.alloc(256);
  header.write('HWP Document File', 'latin1');
  header.writeUInt32LE(0x05010001, 32);
  header.writeUInt32LE(flags, 36);
  CFB.utils.cfb_add(file, '/FileHeader', header);
  for (const [i, section] of sections.entries()) CFB.utils.cfb_add(file, `/${folder}/Section${i}`, section);
  if (script !== undefined) {
    const length = Buffer.alloc(8);
    length.writeUInt32LE(script.length, 4);
    CFB.utils.cfb_add(file, '/Scripts/DefaultJScript', deflateRawSync(Buffer.concat([length, wide(script)])));
  }
  for (const name of extra) CFB.utils.cfb_add(file, `/BinData/${name}`, Buffer.from('%!PS-Adobe'));
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

const refusal = async (bytes: Uint8Array) => {
  const read = await readFile(bytes, 'statement.hwp');
  return read.ok ? `read as ${read.value.kind}` : read.problem.kind;
};

test('text of a document of Hangul is lost or mixed with what its controls hold', async () => {
  const section = Buffer.concat([
    record(66, Buffer.alloc(24)),
    paragraph(control(2), wide('함경북도 '), control(11), wide('온성군')),
    paragraph(wide('첫째'), control(9), wide('둘째'), wide('\n'), wide('셋째')),
    record(71, Buffer.alloc(8)),
    paragraph(wide('표 안의 글')),
  ]);
  const read = unwrap(
    await readFile(
      hwp({ sections: [deflateRawSync(section), deflateRawSync(paragraph(wide('다음')))] }),
      'a.hwp',
    ),
  );
  assert.equal(read.kind, 'hwp');
  assert.deepEqual(read.pages, [
    { label: 'section 1', text: '함경북도 온성군\n첫째\t둘째\n셋째\n표 안의 글' },
    { label: 'section 2', text: '다음' },
  ]);
  assert.deepEqual(read.warnings, []);
});

test('whatever paragraphs hold comes out as it went in, packed or not', async () => {
  const words = fc.string({ unit: fc.constantFrom('가', '힣', 'A', '漢', ' ', '𠮷', '\n'), maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), fc.boolean(), async (lines, packed) => {
      const section = Buffer.concat(lines.map((line) => paragraph(wide(line))));
      const bytes = hwp({ flags: packed ? 1 : 0, sections: [packed ? deflateRawSync(section) : section] });
      assert.equal((await readBytes(bytes, 'a.hwp')).pages[0]?.text, lines.join('\n'));
    }),
    { numRuns: 30 },
  );
});

test('a locked document is read as if it were empty', async () => {
  const sections = [deflateRawSync(paragraph(wide('x')))];
  assert.equal(await refusal(hwp({ flags: 1 | 2, sections })), 'encrypted-file');
  assert.equal(await refusal(hwp({ flags: 1 | 16, sections })), 'encrypted-file');
});

test('a document for distribution is read like any other', async () => {
  const packed = deflateRawSync(paragraph(wide('배포된 글')));
  const block = Buffer.alloc(256, 7);
  block.writeUInt32LE(0x1234567a, 0);
  const key = Buffer.from('0123456789abcdef', 'latin1');
  key.copy(block, 4 + 0xa);
  // The mixing is its own inverse: the C library's rand(), a key and a run length at a time.
  let [state, run, mask] = [0x1234567a, 0, 0];
  const rand = () => ((state = (Math.imul(state, 214013) + 2531011) >>> 0) >>> 16) & 0x7fff;
  for (let i = 0; i < 256; i++, run--) {
    if (run === 0) [mask, run] = [rand() & 0xff, (rand() & 0xf) + 1];
    if (i >= 4) block[i] = (block[i] ?? 0) ^ mask;
  }
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const body = cipher.update(Buffer.concat([packed, Buffer.alloc(16 - (packed.length % 16))]));
  const bytes = hwp({ flags: 5, folder: 'ViewText', sections: [Buffer.concat([record(28, block), body])] });
  const read = unwrap(await readFile(bytes, 'a.hwp'));
  assert.equal(read.pages[0]?.text, '배포된 글');
  assert.ok(read.warnings.some(({ kind }) => kind === 'distribution'));
});

test('a script or PostScript in a document of Hangul goes unnoticed', async () => {
  const sections = [deflateRawSync(paragraph(wide('x')))];
  const kinds = async (made: Partial<Made>) =>
    unwrap(await readFile(hwp({ sections, ...made }), 'a.hwp'))
      .warnings.filter(({ grave }) => grave)
      .map(({ kind }) => kind);
  const usual =
    'var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\nfunction OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n';
  assert.deepEqual(await kinds({ script: usual }), []);
  assert.deepEqual(await kinds({ script: usual.replace('//todo : ', 'new ActiveXObject("x")') }), ['script']);
  assert.deepEqual(await kinds({ extra: ['BIN0001.eps'] }), ['postscript']);
});

test('attack 26: a section that unpacks without end or claims more than there is stops at the budget', async () => {
  const zeros = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
  assert.equal(await refusal(hwp({ sections: [zeros] })), 'unpacks-too-far');
  const liar = paragraph(wide('x'));
  liar.writeUInt32LE((67 | (0xfff << 20)) >>> 0);
  assert.equal(await refusal(hwp({ flags: 0, sections: [liar] })), 'damaged-file');
  await assert.rejects(
    readBytes(hwp({ flags: 0, sections: [Buffer.from('43f0ffffffffffff', 'hex')] }), 'a.hwp'),
    Refused,
  );
});
