import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const fact = (kind: string, subject: string): string =>
  `insert into qipan.event (kind, subject_kind, subject_id, subject_version, parties, facts,
     actor, occurred_at) values ('${kind}', '${subject}', 'x', 1, '{}', '{}', 'x', now())`;
const account = (kind: string): string =>
  `insert into qipan.account (owner, kind, item) values ('G01', '${kind}', 'TENT')`;
const transfer = (op: string): string =>
  `insert into qipan.transfer (id, op, occurred_at, actor, actor_org, evidence, effects)
   values (gen_random_uuid(), '${op}', now(), 'x', 'G01', '{}', '{}')`;

onBothShapes("migration 0212_words_by_function", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const said = (...sql: readonly string[]): Promise<unknown> =>
    withOwnerTx(database, async ({ client }) => {
      for (const one of sql) await client.query(one);
    });

  it.each([
    ["a fact", fact("ORDER_DRAFTED", "ORDER")],
    ["an account", account("ON_HAND")],
    ["a transfer", transfer("HOLD")],
  ])("lets %s of a known word in", async (_, sql) => {
    await expect(said(sql)).resolves.toBeUndefined();
  });

  it.each([
    ["event_kind", fact("ORDER_DREAMT", "ORDER")],
    ["event_subject_kind", fact("ORDER_DRAFTED", "DREAM")],
    ["account_kind", account("LENT")],
    ["transfer_op", transfer("DREAM")],
  ])("refuses a word that %s does not know", async (constraint, sql) => {
    await expect(said(sql)).rejects.toMatchObject({ code: "23514", constraint });
  });

  it("lets a word more in and keeps the others", async () => {
    await said("select qipan.words_let_in('event_kind', '{ORDER_DREAMT}')");
    await said(fact("ORDER_DREAMT", "ORDER"), fact("ORDER_DRAFTED", "ORDER"));
    await expect(said(fact("ORDER_SLEPT", "ORDER"))).rejects.toMatchObject({ code: "23514" });
  });
});
