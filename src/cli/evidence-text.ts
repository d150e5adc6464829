/** What a State could know before an event, events of the same kind, and the risk on return, as text. */
import { type EvidenceLine, type Findings } from '../app/findings.js';
import { hang, wrap } from './wrap.js';

const KINDS = { ask: 'asked', finding: 'found by somebody', statement: 'its own words' } as const;

export function evidenceLines(all: Findings, columns: number): string[] {
  return [
    ...all.knowledge.flatMap((one) => knowledge(one, columns)),
    ...pattern(all, columns),
    ...risk(all, columns),
  ];
}

function knowledge({ state, before }: Findings['knowledge'][number], columns: number): string[] {
  const sure = before.filter(({ reached }) => reached === 'yes');
  const open = before.length - sure.length;
  const head = `What ${state} could know before: ${sure.length} on record${open === 0 ? '' : `, ${open} not certain to have reached it by then`}`;
  return [wrap(head, columns), ...before.map((line) => evidence(line, columns)), ''];
}

function evidence({ id, kind, how, date, reached }: EvidenceLine, columns: number): string {
  const words = [date ?? 'no date', KINDS[kind], how.join(', '), id]
    .filter((word) => word !== '')
    .join(' · ');
  return hang(reached === 'yes' ? '  ● ' : '  ○ ', words, columns);
}

function pattern({ pattern: events }: Findings, columns: number): string[] {
  if (events.length === 0) return ['Other returns between the same States: none is recorded', ''];
  const before = events.filter(({ when }) => when === 'before').length;
  const head = `Other returns between the same States: ${events.length}, ${before === 0 ? 'none' : before} surely before`;
  return [
    wrap(head, columns),
    ...events.map(({ event, date, kinds, when }) =>
      wrap(`${date ?? 'no date'} · ${event} · ${kinds.join(', ')} · ${when}`, columns, '  '),
    ),
    '',
  ];
}

function risk({ risk: profiles }: Findings, columns: number): string[] {
  const known = profiles.filter(({ reasons }) => reasons.length > 0);
  const none = profiles.filter(({ reasons }) => reasons.length === 0);
  return [
    'Risk on return, by profile: reasons, not a score',
    ...known.flatMap(({ label, reasons }) => [
      `  ${label}`,
      ...reasons.map(({ words, kinds, sources, basis, afterThis, doer }) =>
        wrap(
          `${afterThis ? 'after this event: ' : ''}${words} (${kinds.join(', ')}; ${basis === 'read' ? sources.join(', ') : 'general knowledge, unverified'}${doer === 'there' ? '' : '; by whom is not recorded'})`,
          columns,
          '    ',
        ),
      ),
    ]),
    ...(none.length === 0
      ? []
      : [
          wrap(
            `No harm there is recorded, which says nothing of safety: ${none.map(({ label }) => label).join('; ')}`,
            columns,
            '  ',
          ),
        ]),
    '',
  ];
}
