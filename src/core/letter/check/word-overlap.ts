/** How much of what a letter says is in a recorded text: a crude measure, used only to rank candidates. */

const empty = new Set(
  'the a an of to in on at by for and or as is are was were be been has have had that this these those it its their his her with from into not no all any which who whom will would should may must said says say also than then there they he she we our us'.split(
    ' ',
  ),
);

export function contentWords(text: string): Set<string> {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !empty.has(word)).map(stem));
}

/** 0 to 1: the share of the shorter text's content words that the other has. */
export function overlap(a: string, b: string): number {
  const [x, y] = [contentWords(a), contentWords(b)];
  if (x.size === 0 || y.size === 0) return 0;
  const shared = [...x].filter((word) => y.has(word)).length;
  const least = Math.min(x.size, y.size);
  // One word in common says little, however short the other text is.
  return shared === 1 && least > 1 ? 0.5 / least : shared / least;
}

/** English endings only, so that "returned", "returns" and "return" are one word. */
function stem(word: string): string {
  if (word.length <= 4) return word;
  return word.replace(/(?:ations?|ations|ing|edly|ed|ies|es|s|ly|ion|ions)$/, '') || word;
}
