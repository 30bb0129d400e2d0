import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import type { Written } from "../feed/write.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow, LevelInput, ZoneInput } from "./incident.model.ts";
import { gradeRefusals, next, zoneOf } from "./incident.rules.ts";
import {
  asked,
  lockIncidentFor,
  tellIncident,
  unknownOrgs,
  type Asking,
} from "./incident.service.ts";
import { insertLevel, readRoadIds, readSuperiorsOf, updateIncident } from "./incident.store.ts";

/**
 * 启动应急响应: an approver of the lead organization or of the region's government sets the first
 * level. Who bears the cost is fixed here: the region's government unless another is named.
 */
export const startResponse = (
  database: Database,
  asking: Asking,
  input: LevelInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "startResponse", input }, (tx, principal) =>
    setLevel(tx, principal, input, "START_RESPONSE"),
  );

/** 调整响应级别. The payer that it may name counts for orders issued from now on. */
export const setResponseLevel = (
  database: Database,
  asking: Asking,
  input: LevelInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "setResponseLevel", input }, (tx, principal) =>
    setLevel(tx, principal, input, "SET_LEVEL"),
  );

async function setLevel(
  tx: Tx,
  principal: Principal,
  input: LevelInput,
  event: "START_RESPONSE" | "SET_LEVEL",
): Promise<Outcome<Written>> {
  const found = await lockIncidentFor(tx, principal, "incident:level", input.incidentId);
  if (!found.ok) return found;
  const { incident } = found.value;
  const state = next(incident.state, event);
  if (!state.ok) return state;
  const wrong = [
    ...gradeRefusals(incident.category, input.incidentGrade),
    ...(await unknownOrgs(tx, { payerOrg: input.payerOrg })),
    ...(await payerRefusals(tx, principal, incident, input.payerOrg)),
    ...(input.reason.trim() === ""
      ? [refusal("INVALID_INPUT", "reason", { why: word("须说明理由", "a reason is needed") })]
      : []),
  ];
  if (wrong.length > 0) return refuse(wrong);
  const levels = {
    responseLevel: input.responseLevel,
    incidentGrade: input.incidentGrade ?? incident.incidentGrade,
    warningLevel: input.warningLevel ?? incident.warningLevel,
    payerOrg: input.payerOrg ?? incident.payerOrg ?? incident.governmentOrg,
  };
  const started = event === "START_RESPONSE" ? { responseStartedAt: tx.now } : {};
  // First, because whoever hands the paying on is none of the incident's sides afterwards.
  await recordLevel(tx, principal, incident, { ...levels, reason: input.reason });
  const version = await updateIncident(tx, incident, { ...levels, ...started, state: state.value });
  const kind = event === "START_RESPONSE" ? "INCIDENT_ACTIVATED" : "INCIDENT_LEVEL_CHANGED";
  await tellIncident(tx, kind, { id: incident.id, version }, { level: input.responseLevel });
  return ok({ kind: "INCIDENT", id: incident.id });
}

/**
 * Who pays is the region's government, one of its superiors or the lead itself; anyone else is
 * named by its own approver only.
 */
async function payerRefusals(
  tx: Tx,
  principal: Principal,
  { governmentOrg, leadOrg, payerOrg }: IncidentRow,
  named: string | null | undefined,
): Promise<readonly Refusal[]> {
  if (named === undefined || named === null || named === payerOrg) return [];
  const bound = [governmentOrg, leadOrg, ...(await readSuperiorsOf(tx, governmentOrg))];
  if (bound.includes(named)) return [];
  const allowed = may(principal, "incident:level", [named]);
  return allowed.ok ? [] : allowed.refused.map((one) => ({ ...one, path: "payerOrg" }));
}

type Levels = Pick<IncidentRow, "responseLevel" | "incidentGrade" | "warningLevel" | "payerOrg">;

/** Act-first asks later whether an approver of the region's government set the level. */
export const recordLevel = (
  tx: Tx,
  principal: Principal,
  { id, governmentOrg }: IncidentRow,
  levels: Levels & { readonly reason: string },
): Promise<void> =>
  insertLevel(tx, {
    id: randomUUID(),
    incidentId: id,
    ...levels,
    setBy: principal.id,
    setByApprover: may(principal, "incident:level", [governmentOrg]).ok,
    setAt: tx.now,
  });

/** 划定警戒区, or lift it with an empty one; and the roads that are shut to this response. */
export const setHazardZone = (
  database: Database,
  asking: Asking,
  input: ZoneInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "setHazardZone", input }, async (tx, principal) => {
    const found = await lockIncidentFor(tx, principal, "incident:report", input.incidentId);
    if (!found.ok) return found;
    const { incident } = found.value;
    const state = next(incident.state, "SET_ZONE");
    if (!state.ok) return state;
    const zone = zoneAfter(incident, input, tx.now);
    const closedRoads = [...new Set(input.closedRoads ?? incident.closedRoads)];
    const known = await readRoadIds(tx, closedRoads);
    const unknown = closedRoads.flatMap((code, index) =>
      known.has(code) ? [] : [refusal("UNKNOWN_CODE", `closedRoads.${index}`, { code })],
    );
    if (!zone.ok) return refuse([...zone.refused, ...unknown]);
    if (unknown.length > 0) return refuse(unknown);
    const version = await updateIncident(tx, incident, { zone: zone.value, closedRoads });
    await tellIncident(tx, "INCIDENT_ZONE_CHANGED", { id: incident.id, version });
    return ok({ kind: "INCIDENT", id: incident.id });
  });

function zoneAfter(
  incident: IncidentRow,
  { zone }: ZoneInput,
  now: Date,
): Outcome<IncidentRow["zone"]> {
  if (zone === undefined) return ok(incident.zone);
  return zone === null ? ok(null) : zoneOf(incident, zone, now);
}
