import { readFeedEnd } from "../feed/feed.service.ts";
import type { Database } from "../postgres/pool.ts";

/**
 * Tells those who wait at the end of the feed that it has grown. The sealer of this process rings;
 * once a second, while anyone waits, one look at the database sees what other nodes sealed.
 */
export class Pulse {
  readonly #database: Database;
  readonly #intervalMs: number;
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #end = 0;
  #count = 0;

  constructor(database: Database, intervalMs = 1000) {
    this.#database = database;
    this.#intervalMs = intervalMs;
  }

  /** How many wait; for the metrics. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** How often it has rung; a reader notes it before it reads. */
  get count(): number {
    return this.#count;
  }

  /** Waits until it has rung since `count` was noted; returns early when `signal` aborts. */
  beyond(count: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      if (signal.aborted || this.#count > count) {
        resolve();
        return;
      }
      signal.addEventListener("abort", wake);
      this.#waiting.add(wake);
      this.#timer ??= setInterval(() => void this.#look(), this.#intervalMs).unref();
    });
  }

  ring(): void {
    this.#count += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.ring();
  }

  async #look(): Promise<void> {
    if (this.#waiting.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    // A database that is away is asked again in a second; whoever waits goes on waiting.
    const end = await readFeedEnd(this.#database).catch(() => this.#end);
    if (end !== this.#end) this.ring();
    this.#end = end;
  }
}
