/** Slows those who guess: each failure of an address makes its next answer later. */
export class Brake {
  readonly #failures = new Map<string, { count: number; last: number }>();
  readonly #now: () => number;
  readonly #stepMs: number;

  constructor(now: () => number, stepMs = 100) {
    this.#now = now;
    this.#stepMs = stepMs;
  }

  /** How long to wait before the next attempt of that address is looked at. */
  delayMs(address: string): number {
    const failed = this.#failures.get(address);
    if (failed === undefined || this.#now() - failed.last > forgetMs) return 0;
    if (failed.count < freeFailures) return 0;
    return Math.min(this.#stepMs * 2 ** (failed.count - freeFailures), delayMaxMs);
  }

  /** Waits for so long. */
  async wait(address: string): Promise<void> {
    const ms = this.delayMs(address);
    if (ms > 0) await new Promise((resolve) => void setTimeout(resolve, ms));
  }

  fail(address: string): void {
    const now = this.#now();
    const failed = this.#failures.get(address);
    const count = failed === undefined || now - failed.last > forgetMs ? 1 : failed.count + 1;
    this.#failures.delete(address);
    this.#failures.set(address, { count, last: now });
    // The oldest are forgotten first: an attacker with many addresses must not fill the memory.
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > addressesMax && oldest !== undefined) this.#failures.delete(oldest);
  }

  pass(address: string): void {
    this.#failures.delete(address);
  }
}

const freeFailures = 3;
const delayMaxMs = 2_000;
const forgetMs = 5 * 60_000;
const addressesMax = 10_000;
