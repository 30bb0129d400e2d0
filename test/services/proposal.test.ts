import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import type { Scenario } from "../../seeds/world.model.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import {
  cancelProposal,
  proposeDispatch,
  readProposals,
  resumeProposals,
} from "../../src/dispatch/proposal.service.ts";
import { needIdOf, type Ground } from "../../src/dispatch/proposal.model.ts";
import type { ProposalView } from "../../src/dispatch/proposal.model.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import { setHazardZone, startResponse } from "../../src/incidents/response.service.ts";
import { readNeedsOf } from "../../src/incidents/need.store.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const demo = world(20260110, "demo");

describe("the chlorine release at Wuda", () => {
  const scenario = demo.scenarios.find(({ id }) => id === "SC-CL2-WUDA")!;
  let database: Database;
  let dispatcher: Principal;
  let incidentId: string;
  let proposal: ProposalView;

  beforeAll(async () => {
    database = await openEmbeddedTest();
    await loadWorld(database, demo);
    dispatcher = (await readPrincipal(database, "usr-g01-dispatcher"))!;
    const approver = (await readPrincipal(database, "usr-g01-approver"))!;
    incidentId = await respond(database, scenario, { dispatcher, approver });
    const asked = await proposeDispatch(database, keyed(dispatcher), {
      incidentId,
      preset: "BALANCED",
    });
    await plannerOf(database).idle();
    const found = await withTx(database, hubReader, (tx) => readProposals(tx, [idOf(asked)]));
    proposal = found[0]!;
  });

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const linesOf = (where: (ground: Ground) => boolean) =>
    (proposal.plan?.allocations ?? []).filter(({ lot, unit }) =>
      where(proposal.grounds[lot ?? unit ?? ""]!),
    );

  it("gets a plan that the solver vouches for, every line on a ground", () => {
    expect(proposal).toMatchObject({ state: "READY", failure: null });
    expect(proposal.planHash).toBe(proposal.plan?.planHash);
    expect(proposal.plan?.allocations.length).toBeGreaterThan(20);
    expect(linesOf((ground) => (ground as Ground | undefined) === undefined)).toEqual([]);
  });

  it("leaves alone the depot beside the release and draws on custodial goods elsewhere", () => {
    const beside = demo.depots.find(({ id }) => id === "DEP003")!;
    expect(beside.reserveMode).toBe("CUSTODIAL");
    const excluded = proposal.plan?.excluded.filter(({ source }) => source === "DEP003") ?? [];
    expect(new Set(excluded.map(({ code }) => code))).toEqual(new Set(["IN_HAZARD_ZONE"]));
    const kept = linesOf(({ basis, ownerOrg, custodianOrg }) => {
      const keeper = demo.organizations.find(({ id }) => id === custodianOrg);
      return basis === "PACT" && ownerOrg !== custodianOrg && keeper?.sector === "MARKET";
    });
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ source }) => source)).not.toContain("DEP003");
  });

  it("crosses the province border, calls on a contract and accepts a gift", () => {
    expect(linesOf(({ tier }) => tier === "CROSS_PROVINCE").length).toBeGreaterThan(0);
    expect(linesOf(({ thing }) => thing.kind === "COMMITMENT").length).toBeGreaterThan(0);
    const gifts = linesOf(({ basis }) => basis === "DONATION");
    expect(gifts.length).toBeGreaterThan(0);
    for (const { lot } of gifts)
      expect(proposal.grounds[lot ?? ""]).toMatchObject({ authority: "REQUEST", rank: 4 });
  });

  it("says what is short and why, and sends nobody more than was asked", async () => {
    expect(proposal.plan?.shortages.length).toBeGreaterThan(0);
    for (const { limits } of proposal.plan?.shortages ?? []) expect(limits).not.toEqual([]);
    const needs = await withTx(database, hubReader, (tx) => readNeedsOf(tx, incidentId));
    for (const { id, quantity } of needs) {
      const lines = proposal.plan?.allocations.filter(({ need }) => needIdOf(need) === id) ?? [];
      expect(lines.reduce((sum, { counted }) => sum + counted, 0)).toBeLessThanOrEqual(quantity);
    }
  });

  it("uses the stock of the firm at fault first, with its consent: it bears its own cost", () => {
    const firm = linesOf(({ ownerOrg }) => ownerOrg === "ORG-E01");
    expect(firm.length).toBeGreaterThan(0);
    for (const { lot, unit } of firm)
      expect(proposal.grounds[lot ?? unit ?? ""]).toMatchObject({
        ...{ basis: "OWN", authority: "REQUEST", rank: 1 },
        approvals: [{ kind: "OWNER", org: "ORG-E01" }],
      });
  });

  it("asks no more of a lender than may wait for its approval", () => {
    const shipped = linesOf(({ ownerOrg, item }) => ownerOrg === "ORG-C07" && item === "EP-N95");
    const held = demo.lots.filter(
      ({ ownerOrg, item }) => ownerOrg === "ORG-C07" && item === "EP-N95",
    );
    const sum = (rows: readonly { quantity: number }[]) =>
      rows.reduce((total, { quantity }) => total + quantity, 0);
    expect(sum(shipped)).toBeLessThanOrEqual(sum(held) / 2);
  });

  it("is not shown to a lender, and cannot be cancelled once it is ready", async () => {
    const other = (await readPrincipal(database, "usr-g06-dispatcher"))!;
    const seen = await withTx(database, readerOf(other), (tx) => readProposals(tx, [proposal.id]));
    expect(seen).toEqual([]);
    const input = { proposalId: proposal.id };
    expect(await cancelProposal(database, keyed(other), input)).toMatchObject({
      refused: [{ code: "NOT_FOUND" }],
    });
    expect(await cancelProposal(database, keyed(dispatcher), input)).toMatchObject({
      refused: [{ code: "ILLEGAL_TRANSITION" }],
    });
  });

  it("is solved again at the next start when the hub stopped while solving", async () => {
    const id = randomUUID();
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.proposal (id, incident_id, requested_by_org, requested_by, state,
           zero_at, problem, grounds, created_at)
         select $2, incident_id, requested_by_org, requested_by, 'SOLVING', zero_at, $3, '{}', now()
         from qipan.proposal where id = $1`,
        [proposal.id, id, { version: 1, items: [], sources: [], needs: [], lanes: [] }],
      ),
    );
    expect(await resumeProposals(database)).toBe(1);
    await plannerOf(database).idle();
    const [again] = await withTx(database, hubReader, (tx) => readProposals(tx, [id]));
    expect(again).toMatchObject({ state: "READY", plan: { status: "OPTIMAL" } });
  });
});

const keyed = (principal: Principal) => ({ principal, key: randomUUID() });

function idOf(outcome: Outcome<{ readonly id: string }>): string {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value.id;
}

async function respond(
  database: Database,
  scenario: Scenario,
  { dispatcher, approver }: { readonly dispatcher: Principal; readonly approver: Principal },
): Promise<string> {
  const { nameZh, hazard, incidentGrade, regionCode, node, lon, lat } = scenario;
  const incidentId = idOf(
    await reportIncident(database, keyed(dispatcher), {
      nameZh,
      hazard,
      incidentGrade,
      regionCode,
      node,
      lon,
      lat,
      category: "ACCIDENT_DISASTER",
      responsibleOrg: scenario.responsibleOrgId,
    }),
  );
  idOf(
    await startResponse(database, keyed(approver), {
      incidentId,
      responseLevel: "LEVEL_2",
      reason: "氯气泄漏",
    }),
  );
  await declare(database, scenario, incidentId, dispatcher);
  return incidentId;
}

async function declare(
  database: Database,
  scenario: Scenario,
  incidentId: string,
  dispatcher: Principal,
): Promise<void> {
  const until = new Date(Date.now() + 6 * 3_600_000);
  const radiusKm = scenario.hazardZone?.radiusKm ?? 1;
  idOf(await setHazardZone(database, keyed(dispatcher), { incidentId, zone: { radiusKm, until } }));
  const by = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  idOf(
    await declareNeeds(database, keyed(dispatcher), {
      incidentId,
      needs: [
        ...scenario.demands.map(({ sku, qty, neededWithinHours, priority }) => ({
          item: sku,
          quantity: qty,
          priority,
          deadlineAt: by(neededWithinHours),
        })),
        ...scenario.teamNeeds.map(({ skill, teams, neededWithinHours, priority }) => ({
          capability: skill,
          quantity: teams,
          priority,
          deadlineAt: by(neededWithinHours),
        })),
      ],
    }),
  );
}
