import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Principal } from "../access/principal.model.ts";
import { addressOf, type Proxies } from "./address.ts";
import type { Locale } from "../graph/context.ts";
import type { Charge } from "./bucket.ts";
import { localeOf } from "./fault.ts";

/** One request while it is served: what the log will say of it. */
export interface Asking {
  readonly requestId: string;
  readonly locale: Locale;
  readonly startedAt: number;
  readonly transport: "http" | "ws";
  /** Where it comes from; for counting, and never logged. */
  readonly address: string;
  principal: Principal | undefined;
  operation: string | undefined;
  kind: string | undefined;
  charge: Charge | undefined;
  /** Whether the solver works for it. */
  solves: boolean;
  /** How long a statement of it may take as things stand, in milliseconds. */
  leftMs: (() => number) | undefined;
  /** Aborted when the caller has hung up before the answer was there. */
  readonly gone: AbortController;
  /** Details of what was masked from the caller. */
  readonly failures: string[];
}

export const askingOf = (
  request: IncomingMessage,
  transport: Asking["transport"],
  proxies: Proxies,
): Asking => ({
  requestId: randomUUID(),
  locale: localeOf(request.headers["accept-language"]),
  startedAt: performance.now(),
  transport,
  address: addressOf(request, proxies),
  principal: undefined,
  operation: undefined,
  kind: undefined,
  charge: undefined,
  solves: false,
  leftMs: undefined,
  gone: new AbortController(),
  failures: [],
});
