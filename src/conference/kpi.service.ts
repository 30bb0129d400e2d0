import { isUuid } from "../incidents/incident.rules.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { kpiOf, type Kpi } from "./kpi.rules.ts";
import { readMeasured, type KpiFilter } from "./kpi.store.ts";

const nowhere = "00000000-0000-0000-0000-000000000000";

/**
 * The four figures over all needs and orders that the reader may see, of one incident, one
 * period and some regions where they are given. An incident that is not the reader's to see counts
 * nothing.
 */
export async function measure(tx: Tx, filter: KpiFilter): Promise<Outcome<readonly Kpi[]>> {
  const { incidentId, from, to, codes } = filter;
  if (from !== null && to !== null && from >= to)
    return refuseFor("INVALID_INPUT", "to", { why: "after from" });
  const known = incidentId === null || isUuid(incidentId) ? incidentId : nowhere;
  const { fill, acknowledge, arrive, usable } = await readMeasured(tx, {
    ...{ incidentId: known, from, to, codes },
  });
  return ok([
    kpiOf("FILL", fill),
    kpiOf("ACKNOWLEDGE", acknowledge),
    kpiOf("ARRIVE", arrive),
    kpiOf("USABLE", usable),
  ]);
}
