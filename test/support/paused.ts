import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../../src/postgres/transaction.ts";

/** A promise that is kept from outside. */
function promised(): { readonly kept: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const kept = new Promise<void>((resolve) => (keep = resolve));
  return {
    kept,
    keep: () => {
      keep();
    },
  };
}

/** A transaction that has its id and waits until it is let go on. */
export function paused(database: Database, work: (tx: Tx) => Promise<unknown>) {
  const go = promised();
  const begun = promised();
  const done = withTx(database, hubReader, async (tx) => {
    await tx.client.query("select pg_current_xact_id()");
    begun.keep();
    await go.kept;
    await work(tx);
  });
  const finish = (): Promise<void> => {
    go.keep();
    return done;
  };
  return { begun: begun.kept, finish };
}
