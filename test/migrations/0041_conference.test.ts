import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("the conference's tables", (open) => {
  let database: Database;
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);
  const asOwner = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));
  const briefing = `insert into qipan.conference_briefing values (gen_random_uuid(), 'LX-2026-0001',
    'G01', 'REGION', '150300', '{G01,G02}', 'x', '{}', 'x', 0, null, null, 'x', now())`;
  const resolution = `insert into qipan.resolution (id, org, subject_kind, subject_code, readers,
    title_zh, text_zh, reference_kind, agreed, proposed_by, proposed_at) values (gen_random_uuid(),
    'G01', 'REGION', '150300', '{G01,G02}', 'x', 'x', 'TEXT', '{}', 'x', now())`;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("let the issuer write a briefing, its table read it, and nobody change it", async () => {
    await expect(ask(memberOf("G02"), briefing)).rejects.toMatchObject({ code: "42501" });
    await ask(memberOf("G01"), briefing);
    const read = "select number from qipan.conference_briefing";
    expect(await ask(memberOf("G02"), read)).toHaveLength(1);
    expect(await ask(memberOf("E01"), read)).toEqual([]);
    expect(await ask(publicReader, read)).toEqual([]);
    const change = "update qipan.conference_briefing set title_zh = 'y'";
    await expect(ask(memberOf("G01"), change)).rejects.toMatchObject({ code: "42501" });
    for (const sql of [change, "delete from qipan.conference_briefing"])
      await expect(asOwner(sql)).rejects.toMatchObject({ code: "55000" });
  });

  it("count numbers for members, and show the counter to nobody", async () => {
    const next = "select qipan.briefing_number(2026) as nth";
    expect(await ask(memberOf("G01"), next)).toEqual([{ nth: 1 }]);
    expect(await ask(memberOf("G02"), next)).toEqual([{ nth: 2 }]);
    expect(await ask(publicReader, next)).toEqual([{ nth: null }]);
    const peek = "select last from qipan.briefing_counter";
    expect(await ask(memberOf("G01"), peek)).toEqual([]);
  });

  it("let only its proposer change a resolution, and no adoption be without members", async () => {
    await ask(memberOf("G01"), resolution);
    const adopt = (agreed: string) =>
      `update qipan.resolution set state = 'ADOPTED', agreed = '${agreed}' returning state`;
    expect(await ask(memberOf("G02"), adopt("{G01}"))).toEqual([]);
    await expect(ask(memberOf("G01"), adopt("{}"))).rejects.toMatchObject({ code: "23514" });
    expect(await ask(memberOf("G01"), adopt("{G01}"))).toEqual([{ state: "ADOPTED" }]);
    expect(await ask(publicReader, "select from qipan.resolution")).toEqual([]);
  });

  it("let a note be written by the two sides alone, and stay", async () => {
    await ask(
      memberOf("G01"),
      `insert into qipan.supervision_item (id, org, responsible_org, readers, title_zh, source_kind,
         source_id, due_on, opened_by, opened_at) values (gen_random_uuid(), 'G01', 'G02',
         '{G01,G02,G06}', 'x', 'CLAIM', gen_random_uuid(), current_date, 'x', now())`,
    );
    const note = (org: string) => `insert into qipan.supervision_note
      select gen_random_uuid(), id, 2, 'REPORT', 'x', '${org}', '${org}', now()
      from qipan.supervision_item`;
    await expect(ask(memberOf("G06"), note("G06"))).rejects.toMatchObject({ code: "42501" });
    await expect(ask(memberOf("G06"), note("G02"))).rejects.toMatchObject({ code: "42501" });
    await ask(memberOf("G02"), note("G02"));
    await expect(asOwner("update qipan.supervision_note set text_zh = 'y'")).rejects.toMatchObject({
      code: "55000",
    });
  });
});
