/** Smaller duals are a program's rounding errors. */
export const FACE = 1e-6;

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** What stays at one of its bounds in every optimal answer, as the duals tell, and at which. */
export function onFace(
  duals: Float64Array,
  boundsOf: (index: number) => Bounds | undefined,
): { readonly index: number; readonly value: number }[] {
  const held: { readonly index: number; readonly value: number }[] = [];
  duals.forEach((dual, index) => {
    const bounds = Math.abs(dual) <= FACE ? undefined : boundsOf(index);
    if (bounds === undefined || bounds.lower === bounds.upper) return;
    held.push({ index, value: dual > 0 ? bounds.lower : bounds.upper });
  });
  return held;
}
