/**
 * Text from letters, dossiers and arguments goes to a terminal, and a terminal obeys what it is sent:
 * it renames its window, hides lines, answers with keystrokes. Nothing but our own marks is sent raw.
 */

/**
 * First the colours the reports use and what clears a progress line, which stay: none of them moves
 * or hides anything. Then control characters (C0, DEL, C1) but tab and line feed, and what turns the
 * direction of writing.
 */
const steering =
  /(\u001b\[(?:0|1|2|3[1-6]|90)m|\r\u001b\[K)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text with whatever could steer a terminal shown as a replacement mark; our own marks only where asked for. */
export function plainText(text: string, marks: 'with-marks' | 'without-marks'): string {
  return text.replace(steering, (_, ours: string | undefined) =>
    ours !== undefined && marks === 'with-marks' ? ours : '\ufffd',
  );
}

/** JSON that says the same with nothing in it that a terminal would obey. */
export function plainJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
