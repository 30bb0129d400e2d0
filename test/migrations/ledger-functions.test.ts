import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { asHub } from "../support/ledger-world.ts";

const ours = "(ledger|claim|task|seal|book)\\_%";

describe("migrations 0004_ledger and 0005_sealer", () => {
  let database: Database;

  beforeAll(async () => {
    database = await openEmbeddedTest();
  });

  afterAll(() => database.close());

  const names = (condition: string): Promise<string[]> =>
    asHub(database, async ({ client }) => {
      const { rows } = await client.query<{ name: string }>(
        `select p.proname as name from pg_proc p
         where p.pronamespace = 'qipan'::regnamespace and p.proname similar to '${ours}'
           and ${condition} order by 1`,
      );
      return rows.map(({ name }) => name);
    });

  it("let the app role call the doors and none of their parts", async () => {
    expect(await names("has_function_privilege('qipan_app', p.oid, 'execute')")).toEqual([
      "book_append",
      "book_hashes",
      "book_places",
      "claim_confirm",
      "claim_decide",
      "claim_dispute",
      "claim_due",
      "claim_mirrors",
      "claim_state_of",
      "claim_turn",
      "ledger_post",
      "seal_batch",
      "seal_lag",
    ]);
  });

  it("leave nothing to everyone", async () => {
    expect(
      await names(
        "exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a" +
          " where a.grantee = 0)",
      ),
    ).toEqual([]);
  });

  it("pin the search path of whatever runs as the owner, and only doors do", async () => {
    const doors = await names("p.prosecdef");
    expect(doors).toEqual([
      "book_append",
      "book_hashes",
      "book_places",
      "claim_confirm",
      "claim_decide",
      "claim_dispute",
      "claim_due",
      "claim_mirrors",
      "claim_turn",
      "ledger_post",
      "seal_batch",
      "seal_lag",
    ]);
    const pinned = "p.prosecdef and 'search_path=qipan, pg_temp' = any (p.proconfig)";
    expect(await names(pinned)).toEqual(doors);
  });
});
