import {
  stocktakeStage,
  type StocktakeReason,
  type StocktakeStage,
} from "../../schema/words/reserves.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type {
  CountedLine,
  CountFact,
  CountInput,
  LineView,
  ReasonInput,
  SheetRow,
} from "./stocktake.model.ts";

const differenceOf = ({ counted, booked }: CountFact): number => counted - booked;

/**
 * A lot is counted out when the last count finds what the book says, or when two blind counts in
 * a row find the same difference. Each is compared with the book of its own instant, so goods
 * that come and go between two counts disturb neither.
 */
export function stageOf(counts: readonly CountFact[]): StocktakeStage {
  const last = counts.at(-1);
  const before = counts.at(-2);
  if (last === undefined) return "UNCOUNTED";
  if (differenceOf(last) === 0) return "MATCHED";
  return before !== undefined && differenceOf(before) === differenceOf(last)
    ? "DIFFERS"
    : "RECOUNT";
}

export const isCountedOut = (stage: StocktakeStage): boolean =>
  stage === "MATCHED" || stage === "DIFFERS";

/** Nobody counts the same lot twice in a row where a colleague could do it. */
export const needsColleague = (
  counts: readonly Pick<CountFact, "by">[],
  counter: string,
  keepers: number,
): boolean => keepers > 1 && counts.at(-1)?.by === counter;

/** Reasons for which the one who keeps the goods answers to the one who owns them. */
const keepersFault: ReadonlySet<StocktakeReason> = new Set([
  "LOST_IN_KEEPING",
  "SPOILT_IN_KEEPING",
]);
export const isKeepersFault = (reason: StocktakeReason): boolean => keepersFault.has(reason);

/**
 * What is still to be booked of a difference. What was booked as lost or found since the count
 * (a short pick, another correction) has told part of it; it never turns a loss into a find.
 */
export function stillToBook(
  difference: number,
  since: { readonly shortSince: number; readonly surplusSince: number },
): number {
  if (difference < 0) return Math.min(0, difference + Math.max(0, since.shortSince));
  if (difference > 0) return Math.max(0, difference - Math.max(0, since.surplusSince));
  return 0;
}

export type Shelf = "ON_HAND" | "BLOCKED";

export interface Correction {
  readonly at: Shelf;
  /** More than zero: found; less: missing. */
  readonly quantity: number;
}

/**
 * Where a difference is booked: a find lies with the rest of its lot, a loss is taken from what
 * is free and then from what is blocked. Held goods are promised to an order, which must short
 * pick first: undefined tells that too little is free.
 */
export function correctionsOf(
  line: Pick<CountedLine, "condition" | "onHand" | "blocked">,
  quantity: number,
): readonly Correction[] | undefined {
  if (quantity === 0) return [];
  if (quantity > 0) return [{ at: line.condition === "GOOD" ? "ON_HAND" : "BLOCKED", quantity }];
  const missing = -quantity;
  if (missing > line.onHand + line.blocked) return undefined;
  const free = Math.min(missing, line.onHand);
  const parts: Correction[] = [
    { at: "ON_HAND", quantity: 0 - free },
    { at: "BLOCKED", quantity: free - missing },
  ];
  return parts.filter((part) => part.quantity !== 0);
}

export interface Settled {
  readonly line: CountedLine;
  readonly counted: number;
  readonly booked: number;
  readonly posted: number;
  readonly corrections: readonly Correction[];
  readonly reason: StocktakeReason | null;
  readonly note: string | null;
}

/** Every line counted out and explained, or every line that is not. */
export function settle(
  lines: readonly CountedLine[],
  reasons: readonly ReasonInput[],
): { readonly settled: readonly Settled[]; readonly wrong: readonly Refusal[] } {
  const settled: Settled[] = [];
  const wrong: Refusal[] = [];
  reasons.forEach(({ lotId }, at) => {
    if (!lines.some((line) => line.lotId === lotId))
      wrong.push(refusal("NOT_FOUND", `reasons.${at}.lotId`));
  });
  for (const line of lines) {
    const stage = stageOf(line.counts);
    const last = line.counts.at(-1);
    const given = reasons.find(({ lotId }) => lotId === line.lotId);
    const lot = line.lotCode;
    if (last === undefined || !isCountedOut(stage)) {
      wrong.push(refusal("COUNT_MISSING", "stocktakeId", { lot, stage: stocktakeStage[stage] }));
      continue;
    }
    if (stage === "DIFFERS" && given === undefined) {
      wrong.push(refusal("REASON_MISSING", "reasons", { lot }));
      continue;
    }
    const posted = stillToBook(differenceOf(last), line);
    const corrections = correctionsOf(line, posted);
    if (corrections === undefined) {
      const available = line.onHand + line.blocked;
      const facts = { item: line.item, lot, available, wanted: -posted };
      wrong.push(refusal("SHORT_OF_STOCK", "stocktakeId", facts));
      continue;
    }
    const reason = stage === "DIFFERS" ? (given?.reason ?? null) : null;
    const { counted, booked } = last;
    settled.push({ line, counted, booked, posted, corrections, reason, note: given?.note ?? null });
  }
  return { settled, wrong };
}

/** What is wrong with a list of counts before the book is asked. */
export function countRefusals(
  counts: readonly CountInput[],
  { openedAt, now }: { readonly openedAt: Date; readonly now: Date },
): Refusal[] {
  const seen = new Set<string>();
  return counts.flatMap(({ lotId, counted, countedAt }, at) => {
    const path = `counts.${at}`;
    const found: Refusal[] = [];
    if (counted < 0)
      found.push(
        refusal("QUANTITY_OUT_OF_RANGE", `${path}.counted`, {
          min: 0,
          max: Number.MAX_SAFE_INTEGER,
        }),
      );
    if (seen.has(lotId))
      found.push(refusal("INVALID_INPUT", `${path}.lotId`, { why: "one count per lot" }));
    seen.add(lotId);
    if (countedAt && (countedAt > now || countedAt < openedAt))
      found.push(
        refusal("INVALID_INPUT", `${path}.countedAt`, {
          why: "since the opening, not later than now",
        }),
      );
    return found;
  });
}

/** Neither the book's figure nor a colleague's is shown while it could lead the next counter. */
export function viewOf({ counts, ended, ...row }: SheetRow): LineView {
  const stage = stageOf(counts);
  const last = counts.at(-1);
  const closed = ended && row.counted !== null;
  const shown = !closed && !ended && isCountedOut(stage) ? last : undefined;
  const counted = closed ? row.counted : (shown?.counted ?? null);
  const booked = closed ? row.booked : (shown?.booked ?? null);
  const difference = counted === null || booked === null ? null : counted - booked;
  return { ...row, stage, counts: counts.length, counted, booked, difference };
}
