import { word } from "../../schema/words/word.ts";
import { bookUnit, type ClaimKind, type ClaimState } from "../../schema/words/ledger.ts";
import type { NettingMode } from "../../schema/words/netting.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { NettableClaim, PriceList } from "./netting.model.ts";

/** Goods still out are the owner's own, and what an accident's firm owes is not settled yet. */
const nettable: ReadonlySet<ClaimKind> = new Set<ClaimKind>([
  "REFILL",
  "REPAIR",
  "RESTORE",
  "COMPENSATE",
  "DAMAGES",
  "PAY",
  "SERVICE",
]);

export const isNettable = (kind: ClaimKind, state: ClaimState): boolean =>
  nettable.has(kind) && (state === "CONFIRMED" || state === "PART_SETTLED");

/** Which claims a round is about. */
export interface Scope {
  readonly mode: NettingMode;
  readonly kinds: readonly ClaimKind[];
  readonly items: readonly string[];
  /** By value only. */
  readonly prices: PriceList | null;
  /** Only claims among these; null: all governments. */
  readonly among: ReadonlySet<string> | null;
}

export interface ScopeInput {
  readonly mode: NettingMode;
  /** CYCLES and NOVATION: claims of this kind and item. */
  readonly kind?: ClaimKind | undefined;
  readonly item?: string | undefined;
  /** VALUE: 分 for a base unit of each item. */
  readonly prices?: PriceList | undefined;
  /** Only claims among these; absent: all governments. */
  readonly among?: readonly string[] | undefined;
}

/** One kind and item, or, by value, one price list: never both. */
export function scopeOf({ mode, kind, item, prices, among }: ScopeInput): Outcome<Scope> {
  const parties = among === undefined ? null : new Set(among);
  if (mode === "VALUE") {
    const wrong = valueRefusals({ kind, item, prices });
    if (wrong.length > 0 || prices === undefined) return refuse(wrong);
    const items = [...new Set([...Object.keys(prices), bookUnit.MONEY])];
    return ok({ mode, kinds: [...nettable], items, prices, among: parties });
  }
  const wrong = [
    ...(kind !== undefined && nettable.has(kind) ? [] : [needed("kind")]),
    ...(item === undefined || item === "" ? [needed("item")] : []),
    ...(prices === undefined ? [] : [unwanted("prices")]),
  ];
  if (wrong.length > 0 || kind === undefined || item === undefined) return refuse(wrong);
  return ok({ mode, kinds: [kind], items: [item], prices: null, among: parties });
}

function valueRefusals({ kind, item, prices }: Omit<ScopeInput, "mode">): Refusal[] {
  const listed = Object.entries(prices ?? {});
  return [
    ...(kind === undefined ? [] : [unwanted("kind")]),
    ...(item === undefined ? [] : [unwanted("item")]),
    ...(listed.length === 0 ? [needed("prices")] : []),
    ...listed
      .filter(([sku, fen]) => sku === bookUnit.MONEY || !Number.isSafeInteger(fen) || fen < 1)
      .map(([sku]) => refusal("QUANTITY_OUT_OF_RANGE", `prices.${sku}`, { min: 1, max: limit })),
  ];
}

/** Rows as a price list; an item with two prices has none. */
export function priceListOf(
  rows: readonly { readonly item: string; readonly fen: number }[],
): Outcome<PriceList> {
  const twice = rows.flatMap(({ item }, at) =>
    rows.findIndex((other) => other.item === item) === at ? [] : [at],
  );
  const why = word("同一品种只能有一个价", "one price for each item");
  if (twice.length > 0)
    return refuse(
      twice.map((at) => refusal("INVALID_INPUT", `prices.${String(at)}.item`, { why })),
    );
  return ok(Object.fromEntries(rows.map(({ item, fen }): [string, number] => [item, fen])));
}

const limit = Number.MAX_SAFE_INTEGER;
const needed = (path: string): Refusal =>
  refusal("INVALID_INPUT", path, { why: word("必填", "required") });
const unwanted = (path: string): Refusal =>
  refusal("INVALID_INPUT", path, { why: word("此方式不用填", "not for this mode") });

/** What is worth more than a book can hold cannot be weighed against anything. */
export const priceRefusals = (
  claims: readonly NettableClaim[],
  { prices }: Pick<Scope, "prices">,
): Refusal[] => {
  const total = new Map<string, bigint>();
  for (const { item, outstanding } of claims) {
    const worth = BigInt(outstanding) * BigInt(prices?.[item] ?? 1);
    total.set(item, (total.get(item) ?? 0n) + worth);
  }
  return [...total]
    .filter(([, worth]) => worth > BigInt(limit) / 1024n)
    .map(([item]) => refusal("QUANTITY_OUT_OF_RANGE", `prices.${item}`, { min: 1, max: limit }));
};
