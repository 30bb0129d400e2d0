import { Fault } from "./fault.ts";

export interface CostLimits {
  /** What one operation may cost. */
  readonly budget: number;
  /** What a caller may spend at once, and how fast it comes back. */
  readonly capacity: number;
  readonly perSecond: number;
}

export const memberLimits: CostLimits = { budget: 20_000, capacity: 100_000, perSecond: 10_000 };
export const publicLimits: CostLimits = { budget: 10_000, capacity: 40_000, perSecond: 4_000 };

/** What an answer says of its cost, in `extensions.cost`. */
export interface Charge {
  readonly price: number;
  readonly budget: number;
  readonly remaining: number;
  readonly restoredPerSecond: number;
}

const callersMax = 20_000;

/** What each caller has left; in this process only, and gone with it. */
export class Buckets {
  readonly #left = new Map<string, { points: number; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes the price before any work is done, or says why the work is not begun. */
  charge(caller: string, price: number, limits: CostLimits): Charge {
    const { budget, capacity, perSecond } = limits;
    if (price > budget) throw new Fault("OPERATION_TOO_COSTLY", 400, { price, budget });
    const now = this.#now();
    const { points, at } = this.#left.get(caller) ?? { points: capacity, at: now };
    const available = Math.min(capacity, points + ((now - at) / 1000) * perSecond);
    const enough = available >= price;
    const remaining = enough ? available - price : available;
    this.#keep(caller, remaining, now);
    if (!enough)
      throw new Fault("THROTTLED", 429, { seconds: Math.ceil((price - available) / perSecond) });
    return { price, budget, remaining: Math.floor(remaining), restoredPerSecond: perSecond };
  }

  #keep(caller: string, points: number, at: number): void {
    this.#left.delete(caller);
    this.#left.set(caller, { points, at });
    const [oldest] = this.#left.keys();
    if (this.#left.size > callersMax && oldest !== undefined) this.#left.delete(oldest);
  }
}
