import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("parts and licences of teams", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);

  it("are their owner's to write, and any member's to read", async () => {
    const add = "insert into qipan.team_licence values ('TEAM-1', 'BOAT', '2999-01-01')";
    await expect(ask(memberOf(orgs.asks), add)).rejects.toMatchObject({ code: "42501" });
    await ask(memberOf(orgs.lends), add);
    const read = "select licence from qipan.team_licence";
    expect(await ask(memberOf(orgs.asks), read)).toEqual([{ licence: "BOAT" }]);
    expect(await ask(publicReader, read)).toEqual([]);
    const stay = `insert into qipan.unit_stay (order_line_id, unit_kind, unit_id, from_at)
      values (gen_random_uuid(), 'TEAM', 'TEAM-1', now())`;
    await expect(ask(memberOf(orgs.lends), stay)).rejects.toMatchObject({ code: "42501" });
    const taken = "select qipan.unit_taken('TEAM', 'TEAM-1', gen_random_uuid()) as taken";
    expect(await ask(memberOf(orgs.asks), taken)).toEqual([{ taken: false }]);
  });
});
