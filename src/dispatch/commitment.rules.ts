import { dayInChina } from "../kernel/day.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { overRate } from "../reserves/commitment.rules.ts";
import type { LockedCommitment } from "../reserves/reserves.model.ts";
import type { DraftLine } from "./adoption.model.ts";

/**
 * Each line of a contract that all lines together overdraw, in all or on one day, and of one that
 * is not in force. A day's rate is promised once, however many plans were made of it.
 */
export function commitmentRefusals(
  lines: readonly DraftLine[],
  commitments: readonly LockedCommitment[],
): Refusal[] {
  const drawn = lines.flatMap((line) => {
    const { thing } = line.ground;
    if (thing.kind !== "COMMITMENT") return [];
    return [{ id: thing.commitmentId, day: dayInChina(line.leavesAt), line }];
  });
  return drawn.flatMap(({ id, day, line }) => {
    const path = `allocations.${line.at}`;
    const found = commitments.find((commitment) => commitment.id === id);
    if (found?.inForce !== true)
      return [refusal("AGREEMENT", path, { lender: line.ground.lenderOrg })];
    const mine = drawn.filter((other) => other.id === id);
    const [wanted, available] = [sum(mine), found.maxQuantity - found.promised];
    if (wanted > available)
      return [refusal("COMMITMENT_EXHAUSTED", path, { item: found.item, wanted, available })];
    const quantity = sum(mine.filter((other) => other.day === day));
    const over = overRate(found.dailyRate, found.calls, { day, quantity });
    return over === undefined ? [] : [refusal("DAILY_RATE_EXCEEDED", path, { ...over })];
  });
}

const sum = (drawn: readonly { readonly line: DraftLine }[]): number =>
  drawn.reduce((total, { line }) => total + line.ordered, 0);
