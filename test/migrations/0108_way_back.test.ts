import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("goods that nobody accepted", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);

  it("are still told to whom they were, with the kind that they are of", async () => {
    const due = "select relayed from qipan.returns_due(0, 5)";
    for (const reader of [publicReader, member]) expect(await ask(reader, due)).toEqual([]);
    const road = "select qipan.vehicles_on_road('C', null)";
    await expect(ask(publicReader, road)).rejects.toMatchObject({ code: "42501" });
    expect(await ask(member, road)).toEqual([]);
    const book = "select qipan.order_line_book(gen_random_uuid()) as book";
    expect(await ask(member, book)).toEqual([{ book: null }]);
    const open = `select p.proname from pg_proc p
      where p.oid = 'qipan.returns_due(bigint, integer)'::regprocedure
        and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
          where a.grantee = 0)`;
    expect(await ask(member, open)).toEqual([]);
  });
});
