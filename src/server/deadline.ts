import type { Asking } from "./asking.ts";
import { Fault } from "./fault.ts";
import { prices } from "./price.ts";

/** How long one query may take, in seconds. A write is short, and is finished once begun. */
export interface Deadlines {
  readonly public: number;
  readonly member: number;
  /** A query that solves, which the solver's own limit ends sooner. */
  readonly solve: number;
  /** After so long a silent stream's caller is looked at again: it may have lost its right. */
  readonly look: number;
  /** A line is pinged so often, and ended at the next ping if it has not answered. */
  readonly ping: number;
  /** A message may wait so long for a reader that does not take it. */
  readonly slow: number;
}

export const usualDeadlines: Deadlines = {
  public: 10,
  member: 20,
  solve: 120,
  look: 30,
  ping: 20,
  slow: 15,
};

/**
 * Ends a query whose time is over as if its caller had hung up: the statement that it is at is
 * cancelled, no other is sent, and the solver works for it no more. Answers how to call it off.
 */
export function limitTime(asking: Asking, deadlines: Deadlines): () => void {
  const { kind, principal, charge, gone } = asking;
  if (kind !== "query") return () => undefined;
  const solves = (charge?.price ?? 0) >= prices.solve;
  const seconds =
    principal === undefined ? deadlines.public : solves ? deadlines.solve : deadlines.member;
  const end = (): void => gone.abort(new Fault("OPERATION_TOO_SLOW", 503, { seconds }));
  const timer = setTimeout(end, seconds * 1000).unref();
  return () => clearTimeout(timer);
}
