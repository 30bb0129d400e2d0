import { useLang } from "./lang.ts";

const grouped = new Intl.NumberFormat("en-US");

/** Unknown is a dash, never 0. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? "—" : grouped.format(value);

export interface Measured {
  readonly unit: string;
  readonly unitZh: string;
}

/** The unit of an item as people say it; teams and machines are counted by themselves. */
export function useUnit(): (item: Measured | null | undefined) => string {
  const locale = useLang();
  return (item) => {
    if (item === null || item === undefined) return locale === "en" ? "teams" : "支";
    return locale === "en" ? item.unit : item.unitZh;
  };
}

/** Money is whole 分; people read 元. */
export const yuan = (fen: number): string =>
  new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 }).format(fen / 100);

/** 元 as typed, in 分, without a rounding between; undefined where that is no such sum. */
export function fenOf(text: string): number | undefined {
  const [, whole, part = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole + part.padEnd(2, "0"));
}

interface Ratio {
  readonly give: number;
  readonly counts: number;
}

/** So many of a substitute in the item owed; whole units alone count, as the hub has it. */
export function countedAt(ratio: Ratio | null | undefined, quantity: number): number {
  const { give, counts } = ratio ?? { give: 1, counts: 1 };
  return Number((BigInt(quantity) * BigInt(counts)) / BigInt(give));
}
