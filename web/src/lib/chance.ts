/** Numbers that look drawn and are not: the same words give the same ones. */

const WORD = (1n << 64n) - 1n;

/** A text as 64 bits (FNV-1a). */
export function hashed(text: string): bigint {
  let found = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) found = ((found ^ BigInt(byte)) * 0x100000001b3n) & WORD;
  return found;
}

/** The stream of splitmix64 from a seed. */
export function* splitmix(seed: bigint): Generator<bigint> {
  for (let state = seed & WORD; ; ) {
    state = (state + 0x9e3779b97f4a7c15n) & WORD;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
    yield z ^ (z >> 31n);
  }
}

/** So many different numbers below `below`, in order, from a text; all there are where there are fewer. */
export function picked(text: string, below: number, many: number): number[] {
  if (below <= many) return Array.from({ length: Math.max(0, below) }, (_, k) => k);
  const found = new Set<number>();
  for (const word of splitmix(hashed(text))) {
    found.add(Number(word % BigInt(below)));
    if (found.size === many) break;
  }
  return [...found].sort((a, b) => a - b);
}
