import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { asHub, book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

describe("migration 0118_hot_postings", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("plans a posting's statements once a session", async () => {
    const { rows } = await asHub(database, ({ client }) =>
      client.query(
        `select 'plan_cache_mode=force_generic_plan' = any (proconfig) as once
         from pg_proc where oid = 'qipan.ledger_post(jsonb)'::regprocedure`,
      ),
    );
    expect(rows).toEqual([{ once: true }]);
  });

  it("plans what every write does once a session too", async () => {
    const { rows } = await asHub(database, ({ client }) =>
      client.query(
        `select p.proname as name, l.lanname as language, p.prosecdef as definer, p.proconfig as set
         from pg_proc p join pg_language l on l.oid = p.prolang
         where p.pronamespace = 'qipan'::regnamespace
           and p.proname in ('event_append', 'audit_append') order by 1`,
      ),
    );
    const pinned = { language: "plpgsql", definer: true, set: ["search_path=qipan, pg_temp"] };
    expect(rows).toEqual(["audit_append", "event_append"].map((name) => ({ name, ...pinned })));
  });

  it("opens new accounts without waiting for one that is just being changed", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const posting = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]);
    await book(database, posting);
    const fresh = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]);
    const added = await asHub(database, async (changing) => {
      await post(changing, "G01", posting);
      return withOwnerTx(database, async ({ client }) => {
        await client.query("set local lock_timeout = 500");
        const lines = JSON.stringify([...posting.lines, ...fresh.lines]);
        const count = "select count(*) as n from qipan.account";
        const before = await client.query<{ n: number }>(count);
        await client.query("select qipan.ledger_open_accounts($1)", [lines]);
        const after = await client.query<{ n: number }>(count);
        return after.rows[0]!.n - before.rows[0]!.n;
      });
    });
    expect(added).toBe(1);
  });
});
