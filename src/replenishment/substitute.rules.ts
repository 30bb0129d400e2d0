import type { EquivalentItem } from "../../schema/shapes/agreement.ts";
import type { RefillGround } from "./refill.model.ts";

type Ratio = Pick<EquivalentItem, "give" | "counts">;

/** At what ratio the agreement lets `item` come; undefined: it does not. */
export const ratioOf = (
  { substitutes = [] }: RefillGround,
  item: string,
): EquivalentItem | undefined => substitutes.find(({ substitute }) => substitute === item);

/** Whole units of the owed item that so many are, and the least that are as many. */
export function countedAt(ratio: Ratio, quantity: number): { counted: number; least: number } {
  if (!Number.isSafeInteger(quantity) || quantity < 0) return { counted: NaN, least: NaN };
  const counted = Number((BigInt(quantity) * BigInt(ratio.counts)) / BigInt(ratio.give));
  return { counted, least: leastFor(ratio, counted) };
}

/** How many of the substitute it takes for so many whole units of the owed item. */
export const leastFor = ({ give, counts }: Ratio, wanted: number): number =>
  Number((BigInt(wanted) * BigInt(give) + BigInt(counts) - 1n) / BigInt(counts));
