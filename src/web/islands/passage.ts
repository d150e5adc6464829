/**
 * Words selected in a document fill the form that records a claim: the link to it carries them. Without
 * this script the words are copied by hand.
 */
const text = document.querySelector<HTMLElement>('[data-text]');
const link = document.querySelector<HTMLAnchorElement>('a[data-passage]');
if (text !== null && link !== null) prepare(text, link);

/** Longer passages are copied by hand: an address has an end. */
const LONGEST = 1500;

function prepare(text: HTMLElement, link: HTMLAnchorElement): void {
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
  const plain = link.href;
  document.addEventListener('selectionchange', () => {
    const span = selectedIn(text);
    const address = new URL(plain);
    if (span !== null) {
      address.searchParams.set('from', String(span[0]));
      address.searchParams.set('to', String(span[1]));
    }
    link.href = address.href;
  });
}

/** Offsets into the document's text: the numbers of passages are no part of it, nor the names of hidden letters. */
function selectedIn(text: HTMLElement): readonly [number, number] | null {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const from = offsetOf(text, range.startContainer, range.startOffset);
  const to = offsetOf(text, range.endContainer, range.endOffset);
  return to > from && to - from <= LONGEST ? [from, to] : null;
}

function offsetOf(text: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  for (const number of copy.querySelectorAll('a.number')) number.remove();
  let unseen = 0;
  for (const one of copy.querySelectorAll<HTMLElement>('i.unseen')) {
    unseen += Number(one.dataset['length'] ?? 1);
    one.remove();
  }
  return (copy.textContent?.length ?? 0) + unseen;
}
