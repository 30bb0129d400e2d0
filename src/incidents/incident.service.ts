import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may, type Action } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { distanceKm } from "../network/network.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow, ReportInput } from "./incident.model.ts";
import { reportRefusals } from "./incident.rules.ts";
import {
  insertIncident,
  insertLevel,
  lockIncident,
  readGovernmentOf,
  readIncident,
  readOrganizationIds,
  readPlaces,
  readSuperiorsOf,
  updateIncident,
} from "./incident.store.ts";

export { asked, type Asking };

/**
 * The incident locked, if the principal may do `action` for its lead organization, the government
 * of its region or its payer; answers the organization it acts for.
 */
export async function lockIncidentFor(
  tx: Tx,
  principal: Principal,
  action: Action,
  id: string,
): Promise<Outcome<{ readonly incident: IncidentRow; readonly org: string }>> {
  const locked = await lockIncident(tx, id);
  const incident = locked ?? (await readIncident(tx, id));
  if (incident === undefined) return refuseFor("NOT_FOUND", "incidentId");
  const allowed = may(principal, action, responsibleFor(incident));
  if (!allowed.ok) return allowed;
  assert(locked !== undefined, "who may change an incident can lock it");
  return ok({ incident: locked, org: allowed.value });
}

const responsibleFor = ({ leadOrg, governmentOrg, payerOrg }: IncidentRow): readonly string[] =>
  payerOrg === null ? [leadOrg, governmentOrg] : [leadOrg, governmentOrg, payerOrg];

/** Incidents are every member's to see, so is what happens to them. */
export const tellIncident = (
  tx: Tx,
  kind: EventKind,
  incident: Pick<IncidentRow, "id" | "version">,
  facts: Readonly<Record<string, string | null>> = {},
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "INCIDENT", id: incident.id, version: incident.version },
    parties: ["*"],
    facts,
  });

/** A report names who is at fault; orders issued from now on know it. Answers the version. */
export async function nameResponsible(tx: Tx, incident: IncidentRow, org: string): Promise<number> {
  const version = await updateIncident(tx, incident, { responsibleOrg: org });
  const facts = { responsible: org };
  await tellIncident(tx, "INCIDENT_RESPONSIBLE_NAMED", { id: incident.id, version }, facts);
  return version;
}

/** 报告事件. Refused: unknown codes, a grade on a social security incident, a report by others. */
export function reportIncident(
  database: Database,
  asking: Asking,
  input: ReportInput,
): Promise<Outcome<Written>> {
  return asked(database, asking, { mutation: "reportIncident", input }, async (tx, principal) => {
    const leadOrg = input.leadOrg ?? principal.orgId;
    const allowed = may(principal, "incident:report", [leadOrg]);
    if (!allowed.ok) return allowed;
    const site = await siteOf(tx, input);
    const unknown = await unknownOrgs(tx, { leadOrg, responsibleOrg: input.responsibleOrg });
    const wrong = [...reportRefusals(input, tx.now), ...(site.ok ? [] : site.refused), ...unknown];
    if (wrong.length > 0 || !site.ok) return refuse(wrong);
    const blamed = await blameRefusals(tx, principal, input, [leadOrg, site.value.governmentOrg]);
    if (blamed.length > 0) return refuse(blamed);
    const incident = reported(input, { ...site.value, leadOrg, now: tx.now });
    await insertIncident(tx, incident);
    if (incident.incidentGrade !== null || incident.warningLevel !== null)
      await insertLevel(tx, {
        id: randomUUID(),
        incidentId: incident.id,
        responseLevel: null,
        incidentGrade: incident.incidentGrade,
        warningLevel: incident.warningLevel,
        payerOrg: null,
        setBy: principal.id,
        setByApprover: false,
        setAt: tx.now,
        reason: "初报 / first report",
      });
    await tellIncident(tx, "INCIDENT_REPORTED", incident, { category: incident.category });
    return ok({ kind: "INCIDENT", id: incident.id });
  });
}

/**
 * Whoever is named at fault is paid nothing for its own goods and bears others' losses: that is for
 * the region's government, its superiors or the named one itself to say, not for any reporter.
 */
async function blameRefusals(
  tx: Tx,
  principal: Principal,
  { responsibleOrg }: ReportInput,
  [leadOrg, governmentOrg]: readonly [string, string],
): Promise<readonly Refusal[]> {
  if (responsibleOrg === undefined || responsibleOrg === null) return [];
  const bound = [governmentOrg, responsibleOrg, ...(await readSuperiorsOf(tx, governmentOrg))];
  if (bound.includes(leadOrg)) return [];
  const allowed = may(principal, "incident:report", bound);
  return allowed.ok ? [] : allowed.refused.map((one) => ({ ...one, path: "responsibleOrg" }));
}

interface Site {
  readonly governmentOrg: string;
  readonly node: string;
  readonly lon: number;
  readonly lat: number;
}

/** Where it is, and whose region that is; each unknown code is refused with its field. */
async function siteOf(tx: Tx, input: ReportInput): Promise<Outcome<Site>> {
  const wrong: Refusal[] = [];
  const governmentOrg = await readGovernmentOf(tx, input.regionCode);
  if (governmentOrg === undefined)
    wrong.push(refusal("UNKNOWN_CODE", "regionCode", { code: input.regionCode }));
  const places = await readPlaces(tx);
  const point = pointOf(input);
  const node =
    input.node === undefined || input.node === null
      ? point && nearest(places, point)
      : places.find(({ id }) => id === input.node);
  if (node === undefined && input.node)
    wrong.push(refusal("UNKNOWN_CODE", "node", { code: input.node }));
  if (governmentOrg === undefined || node === undefined) return refuse(wrong);
  const { lon, lat } = point ?? node;
  return ok({ governmentOrg, node: node.id, lon, lat });
}

interface Place {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

const pointOf = ({ lon, lat }: ReportInput) =>
  typeof lon === "number" && typeof lat === "number" ? { lon, lat } : undefined;

const nearest = (places: readonly Place[], point: Omit<Place, "id">): Place | undefined =>
  places.toSorted((a, b) => distanceKm(a, point) - distanceKm(b, point))[0];

/** Each organization named by a field that the hub does not know. */
export async function unknownOrgs(
  tx: Tx,
  named: Readonly<Record<string, string | null | undefined>>,
): Promise<readonly Refusal[]> {
  const given = Object.entries(named).flatMap(([path, id]) => (id ? [{ path, id }] : []));
  const known = await readOrganizationIds(
    tx,
    given.map(({ id }) => id),
  );
  return given
    .filter(({ id }) => !known.has(id))
    .map(({ path, id }) => refusal("UNKNOWN_CODE", path, { code: id }));
}

const reported = (
  input: ReportInput,
  { now, ...site }: Site & { readonly leadOrg: string; readonly now: Date },
): IncidentRow => ({
  id: randomUUID(),
  nameZh: input.nameZh.trim(),
  nameEn: input.nameEn ?? null,
  category: input.category,
  hazard: input.hazard,
  incidentGrade: input.incidentGrade ?? null,
  warningLevel: input.warningLevel ?? null,
  responseLevel: null,
  state: "REPORTED",
  regionCode: input.regionCode,
  ...site,
  payerOrg: null,
  responsibleOrg: input.responsibleOrg ?? null,
  zone: null,
  closedRoads: [],
  occurredAt: input.occurredAt ?? now,
  reportedAt: now,
  responseStartedAt: null,
  responseEndedAt: null,
  version: 1,
});

/** For a dispatch: the incident as its own transaction sees it, and its history of levels. */
export { lockIncidentState, readIncident, readLevels } from "./incident.store.ts";
