/**
 * Random numbers from a stored seed: xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32.
 * The algorithm's name goes with every seed, because a seed alone repeats nothing.
 */
export const randomName = 'xoshiro128**';

export interface Random {
  /** Uniform in (0, 1), 53 bits, never 0 or 1. */
  readonly uniform: () => number;
  /** Standard normal, by the polar method (Marsaglia & Bray 1964), which makes two at a time. */
  readonly normal: () => number;
}

/** Streams of one seed are independent enough for parallel chains: each has its own filled state. */
export function randomFrom(seed: number, stream = 0): Random {
  let fill = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0;
  const next = (): number => {
    fill = (fill + 0x9e3779b9) >>> 0;
    let z = fill;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next() | 1];
  const word = (): number => {
    const m = Math.imul(b, 5);
    const result = Math.imul((m << 7) | (m >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  let spare = Number.NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const u = (word() + 0.5) / 2147483648;
      const v = (word() + 0.5) / 2147483648;
      const s = u * u + v * v;
      if (s >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
  return {
    uniform: () => ((word() >>> 5) * 67108864 + (word() >>> 6) + 0.5) / 9007199254740992,
    normal,
  };
}
