import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { targetRefusals, type GapRow, type TargetInput } from "./gap.rules.ts";
import { lockTarget, readGaps, readItemExists, updateTarget, type GapFilter } from "./gap.store.ts";
import { readCountedDepot } from "./stocktake.store.ts";

const daysMax = 3650;

export async function listGaps(
  tx: Tx,
  request: PageRequest,
  filter: GapFilter,
): Promise<Outcome<PageOf<GapRow>>> {
  if (filter.expiringWithinDays < 0 || filter.expiringWithinDays > daysMax)
    return refuseFor("QUANTITY_OUT_OF_RANGE", "filter.expiringWithinDays", {
      min: 0,
      max: daysMax,
    });
  return listPage(
    request,
    ["text", "text"],
    (page) => readGaps(tx, filter, page),
    ({ depotId, item }) => [depotId, item],
  );
}

/** The owner of a depot says how much of an item it should hold; older versions are kept. */
export const setTarget = (
  database: Database,
  asking: Asking,
  input: TargetInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "setTarget", input }, async (tx, principal) => {
    const depot = await readCountedDepot(tx, input.depotId);
    if (depot === undefined) return refuseFor("NOT_FOUND", "depotId");
    const allowed = may(principal, "target:set", [depot.ownerOrg]);
    if (!allowed.ok) return allowed;
    const wrong = targetRefusals(input);
    if (wrong.length > 0) return refuse(wrong);
    if (!(await readItemExists(tx, input.item)))
      return refuseFor("UNKNOWN_CODE", "item", { code: input.item });
    const now = await lockTarget(tx, depot.id, input.item);
    const seen = input.version ?? now?.version ?? 0;
    if (seen !== (now?.version ?? 0)) return refuseFor("STALE_VERSION", "version");
    if (!(await updateTarget(tx, input, now?.version)))
      return refuseFor("STALE_VERSION", "version");
    await appendFact(tx, {
      kind: "TARGET_SET",
      subject: { kind: "DEPOT", id: depot.id, version: (now?.version ?? 0) + 1 },
      parties: [depot.ownerOrg, depot.custodianOrg],
      facts: { item: input.item, quantity: input.quantity, before: now?.quantity ?? null },
    });
    return ok({ kind: "DEPOT", id: `${input.item} ${depot.id}` });
  });

/** The shelf that a target was set for; a sku has no blank. */
export async function readTarget(tx: Tx, written: string): Promise<GapRow | undefined> {
  const blank = written.indexOf(" ");
  const [item, depot] = [written.slice(0, blank), written.slice(blank + 1)];
  const filter = { regionCode: null, depot, item, onlyShort: false, expiringWithinDays: 90 };
  return (await readGaps(tx, filter, { first: 1, after: undefined }))[0];
}
