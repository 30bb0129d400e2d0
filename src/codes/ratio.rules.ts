import type { Reading } from "../sheets/cell.rules.ts";
import type { Ratio } from "./codes.model.ts";

/** No unit of goods holds more of another; two of them multiplied stay exact. */
const partMax = 1_000_000;

/** How many of the hub's unit one foreign unit is: `20`, `0.5`, `1/25`. Exact, never rounded. */
export function readRatio(text: string): Reading<Ratio> {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/\s/g, "")
    .replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  const [, whole, fraction = ""] = /^(\d{1,7})(?:\.(\d{1,6}))?$/.exec(plain) ?? [];
  const [, above, below] = /^(\d{1,7})\/(\d{1,7})$/.exec(plain) ?? [];
  const ratio =
    whole === undefined
      ? lowest(Number(above), Number(below))
      : lowest(Number(whole + fraction), 10 ** fraction.length);
  if (ratio !== undefined) return { value: ratio };
  return { code: "BAD_FACTOR", facts: { text: text.slice(0, 24) } };
}

function lowest(counts: number, give: number): Ratio | undefined {
  if (!(counts > 0 && give > 0)) return undefined;
  const divisor = commonDivisor(counts, give);
  const ratio = { give: give / divisor, counts: counts / divisor };
  return Math.max(ratio.give, ratio.counts) <= partMax ? ratio : undefined;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** One after the other: the first's unit in the second's. */
export const times = (a: Ratio, b: Ratio): Ratio | undefined =>
  lowest(a.counts * b.counts, a.give * b.give);

/** So many foreign units in the hub's; undefined: that is no whole number. */
export function converted(quantity: number, { give, counts }: Ratio): number | undefined {
  if (quantity % give !== 0) return undefined;
  const whole = (quantity / give) * counts;
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** As `readRatio` reads it. */
export const ratioText = ({ give, counts }: Ratio): string =>
  give === 1 ? String(counts) : `${counts}/${give}`;
