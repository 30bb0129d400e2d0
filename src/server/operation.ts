import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { contextOf, OperationReading, type Context, type Hub } from "../graph/context.ts";
import { publicReader, type Reader } from "../postgres/transaction.ts";
import type { Asking } from "./asking.ts";

/** The context of one operation, with what only the server may touch. */
export interface Operation extends Context {
  readonly asking: Asking;
  readonly close: () => Promise<void>;
}

export function operationOf(
  hub: Hub,
  asking: Asking,
  principal: Principal | undefined = asking.principal,
): Operation {
  const { requestId, locale } = asking;
  const gone = asking.gone.signal;
  const leftMs = () => asking.leftMs?.();
  const reading = new OperationReading(hub.database, readerFor(principal), gone, leftMs);
  const context = contextOf({ hub, principal, locale, requestId, gone, reading });
  return { ...context, asking, close: () => reading.close() };
}

const readerFor = (principal: Principal | undefined): Reader =>
  principal === undefined ? publicReader : readerOf(principal);
