const SCALE_FLOOR = 10;
const SCALE_CEILING = 20;

/** A power of two that brings the largest cost near a million: exact, and kind to tolerances. */
export function scaleOf(costs: Float64Array): number {
  let largest = 0;
  for (const cost of costs) largest = Math.max(largest, Math.abs(cost));
  if (largest === 0) return 1;
  const exponent = Math.floor(Math.log2(largest));
  if (exponent > SCALE_CEILING) return 2 ** (SCALE_CEILING - exponent);
  return exponent < SCALE_FLOOR ? 2 ** (SCALE_FLOOR - exponent) : 1;
}
