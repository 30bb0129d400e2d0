import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { readerOf } from "../../src/access/reader.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { confirmClaim, settleInCash, waiveClaim } from "../../src/replenishment/claims.service.ts";
import { disputeClaim } from "../../src/replenishment/dispute.service.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends } from "../support/dispatch-world.ts";
import { bring } from "../support/state-orders.ts";

const said = () => ({ evidence: { note: "示例" }, occurredAt: new Date() });
const dispute = { disputed: true, reason: "数目不符" };

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database, { quantity: 10_000 });
  const regime = `update qipan.agreement set terms = terms || '{"regime": "REFILL_OR_CASH"}'`;
  await runOut(database, regime, []);
});
afterAll(() => database.close());

/** Four tents are used up and owed by the asker, with both signatures. */
async function owing() {
  const { lineId: orderLineId } = await bring(database, "RECEIVED");
  const use = { orderLineId, consumed: 4, distributed: [], scrapped: 0, destroyed: 0 };
  done(await recordUse(database, by(asks), { ...use, ...said() }));
  const [row] = await rowsOf<{ id: string }>(
    database,
    "select id from qipan.claim where order_line_id = $1 and kind = 'REFILL'",
    [orderLineId],
  );
  const claimId = row!.id;
  for (const org of [asks, lends]) done(await confirmClaim(database, by(org), { claimId }));
  return { orderLineId, claimId };
}

const figures = (orderLineId: string) =>
  rowsOf(
    database,
    `select opened, outstanding, state from qipan.claim
     where order_line_id = $1 and kind = 'REFILL' order by opened_at, id`,
    [orderLineId],
  );

/** Both deeds have read and wait, the first for the book's accounts, when those become free. */
async function behind(claimId: string, deeds: readonly (() => Promise<unknown>)[]) {
  const running: Promise<unknown>[] = [];
  await withOwnerTx(database, async ({ client }) => {
    await client.query("select from qipan.account where ref = $1 for update", [claimId]);
    for (const [at, deed] of deeds.entries()) {
      running.push(deed());
      await waiting(at + 1);
    }
  });
  return Promise.all(running);
}

/** Asked as the login: the hub's own role is not told what others wait for. */
async function waiting(many: number): Promise<void> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  for (let waits = 0; waits < many;) {
    waits = (await database.pool.query<{ n: number }>(sql)).rows[0]?.n ?? 0;
    if (waits < many) await sleep(20);
  }
}

describe("two who decide about one claim at once", () => {
  const pay = (claimId: string, quantity: number) => () => {
    const money = { quantity, unitPriceFen: 100, voucher: "FP-1" };
    return settleInCash(database, by(lends), { claimId, ...money, ...said() });
  };

  it("dispute what is left after a payment, and not a part of what was", async () => {
    const { claimId, orderLineId } = await owing();
    const results = await behind(claimId, [
      pay(claimId, 1),
      () => disputeClaim(database, by(asks), { claimId, quantity: 3, ...dispute }),
    ]);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await figures(orderLineId)).toEqual([{ opened: 4, outstanding: 3, state: "DISPUTED" }]);
  });

  it("are refused for what stands there, and not by a book that ran short meanwhile", async () => {
    const { claimId } = await owing();
    const results = await behind(claimId, [
      pay(claimId, 3),
      () => waiveClaim(database, by(lends), { claimId, quantity: 2, reason: "支援", ...said() }),
    ]);
    expect(results).toMatchObject([
      { ok: true },
      { ok: false, refused: [{ code: "QUANTITY_OUT_OF_RANGE", path: "quantity" }] },
    ]);
  });
});

it("a claim is signed when its row is held, not when its signer's transaction began", async () => {
  const { lineId: orderLineId } = await bring(database, "RECEIVED");
  const use = { orderLineId, consumed: 3, distributed: [], scrapped: 0, destroyed: 0 };
  done(await recordUse(database, by(asks), { ...use, ...said() }));
  const sign = async ({ client }: Tx, side: "DEBTOR" | "CREDITOR") => {
    const { rows } = await client.query<{ told: string }>(
      `select qipan.claim_confirm(id, $2) as told from qipan.claim
       where order_line_id = $1 and kind = 'REFILL'`,
      [orderLineId, side],
    );
    expect(rows).toEqual([{ told: "OK" }]);
  };
  await withTx(database, readerOf(asks), async (debtor) => {
    await withTx(database, readerOf(lends), async (creditor) => {
      done(await recordUse(database, by(asks), { ...use, consumed: 1, ...said() }));
      await sign(creditor, "CREDITOR");
    });
    await sign(debtor, "DEBTOR");
  });
  expect(await figures(orderLineId)).toEqual([{ opened: 4, outstanding: 4, state: "CONFIRMED" }]);
  expect((await verifyBook(database)).problems).toEqual([]);
});
