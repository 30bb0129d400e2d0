import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";

onBothShapes("what lenders have, asked of all at once", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = async (reader: Reader, call: string, values: readonly unknown[]) => {
    const { rows } = await withTx(database, reader, ({ client }) =>
      client.query<Record<string, unknown>>(`select * from qipan.${call}`, [...values]),
    );
    return rows;
  };

  it("answers members alone", async () => {
    const calls: readonly (readonly [string, readonly unknown[]])[] = [
      ["lock_shelves($1)", [["G02"]]],
      ["agreement_stock($1, $2, $3)", [["PACT"], ["G02"], ["TENT"]]],
      ["shelves_of($1, $2)", [["G02"], ["TENT"]]],
    ];
    for (const [call, values] of calls)
      await expect(ask(publicReader, call, values)).rejects.toMatchObject({ code: "42501" });
  });

  it("says 0 free and 0 waiting of a lender that has none, and no shelf", async () => {
    const asked = [
      ["PACT", "PACT"],
      ["G03", "G02"],
      ["TENT", "TENT"],
    ];
    expect(await ask(member, "agreement_stock($1, $2, $3)", asked)).toEqual([
      { agreement: "PACT", lender: "G02", item: "TENT", free: 0, unapproved: 0 },
      { agreement: "PACT", lender: "G03", item: "TENT", free: 0, unapproved: 0 },
    ]);
    expect(await ask(member, "shelves_of($1, $2)", [["G02", "G03"], ["TENT"]])).toEqual([]);
  });

  it("tells sums of all requesters' orders, and of good lots only", async () => {
    await drafted(database, [{ lot: "tents", quantity: 30 }]);
    const asked = [
      ["PACT", "PACT"],
      [orgs.lends, orgs.lends],
      ["TENT", "NONE"],
    ];
    const rows = await ask(member, "agreement_stock($1, $2, $3)", asked);
    expect(rows).toMatchObject([
      { item: "NONE", free: 0, unapproved: 0 },
      { item: "TENT", free: 270, unapproved: 30 },
    ]);
  });
});
