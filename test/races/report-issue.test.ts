import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { attributeRecourse } from "../../src/replenishment/report.service.ts";
import { lockOrdersOf } from "../../src/replenishment/report.store.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { done, drafted, leave } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";
import { bring, grantAll, receiveOf } from "../support/state-orders.ts";

const firm = orgs.keeps;
const said = () => ({ evidence: { note: "示例" }, occurredAt: new Date() });

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database, { quantity: 10_000 });
});
afterAll(async () => {
  expect((await verifyBook(database)).problems).toEqual([]);
  expect([...database.strains.retried]).toEqual([]);
  await database.close();
});

let reports = 0;
const name = (incidentId: string) =>
  attributeRecourse(database, by(asks), {
    ...{ incidentId, number: `R-${(reports += 1)}`, issuedBy: "调查组(示例)" },
    ...{ decidedOn: "2026-01-02", shares: [{ orgId: firm, basisPoints: 10_000 }], exceptions: [] },
  });

/** An incident with a loss that a report can name a firm for, and an order that may be issued. */
async function scene() {
  const { orderId: before, lineId: lost } = await bring(database, "RECEIVED");
  await useUp(lost, 4);
  const [at] = await rowsOf<{ incidentId: string }>(
    database,
    `select incident_id as "incidentId" from qipan.dispatch_order where id = $1`,
    [before],
  );
  const { incidentId } = at!;
  const goods = { lot: "tents", quantity: 4 } as const;
  const { orderId, lines } = await drafted(database, [goods], orgs.lends, { incidentId });
  await grantAll(database, orderId);
  const issue = () => issueOrder(database, by(asks), { orderId });
  return { before, incidentId, orderId, lineId: lines[0]!.id, issue };
}

async function useUp(orderLineId: string, consumed: number): Promise<void> {
  const use = { orderLineId, consumed, distributed: [], scrapped: 0, destroyed: 0 };
  done(await recordUse(database, by(asks), { ...use, ...said() }));
}

/** The order's four tents go, arrive and are used up; what of it the firm at fault is to answer. */
async function answered({ orderId, lineId }: { orderId: string; lineId: string }) {
  done(await acknowledgeOrder(database, by(lends), { orderId }));
  const load = [{ lineId, loaded: 4 }];
  done(await loadOrder(database, by(lends), { orderId, lines: load }));
  const { id: legId, arrivalCode } = done(
    await leave(database, orderId, [{ id: lineId, ordered: 4 }]),
  );
  done(await receiveOf(database, { legId, lineId, code: arrivalCode! }, 4));
  await useUp(lineId, 4);
  return rowsOf(
    database,
    `select debtor_org as firm, mirrors, outstanding from qipan.claim
     where order_line_id = $1 and kind = 'RECOURSE'`,
    [lineId],
  );
}

/** Runs both while the rows of `sql` are held, the second when the first waits, until that ends. */
async function behind<A, B>(sql: string, id: string, deeds: readonly [() => A, () => B]) {
  const [first, second] = deeds;
  let running: readonly [A, B] | undefined;
  await withOwnerTx(database, async ({ client }) => {
    await client.query(sql, [id]);
    const one = first();
    while ((await waiting()) < 1) await sleep(20);
    const two = second();
    const over = Promise.resolve(two).then(() => true);
    while (!(await Promise.race([over, waiting().then((many) => many > 1)]))) await sleep(20);
    running = [one, two];
  });
  return Promise.all(running!);
}

/** Asked as the login: the hub's own role is not told what others wait for. */
async function waiting(): Promise<number> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await database.pool.query<{ n: number }>(sql)).rows[0]!.n;
}

describe("an order that is issued while a report names the firm at fault", () => {
  const theFirms = [{ firm, mirrors: "REFILL", outstanding: 4 }];

  it("is bound by the report that waited for its issue", async () => {
    const set = await scene();
    const held = "select from qipan.account where ref = 'soft:' || $1 for update";
    const both = [set.issue, () => name(set.incidentId)] as const;
    expect(await behind(held, set.lineId, both)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await answered(set)).toEqual(theFirms);
  });

  it("waits for the report that began before, and for no deadlock", async () => {
    let set = await scene();
    // Whoever takes orders by their ids is to wait for the old one before it comes to the new one.
    while (set.orderId < set.before) set = await scene();
    const held = "select from qipan.dispatch_order where id = $1 for update";
    const both = [() => name(set.incidentId), set.issue] as const;
    expect(await behind(held, set.before, both)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await answered(set)).toEqual(theFirms);
  });

  it("is answered for by the firm whichever comes first", async () => {
    for (let round = 0; round < 8; round += 1) {
      const set = await scene();
      const both = [name(set.incidentId), set.issue()];
      expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
      expect(await answered(set), `round ${String(round)}`).toEqual(theFirms);
    }
  });

  it("is not waited for by whoever does not answer for the incident", async () => {
    const { incidentId, orderId } = await scene();
    await withOwnerTx(database, async ({ client }) => {
      const held = "select from qipan.dispatch_order where id = $1 for update";
      await client.query(held, [orderId]);
      const stranger = { principal: "someone", orgs: [orgs.stranger], partners: [] };
      await withTx(database, stranger, (tx) => lockOrdersOf(tx, incidentId));
    });
  });
});
