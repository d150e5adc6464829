/**
 * Verifies the proof of one claim in the page, with the code that the command line and the server use.
 * It asks nobody for anything: what it is given is checked here, and what it says it says as text.
 */
import { locatorText, valueText } from '../../app/show.js';
import { type Result } from '../../core/base/result.js';
import { checkClaimProof, claimProofFrom, type ProvenClaim } from '../../core/ledger/claim-proof.js';
import { parseVerifierKey } from '../../core/ledger/note.js';

const form = document.querySelector<HTMLFormElement>('form[data-verify]');
const proof = form?.querySelector<HTMLTextAreaElement>('textarea[name=proof]') ?? null;
const key = form?.querySelector<HTMLInputElement>('input[name=key]') ?? null;
const answer = form?.querySelector<HTMLElement>('[data-answer]') ?? null;
if (form !== null && proof !== null && key !== null && answer !== null) prepare({ form, proof, key, answer });

interface Parts {
  readonly form: HTMLFormElement;
  readonly proof: HTMLTextAreaElement;
  readonly key: HTMLInputElement;
  readonly answer: HTMLElement;
}

function prepare(parts: Parts): void {
  const { form, proof, answer } = parts;
  for (const hidden of form.querySelectorAll<HTMLElement>('[hidden]')) hidden.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell(parts);
  });
  // An answer never stands beside a proof it was not given for.
  form.addEventListener('input', () => answer.replaceChildren());
  form.querySelector<HTMLInputElement>('input[type=file]')?.addEventListener('change', (event) => {
    const [file] = event.target instanceof HTMLInputElement ? (event.target.files ?? []) : [];
    if (file !== undefined && file.size <= 1_000_000) void take(file);
  });
  const take = async (file: File) => {
    proof.value = await file.text();
    tell(parts);
  };
  if (proof.value.trim() !== '') tell(parts);
}

function tell(parts: Parts): void {
  const checked = check(parts.proof.value, parts.key.value.trim());
  const lines = checked.ok
    ? provenLines(parts, checked.value)
    : [fill(parts, 'not', { why: checked.problem.message })];
  parts.answer.className = checked.ok ? 'proven' : 'not-proven';
  parts.answer.replaceChildren(
    ...lines.map((line, i) => {
      const element = document.createElement(i === 0 ? 'strong' : 'p');
      element.textContent = line;
      return element;
    }),
  );
}

function check(text: string, key: string): Result<ProvenClaim> {
  const read = claimProofFrom(jsonOf(text));
  if (read === null)
    return { ok: false, problem: { kind: 'no-proof', message: 'The text is no proof of a claim.' } };
  if (!read.ok) return read;
  if (key === '') return checkClaimProof(read.value, read.value.keys);
  const given = parseVerifierKey(key);
  return given.ok ? checkClaimProof(read.value, [given.value]) : given;
}

function provenLines(parts: Parts, { claim, seq, at, actor, checkpoint }: ProvenClaim): string[] {
  const credit = claim.accordingTo.map((id) => ` ← ${id}`).join('');
  return [
    fill(parts, 'proven', { n: String(seq), size: String(checkpoint.size), log: checkpoint.origin }),
    `${claim.thing.type} ${claim.thing.id} · ${claim.property} · ${valueText(claim.value)}`,
    `${claim.stance} · ${claim.source}${credit} · ${locatorText(claim.locator)}`,
    ...(claim.note === '' ? [] : [claim.note]),
    fill(parts, 'recorded', { at, by: actor }),
    fill(parts, parts.key.value.trim() === '' ? 'itsKey' : 'yourKey', {}),
    fill(parts, 'truth', {}),
  ];
}

/** The page brings the words, in its language. */
function fill({ form }: Parts, name: string, gaps: Readonly<Record<string, string>>): string {
  return (form.dataset[name] ?? name).replaceAll(/\{(\w+)\}/g, (gap, key: string) =>
    Object.hasOwn(gaps, key) ? (gaps[key] ?? gap) : gap,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
