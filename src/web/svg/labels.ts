/** Labels in pictures: cut where they would run into what they name; the table has them whole. */

/** About how wide a label is at 14 px; Hangul and Han letters are twice as wide as Latin ones. */
export function labelWidth(label: string): number {
  const wide = label.match(/[\u1100-\uffef]/g)?.length ?? 0;
  return label.length * 7 + wide * 7;
}

export function shorten(label: string, width: number): string {
  if (labelWidth(label) <= width) return label;
  let cut = label;
  while (cut.length > 1 && labelWidth(cut) + 14 > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}
