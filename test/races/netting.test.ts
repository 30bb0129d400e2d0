import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readClaims } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import {
  answerNetting,
  bookAccepted,
  proposeNetting,
  readRounds,
} from "../../src/replenishment/netting.service.ts";
import { openServerTest } from "../support/database.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { by, debts } from "../support/netting-world.ts";

describe("netting against a dispute at the last moment", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("books nothing of a claim that was disputed while it waited to be booked", async () => {
    const [line] = await debts(database, [
      ["G02", "G01", 9],
      ["G01", "G02", 9],
    ]);
    const claim = line!.claims.find(({ kind }) => kind === "REFILL")!;
    const proposed = await proposeNetting(database, by("G01"), {
      mode: "CYCLES",
      kind: "REFILL",
      item: "TENT",
    });
    const roundId = proposed.ok ? proposed.value.id : "";
    await answerNetting(database, by("G01"), { roundId, accepts: true });
    let last: Promise<unknown> = Promise.resolve();
    await withOwnerTx(database, async ({ client }) => {
      await client.query(
        `update qipan.claim set state = 'DISPUTED', disputed_by = 'DEBTOR', version = version + 1
         where id = $1`,
        [claim.id],
      );
      last = answerNetting(database, by("G02"), { roundId, accepts: true });
      // Long enough that the booking has read the claim and waits for its row.
      await sleep(1_500);
    });
    await last;
    const outstanding = async () =>
      (await asHub(database, (tx) => readClaims(tx, {}))).map((row) => row.outstanding);
    expect(await outstanding()).toContain(9);
    await bookAccepted(database);
    const [round] = await asHub(database, (tx) => readRounds(tx, [roundId]));
    expect(round).toMatchObject({ state: "STALE", transferId: null });
    const open = (await asHub(database, (tx) => readClaims(tx, { kinds: ["REFILL"] }))).map(
      (row) => row.outstanding,
    );
    expect(open).toEqual([9, 9]);
  });
});
