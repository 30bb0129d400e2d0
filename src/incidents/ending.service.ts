import { word } from "../../schema/words/word.ts";
import type { Principal } from "../access/principal.model.ts";
import type { Written } from "../feed/write.ts";
import type { IncidentState } from "../../schema/words/incidents.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { EndInput, IncidentRow } from "./incident.model.ts";
import { incidentEvents, next, type IncidentEvent } from "./incident.rules.ts";
import { asked, lockIncidentFor, tellIncident, type Asking } from "./incident.service.ts";
import { readGoodsOut, readOpenOrders, updateIncident } from "./incident.store.ts";
import { recordLevel } from "./response.service.ts";

/** 解除应急响应: no level is in force any more, and terms anchored on this day begin to run. */
export const endResponse = (
  database: Database,
  asking: Asking,
  input: EndInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "endResponse", input }, async (tx, principal) => {
    const step = await stepOf(tx, principal, input, "END_RESPONSE");
    if (!step.ok) return step;
    const { incident, state } = step.value;
    const changes = { state, responseLevel: null, responseEndedAt: tx.now };
    const version = await updateIncident(tx, incident, changes);
    await recordLevel(tx, principal, incident, {
      responseLevel: null,
      incidentGrade: incident.incidentGrade,
      warningLevel: incident.warningLevel,
      payerOrg: incident.payerOrg,
      reason: input.reason ?? "解除应急响应 / response ended",
    });
    await tellIncident(tx, "INCIDENT_RESPONSE_ENDED", { id: incident.id, version });
    return ok({ kind: "INCIDENT", id: incident.id });
  });

/** 转入善后: what is left on site is returned, used up, given out or kept. */
export const beginAftermath = (
  database: Database,
  asking: Asking,
  input: EndInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "beginAftermath", input }, async (tx, principal) => {
    const step = await stepOf(tx, principal, input, "BEGIN_AFTERMATH");
    if (!step.ok) return step;
    const { incident, state } = step.value;
    const version = await updateIncident(tx, incident, { state });
    await tellIncident(tx, "INCIDENT_AFTERMATH", { id: incident.id, version });
    return ok({ kind: "INCIDENT", id: incident.id });
  });

/**
 * 办结. Refused while an order is neither cancelled nor closed, and while any of its goods is on
 * site, on the road or on the way back.
 */
export const closeIncident = (
  database: Database,
  asking: Asking,
  input: EndInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "closeIncident", input }, async (tx, principal) => {
    const step = await stepOf(tx, principal, input, "CLOSE");
    if (!step.ok) return step;
    const { incident, state } = step.value;
    const open = await readOpenOrders(tx, incident.id);
    if (open !== 0)
      return refuseFor("ILLEGAL_TRANSITION", "incidentId", {
        state: word(`尚有${open}张调拨单未办结`, `${open} orders open`),
        action: incidentEvents.CLOSE,
      });
    const out = await readGoodsOut(tx, incident.id);
    if (out !== 0) return refuseFor("GOODS_STILL_OUT", "incidentId", { out });
    const version = await updateIncident(tx, incident, { state });
    await tellIncident(tx, "INCIDENT_CLOSED", { id: incident.id, version });
    return ok({ kind: "INCIDENT", id: incident.id });
  });

interface Step {
  readonly incident: IncidentRow;
  readonly state: IncidentState;
}

async function stepOf(
  tx: Tx,
  principal: Principal,
  { incidentId }: EndInput,
  event: IncidentEvent,
): Promise<Outcome<Step>> {
  const found = await lockIncidentFor(tx, principal, "incident:end", incidentId);
  if (!found.ok) return found;
  const { incident } = found.value;
  const state = next(incident.state, event);
  return state.ok ? ok({ incident, state: state.value }) : state;
}
