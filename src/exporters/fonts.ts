/** A font that can show every character of a form. Nothing is drawn with a font that has no glyph for it. */
import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../core/base/result.js';

export interface Font {
  readonly bytes: Buffer;
  /** Which font of a collection (.ttc). */
  readonly face: string | null;
}

/** Where systems keep a font with Hangul. */
const usual: readonly (readonly [string, string | null])[] = [
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'NotoSansCJKkr-Regular'],
  ['/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', 'NotoSansCJKkr-Regular'],
  ['/usr/share/fonts/truetype/nanum/NanumGothic.ttf', null],
  ['/System/Library/Fonts/AppleSDGothicNeo.ttc', 'AppleSDGothicNeo-Regular'],
  ['C:\\Windows\\Fonts\\malgun.ttf', null],
];

/** The font named, or one found on this machine; `null` when there is none. */
export async function findFont(named: string | null): Promise<Result<Font | null>> {
  if (named !== null) {
    const bytes = await readFile(named).catch(() => null);
    if (bytes === null)
      return fail('no-font', 'The font file cannot be read.', {
        where: named,
        fix: 'Give a TrueType or OpenType file: --font FILE.ttf.',
      });
    return ok({ bytes, face: null });
  }
  for (const [path, face] of usual) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null) return ok({ bytes, face });
  }
  return ok(null);
}
