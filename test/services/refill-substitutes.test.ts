import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import { readerOf } from "../../src/access/reader.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { readAccounts, readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { recordUse, startReturn } from "../../src/replenishment/goods.service.ts";
import { readComing } from "../../src/replenishment/refill-road.service.ts";
import { shipmentsOfTask } from "../../src/replenishment/refill.loader.ts";
import {
  acceptRefill,
  sendRefill,
  takeBackRefill,
} from "../../src/replenishment/refill-stock.service.ts";
import { receiveRefill } from "../../src/replenishment/refill.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { openServerTest } from "../support/database.ts";
import { as, deliver, done, linesOf, respond, type StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots, type LotName, type OrgName } from "../support/story-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

const said = { evidence: {}, occurredAt: new Date("2026-01-01T00:00:00Z") };

describe("refilling by a substitute", () => {
  let database: Database;
  let lines: StoryLine[];

  beforeAll(async () => {
    database = await openServerTest();
    await layStoryWorld(database);
    await respond(database);
    await deliver(database, ({ ordered }) => ({ accepted: ordered, rejected: 0, missing: 0 }));
    lines = await linesOf(database);
    await use("g06Scba", { destroyed: 13 });
    await use("g06Caustic", { consumed: 5 });
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const lineOf = (name: LotName): string => lines.find(({ lotId }) => lotId === lots[name].id)!.id;

  async function use(name: LotName, gone: object): Promise<void> {
    const none = { consumed: 0, distributed: [], scrapped: 0, destroyed: 0 };
    const input = { orderLineId: lineOf(name), ...none, ...gone, ...said };
    done(await recordUse(database, await as(database, "G01"), input));
  }

  const agree = (swaps: object[]) =>
    withOwnerTx(database, ({ client }) =>
      client.query(
        `update qipan.agreement set terms = jsonb_set(terms, '{equivalence}', $1) where true`,
        [{ quality: "EQUAL", cashPercent: 100, shelfLifePercent: 0, substitutes: swaps }],
      ),
    );

  /** The debtor's own goods come home from the site, good as they went. */
  async function bringHome(name: LotName, quantity: number): Promise<void> {
    const line = { orderLineId: lineOf(name), ...said };
    const load = { ...line, carrierOrg: "K01", quantity };
    done(await startReturn(database, await as(database, "G01"), load));
    const back = { ...load, received: true };
    done(await receiveReturn(database, await as(database, "E01"), back));
    const found = { ...line, received: true, good: quantity };
    const none = { repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, await as(database, "E01"), { ...found, ...none }));
  }

  const claimOf = (name: LotName, kind: ClaimKind) =>
    withTx(database, hubReader, async (tx) => {
      const filter = { orderLineIds: [lineOf(name)], kinds: [kind], creditors: ["G06"] };
      return (await readClaims(tx, filter))[0]!;
    });

  const readBy = async <T>(org: OrgName, read: (tx: Tx) => Promise<T>): Promise<T> =>
    withTx(database, readerOf((await as(database, org)).principal!), read);

  const coming = (org: OrgName, claimId: string, shipmentId: string) =>
    readBy(org, async (tx) => {
      const found = await readComing(tx, claimId, shipmentId);
      const { give, counts } = found?.ratio ?? {};
      return found && `${found.itemCode} ${found.quantity} ${give}:${counts}`;
    });

  /** By its number: the shelf's keeper and a stranger; without it: the creditor. */
  const others = async (claimId: string, shipmentId: string) => [
    await coming("G06", claimId, shipmentId),
    await coming("E01", claimId, shipmentId),
    await sentFor("G06", claimId),
  ];

  /** What it sees on the road to the shelf of a claim: number, out, turned away. */
  const sentFor = (org: OrgName, claimId: string): Promise<string[]> =>
    readBy(org, async (tx) => {
      const tasks = await readTasks(tx, {});
      const { id } = tasks.find((task) => task.claimId === claimId)!;
      const sent = await shipmentsOfTask(() => Promise.resolve(tx)).load(id);
      return sent.map((one) => `${one.shipmentId} ${one.quantity} ${one.rejected}`);
    });

  const refusedWith = (outcome: Outcome<unknown>): string[] =>
    outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

  it("takes it in at the ratio of its agreement, with both items on the voucher", async () => {
    const { id: claimId, item: owed } = await claimOf("g06Scba", "REFILL");
    const before = await claimOf("g06Scba", "REFILL");
    const [item] = await withTx(database, hubReader, async ({ client }) => {
      const sql = "select sku from qipan.item where sku <> $1 order by sku limit 1";
      return (await client.query<{ sku: string }>(sql, [owed])).rows.map(({ sku }) => sku);
    });
    const lot = { batch: "S1", expiresOn: "2099-01-01" };
    const two = { claimId, item, arrived: 2, passed: 2, lot, voucher: "FP-9", ...said };
    const take = async () => receiveRefill(database, await as(database, "G06"), two);
    expect(refusedWith(await take())).toEqual(["SUBSTITUTE_NOT_ALLOWED item"]);
    await agree([{ item: owed, substitute: item, give: 2, counts: 1 }]);
    const { id } = done(await take());
    const after = await claimOf("g06Scba", "REFILL");
    expect(before.outstanding - after.outstanding).toBe(1);
    const accounts = await withTx(database, hubReader, (tx) => readAccounts(tx, { lots: [id] }));
    expect(accounts.find(({ kind }) => kind === "ON_HAND")).toMatchObject({ item, balance: 2 });
    await withTx(database, hubReader, async ({ client }) => {
      const sql = "select evidence from qipan.transfer where evidence ->> 'voucher' = 'FP-9'";
      const { rows } = await client.query<{ evidence: object }>(sql);
      expect(rows[0]?.evidence).toMatchObject({
        item,
        owedItem: owed,
        counted: 1,
        ratio: { give: 2 },
      });
    });
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });

  it("sends it from the debtor's stock: what is on the road counts at the ratio too", async () => {
    const { id: claimId, item: owed } = await claimOf("g06Caustic", "REFILL");
    const send = async (quantity: number) =>
      sendRefill(database, await as(database, "G01"), {
        ...{ claimId, lotId: lots.g01Scba.id, quantity, carrierOrg: "K01", ...said },
      });
    const accept = async (shipmentId: string, passed: number, rejected: number, missing = 0) =>
      acceptRefill(database, await as(database, "G06"), {
        ...{ claimId, shipmentId, passed, rejected, missing, ...said },
      });
    await bringHome("g01Scba", 20);
    expect(refusedWith(await send(6))).toEqual(["SUBSTITUTE_NOT_ALLOWED lotId"]);
    await agree([{ item: owed, substitute: "SCBA", give: 2, counts: 1 }]);
    expect(refusedWith(await send(3))).toEqual(["SUBSTITUTE_EXCESS quantity"]);
    const { id: first } = done(await send(6));
    expect(refusedWith(await send(6))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    const { id: second } = done(await send(4));
    expect(await others(claimId, first)).toEqual(["SCBA 6 2:1", undefined, []]);
    expect(await sentFor("G01", claimId)).toEqual([`${first} 6 0`, `${second} 4 0`]);
    expect(refusedWith(await accept(first, 3, 3))).toEqual(["SUBSTITUTE_EXCESS passed"]);
    const { id: lot } = done(await accept(first, 4, 1, 1));
    expect(await claimOf("g06Caustic", "REFILL")).toMatchObject({ opened: 5, outstanding: 3 });
    const shelves = await withTx(database, hubReader, (tx) => readAccounts(tx, { lots: [lot] }));
    expect(shelves.find(({ kind }) => kind === "ON_HAND")).toMatchObject({
      ...{ owner: "G06", place: "D-G06", item: "SCBA", balance: 4 },
    });
    expect(await sentFor("G01", claimId)).toEqual([`${first} 1 1`, `${second} 4 0`]);
    const tasks = await withTx(database, hubReader, (tx) => readTasks(tx, {}));
    const shown = tasks.map(({ ownerOrg, item, quantity, done: taken }) => {
      return [ownerOrg, item, quantity, taken];
    });
    expect(shown).toContainEqual(["G06", owed, 5, 2]);
    expect(shown).toContainEqual(["G01", "SCBA", 4, 0]);
    const back = { shipmentId: first, returned: 1, missing: 1, ...said };
    done(await takeBackRefill(database, await as(database, "G01"), back));
    done(await accept(second, 4, 0));
    expect(await claimOf("g06Caustic", "REFILL")).toMatchObject({ outstanding: 1 });
    await withTx(database, hubReader, async ({ client }) => {
      const sql = `select evidence from qipan.transfer where evidence ->> 'shipment' = $1
        and evidence ? 'counted' order by evidence ->> 'counted' desc`;
      const { rows } = await client.query<{ evidence: object }>(sql, [first]);
      const ratio = { item: "SCBA", owedItem: owed, ratio: { give: 2, counts: 1 } };
      expect(rows.map(({ evidence }) => evidence)).toMatchObject([
        { ...ratio, counted: 3, pact: { id: "PACT" } },
        { ...ratio, counted: 2, counts: { passed: 4, rejected: 1, missing: 1 } },
      ]);
    });
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
