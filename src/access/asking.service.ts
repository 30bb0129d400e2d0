import { write, type Request, type Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Principal } from "./principal.model.ts";
import { readerOf } from "./reader.ts";

/** Who writes, with which key: the same for every mutation. */
export interface Asking {
  readonly principal: Principal | undefined;
  readonly key: string;
}

/** Runs one write in the caller's name; nobody writes without signing in. */
export async function asked(
  database: Database,
  { principal, key }: Asking,
  { mutation, input, isolation }: Pick<Request, "mutation" | "input" | "isolation">,
  work: (tx: Tx, principal: Principal) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const request = { mutation, key, org: principal.orgId, input, isolation };
  return write(database, readerOf(principal), request, (tx) => work(tx, principal));
}
