import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Why a transaction failed through no fault of what was asked: two of them crossed, the line to
 * the database broke, no connection was free, a statement took too long, the server ran out.
 */
export type Strain = "DEADLOCK" | "SERIALIZATION" | "CONNECTION" | "POOL" | "TIMEOUT" | "RESOURCES";

/** The five-character SQLSTATE, whether pg threw it or drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? undefined : sqlState(error.cause);
}

/** Undefined for a bug of ours and for everything that the caller may be told. */
export function strainOf(error: unknown): Strain | undefined {
  const state = sqlState(error);
  if (state !== undefined) return strains.find(({ states }) => states.test(state))?.strain;
  const message = rootOf(error);
  return strains.find(({ messages }) => messages?.test(message) === true)?.strain;
}

const strains: readonly { strain: Strain; states: RegExp; messages?: RegExp }[] = [
  { strain: "DEADLOCK", states: /^40P01$/ },
  { strain: "SERIALIZATION", states: /^40001$/ },
  { strain: "TIMEOUT", states: /^(57014|25P03|55P03)$/ },
  { strain: "RESOURCES", states: /^53[^3]/ },
  // 57P0n: the server goes down or comes up; 25006: it is a standby, perhaps promoted in a moment.
  // The rest has no state: the socket itself failed.
  {
    strain: "CONNECTION",
    states: /^(08\w{3}|57P0[1-5]|25006|533\w{2}|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/,
    messages: /^(Connection terminated|Client has encountered a connection error)/,
  },
  { strain: "POOL", states: /^$/, messages: /^timeout exceeded when trying to connect/ },
];

function rootOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return error.cause instanceof Error ? rootOf(error.cause) : error.message;
}

/** Strains that another try may get past at once. Time and chance are handed in. */
export interface Patience {
  readonly tries: number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

export const patient: Patience = {
  tries: 6,
  chance: () => randomInt(2 ** 32) / 2 ** 32,
  pause: (ms) => pause(ms),
};

const passing: ReadonlySet<Strain> = new Set(["DEADLOCK", "SERIALIZATION", "CONNECTION"]);

export const mayPass = (strain: Strain): boolean => passing.has(strain);

/**
 * Milliseconds before try `next` (2 is the first repetition): anything up to a bound that doubles,
 * so that those who collided do not meet again.
 */
export const waitMs = (next: number, { chance }: Patience): number =>
  chance() * Math.min(longestMs, shortestMs * 2 ** (next - 2));

const shortestMs = 10;
const longestMs = 500;

/** What a database's transactions went through since the start: for the metrics. */
export class Strains {
  readonly #retried = new Map<Strain, number>();
  readonly #givenUp = new Map<Strain, number>();

  retry(strain: Strain): void {
    count(this.#retried, strain);
  }

  giveUp(strain: Strain): void {
    count(this.#givenUp, strain);
  }

  get retried(): ReadonlyMap<Strain, number> {
    return this.#retried;
  }

  get givenUp(): ReadonlyMap<Strain, number> {
    return this.#givenUp;
  }
}

const count = (map: Map<Strain, number>, strain: Strain): void =>
  void map.set(strain, (map.get(strain) ?? 0) + 1);
