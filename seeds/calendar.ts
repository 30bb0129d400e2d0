import type { Tx } from "../src/postgres/transaction.ts";

const msPerDay = 86_400_000;

/** Turns the world's day counts into days and instants of the database that it is loaded into. */
export interface Calendar {
  /** `YYYY-MM-DD` in Asia/Shanghai, `days` from today. */
  readonly day: (days: number) => string;
  /** The present instant, `days` earlier. */
  readonly daysAgo: (days: number) => Date;
}

export function calendarOf({ now, today }: Pick<Tx, "now" | "today">): Calendar {
  const midnight = Date.parse(`${today}T00:00:00Z`);
  return {
    day: (days) => new Date(midnight + days * msPerDay).toISOString().slice(0, 10),
    daysAgo: (days) => new Date(now.getTime() - days * msPerDay),
  };
}
