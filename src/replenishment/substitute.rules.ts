import type { EquivalentItem } from "../../schema/shapes/agreement.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
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

/** How many of what came were owed; the rest was given. */
interface Taken {
  readonly passed: number;
  readonly gift?: number | undefined;
}

/**
 * What of task and claim these goods settle, in the item owed. A substitute's voucher names both
 * items, the ratio, and the version that allows it; a gift settles nothing and is named, too.
 */
export function countedIn(ground: RefillGround, item: string, { passed, gift = 0 }: Taken) {
  const ratio = ratioOf(ground, item);
  const owed = passed - gift;
  const given = gift === 0 ? {} : { gift };
  if (item === ground.item || ratio === undefined) return { counted: owed, said: given };
  const { counted } = countedAt(ratio, owed);
  const { give, counts } = ratio;
  const { pact } = ground;
  return {
    counted,
    said: { item, owedItem: ground.item, counted, ratio: { give, counts }, pact, ...given },
  };
}

/** What comes beyond what is owed is refused, unless whoever takes it in says that it is given. */
export const giftRefusals = (gift: number, quantity: number): Refusal[] =>
  gift === 0 || (Number.isSafeInteger(gift) && gift > 0 && gift < quantity)
    ? []
    : [refusal("QUANTITY_OUT_OF_RANGE", "gift", { min: 0, max: Math.max(0, quantity - 1) })];
