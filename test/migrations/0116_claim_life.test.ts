import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import { memberOf } from "../support/readers.ts";

const parts = readFileSync(join(packageRoot, "migrations", "0116_claim_life.sql"), "utf8").split(
  "--> statement-breakpoint\n",
);
const partOf = (start: string): string => parts.find((part) => part.startsWith(start)) ?? "";

onBothShapes("the life of a claim in tables", (open) => {
  let database: Database;
  let claimId: string;
  const ask = (reader: Reader, sql: string, values: readonly unknown[] = []) =>
    withTx(
      database,
      reader,
      async ({ client }) => (await client.query<object>(sql, [...values])).rows,
    );
  const asOwner = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const [line] = await debts(database, [["G02", "G01", 5]]);
    claimId = line!.claims.find(({ kind }) => kind === "REFILL")!.id;
  });
  afterAll(() => database.close());

  const figure = (org: string, side: string) =>
    [
      `insert into qipan.claim_figure values (gen_random_uuid(), $1, '${side}', '${org}', 3, 'x',
      'x',      now())`,
      [claimId],
    ] as const;

  it("let a side speak for itself alone, to both sides, and never unsay it", async () => {
    for (const [reader, org, side] of [
      ["G01", "G01", "CREDITOR"],
      ["G01", "G02", "CREDITOR"],
      ["G06", "G06", "DEBTOR"],
    ] as const)
      await expect(ask(memberOf(reader), ...figure(org, side))).rejects.toMatchObject({
        code: "42501",
      });
    await ask(memberOf("G01"), ...figure("G01", "DEBTOR"));
    const read = "select quantity from qipan.claim_figure";
    expect(await ask(memberOf("G02"), read)).toEqual([{ quantity: 3 }]);
    expect(await ask(memberOf("G06"), read)).toEqual([]);
    await expect(asOwner("delete from qipan.claim_figure")).rejects.toMatchObject({
      code: "55000",
    });
  });

  it("let nobody but the hub remind, and nobody but the functions decide", async () => {
    const remind = `insert into qipan.due_reminder
      values ('CLAIM', $1, '2026-01-01', 7, '{G01}', now())`;
    await expect(ask(memberOf("G01"), remind, [claimId])).rejects.toMatchObject({ code: "42501" });
    await asHub(database, ({ client }) => client.query(remind, [claimId]));
    expect(await ask(memberOf("G01"), "select stage from qipan.due_reminder")).toEqual([
      { stage: 7 },
    ]);
    expect(await ask(memberOf("G02"), "select stage from qipan.due_reminder")).toEqual([]);
    for (const sql of [
      "insert into qipan.claim_decision default values",
      "insert into qipan.due_policy default values",
      "select qipan.claim_mirrored(c) from qipan.claim c",
    ])
      await expect(ask(memberOf("G01"), sql)).rejects.toMatchObject({ code: "42501" });
    expect(await ask(memberOf("G01"), "select qipan.claim_mirrors($1) as m", [claimId])).toEqual([
      { m: [] },
    ]);
    expect(await ask(memberOf("G06"), "select qipan.claim_mirrors($1) as m", [claimId])).toEqual([
      { m: null },
    ]);
  });

  it("number the resolutions that were there before, year by year, and go on", async () => {
    const at = (day: string, title: string) => `(gen_random_uuid(), 'G01', 'REGION', '150300',
      '{G01}', '${title}', 'x', 'TEXT', '{}', 'x', '${day}')`;
    await asOwner(`insert into qipan.resolution (id, org, subject_kind, subject_code, readers,
        title_zh,        text_zh, reference_kind, agreed, proposed_by, proposed_at) values
        ${at("2024-12-31 17:00Z", "b")}, ${at("2024-12-31 15:00Z", "a")},
        ${at("2025-06-01Z", "c")}`);
    await asOwner(partOf("with numbered as"));
    const read = "select title_zh as t, number from qipan.resolution order by 1";
    expect(await ask(memberOf("G01"), read)).toEqual([
      { t: "a", number: "JY-2024-0001" },
      { t: "b", number: "JY-2025-0001" },
      { t: "c", number: "JY-2025-0002" },
    ]);
    const next = "select qipan.resolution_number(2025) as nth";
    expect(await ask(memberOf("G01"), next)).toEqual([{ nth: 3 }]);
  });

  it("keep one open item for a claim that had two, and both on the list", async () => {
    const item = `insert into qipan.supervision_item (id, org, responsible_org, readers, title_zh,
      source_kind, source_id, due_on, opened_by, opened_at) values (gen_random_uuid(), 'G02', 'G01',
      '{G01,G02}', 'x', 'CLAIM', '${claimId}', current_date, 'x', now())`;
    await asOwner(item);
    await asOwner(item);
    await asOwner(partOf("update qipan.supervision_item s"));
    const rows = "select open_source as source from qipan.supervision_item order by 1";
    expect(await ask(memberOf("G02"), rows)).toEqual([
      { source: `CLAIM:${claimId}` },
      { source: null },
    ]);
  });
});
