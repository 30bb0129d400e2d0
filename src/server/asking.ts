import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "../access/principal.model.ts";
import type { Locale } from "../graph/context.ts";
import { localeOf } from "./fault.ts";

/** One request while it is served: what the log will say of it. */
export interface Asking {
  readonly requestId: string;
  readonly locale: Locale;
  readonly startedAt: number;
  readonly transport: "http" | "ws";
  principal: Principal | undefined;
  operation: string | undefined;
  kind: string | undefined;
  cost: number | undefined;
  /** Details of what was masked from the caller. */
  readonly failures: string[];
}

export const askingOf = (headers: IncomingHttpHeaders, transport: Asking["transport"]): Asking => ({
  requestId: randomUUID(),
  locale: localeOf(headers["accept-language"]),
  startedAt: performance.now(),
  transport,
  principal: undefined,
  operation: undefined,
  kind: undefined,
  cost: undefined,
  failures: [],
});
