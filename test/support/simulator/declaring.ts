import { randomUUID } from "node:crypto";
import { incident, incidentLevel, need } from "../../../schema/tables/incidents.ts";
import type { Tx } from "../../../src/postgres/transaction.ts";

/** An incident as it is called in the model: who asks there, who pays and who is at fault. */
export interface Declared {
  readonly name: string;
  readonly requester: string;
  readonly payer: string;
  readonly firm: string | undefined;
}

interface Declaring extends Declared {
  readonly needed: readonly { readonly item: string; readonly quantity: number }[];
}

/** The incident and its needs, as other desks leave them. */
export async function declare(
  { db, now }: Tx,
  { name, requester, payer, firm, needed }: Declaring,
): Promise<{ readonly incidentId: string; readonly needs: readonly string[] }> {
  const incidentId = randomUUID();
  const since = { occurredAt: now, reportedAt: now, responseStartedAt: now };
  await db.insert(incident).values({
    ...{ id: incidentId, nameZh: name, category: "ACCIDENT_DISASTER", hazard: "FLOOD" },
    ...{ responseLevel: "LEVEL_2", state: "ACTIVE", regionCode: "150300", node: "SITE" },
    ...{ lon: 106, lat: 39, leadOrg: requester, governmentOrg: requester, payerOrg: payer },
    ...{ responsibleOrg: firm ?? null, closedRoads: [], ...since },
  });
  await db.insert(incidentLevel).values({
    ...{ id: randomUUID(), incidentId, responseLevel: "LEVEL_2", payerOrg: payer, setAt: now },
    ...{ setBy: requester, setByApprover: true, reason: "start" },
  });
  const needs = needed.map(({ item, quantity }) => ({
    ...{ id: randomUUID(), incidentId, node: "SITE", priority: 1, requestedByOrg: requester },
    ...{ item, quantity, declaredAt: now },
  }));
  await db.insert(need).values(needs);
  return { incidentId, needs: needs.map(({ id }) => id) };
}
