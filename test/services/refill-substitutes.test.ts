import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { readAccounts, readClaims } from "../../src/ledger/ledger.service.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { receiveRefill } from "../../src/replenishment/refill.service.ts";
import { openServerTest } from "../support/database.ts";
import { as, deliver, done, linesOf, respond, type StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots, type LotName } from "../support/story-world.ts";

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
    const none = { consumed: 0, distributed: [], scrapped: 0, destroyed: 13 };
    const input = { orderLineId: lineOf("g06Scba"), ...none, ...said };
    done(await recordUse(database, await as(database, "G01"), input));
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const lineOf = (name: LotName): string => lines.find(({ lotId }) => lotId === lots[name].id)!.id;

  const claimOf = (name: LotName, kind: ClaimKind) =>
    withTx(database, hubReader, async (tx) => {
      const filter = { orderLineIds: [lineOf(name)], kinds: [kind], creditors: ["G06"] };
      return (await readClaims(tx, filter))[0]!;
    });

  const refusedWith = (outcome: Outcome<unknown>): string[] =>
    outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

  it("takes it in at the ratio of its agreement, with both items on the voucher", async () => {
    const agree = (swaps: object[]) =>
      withOwnerTx(database, ({ client }) =>
        client.query(
          `update qipan.agreement set terms = jsonb_set(terms, '{equivalence}', $1) where true`,
          [{ quality: "EQUAL", cashPercent: 100, shelfLifePercent: 0, substitutes: swaps }],
        ),
      );
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
      expect(rows[0]?.evidence).toMatchObject({ item, owedItem: owed, counted: 1, give: 2 });
    });
    await sealOnce(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
