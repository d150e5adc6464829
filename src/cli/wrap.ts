/** Text wrapped for a terminal; words longer than the line stand alone, wide characters count two. */
export function wrap(text: string, columns: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && widthOf(`${indent}${line} ${word}`) > columns) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines.join('\n');
}

/** Wrapped after a mark, with every further line set in by four. */
export function hang(mark: string, text: string, columns: number): string {
  const [first = '', ...rest] = wrap(`${mark.trim()} ${text}`, columns - leading(mark).length).split('\n');
  const further = rest.length === 0 ? [] : [wrap(rest.join(' '), columns, '    ')];
  return [`${leading(mark)}${first}`, ...further].join('\n');
}

function leading(mark: string): string {
  return mark.slice(0, mark.length - mark.trimStart().length);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
