import type { HubKind } from "../../schema/words/access.ts";
import type { ListedPrincipal } from "../access/grant.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { CostLimits } from "./bucket.ts";
import type { Deadlines } from "./deadline.ts";
import type { LogLine } from "./log.ts";

export interface Sealer {
  stop(): Promise<void>;
}

/** What the start of a hub is handed, so that it neither opens, seeds nor seals by itself. */
export interface HubParts {
  /** Opened by the caller, and closed by it after the hub. */
  readonly database: Database;
  readonly startSealer?: (database: Database, onSealed: () => void) => Sealer | Promise<Sealer>;
  readonly log?: (line: LogLine) => void;
  /** For tests on a server of their own, whose one login may do everything. */
  readonly superuserServes?: boolean;
  /** In place of the usual budgets: a bench asks more than any one caller may. */
  readonly limits?: CostLimits;
  /** In place of the usual times that a query may take. */
  readonly deadlines?: Deadlines;
}

export interface RunningHub {
  readonly url: string;
  readonly kind: HubKind;
  /** Demo principals that `POST /auth/dev` signs in; empty where that is off. */
  readonly signIns: readonly ListedPrincipal[];
  /** Lets what is under way finish, then stops listening and sealing. */
  close(): Promise<void>;
}
