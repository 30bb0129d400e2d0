import type { Principal } from "../access/principal.model.ts";
import type { Database } from "../postgres/pool.ts";
import { ReadSession } from "../postgres/read-session.ts";
import type { Tx } from "../postgres/transaction.ts";

export type Locale = "zh" | "en";

/** What the process has, made once at start. */
export interface Hub {
  readonly database: Database;
  readonly kind: "LIVE" | "EXERCISE";
  /** How long the feed is kept for readers; 90 days where nothing else is said. */
  readonly feedDays?: number;
}

/** Makes a loader that reads through the operation's transaction. */
export type LoaderOf<L> = (tx: () => Promise<Tx>) => L;

/** What one operation carries. Nothing in it outlives the response. */
export interface Context {
  readonly hub: Hub;
  readonly principal: Principal | undefined;
  readonly locale: Locale;
  readonly requestId: string;
  /** Aborted when the caller has hung up: long work for nobody ends. */
  readonly gone: AbortSignal;
  readonly reading: ReadSession;
  /** The operation's one loader of that kind; forgotten when a write ends the reading. */
  readonly load: <L>(make: LoaderOf<L>) => L;
  /** Ends the reading and forgets the loaders, before a write and after the response. */
  readonly endReading: () => Promise<void>;
}

/** A fresh context; `load` keeps one loader per maker, so that an edge is one query per page. */
export function contextOf(parts: Omit<Context, "load" | "endReading">): Context {
  const loaders = new Map<LoaderOf<unknown>, unknown>();
  return {
    ...parts,
    load: <L>(make: LoaderOf<L>): L => {
      if (!loaders.has(make))
        loaders.set(
          make,
          make(() => parts.reading.tx()),
        );
      return loaders.get(make) as L;
    },
    endReading: async () => {
      loaders.clear();
      await parts.reading.end();
    },
  };
}

/**
 * The reading of one operation that ends for good. A sibling field may still run when a null has
 * already ended the answer: what it reads then is refused, or nobody would give it back.
 */
export class OperationReading extends ReadSession {
  #over = false;

  override tx(): Promise<Tx> {
    if (this.#over) return Promise.reject(new Error("the operation is over"));
    return super.tx();
  }

  async close(): Promise<void> {
    this.#over = true;
    await this.end();
  }
}
