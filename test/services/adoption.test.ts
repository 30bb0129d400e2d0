import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { propose, type Proposed } from "../support/dispatch-proposals.ts";
import { balancesOf, needOf, ordersOf, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

const codes = (outcome: Awaited<ReturnType<typeof adoptProposal>>) =>
  outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

onBothShapes("adopting a proposal", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database, { holdShare: 0.5 });
  });
  afterAll(() => database.close());

  let adopted: Proposed;

  it("makes one order per lender and asks whom the pact says", async () => {
    adopted = await propose(
      database,
      [
        { lot: "tents", quantity: 30 },
        { lot: "kept", quantity: 20 },
        { lot: "second", quantity: 10 },
        { lot: "own", quantity: 5 },
        { commitment: "C1", quantity: 7 },
        { team: "TEAM-1" },
      ],
      { payer: orgs.stranger },
    );
    const { proposalId, incidentId } = adopted;
    const outcome = await adoptProposal(database, by(asks), { proposalId });
    expect(outcome).toMatchObject({ ok: true, value: { kind: "PROPOSAL", id: proposalId } });

    const orders = await ordersOf(database, proposalId);
    const asked = orders.map(({ order, approvals }) => [
      order.lenderOrg,
      approvals.map(({ kind, org, state }) => `${kind} ${org} ${state}`).sort(),
    ]);
    expect(asked).toEqual([
      [orgs.asks, []],
      [
        orgs.lends,
        [
          `KEEPER ${orgs.keeps} PENDING`,
          `OWNER ${orgs.lends} PENDING`,
          `REFILL_PLEDGE ${orgs.stranger} PENDING`,
        ],
      ],
      [orgs.lendsToo, [`OWNER ${orgs.lendsToo} PENDING`, `REFILL_PLEDGE ${orgs.stranger} PENDING`]],
      [orgs.supplies, [`OWNER ${orgs.supplies} PENDING`]],
    ]);
    const [, lent] = orders;
    expect(lent?.order).toMatchObject({ incidentId, agreementId: "PACT", agreementVersion: 1 });
    expect([...(lent?.order.parties ?? [])].sort()).toEqual(
      [orgs.asks, orgs.keeps, orgs.lends, orgs.stranger].sort(),
    );
    expect(lent?.order.number).toMatch(/^\d{8}-[2-9A-HJ-NP-Z]{6}$/);
  });

  it("holds the whole plan in one posting, and tells it", async () => {
    const { proposalId, needIds } = adopted;
    const [, lent] = await ordersOf(database, proposalId);
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 70, soft: 30 });
    expect(await balancesOf(database, lots.own)).toEqual({ ON_HAND: 95, soft: 5 });
    const [team] = await rowsOf<object>(
      database,
      "select state, order_line_id as line from qipan.team where id = 'TEAM-1'",
    );
    const unitLine = lent?.lines.find(({ teamId }) => teamId === "TEAM-1");
    expect(team).toEqual({ state: "HELD", line: unitLine?.id });
    const [contract] = await rowsOf<{ promised: number }>(
      database,
      "select promised from qipan.commitment where id = 'C1'",
    );
    expect(contract?.promised).toBe(7);
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 72, received: 0 });
    expect(await toldOf(database, proposalId)).toEqual(["PROPOSAL_ADOPTED"]);
    expect(await toldOf(database, lent!.order.id)).toEqual(["ORDER_DRAFTED"]);
    const [booked] = await rowsOf<{ holds: number }>(
      database,
      "select count(*)::integer as holds from qipan.transfer where op = 'HOLD'",
    );
    expect(booked?.holds).toBe(1);
  });

  it("refuses every shortage of every kind at once, changes nothing, and is stale", async () => {
    const lapsed = { agreement: { id: "LAPSED", version: 1 } };
    const { proposalId, needIds } = await propose(database, [
      { lot: "tents", quantity: 101 },
      { lot: "second", quantity: 1, ground: lapsed },
      { commitment: "C1", quantity: 44 },
      { team: "TEAM-1" },
      { lot: "own", quantity: 96 },
    ]);
    const outcome = await adoptProposal(database, by(asks), { proposalId });
    expect(codes(outcome).sort()).toEqual([
      `AGREEMENT lenders.${orgs.lendsToo}`,
      "COMMITMENT_EXHAUSTED allocations.2",
      `HOLD_SHARE_EXCEEDED lenders.${orgs.lends}.TENT`,
      "SHORT_OF_STOCK allocations.0",
      "SHORT_OF_STOCK allocations.4",
      "UNIT_TAKEN allocations.3",
    ]);
    expect(await ordersOf(database, proposalId)).toEqual([]);
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    expect(await toldOf(database, proposalId)).toEqual(["PROPOSAL_STALE"]);
    const again = await adoptProposal(database, by(asks), { proposalId });
    expect(codes(again)).toEqual(["ILLEGAL_TRANSITION proposalId"]);
  });

  it("tells the ledger's own refusals by the allocation: short and expired lots", async () => {
    const { proposalId } = await propose(database, [
      { lot: "own", quantity: 96 },
      { lot: "gone", quantity: 1 },
    ]);
    const outcome = await adoptProposal(database, by(asks), { proposalId });
    expect(codes(outcome).sort()).toEqual([
      "LOT_EXPIRED allocations.1",
      "SHORT_OF_STOCK allocations.0",
    ]);
  });

  it("holds no more unapproved than the pact's share, and does not call that stale", async () => {
    const { proposalId } = await propose(database, [{ lot: "second", quantity: 41 }]);
    const outcome = await adoptProposal(database, by(asks), { proposalId });
    expect(outcome.ok ? [] : outcome.refused).toMatchObject([
      { code: "HOLD_SHARE_EXCEEDED", facts: { share: 50, wanted: 41, available: 40 } },
    ]);
    expect(await toldOf(database, proposalId)).toEqual([]);
    const fits = await propose(database, [{ lot: "second", quantity: 40 }]);
    expect(codes(await adoptProposal(database, by(asks), fits))).toEqual([]);
  });

  it("is stale when somebody else promised the need meanwhile", async () => {
    const { proposalId, needIds } = await propose(database, [{ lot: "own", quantity: 3 }]);
    const promise = "update qipan.need set promised = 1 where id = $1";
    await runOut(database, promise, [needIds[0]]);
    const outcome = await adoptProposal(database, by(asks), { proposalId });
    expect(codes(outcome)).toEqual(["PROPOSAL_STALE allocations.0"]);
  });

  it("supersedes the requester's earlier proposals of the incident, not later ones", async () => {
    const early = await propose(database, [{ lot: "own", quantity: 1 }]);
    const { incidentId } = early;
    const now = await propose(database, [{ lot: "own", quantity: 1 }], { incidentId });
    const later = await propose(database, [{ lot: "own", quantity: 1 }], { incidentId });
    await adoptProposal(database, by(asks), { proposalId: now.proposalId });
    const states = await rowsOf<{ id: string; state: string }>(
      database,
      "select id, state from qipan.proposal where incident_id = $1",
      [incidentId],
    );
    const stateOf = (id: string) => states.find((row) => row.id === id)?.state;
    expect([early, now, later].map(({ proposalId }) => stateOf(proposalId))).toEqual([
      "SUPERSEDED",
      "ADOPTED",
      "READY",
    ]);
  });

  it("is for the requester's dispatcher: others do not even see the proposal", async () => {
    const { proposalId } = await propose(database, [{ lot: "own", quantity: 1 }]);
    expect(codes(await adoptProposal(database, by(lends), { proposalId }))).toEqual([
      "NOT_FOUND proposalId",
    ]);
    const viewer = by(personOf(orgs.asks, ["VIEWER"]));
    expect(codes(await adoptProposal(database, viewer, { proposalId }))).toEqual(["NOT_ALLOWED "]);
    const nobody = { principal: undefined, key: "key-nobody" };
    expect(codes(await adoptProposal(database, nobody, { proposalId }))).toEqual([
      "SIGN_IN_REQUIRED ",
    ]);
  });
});
