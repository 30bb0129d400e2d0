import { afterAll, beforeAll, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { readAccounts, readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { confirmClaim, settleInCash, waiveClaim } from "../../src/replenishment/claims.service.ts";
import { disputeClaim } from "../../src/replenishment/dispute.service.ts";
import { deemUse, settleDueDates } from "../../src/replenishment/due.service.ts";
import { readForgotten } from "../../src/replenishment/due.store.ts";
import { recordUse, startReturn } from "../../src/replenishment/goods.service.ts";
import {
  acceptRefill,
  sendRefill,
  takeBackRefill,
} from "../../src/replenishment/refill-stock.service.ts";
import { receiveRefill } from "../../src/replenishment/refill.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { onBothShapes } from "../support/database.ts";
import { dueAt } from "../support/returns-due.ts";
import { as, deliver, done, linesOf, respond, type StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots, type LotName } from "../support/story-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

const said = { evidence: {}, occurredAt: new Date("2026-01-01T00:00:00Z") };

const ended = `update qipan.incident
  set state = 'AFTERMATH', response_ended_at = now() - make_interval(days => $2) where id = $1`;
onBothShapes("refilling", (open) => {
  let database: Database;
  let incidentId: string;
  let lines: StoryLine[];

  beforeAll(async () => {
    database = await open();
    await layStoryWorld(database);
    incidentId = await respond(database);
    await deliver(database, ({ ordered }) => ({ accepted: ordered, rejected: 0, missing: 0 }));
    lines = await linesOf(database);
    await use("g06Caustic", { consumed: 140 });
    await use("g06Scba", { destroyed: 13 });
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const lineOf = (name: LotName) => lines.find(({ lotId }) => lotId === lots[name].id)!.id;

  async function use(name: LotName, gone: object): Promise<void> {
    const none = { consumed: 0, distributed: [], scrapped: 0, destroyed: 0 };
    const input = { orderLineId: lineOf(name), ...none, ...gone, ...said };
    done(await recordUse(database, await as(database, "G01"), input));
  }

  const claimOf = (name: LotName, kind: ClaimKind) =>
    withTx(database, hubReader, async (tx) => {
      const filter = { orderLineIds: [lineOf(name)], kinds: [kind], creditors: ["G06"] };
      return (await readClaims(tx, filter))[0]!;
    });

  const tasksOf = (name: LotName) =>
    withTx(database, hubReader, async (tx) => {
      const tasks = await readTasks(tx, { orderLineIds: [lineOf(name)] });
      return tasks.map((task) => [task.performerOrg, task.quantity, task.done]);
    });

  const refusedWith = (outcome: Outcome<unknown>): string[] =>
    outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

  const bought = async (passed: number, expiresOn: string, gift?: number) => {
    const { id: claimId } = await claimOf("g06Caustic", "REFILL");
    const lot = { batch: "B2", expiresOn };
    const input = { claimId, arrived: passed + 1, passed, gift, lot, voucher: "FP-1", ...said };
    return receiveRefill(database, await as(database, "G06"), { ...input, ...(await taskFor()) });
  };

  const taskFor = () =>
    withTx(database, hubReader, async (tx) => {
      const [task] = await readTasks(tx, { orderLineIds: [lineOf("g06Caustic")] });
      return { taskId: task!.id };
    });

  it("takes bought goods in that are good long enough, and no more than is missing", async () => {
    expect(refusedWith(await bought(60, "2026-12-01"))).toEqual(["REFILL_TOO_OLD lot.expiresOn"]);
    expect(refusedWith(await bought(141, "2099-01-01"))).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    // What is more than owed is a gift if they say so; then it is no refill of anything.
    expect(refusedWith(await bought(60, "2099-01-01", 60))).toContain("QUANTITY_OUT_OF_RANGE gift");
    const lots = [done(await bought(63, "2099-01-01", 3)).id];
    const shelf = await withTx(database, hubReader, (tx) => readAccounts(tx, { lots }));
    expect(shelf.map(({ kind, balance }) => `${kind} ${balance}`)).toContain("ON_HAND 63");
    expect(await claimOf("g06Caustic", "REFILL")).toMatchObject({ opened: 140, outstanding: 80 });
    expect(await tasksOf("g06Caustic")).toEqual([["G01", 140, 60]]);
  });

  it("settles in money what both sides signed, and the shelf becomes the owner's", async () => {
    const { id: claimId } = await claimOf("g06Caustic", "REFILL");
    const paid = { claimId, quantity: 40, unitPriceFen: 9_500, voucher: "SK-1", ...said };
    const pay = async () => settleInCash(database, await as(database, "G06"), paid);
    expect(refusedWith(await pay())).toEqual(["ILLEGAL_TRANSITION claimId"]);
    done(await confirmClaim(database, await as(database, "G01"), { claimId }));
    done(await confirmClaim(database, await as(database, "G06"), { claimId }));
    done(await pay());
    const waived = { claimId, quantity: 10, reason: "联席会议决定", ...said };
    done(await waiveClaim(database, await as(database, "G06"), waived));
    expect(await claimOf("g06Caustic", "REFILL")).toMatchObject({
      state: "PART_SETTLED",
      outstanding: 30,
    });
    const tasks = await tasksOf("g06Caustic");
    expect(tasks.toSorted()).toEqual([
      ["G01", 90, 60],
      ["G06", 10, 0],
      ["G06", 40, 0],
    ]);
  });

  it("splits off what is disputed, and leaves the rest as it was signed", async () => {
    const { id: claimId } = await claimOf("g06Caustic", "REFILL");
    const part = { claimId, quantity: 5, disputed: true, reason: "数量有出入" };
    const { id } = done(await disputeClaim(database, await as(database, "G01"), part));
    const [child] = await withTx(database, hubReader, (tx) => readClaims(tx, { ids: [id] }));
    expect(child).toMatchObject({ state: "DISPUTED", outstanding: 5, parentId: claimId });
    expect(await claimOf("g06Caustic", "REFILL")).toMatchObject({ opened: 135, outstanding: 25 });
  });

  const mark = ({ id }: { readonly id: string }, condition: string) =>
    withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set condition = $2 where id = $1", [id, condition]),
    );

  it("sets aside what comes back to a lot that was recalled meanwhile", async () => {
    const line = { orderLineId: lineOf("g06Caustic"), ...said };
    const load = { ...line, carrierOrg: "K01", quantity: 4 };
    done(await startReturn(database, await as(database, "G01"), load));
    const due = () => dueAt(database, "G06");
    expect(await due()).toMatchObject([{ kind: "RETURNING", holder: "K01", quantity: 4 }]);
    done(await receiveReturn(database, await as(database, "G06"), { ...load, received: true }));
    expect(await due()).toMatchObject([{ kind: "INSPECTION", quantity: 4 }]);
    expect(await dueAt(database, "G01")).toEqual([]);
    await mark(lots.g06Caustic, "RECALLED");
    const found = { ...line, received: true, good: 4, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, await as(database, "G06"), found));
    await mark(lots.g06Caustic, "GOOD");
    const lying = await withTx(database, hubReader, (tx) =>
      readAccounts(tx, { kinds: ["ON_HAND", "BLOCKED"], lots: [lots.g06Caustic.id] }),
    );
    const sums = lying.map(({ kind, balance }) => [kind, balance]);
    expect(sums.filter(([, balance]) => balance !== 0)).toEqual([["BLOCKED", 4]]);
  });

  it("changes title when the debtor gives of its own, whose shelf opens a task", async () => {
    const line = { orderLineId: lineOf("g01Scba"), ...said };
    const load = { ...line, carrierOrg: "K01", quantity: 20 };
    done(await startReturn(database, await as(database, "G01"), load));
    const back = { ...load, received: true };
    done(await receiveReturn(database, await as(database, "E01"), back));
    const found = { ...line, received: true, good: 20, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, await as(database, "E01"), found));
    const [task] = await withTx(database, hubReader, (tx) =>
      readTasks(tx, { orderLineIds: [lineOf("g06Scba")] }),
    );
    const of = { taskId: task!.id, ...said };
    const sent = { ...of, lotId: lots.g01Scba.id, quantity: 5, carrierOrg: "K01" };
    const unseen = await sendRefill(database, await as(database, "E01"), sent);
    expect(refusedWith(unseen)).toEqual(["NOT_FOUND taskId"]);
    const send = async (quantity: number) =>
      sendRefill(database, await as(database, "G01"), { ...sent, quantity });
    const { id: shipmentId } = done(await send(5));
    expect(refusedWith(await send(9))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    const { id: second } = done(await send(4));
    const taken = { ...of, shipmentId, passed: 5, rejected: 0, missing: 0 };
    const elsewhere = await acceptRefill(database, await as(database, "G01"), taken);
    expect(refusedWith(elsewhere)).toEqual(["NOT_ALLOWED "]);
    done(await acceptRefill(database, await as(database, "G06"), taken));
    expect(await claimOf("g06Scba", "REFILL")).toMatchObject({ outstanding: 8 });
    expect(await tasksOf("g06Scba")).toEqual([["G01", 13, 5]]);
    const own = await withTx(database, hubReader, (tx) => readTasks(tx, { owners: ["G01"] }));
    expect(own).toMatchObject([{ depotId: "D-G01", quantity: 5, performerOrg: "G01" }]);
    const part = { ...taken, shipmentId: second, passed: 1, rejected: 2, missing: 1 };
    const accept = async () => acceptRefill(database, await as(database, "G06"), part);
    await mark(lots.g01Scba, "RECALLED");
    expect(refusedWith(await accept())).toEqual(["LOT_BLOCKED shipmentId"]);
    expect(refusedWith(await send(1))).toEqual(["LOT_BLOCKED lotId"]);
    await mark(lots.g01Scba, "GOOD");
    done(await accept());
    const undone = { shipmentId: second, returned: 2, missing: 1, ...said };
    const takeBack = async (org: "G01" | "G06") =>
      takeBackRefill(database, await as(database, org), undone);
    expect(refusedWith(await takeBack("G06"))).toEqual(["NOT_FOUND shipmentId"]);
    done(await takeBack("G01"));
    expect(refusedWith(await takeBack("G01"))).toEqual(["NOT_FOUND shipmentId"]);
    expect(await tasksOf("g06Scba")).toEqual([["G01", 13, 6]]);
    const damages = await withTx(database, hubReader, (tx) =>
      readClaims(tx, { kinds: ["DAMAGES"], debtors: ["K01"], creditors: ["G01"] }),
    );
    expect(damages).toMatchObject([{ outstanding: 1, item: "SCBA" }]);
  });

  it("finds the open task behind a claim, whose part that is disputed goes with it", async () => {
    const { id: claimId } = await claimOf("g06Scba", "REFILL");
    const lot = { batch: "B3", expiresOn: "2099-01-01" };
    const input = { claimId, arrived: 2, passed: 2, lot, voucher: "FP-2", ...said };
    done(await receiveRefill(database, await as(database, "G06"), input));
    expect(await tasksOf("g06Scba")).toEqual([["G01", 13, 8]]);
    const other = { ...input, ...(await taskFor()) };
    const strange = await receiveRefill(database, await as(database, "G06"), other);
    expect(refusedWith(strange)).toEqual(["NOT_FOUND taskId"]);
    const part = { claimId, quantity: 3, disputed: true, reason: "数量有出入" };
    const { id: child } = done(await disputeClaim(database, await as(database, "G06"), part));
    const shares = (await tasksOf("g06Scba")).toSorted();
    expect(shares).toEqual([
      ["G01", 10, 8],
      ["G01", 3, 0],
    ]);
    const end = { claimId: child, disputed: false, reason: "已核对" };
    expect(refusedWith(await disputeClaim(database, await as(database, "G01"), end))).toEqual([
      "ILLEGAL_TRANSITION claimId",
    ]);
    done(await disputeClaim(database, await as(database, "G06"), end));
    const rest = { ...input, claimId: child, arrived: 3, passed: 3 };
    done(await receiveRefill(database, await as(database, "G06"), rest));
    expect((await tasksOf("g06Scba")).toSorted()).toEqual([
      ["G01", 10, 8],
      ["G01", 3, 3],
    ]);
  });

  it("deems used what nobody accounted for, long after the response, once", async () => {
    const endedAgo = (days: number) =>
      withOwnerTx(database, ({ client }) => client.query(ended, [incidentId, days]));
    const forgotten = (days: number) =>
      withTx(database, hubReader, (tx) => readForgotten(tx, days));
    await endedAgo(0);
    expect((await forgotten(0)).length).toBeGreaterThan(0);
    await endedAgo(30);
    expect(await deemUse(database)).toBe(0);
    await endedAgo(31);
    expect(await deemUse(database)).toBeGreaterThan(0);
    expect(await deemUse(database)).toBe(0);
    expect(await claimOf("g06Scba", "RETURN")).toMatchObject({ outstanding: 0 });
    expect(await claimOf("g06Scba", "REFILL")).toMatchObject({ outstanding: 29 });
    expect(await settleDueDates(database)).toBeGreaterThan(0);
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
