import { fenOf } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import type { ServiceUnit, SheetLineInput } from "../published/operations.ts";

export interface Rate {
  readonly unit: ServiceUnit;
  readonly rateFen: number;
}

/** A sheet as it is typed; `lines.0.day` is where the hub refuses the day of the first row. */
export interface SheetDraft {
  readonly values: Values;
  readonly rows: number;
  /** The instant of the first press, the same at each retry. */
  readonly pressedAt: string | null;
}

const kept = ["unit", "quantity", "rateFen"];

/** One row more, that counts as the last one did; its day is still to be said. */
export function withRow({ values, rows }: SheetDraft): SheetDraft {
  const last = kept.map(
    (part) => [`lines.${rows}.${part}`, values[`lines.${rows - 1}.${part}`] ?? ""] as const,
  );
  const more = { ...values, [`lines.${rows}.day`]: "", ...Object.fromEntries(last) };
  return { values: more, rows: rows + 1, pressedAt: null };
}

export const withoutRow = (draft: SheetDraft): SheetDraft => {
  return { ...draft, rows: draft.rows - 1, pressedAt: null };
};

/** What the unit of a row costs by the agreement; empty: the sheet says it. */
export const agreedFor = (rates: readonly Rate[], unit: string | undefined): readonly Rate[] =>
  rates.filter((rate) => rate.unit === unit);

/** The rows as the hub takes them; null where a figure of one is not whole yet. */
export function rowsOf(
  { values, rows }: SheetDraft,
  rates: readonly Rate[],
): (SheetLineInput | null)[] {
  return Array.from({ length: rows }, (_, at) => {
    const said = (part: string): string => values[`lines.${at}.${part}`] ?? "";
    const unit = said("unit") as ServiceUnit;
    const quantity = whole(said("quantity"));
    const rateFen = rates.length > 0 ? agreedFor(rates, unit)[0]?.rateFen : fenOf(said("rateFen"));
    if (quantity === null || rateFen === undefined || said("day") === "") return null;
    return { day: said("day"), unit, quantity, rateFen };
  });
}

/** In 分; null while a row is not whole, or where the sum is beyond what is counted exactly. */
export function sumOf(rows: readonly (SheetLineInput | null)[]): number | null {
  const sum = rows.reduce<number>(
    (all, row) => all + (row === null ? Number.NaN : row.quantity * row.rateFen),
    0,
  );
  return Number.isSafeInteger(sum) ? sum : null;
}
