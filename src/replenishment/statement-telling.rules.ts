import type { Amount, StatementCell, StatementNames } from "./statement.model.ts";

export type TableLocale = "zh" | "en";

export interface Telling {
  readonly locale: TableLocale;
  readonly say: (zh: string, en: string) => string;
  readonly name: (code: string) => string;
  /** “name (code)” of an item, or money. */
  readonly thing: (item: string | null) => string;
  readonly unit: (item: string | null, unit: string) => string;
}

/** Names are those of today; a thing that the reader may not see keeps its code. */
export function telling(names: StatementNames, locale: TableLocale): Telling {
  const say = (zh: string, en: string): string => (locale === "en" ? en : zh);
  const name = (code: string): string => {
    const known = names.get(code);
    return known === undefined ? code : say(known.zh, known.en ?? known.zh);
  };
  return {
    ...{ locale, say, name },
    thing: (item) =>
      item === null ? say("金额", "money") : names.has(item) ? `${name(item)} ${item}` : item,
    unit: (item, unit) =>
      item === null ? say("元", "CNY") : say(unit, names.get(item)?.unit ?? unit),
  };
}

/** 分 become 元 by their digits; base units stay whole. */
export const amount = (item: string | null, quantity: number): Amount =>
  item === null ? { value: quantity / 100, decimals: 2 } : { value: quantity, decimals: 0 };

export const cellText = (cell: StatementCell): string =>
  typeof cell === "string" ? cell : cell.value.toFixed(cell.decimals);

/** `2026-11-28 17:05`, by the clock of Asia/Shanghai, which has no summer time. */
export const stamp = (at: Date | string): string =>
  new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

export const sideOf = (side: "COLLECT" | "OWE", say: Telling["say"]): string =>
  side === "COLLECT" ? say("应收", "due to us") : say("应办", "due from us");
