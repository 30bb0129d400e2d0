import { afterAll, beforeAll, expect, it } from "vitest";
import { readCut, type Cut } from "../../src/feed/cut.service.ts";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import {
  listPastAccounts,
  listPastClaims,
  listPastTasks,
  readOwed,
} from "../../src/ledger/as-of.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { answerNetting, proposeNetting } from "../../src/replenishment/netting.service.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { by, debts } from "../support/netting-world.ts";

const pairs = [
  ["G01", "G02"],
  ["G02", "G03"],
  ["G03", "G01"],
  ["G02", "G01"],
] as const;

onBothShapes("a figure that is cited before a netting", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await layWorld(database);
  });
  afterAll(() => database.close());

  const cutNow = async (): Promise<Cut> => {
    await sealAll(database);
    return asHub(database, async (tx) => {
      const found = await readCut(tx, {});
      if (!found.ok) throw new Error(JSON.stringify(found.refused));
      return found.value;
    });
  };

  const told = (cut: Cut) =>
    asHub(database, async (tx) => {
      const page = { first: 100 };
      const claims = await listPastClaims(tx, cut, {}, page);
      const tasks = await listPastTasks(tx, cut, {}, page);
      const books = [];
      for (const owner of ["G01", "G02", "G03"]) {
        const kinds = ["RECEIVABLE", "PAYABLE"] as const;
        const accounts = await listPastAccounts(tx, cut, { owner, kinds }, page);
        if (!accounts.ok) throw new Error("not listed");
        books.push(accounts.value.edges.map(({ node: { kind, balance } }) => [kind, balance]));
      }
      if (!claims.ok || !tasks.ok) throw new Error("not listed");
      const owed: Record<string, number> = {};
      for (const [debtorOrg, creditorOrg] of pairs)
        for (const { kind, outstanding } of await readOwed(tx, cut, { debtorOrg, creditorOrg }))
          owed[`${debtorOrg} → ${creditorOrg} ${kind}`] = outstanding;
      return {
        owed,
        books,
        claims: claims.value.edges
          .map(({ node: { outstanding, state } }) => `${state} ${String(outstanding)}`)
          .toSorted(),
        tasks: tasks.value.edges
          .map(({ node: { state, quantity, done } }) => [state, quantity, done].join(" "))
          .toSorted(),
      };
    });

  it("stays what it was; under the new one what cancelled is gone, no shelf filled", async () => {
    const start = await cutNow();
    await debts(database, [
      ["G02", "G01", 120],
      ["G03", "G02", 90],
      ["G01", "G03", 100],
    ]);
    const before = await cutNow();
    const cited = await told(before);
    expect(cited.owed).toEqual({
      "G01 → G02 REFILL": 120,
      "G02 → G03 REFILL": 90,
      "G03 → G01 REFILL": 100,
    });
    expect(cited.tasks).toEqual(["OPEN 100 0", "OPEN 120 0", "OPEN 90 0"]);

    const input = { mode: "CYCLES", kind: "REFILL", item: "TENT" } as const;
    const proposed = await proposeNetting(database, by("G01"), input);
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.refused));
    const roundId = proposed.value.id;
    for (const org of ["G01", "G02"])
      await answerNetting(database, by(org), { roundId, accepts: true });
    // Proposed and accepted by two, nothing is booked.
    expect(await told(await cutNow())).toEqual(cited);
    const last = await answerNetting(database, by("G03"), { roundId, accepts: true });
    expect(last.ok).toBe(true);

    const after = await cutNow();
    const netted = await told(after);
    expect(netted.owed).toEqual({ "G01 → G02 REFILL": 30, "G03 → G01 REFILL": 10 });
    expect(netted.tasks.map((task) => Number(task.split(" ")[1])).toSorted()).toEqual(
      [10, 30, 90, 90, 90].toSorted(),
    );
    // The old cursor, asked after all of it.
    expect(await told(before)).toEqual(cited);
    expect(await told(start)).toEqual({ owed: {}, books: [[], [], []], claims: [], tasks: [] });
    expect(await told(after)).toEqual(netted);
  });
});
