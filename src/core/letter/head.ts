/** The head of a letter: its date, what it is called, and to whom it is written. */
import { type LetterHead, type Named } from './assertion.js';
import { findDates } from './dates.js';
import { type Lexicon } from './lexicon.js';
import { titled } from './shapes.js';
import { type Block, type Structure } from './structure.js';

export function headOf(
  text: string,
  structure: Structure,
  lexicon: Lexicon,
): { readonly head: LetterHead; readonly addressee: Named | null } {
  return {
    head: {
      title: titleOf(structure),
      date: dateOf(text, structure),
      words: wordCount(text),
      text,
    },
    addressee: addresseeOf(text, structure, lexicon),
  };
}

function titleOf({ blocks }: Structure): string | null {
  const named =
    blocks.find((block) => block.kind === 'subject') ??
    blocks.find(
      (block) =>
        (block.kind === 'heading' || block.kind === 'letterhead') &&
        !release.test(block.lines[0]?.text ?? ''),
    );
  const line = named?.lines[0]?.text
    .replace(/^(?:#+\s*|(?:Re|RE|Subject|SUBJECT)\s*:\s*)/, '')
    .replace(/\*\*|__/g, '')
    .trim();
  return line === undefined || line === '' ? null : line;
}

const release =
  /^(?:for (?:immediate )?release|press (?:release|statement)|embargo|news|statement)\b[^a-z]*$/i;

/** The date line, else a dateline at the start of the first paragraph ("GENEVA (17 October 2023) –"). */
function dateOf(text: string, { blocks }: Structure): string | null {
  const context = { letterDate: null, dayFirst: null };
  const full = (block: Block | undefined): string | null =>
    block === undefined
      ? null
      : (findDates(text, { start: block.start, end: Math.min(block.end, block.start + 120) }, context).find(
          ({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date.edtf),
        )?.date.edtf ?? null);
  const line = blocks.find((block) => block.kind === 'date');
  if (line !== undefined) return full(line);
  const starts = blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'letterhead')
    .slice(0, 4);
  const first = starts.find((block) => dateline.test(text.slice(block.start, block.start + 90)));
  return full(first);
}

const dateline = /^(?:\p{Lu}[\p{L}.,'’ -]{1,40}[,(\s]*)?\(?(?:[^()–—]{0,30}\d{4})\)?\s*(?:[–—-]|\/)/u;

function wordCount(text: string): number {
  return text.match(/[\p{Script=Hangul}\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
}

function addresseeOf(text: string, { blocks }: Structure, lexicon: Lexicon): Named | null {
  const block = blocks.find((one) => one.kind === 'addressee');
  const greeting = blocks.find((one) => one.kind === 'salutation');
  for (const one of [block, greeting]) {
    if (one === undefined) continue;
    const known = lexicon
      .find(text, one)
      .find(({ entry }) => entry.type === 'person' || entry.type === 'body');
    if (known !== undefined) return { words: text.slice(known.start, known.end), id: known.entry.id };
    const name = [...text.slice(one.start, one.end).matchAll(titled)][0]?.[2];
    if (name !== undefined) return { words: name, id: null };
  }
  const line = block?.lines[0]?.text ?? greeting?.lines[0]?.text.replace(/^Dear\s+|[,:]$/g, '');
  return line === undefined || line === '' ? null : { words: line, id: null };
}
