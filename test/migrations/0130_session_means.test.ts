import { afterAll, beforeAll, expect, it } from "vitest";
import { openSession } from "../../src/access/access.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { neighbours } from "../support/neighbours.ts";

let database: Database;
beforeAll(async () => {
  database = await openEmbeddedTest();
  await neighbours(database);
});
afterAll(() => database.close());

it("takes a session of the version before for one that named itself", async () => {
  await openSession(database, "usr-both");
  const insert = (more: string, value: string) =>
    withTx(database, hubReader, ({ client }) =>
      client.query(
        `insert into qipan.session (token_hash, principal_id, expires_at${more})
         values (gen_random_uuid()::text, 'usr-both', now()${value})`,
      ),
    );
  await insert("", "");
  await expect(insert(", means", ", 'API_KEY'")).rejects.toThrow("session_means");
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query("select distinct means from qipan.session"),
  );
  expect(rows).toEqual([{ means: "DEV" }]);
});
