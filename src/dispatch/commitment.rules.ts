import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { LockedCommitment } from "../reserves/reserves.model.ts";
import type { DraftLine } from "./adoption.model.ts";

/** How much of a contract all orders together call for on one day. */
export interface CommitmentDay {
  readonly commitmentId: string;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly day: string;
  readonly quantity: number;
}

const offsetMs = 8 * 3_600_000;

/** The day of an instant in Asia/Shanghai (UTC+8, no summer time), `YYYY-MM-DD`. */
export const dayOf = (at: Date): string =>
  new Date(at.getTime() + offsetMs).toISOString().slice(0, 10);

export const calledOn = (calls: readonly CommitmentDay[], id: string, day: string): number =>
  calls.find((call) => call.commitmentId === id && call.day === day)?.quantity ?? 0;

/**
 * Each line of a contract that all lines together overdraw, in all or on one day, and of one that
 * is not in force. A day's rate is promised once, however many plans were made of it.
 */
export function commitmentRefusals(
  lines: readonly DraftLine[],
  commitments: readonly LockedCommitment[],
  calls: readonly CommitmentDay[],
): Refusal[] {
  const drawn = lines.flatMap((line) => {
    const { thing } = line.ground;
    if (thing.kind !== "COMMITMENT") return [];
    return [{ id: thing.commitmentId, day: dayOf(line.leavesAt), line }];
  });
  return drawn.flatMap(({ id, day, line }) => {
    const path = `allocations.${line.at}`;
    const found = commitments.find((commitment) => commitment.id === id);
    if (found?.inForce !== true)
      return [refusal("AGREEMENT", path, { lender: line.ground.lenderOrg })];
    const mine = drawn.filter((other) => other.id === id);
    const inAll = { wanted: sum(mine), available: found.maxQuantity - found.promised };
    const thatDay = {
      wanted: sum(mine.filter((other) => other.day === day)),
      available: Math.max(0, found.dailyRate - calledOn(calls, id, day)),
    };
    const over = [inAll, thatDay].find(({ wanted, available }) => wanted > available);
    if (over === undefined) return [];
    return [refusal("COMMITMENT_EXHAUSTED", path, { item: found.item, ...over })];
  });
}

const sum = (drawn: readonly { readonly line: DraftLine }[]): number =>
  drawn.reduce((total, { line }) => total + line.ordered, 0);
