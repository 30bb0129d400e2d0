import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { addPrincipal, grantRole } from "./grant.service.ts";
import { readFirstGovernment } from "./grant.store.ts";
import { grantKey } from "./key-operator.service.ts";

const sandbox = { id: "machine-sandbox", kind: "MACHINE", name: "开发者沙箱(演练)" } as const;
const dayMs = 86_400_000;

/**
 * A key for whoever tries the API of an exercise hub: it reads what a viewer of one government
 * reads, writes nothing, and ends by itself after a day. Undefined where there is no government.
 */
export async function sandboxKey(database: Database, now: Date): Promise<string | undefined> {
  const org = await withTx(database, hubReader, readFirstGovernment);
  if (org === undefined) return undefined;
  await addPrincipal(database, sandbox);
  await grantRole(database, sandbox.id, org, "VIEWER");
  const expiresAt = new Date(now.getTime() + dayMs);
  return grantKey(database, { principalId: sandbox.id, scopes: ["VIEWER"], expiresAt });
}
