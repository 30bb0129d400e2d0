import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

const member = { principal: "someone", orgs: ["G01"], partners: [], requestId: "r-1" };

onBothShapes("migration 0213_fewer_statements", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  const rows = (sql: string, values: readonly unknown[] = []): Promise<unknown[]> =>
    withOwnerTx(
      database,
      async ({ client }) => (await client.query<object>(sql, [...values])).rows,
    );

  it("ends a write with what its key produced and its audit", async () => {
    const key = randomUUID();
    const request = { mutation: "test", key, org: "G01", input: {} };
    await write(database, member, request, () => Promise.resolve(ok({ kind: "ORDER", id: "o" })));
    const kept = "select result_kind, result_id from qipan.idempotency where key = $1";
    expect(await rows(kept, [key])).toEqual([{ result_kind: "ORDER", result_id: "o" }]);
    const audit =
      "select principal, org, action, subject, outcome, request_id from qipan.audit_event";
    expect(await rows(audit)).toEqual([
      {
        ...{ principal: "someone", org: "G01", action: "test", subject: "ORDER:o" },
        ...{ outcome: "DONE", request_id: "r-1" },
      },
    ]);
  });

  it("ends no write that is not open, and audits none", async () => {
    const finish = "select qipan.write_finish('G01', 'never claimed', 'ORDER', 'o', 'test', 'r-2')";
    await expect(asHub(database, ({ client }) => client.query(finish))).rejects.toMatchObject({
      code: "55000",
    });
    expect(await rows("select from qipan.audit_event where request_id = 'r-2'")).toEqual([]);
  });

  it("books transfer, entries and balances, or nothing of them", async () => {
    const [lot] = await layLots(database, [{ quantity: 3 }]);
    const line = lineOf(lot!);
    await book(database, hold({ evidence }, [{ line, quantity: 2 }]));
    const more = hold({ evidence }, [{ line, quantity: 2 }]);
    const refused = await asHub(database, (tx) => post(tx, "G01", more));
    expect(refused).toMatchObject({ ok: false, refused: [{ path: "lines.0" }] });
    const booked = `select a.kind, a.balance::integer, a.version::integer,
        (select count(*)::integer from qipan.entry e where a.id in (e.origin, e.target)) as entries
      from qipan.account a where lot = $1 and kind <> 'SUPPLY' order by 1`;
    expect(await rows(booked, [lot!.id])).toEqual([
      { kind: "HELD", balance: 2, version: 1, entries: 1 },
      { kind: "ON_HAND", balance: 1, version: 2, entries: 2 },
    ]);
  });

  it("lets a transfer be reversed once", async () => {
    const [reversed, sql] = [
      randomUUID(),
      `insert into qipan.transfer (id, op, reverses, occurred_at, actor, actor_org, evidence,
         effects) values (gen_random_uuid(), 'REVERSAL', $1, now(), 'x', 'G01', '{}', '{}')`,
    ];
    await rows(sql, [reversed]);
    await expect(rows(sql, [reversed])).rejects.toMatchObject({ code: "23505" });
  });
});
