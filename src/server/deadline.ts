import type { Asking } from "./asking.ts";
import { Fault } from "./fault.ts";

/** How long one query may take, in seconds. What a write may take is said where it is made. */
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

const graceMs = 1_000;

/**
 * Ends a query whose time is over as if its caller had hung up: the statement that it is at is
 * cancelled, no other is sent, and the solver works for it no more. Answers how to call it off.
 */
export function limitTime(asking: Asking, deadlines: Deadlines): () => void {
  const { kind, principal, solves, gone } = asking;
  const usual = principal === undefined ? deadlines.public : deadlines.member;
  // Each page that a stream reads by itself has the time of a query.
  if (kind === "subscription") asking.leftMs = () => usual * 1_000;
  if (kind !== "query") return () => undefined;
  const seconds = solves && principal !== undefined ? deadlines.solve : usual;
  const endsAt = performance.now() + seconds * 1_000;
  // Should the statement not be ended from here, the database ends it a moment later.
  asking.leftMs = () => Math.max(endsAt - performance.now(), 0) + graceMs;
  const end = (): void => gone.abort(new Fault("OPERATION_TOO_SLOW", 503, { seconds }));
  const timer = setTimeout(end, seconds * 1000).unref();
  return () => clearTimeout(timer);
}
