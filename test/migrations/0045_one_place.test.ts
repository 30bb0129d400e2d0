import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("what locks lots and vehicles", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = (reader: Reader, call: string, values: readonly unknown[]) =>
    withTx(database, reader, ({ client }) => client.query(`select qipan.${call}`, [...values]));

  it("answers members alone, and says nothing of what is not there", async () => {
    const calls: readonly (readonly [string, readonly unknown[]])[] = [
      ["unfit_lots($1)", [[randomUUID()]]],
      ["vehicles_on_road($1, $2)", ["C", null]],
    ];
    for (const [call, values] of calls) {
      await expect(ask(publicReader, call, values)).rejects.toMatchObject({ code: "42501" });
      expect((await ask(member, call, values)).rows).toEqual([]);
    }
  });
});
