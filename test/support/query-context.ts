import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { contextOf, OperationReading, type Context, type Locale } from "../../src/graph/context.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader } from "../../src/postgres/transaction.ts";

/** The context of one operation that no server serves; `close` gives its connection back. */
export function contextFor(
  database: Database,
  principal: Principal | undefined,
  locale: Locale = "zh",
): Context & { readonly close: () => Promise<void> } {
  const reader = principal === undefined ? publicReader : readerOf(principal);
  const { signal: gone } = new AbortController();
  const reading = new OperationReading(database, reader, gone);
  const hub = { database, kind: "EXERCISE" } as const;
  const requestId = "00000000-0000-4000-8000-000000000000";
  const context = contextOf({ hub, principal, locale, requestId, gone, reading });
  return { ...context, close: () => reading.close() };
}
