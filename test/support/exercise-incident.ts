import { randomUUID } from "node:crypto";
import type { Scenario } from "../../seeds/world.model.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { post } from "../../src/cli/demo-stage.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import { setHazardZone, startResponse } from "../../src/incidents/response.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import type { Need, Problem } from "../../src/solver/problem.ts";

const hourMs = 3_600_000;
const hours = (count: number) => new Date(Date.now() + count * hourMs);

/** The problem file that a hub writes for an exercise of its world, as `qipan demo` has it. */
export async function exerciseProblem(database: Database, scenario: Scenario): Promise<Problem> {
  const dispatcher = await onDuty(database, scenario.payerOrgId, "DISPATCHER");
  const approver = await onDuty(database, scenario.payerOrgId, "APPROVER");
  const incidentId = await respond(database, scenario, dispatcher, approver);
  const asked = idOf(
    await proposeDispatch(database, keyed(dispatcher), { incidentId, preset: "BALANCED" }),
  );
  return withTx(database, hubReader, async ({ client }) => {
    const { rows } = await client.query<{ problem: Problem }>(
      "select problem from qipan.proposal where id = $1",
      [asked],
    );
    return rows[0]!.problem;
  });
}

async function respond(
  database: Database,
  scenario: Scenario,
  dispatcher: Principal,
  approver: Principal,
): Promise<string> {
  const { nameZh, hazard, incidentGrade, regionCode, node, lon, lat } = scenario;
  const isNatural = ["EARTHQUAKE", "ICE_FLOOD", "FLOOD", "SNOW"].includes(hazard);
  const incidentId = idOf(
    await reportIncident(database, keyed(dispatcher), {
      ...{ nameZh, hazard, incidentGrade, regionCode, node, lon, lat },
      category: isNatural ? "NATURAL_DISASTER" : "ACCIDENT_DISASTER",
      responsibleOrg: scenario.responsibleOrgId,
    }),
  );
  const level = { incidentId, responseLevel: "LEVEL_2", reason: "演练" } as const;
  idOf(await startResponse(database, keyed(approver), level));
  const { hazardZone, closedRoads = [] } = scenario;
  const zone = hazardZone && { radiusKm: hazardZone.radiusKm, until: hours(6) };
  if (zone !== undefined || closedRoads.length > 0)
    idOf(
      await setHazardZone(database, keyed(dispatcher), {
        ...{ incidentId, closedRoads },
        ...(zone && { zone }),
      }),
    );
  idOf(await declareNeeds(database, keyed(dispatcher), { incidentId, needs: needsOf(scenario) }));
  return incidentId;
}

const needsOf = ({ demands, teamNeeds }: Scenario) => [
  ...demands.map(({ sku: item, qty: quantity, neededWithinHours, priority }) => ({
    ...{ item, quantity, priority, deadlineAt: hours(neededWithinHours) },
  })),
  ...teamNeeds.map(({ skill: capability, teams: quantity, neededWithinHours, priority }) => ({
    ...{ capability, quantity, priority, deadlineAt: hours(neededWithinHours) },
  })),
];

async function onDuty(database: Database, org: string, role: Parameters<typeof post>[1]) {
  return (await readPrincipal(database, post(org, role)))!;
}

const keyed = (principal: Principal) => ({ principal, key: randomUUID() });

function idOf(outcome: Outcome<{ readonly id: string }>): string {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value.id;
}

const hour = 60;
const day = 24 * hour;

/**
 * The same file whenever it is written: ids that can be read, deadlines in whole hours, shelf life
 * in whole days, nothing that a solve has added.
 */
export function readable(problem: Problem): Problem {
  const needs = problem.needs.filter(({ id }) => !id.endsWith(":late")).map(readableNeed);
  const lots = problem.sources
    .flatMap(({ stock = [] }) => stock)
    .map(({ lot, item, quantity }) => ({ lot, key: `${item} ${String(quantity)} ${lot}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const names = new Map(
    lots
      .filter(({ lot }) => !lot.startsWith("commitment:"))
      .map(({ lot }, index) => [lot, `lot-${String(index + 1).padStart(3, "0")}`]),
  );
  const nameOf = (lot: string) => names.get(lot) ?? lot;
  const { floors = [], forbid = [] } = problem.rules ?? {};
  return {
    ...problem,
    needs: byJson(needs),
    sources: problem.sources.map((source) => ({
      ...source,
      stock: byJson(
        (source.stock ?? []).map((lot) => ({
          ...lot,
          lot: nameOf(lot.lot),
          ...(lot.expiresInMinutes === undefined
            ? {}
            : { expiresInMinutes: Math.ceil(lot.expiresInMinutes / day) * day }),
        })),
      ),
    })),
    rules: {
      floors: byJson(floors),
      forbid: byJson(forbid.map((row) => (row.lot ? { ...row, lot: nameOf(row.lot) } : row))),
    },
  };
}

function readableNeed(need: Need): Need {
  const { deadlineMinutes } = need;
  return {
    ...need,
    id: need.item ?? need.capability ?? need.id,
    ...(deadlineMinutes === undefined
      ? {}
      : { deadlineMinutes: Math.round(deadlineMinutes / hour) * hour }),
  };
}

const byJson = <T>(rows: readonly T[]): T[] =>
  rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
