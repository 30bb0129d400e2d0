import { refusal, type Refusal } from "../kernel/refusal.ts";

/** So much is promised for a day; days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface DayCall {
  readonly day: string;
  readonly quantity: number;
}

const dayMs = 86_400_000;

export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;

/** How much of a supplier's daily rate is not promised for that day yet. */
export const freeOn = (dailyRate: number, promised: readonly DayCall[], day: string): number =>
  promised
    .filter((call) => call.day === day)
    .reduce((free, { quantity }) => Math.max(0, free - quantity), dailyRate);

/**
 * A day for which more would be promised than a supplier delivers. What was not
 * called yesterday is not made up for today: a factory makes its rate and no more.
 */
export function overRate(
  dailyRate: number,
  promised: readonly DayCall[],
  wanted: DayCall,
): { readonly day: string; readonly available: number; readonly wanted: number } | undefined {
  const { day, quantity } = wanted;
  const available = freeOn(dailyRate, promised, day);
  return quantity > available ? { day, available, wanted: quantity } : undefined;
}

export interface TermsInput {
  readonly maxQuantity: number;
  readonly dailyRate: number;
  readonly leadMinutes: number;
  readonly unitPriceFen: number;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What is wrong with the terms of a call right; `promised` is what is promised already. */
export function termsRefusals(terms: TermsInput, promised: number): Refusal[] {
  const max = Number.MAX_SAFE_INTEGER;
  const range = (name: keyof TermsInput, min: number): Refusal[] =>
    Number(terms[name]) >= min ? [] : [refusal("QUANTITY_OUT_OF_RANGE", name, { min, max })];
  return [
    ...range("maxQuantity", Math.max(1, promised)),
    ...range("dailyRate", 1),
    ...range("leadMinutes", 0),
    ...range("unitPriceFen", 0),
    ...(terms.validFrom <= terms.validTo
      ? []
      : [refusal("INVALID_INPUT", "validTo", { why: "not before validFrom" })]),
  ];
}

const dayMinutes = 1440;

/** What stands against a call under a right that is locked. */
export function callRefusals(
  right: {
    readonly item: string;
    readonly inForce: boolean;
    readonly maxQuantity: number;
    readonly promised: number;
    readonly dailyRate: number;
    readonly leadMinutes: number;
    readonly validTo: string;
    readonly calls: readonly DayCall[];
  },
  { day, quantity }: DayCall,
  today: string,
): Refusal[] {
  if (!right.inForce) return [refusal("AGREEMENT", "commitmentId")];
  const lead = Math.floor(right.leadMinutes / dayMinutes);
  const available = right.maxQuantity - right.promised;
  const wrong: Refusal[] = [];
  if (quantity < 1)
    wrong.push(refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: available }));
  if (day > right.validTo || daysBetween(today, day) < lead)
    wrong.push(
      refusal("INVALID_INPUT", "day", { why: `${lead} days ahead, until ${right.validTo}` }),
    );
  if (wrong.length > 0) return wrong;
  if (quantity > available)
    wrong.push(
      refusal("COMMITMENT_EXHAUSTED", "quantity", {
        item: right.item,
        wanted: quantity,
        available,
      }),
    );
  const over = overRate(right.dailyRate, right.calls, { day, quantity });
  if (over !== undefined) wrong.push(refusal("DAILY_RATE_EXCEEDED", "quantity", { ...over }));
  return wrong;
}
