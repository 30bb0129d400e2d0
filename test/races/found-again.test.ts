import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readTasks } from "../../src/ledger/ledger.service.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import { stocktake } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { waiveClaim } from "../../src/replenishment/claims.service.ts";
import { recordFound } from "../../src/replenishment/found.service.ts";
import { openServerTest } from "../support/database.ts";
import { asHub, book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";
import { newId, terms } from "../support/ledger-world.ts";
import { balancesOf, by, codes, personIn, wrongIn } from "../support/peace-world.ts";

let database: Database;
const keeper = personIn("G02", ["KEEPER"]);
beforeAll(async () => {
  database = await openServerTest();
  await layWorld(database);
});
afterAll(async () => {
  expect(await wrongIn(database)).toEqual([]);
  expect([...database.strains.retried]).toEqual([]);
  await database.close();
});

/** A loss of three with its task, and a shelf to which these may be refilled. */
async function lose() {
  const [lot, empty] = await layLots(database, [
    { owner: "G02", quantity: 10 },
    { owner: "G02", quantity: 0 },
  ]);
  const { id, ...rest } = lot!;
  const count = { shelf: { ...rest, lot: id }, booked: 10, counted: 7, terms };
  const transferId = await book(database, stocktake({ evidence }, [count], newId));
  const [task] = await asHub(database, (tx) => readTasks(tx, { openedBy: [transferId] }));
  const refilled = refill({ evidence }, [{ shelf: lineOf(empty!), task: task!, quantity: 3 }]);
  const found = { transferId, quantity: 3, reason: "在隔壁货位找到" };
  const find = () =>
    recordFound(database, by(keeper), { ...found, occurredAt: new Date("2026-01-02T00:00:00Z") });
  const figures = async () => [
    (await balancesOf(database, id)).ON_HAND,
    (await balancesOf(database, empty!.id)).ON_HAND ?? 0,
  ];
  return { find, refilled, figures };
}

it("what is refilled at that moment is made good: it is not found again beside it", async () => {
  const { find, refilled, figures } = await lose();
  let found: ReturnType<typeof find> | undefined;
  await asHub(database, async (tx) => {
    expect(await post(tx, "G02", refilled)).toMatchObject({ ok: true });
    found = find();
    const over = found.then(() => true);
    while (!(await Promise.race([over, waits()]))) continue;
  });
  expect(codes(await found!)).toEqual(["LOSS_MADE_GOOD transferId"]);
  expect(await figures()).toEqual([7, 3]);
});

it("of a refill and a find at once one is done and one is told why it is not", async () => {
  for (let round = 0; round < 12; round += 1) {
    const { find, refilled, figures } = await lose();
    const refilling = () => asHub(database, (tx) => post(tx, "G02", refilled));
    const both = round % 2 === 0 ? [find(), refilling()] : [refilling(), find()];
    const told = (await Promise.all(both)).map(({ ok }) => ok);
    expect(told.toSorted(), `round ${String(round)}`).toEqual([false, true]);
    expect([
      [10, 0],
      [7, 3],
    ]).toContainEqual(await figures());
  }
});

/** A loss of three for which the keeper answers to the owner, on no order. */
async function loseAtFault() {
  const [lot] = await layLots(database, [{ owner: "G02", quantity: 10, custodian: "E04" }]);
  const { id, ...rest } = lot!;
  const shelf = { ...rest, lot: id };
  const count = { shelf, booked: 10, counted: 7, terms, custodianAtFault: true };
  const transferId = await book(database, stocktake({ evidence }, [count], newId));
  const sql = "select id from qipan.claim where opened_by = $1";
  const { rows } = await asHub(database, ({ client }) =>
    client.query<{ id: string }>(sql, [transferId]),
  );
  const occurredAt = new Date("2026-01-02T00:00:00Z");
  const found = { transferId, quantity: 3, reason: "在隔壁货位找到", occurredAt };
  const find = () => recordFound(database, by(personIn("E04", ["KEEPER"])), found);
  const claimId = rows[0]!.id;
  const waive = () =>
    waiveClaim(database, by(personIn("G02", ["APPROVER"])), {
      ...{ claimId, quantity: 1, reason: "支援", evidence: { note: "示例" }, occurredAt },
    });
  return { find, waive, left: async () => (await balancesOf(database, id)).ON_HAND };
}

it("of a find and a waiver of what the keeper owes for it at once one is done", async () => {
  for (let round = 0; round < 12; round += 1) {
    const { find, waive, left } = await loseAtFault();
    const both = round % 2 === 0 ? [find(), waive()] : [waive(), find()];
    const told = (await Promise.all(both)).map((one) => codes(one).join()).toSorted();
    const isFound = (await left()) === 10;
    const why = isFound
      ? "ILLEGAL_TRANSITION claimId,QUANTITY_OUT_OF_RANGE quantity"
      : "LOSS_MADE_GOOD transferId";
    expect(told, `round ${String(round)}`).toEqual(["", why]);
    expect(codes(await find())).toEqual([isFound ? "ALREADY_DECIDED transferId" : why]);
  }
});

async function waits(): Promise<boolean> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await database.pool.query<{ n: number }>(sql)).rows[0]!.n > 0;
}
