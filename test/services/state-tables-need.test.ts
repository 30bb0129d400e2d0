import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proposalState, type ProposalState } from "../../schema/words/dispatch.ts";
import {
  incidentState,
  needState,
  type IncidentState,
  type NeedState,
} from "../../schema/words/incidents.ts";
import { codesOf } from "../../schema/words/word.ts";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { cancelProposal, proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { beginAftermath, closeIncident, endResponse } from "../../src/incidents/ending.service.ts";
import { incidentEvents, type IncidentEvent } from "../../src/incidents/incident.rules.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import type { NeedRow } from "../../src/incidents/need.model.ts";
import { needStateOf } from "../../src/incidents/need.rules.ts";
import { declareNeeds, renewNeed, withdrawNeed } from "../../src/incidents/need.service.ts";
import {
  setHazardZone,
  setResponseLevel,
  startResponse,
} from "../../src/incidents/response.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { propose, type Proposed } from "../support/dispatch-proposals.ts";
import { balancesOf, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lots } from "../support/dispatch-world.ts";
import { cameBefore, bring, receiveOf, type Specimen } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const reason = "理由";
let database: Database;
beforeAll(async () => {
  database = await openEmbeddedTest();
  await fillDispatchWorld(database, { quantity: 10_000 });
});
afterAll(() => database.close());

describe("an incident, cell by cell", () => {
  const table = `
START_RESPONSE SET_LEVEL SET_ZONE DECLARE_NEEDS REQUEST_PROPOSAL END_RESPONSE BEGIN_AFTERMATH CLOSE
REPORTED       ACTIVE . ~ ~ . . . .
ACTIVE         . ~ ~ ~ INVALID_INPUT! RESPONSE_ENDED . .
RESPONSE_ENDED . . ~ . . . AFTERMATH .
AFTERMATH      . . . . . . . CLOSED
CLOSED         . . . . . . . .`;

  const way = ["START_RESPONSE", "END_RESPONSE", "BEGIN_AFTERMATH", "CLOSE"] as const;

  async function reach(state: IncidentState): Promise<string> {
    const { id } = done(
      await reportIncident(database, by(asks), {
        ...{ nameZh: "洪水", category: "NATURAL_DISASTER", hazard: "FLOOD" },
        ...{ regionCode: "150300", node: "N-ASKS" },
      }),
    );
    for (const deed of way.slice(0, codesOf(incidentState).indexOf(state)))
      done(await deeds[deed](id));
    return id;
  }

  const zone = { radiusKm: 1, until: new Date("2999-01-01") };
  /** ACTIVE passes the gate of REQUEST_PROPOSAL, and is told that no need is open. */
  const deeds: Readonly<Record<IncidentEvent, (id: string) => Promise<Outcome<unknown>>>> = {
    START_RESPONSE: (incidentId) =>
      startResponse(database, by(asks), { incidentId, responseLevel: "LEVEL_3", reason }),
    SET_LEVEL: (incidentId) =>
      setResponseLevel(database, by(asks), { incidentId, responseLevel: "LEVEL_2", reason }),
    SET_ZONE: (incidentId) => setHazardZone(database, by(asks), { incidentId, zone }),
    DECLARE_NEEDS: (incidentId) =>
      declareNeeds(database, by(asks), { incidentId, needs: [{ item: "TENT", quantity: 4 }] }),
    REQUEST_PROPOSAL: (incidentId) =>
      proposeDispatch(database, by(asks), { incidentId, preset: "BALANCED" }),
    END_RESPONSE: (incidentId) => endResponse(database, by(asks), { incidentId }),
    BEGIN_AFTERMATH: (incidentId) => beginAftermath(database, by(asks), { incidentId }),
    CLOSE: (incidentId) => closeIncident(database, by(asks), { incidentId }),
  };
  const now = async (id: string) =>
    (
      await rowsOf<{ state: string }>(database, "select state from qipan.incident where id = $1", [
        id,
      ])
    )[0]?.state;
  const codes = Object.keys(incidentEvents) as IncidentEvent[];

  it.each(codesOf(incidentState))("%s", async (state) => {
    const all = cellsOf(table, codesOf(incidentState), codes);
    const id = await reach(state);
    expect(await now(id)).toBe(state);
    await expectUnmoved(database, all, state, (deed) => deeds[deed](id));
    for (const [, deed, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
      const one = await reach(state);
      done(await deeds[deed](one));
      expect(await now(one)).toBe(after);
    }
  });

  it("does not close while its goods are on the way, on site or on the way back", async () => {
    const putIn = "update qipan.incident set state = 'AFTERMATH' where id = $1";
    for (const state of ["IN_TRANSIT", "RECEIVED", "RECEIVED_WITH_DIFFERENCE"] as const) {
      const { orderId } = await bring(database, state);
      const [row] = await rowsOf<{ id: string }>(
        database,
        "select incident_id as id from qipan.dispatch_order where id = $1",
        [orderId],
      );
      await runOut(database, putIn, [row!.id]);
      const close = () => deeds.CLOSE(row!.id);
      expect(await close()).toMatchObject({ refused: [{ code: "ILLEGAL_TRANSITION" }] });
      const end = "update qipan.dispatch_order set closed_at = now() where id = $1";
      await runOut(database, end, [orderId]);
      expect(await close()).toMatchObject({ refused: [{ code: "GOODS_STILL_OUT" }] });
    }
  });
});

describe("a need, cell by cell", () => {
  type Deed = "WITHDRAW" | "RENEW" | "ADOPT" | "RECEIVE";
  /** ADOPT makes a plan binding that was solved before; RECEIVE counts two of four that come. */
  const table = `
           WITHDRAW  RENEW ADOPT           RECEIVE
OPEN       WITHDRAWN ~     ~               PARTLY_MET
PARTLY_MET WITHDRAWN ~     ~               MET
MET        .         .     PROPOSAL_STALE! .
WITHDRAWN  .         .     PROPOSAL_STALE! ~
EXPIRED    WITHDRAWN OPEN  PROPOSAL_STALE! ~`;

  /** Four tents are wanted and promised; in MET all have come, else two are on the road. */
  async function reach(state: NeedState): Promise<Specimen> {
    const one = await bring(database, state === "MET" ? "RECEIVED" : "PARTLY_SHIPPED");
    if (state === "PARTLY_MET") await cameBefore(database, one);
    if (state === "EXPIRED") await set(one.needId, "lapses_at = now()");
    if (state === "WITHDRAWN") done(await deeds.WITHDRAW(one));
    return one;
  }
  const set = (id: string, change: string) =>
    runOut(database, `update qipan.need set ${change} where id = $1`, [id]);

  const deeds: Readonly<Record<Deed, (one: Specimen) => Promise<Outcome<unknown>>>> = {
    WITHDRAW: ({ needId }) => withdrawNeed(database, by(asks), { needId }),
    RENEW: ({ needId }) => renewNeed(database, by(asks), { needId }),
    ADOPT: async ({ needId }) => {
      const { proposalId } = await propose(database, [{ lot: "own", quantity: 1 }]);
      // The plan was made for this need, of which one piece is promised by nobody.
      await runOut(
        database,
        `update qipan.proposal
         set plan = jsonb_set(plan, '{allocations,0,need}', to_jsonb($2::text)) where id = $1`,
        [proposalId, needId],
      );
      if ((await now(needId)) !== "MET") await set(needId, "quantity = quantity + 1");
      return adoptProposal(database, by(asks), { proposalId });
    },
    RECEIVE: (one) => receiveOf(database, one, 2),
  };

  async function now(needId: string): Promise<NeedState> {
    const sql = `select quantity, received, withdrawn_at as "withdrawnAt", lapses_at as "lapsesAt",
      now() as now from qipan.need where id = $1`;
    const [row] = await rowsOf<NeedRow & { now: Date }>(database, sql, [needId]);
    return needStateOf(row!, row!.now);
  }

  it.each(codesOf(needState))("%s", async (state) => {
    for (const [of, deed, cell] of cellsOf(table, codesOf(needState), [
      "WITHDRAW",
      "RENEW",
      "ADOPT",
      "RECEIVE",
    ])) {
      if (of !== state) continue;
      const one = await reach(state);
      expect(await now(one.needId)).toBe(state);
      const outcome = await deeds[deed](one);
      const code = outcome.ok ? undefined : outcome.refused[0]?.code;
      const told = cell === "." ? "ILLEGAL_TRANSITION" : cell.slice(0, -1);
      expect([deed, code]).toEqual([deed, moves(cell) ? undefined : told]);
      expect([deed, await now(one.needId)]).toEqual([deed, moves(cell) ? cell : state]);
      await runOut(database, "update qipan.leg set state = 'ARRIVED'", []);
    }
  });
});

describe("a proposal, cell by cell", () => {
  type Deed = "ADOPT" | "ADOPT_CHANGED" | "ADOPT_NEWER" | "CANCEL";
  /** ADOPT_CHANGED: a source changed meanwhile. ADOPT_NEWER: a later plan of the incident. */
  const table = `
           ADOPT   ADOPT_CHANGED ADOPT_NEWER CANCEL
SOLVING    .       .             ~           CANCELLED
READY      ADOPTED STALE         SUPERSEDED  .
FAILED     .       .             ~           .
CANCELLED  .       .             ~           .
ADOPTED    .       .             ~           .
SUPERSEDED .       .             ~           .
STALE      .       .             ~           .`;

  const deeds: Readonly<Record<Deed, (one: Proposed) => Promise<Outcome<unknown>>>> = {
    ADOPT: ({ proposalId }) => adoptProposal(database, by(asks), { proposalId }),
    ADOPT_CHANGED: async ({ proposalId }) => {
      const put = "update qipan.stock_lot set condition = $2 where id = $1";
      await runOut(database, put, [lots.own, "BLOCKED"]);
      const outcome = await adoptProposal(database, by(asks), { proposalId });
      await runOut(database, put, [lots.own, "GOOD"]);
      return outcome;
    },
    ADOPT_NEWER: async ({ incidentId }) => {
      const newer = await propose(database, [{ lot: "own", quantity: 1 }], { incidentId });
      return adoptProposal(database, by(asks), { proposalId: newer.proposalId });
    },
    CANCEL: ({ proposalId }) => cancelProposal(database, by(asks), { proposalId }),
  };

  async function reach(state: ProposalState): Promise<Proposed> {
    const one = await propose(database, [{ lot: "own", quantity: 1 }]);
    const put = "update qipan.proposal set state = $2 where id = $1";
    if (state === "SOLVING" || state === "CANCELLED")
      await runOut(database, put, [one.proposalId, "SOLVING"]);
    if (state === "FAILED") await runOut(database, put, [one.proposalId, state]);
    if (state === "CANCELLED") done(await deeds.CANCEL(one));
    if (state === "ADOPTED") done(await deeds.ADOPT(one));
    if (state === "SUPERSEDED") done(await deeds.ADOPT_NEWER(one));
    if (state === "STALE") await deeds.ADOPT_CHANGED(one);
    return one;
  }

  const now = async ({ proposalId }: Proposed) =>
    (
      await rowsOf<{ state: string }>(database, "select state from qipan.proposal where id = $1", [
        proposalId,
      ])
    )[0]?.state;

  it.each(codesOf(proposalState))("%s", async (state) => {
    const all = cellsOf(table, codesOf(proposalState), Object.keys(deeds) as Deed[]);
    const fixture = await reach(state);
    expect(await now(fixture)).toBe(state);
    await expectUnmoved(database, all, state, (deed) => deeds[deed](fixture));
    for (const [, deed, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
      const one = await reach(state);
      const free = await balancesOf(database, lots.own);
      await deeds[deed](one);
      expect([deed, await now(one)]).toEqual([deed, after]);
      if (deed === "ADOPT_CHANGED") expect(await balancesOf(database, lots.own)).toEqual(free);
      if (state !== after)
        expect((await toldOf(database, one.proposalId)).at(-1)).toBe(`PROPOSAL_${after}`);
    }
  });
});
