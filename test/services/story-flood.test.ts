import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { confirmDifference } from "../../src/dispatch/leg-difference.service.ts";
import { handOverLeg } from "../../src/dispatch/leg-hand-over.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import type { Departed } from "../../src/dispatch/slip.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { beginAftermath, endResponse } from "../../src/incidents/ending.service.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import { startResponse } from "../../src/incidents/response.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { recordFee } from "../../src/replenishment/fee.service.ts";
import { recordUse, startReturn } from "../../src/replenishment/goods.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { writeOffLot } from "../../src/reserves/disposal.service.ts";
import { issueOf } from "../support/audit-history.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { orderNow, rowsOf } from "../support/dispatch-state.ts";
import { done, stateOf } from "../support/dispatch-steps.ts";
import { asOf, floodLots, layFloodWorld, type FloodOrg } from "../support/flood-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

const evidence = { note: "凌汛处置记录(示例)" };
const occurredAt = new Date("2026-01-01T00:00:00Z");

interface StoryLine {
  readonly id: string;
  readonly orderId: string;
  readonly lotId: string;
}

onBothShapes("story (b), ice flood at Bayannur", (open) => {
  let database: Database;
  let lines: StoryLine[];
  const seen: string[] = [];

  beforeAll(async () => {
    database = await open();
    await layFloodWorld(database);
    const incidentId = await respond();
    lines = await rowsOf<StoryLine>(
      database,
      `select id, order_id as "orderId", lot_id as "lotId" from qipan.order_line`,
    );
    await tentsOverTheRelay();
    await disposeOfTents();
    await bagsAndBack();
    for (const end of [endResponse, beginAftermath])
      done(await end(database, await as("G03"), { incidentId }));
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const as = (org: FloodOrg) => asOf(database, org);
  const lineOf = (name: keyof typeof floodLots): StoryLine =>
    lines.find(({ lotId }) => lotId === floodLots[name].id)!;

  async function respond(): Promise<string> {
    const report = {
      nameZh: "黄河凌汛(示例)",
      category: "NATURAL_DISASTER",
      hazard: "FLOOD",
    } as const;
    const place = { regionCode: "150800", node: "DIKE" };
    const { id: incidentId } = done(
      await reportIncident(database, await as("G03"), { ...report, ...place }),
    );
    const level = { incidentId, responseLevel: "LEVEL_3", reason: "凌汛" } as const;
    done(await startResponse(database, await as("G03"), level));
    const needs = [
      { item: "TENT", quantity: 700, priority: 1 },
      { item: "BAG", quantity: 50_000, priority: 1 },
    ];
    done(await declareNeeds(database, await as("G03"), { incidentId, needs }));
    const wish = { incidentId, preset: "BALANCED" } as const;
    const { id: proposalId } = done(await proposeDispatch(database, await as("G03"), wish));
    await plannerOf(database).idle();
    done(await adoptProposal(database, await as("G03"), { proposalId }));
    const asked = await rowsOf<{ id: string; org: FloodOrg }>(
      database,
      "select id, org from qipan.approval where state = 'PENDING' order by id",
    );
    for (const { id: approvalId, org } of asked)
      done(await decideApproval(database, await as(org), { approvalId, decision: "GRANT" }));
    return incidentId;
  }

  /** Issued and acknowledged once, however many lots go on one order. */
  async function begin(orderId: string): Promise<void> {
    const { order } = await orderNow(database, orderId);
    if (order.issuedAt !== null) return;
    done(await issueOrder(database, await as("G03"), { orderId }));
    done(await acknowledgeOrder(database, await as("G02"), { orderId }));
  }

  async function drive(name: keyof typeof floodLots, loaded: number): Promise<Departed> {
    const { id, orderId } = lineOf(name);
    const keeper = name === "tents" ? "G02" : "E04";
    await begin(orderId);
    const short = loaded < floodLots[name].quantity ? { shortReason: "DAMAGED" as const } : {};
    const load = { orderId, lines: [{ lineId: id, loaded, ...short }] };
    done(await loadOrder(database, await as(keeper), load));
    const gone = { orderId, carrierOrg: "K1", lines: [{ orderLineId: id, departed: loaded }] };
    return done(await departOrder(database, await as(keeper), gone));
  }

  async function tentsOverTheRelay(): Promise<void> {
    const { id: orderLineId, orderId } = lineOf("tents");
    const first = await drive("tents", 690);
    const relay = { nodeId: "RELAY", carrierOrg: "K2" };
    done(await planRelay(database, await as("G02"), { legId: first.id, relay }));
    const over = {
      legId: first.id,
      code: first.arrivalCode!,
      lines: [{ orderLineId, taken: 685 }],
    };
    const second = done(await handOverLeg(database, await as("K2"), over));
    seen.push(await stateOf(database, orderId));
    done(await confirmDifference(database, await as("G02"), { legId: first.id }));
    const counts = [{ orderLineId, accepted: 660, rejected: 10, missing: 15 }];
    const receipt = { legId: second.id, code: second.arrivalCode!, lines: counts };
    done(await receiveLeg(database, await as("G03"), receipt));
    done(await confirmDifference(database, await as("G02"), { legId: second.id }));
  }

  async function disposeOfTents(): Promise<void> {
    const { id: orderLineId } = lineOf("tents");
    const said = { orderLineId, evidence, occurredAt };
    const worn = { consumed: 0, distributed: [], scrapped: 60, destroyed: 0 };
    done(await recordUse(database, await as("G03"), { ...said, ...worn }));
    const home = { ...said, carrierOrg: "K1", quantity: 600 };
    done(await startReturn(database, await as("G03"), home));
    done(await receiveReturn(database, await as("G02"), { ...home, received: true }));
    const found = { received: true, good: 570, repair: 20, scrapped: 10, restore: 0 };
    done(await inspectReturn(database, await as("G02"), { ...said, ...found }));
    const rejected = { ...said, received: false };
    const back = { ...rejected, carrierOrg: "K2", quantity: 10 };
    done(await receiveReturn(database, await as("G02"), back));
    const sound = { ...rejected, good: 10, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, await as("G02"), sound));
    await scrapMouldy();
  }

  /** What was blocked at loading is written off by its owner. */
  async function scrapMouldy(): Promise<void> {
    const { id: lotId } = floodLots.tents;
    const mouldy = { lotId, quantity: 10, outcome: "SCRAPPED", reason: "受潮霉变(示例)" } as const;
    done(await writeOffLot(database, await as("G02"), mouldy));
  }

  async function bagsAndBack(): Promise<void> {
    const { id: orderLineId } = lineOf("bags");
    const leg = await drive("bags", 50_000);
    const counts = [{ orderLineId, accepted: 50_000, rejected: 0, missing: 0 }];
    const receipt = { legId: leg.id, code: leg.arrivalCode!, lines: counts };
    done(await receiveLeg(database, await as("G03"), receipt));
    const said = { orderLineId, evidence, occurredAt };
    const used = { consumed: 46_000, distributed: [], scrapped: 0, destroyed: 0 };
    done(await recordUse(database, await as("G03"), { ...said, ...used }));
    const home = { ...said, carrierOrg: "K1", quantity: 4_000 };
    done(await startReturn(database, await as("G03"), home));
    done(await receiveReturn(database, await as("E04"), { ...home, received: true }));
    const found = { received: true, good: 4_000, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, await as("E04"), { ...said, ...found }));
    const fee = { ...said, amountFen: 50_000, voucher: "ZD-1" };
    done(await recordFee(database, await as("G02"), fee));
  }

  it("is never delivered before it is received", async () => {
    expect(seen).toEqual([expect.not.stringContaining("RECEIVED")]);
    const { id, orderId } = lineOf("tents");
    const tents = (await orderNow(database, orderId)).lines.find((line) => line.id === id);
    expect(tents).toMatchObject({ ordered: 700, cancelled: 10, loaded: 690, departed: 690 });
    expect(tents).toMatchObject({ accepted: 660, rejected: 10, missing: 20, held: 0 });
    expect(await stateOf(database, orderId)).toBe("RECEIVED_WITH_DIFFERENCE");
  });

  it("leaves every unit where the story says", async () => {
    const rows = await rowsOf<{ lot: string; kind: string; sum: number }>(
      database,
      `select lot, kind, sum(balance)::bigint as sum from qipan.account
       where lot <> '' and kind <> 'SUPPLY' and balance <> 0 group by lot, kind`,
    );
    const ends = ({ id }: { readonly id: string }) =>
      Object.fromEntries(rows.filter(({ lot }) => lot === id).map(({ kind, sum }) => [kind, sum]));
    expect(ends(floodLots.tents)).toEqual({
      ...{ ON_HAND: 580, REPAIR: 20, SCRAPPED: 80, DESTROYED: 20 },
    });
    expect(ends(floodLots.bags)).toEqual({ CONSUMED: 46_000, ON_HAND: 4_000 });
  });

  it("owes exactly what the story says", async () => {
    const rows = await rowsOf<{ line: string }>(
      database,
      `select debtor_org || ' → ' || creditor_org || ' ' || kind || ' ' || item || ' '
         || sum(outstanding) as line
       from qipan.claim where outstanding > 0 group by debtor_org, creditor_org, kind, item`,
    );
    expect(rows.map(({ line }) => line).toSorted()).toEqual([
      "G02 → E04 PAY CNY 50000",
      "G03 → G02 REFILL BAG 46000",
      "G03 → G02 REFILL TENT 85",
      "G03 → G02 REPAIR TENT 20",
      "K1 → G02 DAMAGES TENT 5",
      "K2 → G03 DAMAGES TENT 15",
    ]);
    const bags = `select depot_id as depot, custodian_org as signs from qipan.claim
      where kind = 'REFILL' and item = 'BAG'`;
    expect(await rowsOf(database, bags)).toEqual([{ depot: "D-E04", signs: "E04" }]);
  });

  it("opens tasks for a hundred tents, of which the owner performs fifteen", async () => {
    const tasks = `select item, depot_id as depot, performer_org as performer,
        sum(quantity)::bigint as quantity
      from qipan.refill_task group by 1, 2, 3 order by 1, 3`;
    expect(await rowsOf(database, tasks)).toEqual([
      { item: "BAG", depot: "D-E04", performer: "G03", quantity: 46_000 },
      { item: "TENT", depot: "D-G02", performer: "G02", quantity: 15 },
      { item: "TENT", depot: "D-G02", performer: "G03", quantity: 85 },
    ]);
  });

  it("is a book that an auditor finds whole", async () => {
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0, problems: [] });
    await issueOf(database, ["G02", "G03", "E04"]);
    expect((await auditStatements(database)).lines).toBeGreaterThan(8);
  });
});
