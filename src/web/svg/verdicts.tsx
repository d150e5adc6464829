/** How a letter fared, as one bar: a width for every verdict that occurs. The table beside it has the numbers. */
import { type Verdict } from '../../core/letter/assertion.js';

export function VerdictBar(props: {
  readonly counts: readonly { readonly verdict: Verdict; readonly count: number }[];
  readonly label: string;
}) {
  const total = props.counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  let x = 0;
  return (
    <svg
      class="verdict-bar"
      viewBox="0 0 1000 12"
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      {props.counts.map(({ verdict, count }) => {
        const from = x;
        x += (1000 * count) / total;
        return <rect class={`v-${verdict}`} x={from} y={0} width={Math.max(0, x - from - 3)} height={12} />;
      })}
    </svg>
  );
}
