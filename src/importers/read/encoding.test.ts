import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cp949, decodeText } from './encoding.js';

/** Made with GNU iconv, so that the letters do not come from the tables under test. */
const samples = [
  [
    'CP949',
    'c7d4b0e6bacfb5b520bfc2bcbab1babfa1bcad20bad9c0e2c8f920bbe7b6f7b5e9c0ba20b4d9c0bd20b3af20b4d9b8aeb8a620b0c7b3ca20bab8b3bbc1b3b4d92e208c63b9e6b0a2c7cf20bc84bdc3c4ddb6f32e',
    '함경북도 온성군에서 붙잡힌 사람들은 다음 날 다리를 건너 보내졌다. 똠방각하 펲시콜라.',
  ],
  [
    'GB18030',
    '32303233c4ea3130d4c239c8d5a3accafdb0d9c3fbb3afcfcac8cbb1bbb4d3d6d0b9fab5c4bed0c1f4cbf9c7b2cbcdbbd8b9faa1a3cbfbc3c7b5c4bcd2c8cbd6c1bdf1c3bbd3d0b5c3b5bdc8cebacecffbcfa2a1a3',
    '2023年10月9日，数百名朝鲜人被从中国的拘留所遣送回国。他们的家人至今没有得到任何消息。',
  ],
  [
    'Big5',
    'a447a1b3a447a454a67ea451a4eba141bcc6a6caa657b4c2c241a448b351bbbaaaf0a141a54cadccaabaae61a448a6dca4b5a853a6b3a5f4a6f3aef8aea7a143',
    '二○二三年十月，數百名朝鮮人被遣返，他們的家人至今沒有任何消息。',
  ],
  [
    'windows-1252',
    '52e9706f6e736520647520436f6d6974e9203a206c657320706572736f6e6e6573206e926f6e742070617320e974e920656e74656e647565732e',
    'Réponse du Comité : les personnes n’ont pas été entendues.',
  ],
] as const;

for (const [encoding, hex, text] of samples)
  test(`a text in ${encoding} comes out as other letters`, () => {
    const decoded = decodeText(new Uint8Array(Buffer.from(hex, 'hex')));
    assert.equal(decoded?.text, text);
    assert.equal(decoded?.encoding, encoding);
    assert.ok((decoded?.confidence ?? 0) > 0.3, `only ${decoded?.confidence} sure`);
  });

test('text in UTF-16 is read with and without its mark', () => {
  const text = 'Letter of 2026, 편지';
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  assert.equal(decodeText(new Uint8Array(little))?.text, text);
  assert.equal(decodeText(new Uint8Array(Buffer.from(little).swap16()))?.encoding, 'UTF-16BE');
  const plain = decodeText(new Uint8Array(Buffer.from('no mark at all', 'utf16le')));
  assert.deepEqual([plain?.text, plain?.encoding], ['no mark at all', 'UTF-16LE']);
});

test('bytes that are no text are not guessed into letters', () => {
  assert.equal(decodeText(Uint8Array.of(1, 0, 0, 2, 255, 0, 3, 4, 9)), null);
});

test('every Hangul syllable has its one place in the Korean code page', () => {
  const seen = new Set<string>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      const letter = cp949(Uint8Array.of(lead, trail));
      if (letter !== null && /^[가-힣]$/.test(letter)) {
        assert.ok(!seen.has(letter));
        seen.add(letter);
      }
    }
  assert.equal(seen.size, 11_172);
});
