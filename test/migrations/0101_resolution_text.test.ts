import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("a resolution", (open) => {
  let database: Database;
  const proposer = memberOf("G01");
  const ask = (sql: string) =>
    withTx(database, proposer, async ({ client }) => (await client.query<object>(sql)).rows);
  const set = (change: string) => ask(`update qipan.resolution set ${change} returning version`);
  const refused = { code: "55000" };

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await ask(`insert into qipan.resolution (id, org, subject_kind, subject_code, readers, title_zh,
      text_zh, reference_kind, agreed, proposed_by, proposed_at) values (gen_random_uuid(), 'G01',
      'REGION', '150300', '{G01,G02}', 'x', 'one', 'TEXT', '{}', 'x', now())`);
  });
  afterAll(() => database.close());

  it("is never rewritten in place, not by its proposer and not after the vote", async () => {
    await expect(set("text_zh = 'two'")).rejects.toMatchObject(refused);
    await expect(set("due_on = current_date")).rejects.toMatchObject(refused);
    await set("state = 'ADOPTED', agreed = '{G01,G02}', decided_at = now()");
    await expect(set("title_zh = 'y'")).rejects.toMatchObject(refused);
    await expect(set("agreed = '{G01}'")).rejects.toMatchObject(refused);
    await expect(set("state = 'PROPOSED', agreed = '{}'")).rejects.toMatchObject(refused);
  });

  it("is replaced by its next version, whose vote is open, with the older one kept", async () => {
    const next = "text_zh = 'two', state = 'PROPOSED', agreed = '{}', version = version + 1";
    await expect(set(next)).rejects.toMatchObject(refused);
    const keep = (text: string) => `insert into qipan.resolution_past
      select id, version, title_zh, ${text}, due_on, state, agreed, 'x', now()
      from qipan.resolution`;
    const both = (text: string) => `with kept as (${keep(text)}) select`;
    await expect(
      withTx(database, proposer, async ({ client }) => {
        await client.query(both("'forged'"));
        await client.query(`update qipan.resolution set ${next}`);
      }),
    ).rejects.toMatchObject(refused);
    await ask(both("text_zh"));
    expect(await set(next)).toEqual([{ version: 2 }]);
  });
});
