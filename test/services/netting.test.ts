import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import type { NettingRow } from "../../src/replenishment/netting.model.ts";
import type { ScopeInput } from "../../src/replenishment/netting-scope.rules.ts";
import {
  answerNetting,
  bookAccepted,
  proposeNetting,
  readRounds,
  withdrawNetting,
} from "../../src/replenishment/netting.service.ts";
import { onBothShapes } from "../support/database.ts";
import { owed, sealAll } from "../support/ledger-figures.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { by, debts, forgive } from "../support/netting-world.ts";

onBothShapes("netting rounds", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(async () => {
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
    await database.close();
  });
  /** Each test has its own debts: what one leaves open is forgiven. */
  afterEach(async () => {
    const open = (await asHub(database, (tx) => readClaims(tx, {}))).filter(
      ({ outstanding, state }) => outstanding > 0 && state !== "REVERSED",
    );
    await forgive(
      database,
      open.map((claim) => ({ claim, quantity: claim.outstanding })),
    );
  });
  const cycle = (): Promise<LineFacts[]> =>
    debts(database, [
      ["G02", "G01", 120],
      ["G03", "G02", 90],
      ["G01", "G03", 100],
    ]);
  const tents: ScopeInput = { mode: "CYCLES", kind: "REFILL", item: "TENT" };
  const propose = async (org: string, input: ScopeInput = tents): Promise<string> => {
    const proposed = await proposeNetting(database, by(org), input);
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.refused));
    return proposed.value.id;
  };
  const answer = (org: string, roundId: string, accepts = true) =>
    answerNetting(database, by(org), { roundId, accepts });
  const round = async (id: string): Promise<NettingRow> =>
    (await asHub(database, (tx) => readRounds(tx, [id])))[0]!;
  const codes = (outcome: Outcome<unknown>) =>
    outcome.ok ? [] : outcome.refused.map(({ code }) => code);

  it("book nothing before every party has accepted, and then all of it", async () => {
    const lent = await cycle();
    const before = await owed(database, ...lent);
    const id = await propose("G01");
    expect(await round(id)).toMatchObject({ state: "PROPOSED", parties: ["G01", "G02", "G03"] });
    for (const org of ["G01", "G02"]) expect(codes(await answer(org, id))).toEqual([]);
    expect(await owed(database, ...lent)).toEqual(before);
    expect(codes(await answer("G01", id))).toEqual(["ALREADY_DECIDED"]);
    expect(codes(await answer("G06", id))).toEqual(["NOT_FOUND"]);
    expect(codes(await answer("G03", id))).toEqual([]);
    expect(await round(id)).toMatchObject({ state: "DONE", version: 5 });
    expect(await owed(database, ...lent)).toEqual({
      "G01 → G02 REFILL TENT": 30,
      "G03 → G01 REFILL TENT": 10,
    });
    const orderLineIds = lent.map(({ orderLineId }) => orderLineId);
    const tasks = await asHub(database, (tx) => readTasks(tx, { orderLineIds }));
    expect(tasks.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(310);
    const own = tasks.filter(({ ownerOrg, performerOrg }) => ownerOrg === performerOrg);
    expect(own.map(({ ownerOrg, quantity }) => `${ownerOrg} ${quantity}`).toSorted()).toEqual([
      "G01 90",
      "G02 90",
      "G03 90",
    ]);
    expect(await bookAccepted(database)).toBe(0);
  });

  it("end with one refusal, or when withdrawn, and free the claims for another round", async () => {
    const lent = await cycle();
    const before = await owed(database, ...lent);
    const first = await propose("G01");
    expect(codes(await proposeNetting(database, by("G02"), tents))).toEqual(["NOTHING_TO_NET"]);
    expect(codes(await answer("G02", first, false))).toEqual([]);
    expect(await round(first)).toMatchObject({ state: "REFUSED" });
    expect(codes(await answer("G03", first))).toEqual(["ILLEGAL_TRANSITION"]);
    const second = await propose("G02");
    const withdraw = (org: string) => withdrawNetting(database, by(org), { roundId: second });
    expect(codes(await withdraw("G01"))).toEqual(["NOT_ALLOWED"]);
    expect(codes(await withdraw("G02"))).toEqual([]);
    expect(await round(second)).toMatchObject({ state: "WITHDRAWN" });
    expect(await owed(database, ...lent)).toEqual(before);
  });

  it("do nothing at all once one of the claims has changed", async () => {
    const lent = await cycle();
    const id = await propose("G01");
    for (const org of ["G01", "G02"]) await answer(org, id);
    const claim = lent[1]!.claims.find(({ kind }) => kind === "REFILL")!;
    await forgive(database, [{ claim, quantity: 1 }]);
    const before = await owed(database, ...lent);
    expect(codes(await answer("G03", id))).toEqual([]);
    expect(await round(id)).toMatchObject({ state: "STALE", transferId: null });
    expect(await owed(database, ...lent)).toEqual(before);
  });

  it("are booked once when all accept at the same time", async () => {
    const lent = await cycle();
    const id = await propose("G03");
    const answers = await Promise.all(["G01", "G02", "G03"].map((org) => answer(org, id)));
    expect(answers.flatMap(codes)).toEqual([]);
    expect(await round(id)).toMatchObject({ state: "DONE" });
    expect(Object.values(await owed(database, ...lent)).toSorted()).toEqual([10, 30]);
  });

  it("are booked by the next sweep where the hub stopped after the last acceptance", async () => {
    const lent = await cycle();
    const id = await propose("G01");
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.netting_answer (round_id, org, accepts, answered_by, answered_at)
         select $1, o, true, 'test', now() from unnest(array['G01', 'G02', 'G03']) o`,
        [id],
      ),
    );
    expect(await bookAccepted(database)).toBe(1);
    expect(await bookAccepted(database)).toBe(0);
    expect(Object.values(await owed(database, ...lent)).toSorted()).toEqual([10, 30]);
  });

  it("with novation leave one debtor less, whom the new creditor has accepted", async () => {
    await cycle();
    const id = await propose("G01", { ...tents, mode: "NOVATION" });
    for (const org of ["G01", "G02", "G03"]) await answer(org, id);
    const open = (await asHub(database, (tx) => readClaims(tx, {}))).filter(
      ({ outstanding }) => outstanding > 0,
    );
    const told = open.map(({ debtorOrg, creditorOrg, outstanding, state }) =>
      [debtorOrg, creditorOrg, outstanding, state].join(" "),
    );
    expect(told.toSorted()).toEqual(["G01 G02 20 PART_SETTLED", "G03 G02 10 CONFIRMED"]);
    const [novated] = open.filter(({ debtorOrg }) => debtorOrg === "G03");
    const tasks = await asHub(database, (tx) => readTasks(tx, { claimIds: [novated!.id] }));
    expect(tasks).toMatchObject([{ performerOrg: "G03", ownerOrg: "G02", quantity: 10 }]);
  });

  it("by value leave the odd 分 owed in money, at one price list", async () => {
    await debts(database, [
      ["G02", "G01", 3, "TENT"],
      ["G01", "G02", 1_000, "BAG"],
    ]);
    const prices = { TENT: 49_900, BAG: 95 };
    const id = await propose("G01", { mode: "VALUE", prices });
    for (const org of ["G01", "G02"]) await answer(org, id);
    const open = (await asHub(database, (tx) => readClaims(tx, {}))).filter(
      ({ outstanding }) => outstanding > 0,
    );
    // 1,000 bags are worth 95,000: two tents of 49,900 are 4,800 more than that.
    expect(
      open.map(({ kind, item, debtorOrg, outstanding }) => [kind, item, debtorOrg, outstanding]),
    ).toEqual(
      expect.arrayContaining([
        ["REFILL", "TENT", "G01", 1],
        ["PAY", "CNY", "G01", 4_800],
      ]) as unknown,
    );
    expect(open).toHaveLength(2);
  });

  describe("find nothing", () => {
    it("where figures are not signed, are disputed or are a firm's", async () => {
      await debts(
        database,
        [
          ["G02", "G01", 5],
          ["G01", "G02", 5],
        ],
        false,
      );
      await debts(database, [
        ["E01", "G06", 5],
        ["G06", "E01", 5],
      ]);
      for (const org of ["G01", "G06"])
        expect(codes(await proposeNetting(database, by(org), tents))).toEqual(["NOTHING_TO_NET"]);
    });

    it("and say which field is wrong", async () => {
      const wrong = async (input: ScopeInput) => {
        const outcome = await proposeNetting(database, by("G01"), input);
        return outcome.ok ? [] : outcome.refused.map(({ path }) => path);
      };
      expect(await wrong({ mode: "CYCLES" })).toEqual(["kind", "item"]);
      expect(await wrong({ mode: "CYCLES", kind: "RETURN", item: "TENT" })).toEqual(["kind"]);
      expect(await wrong({ mode: "VALUE", kind: "REFILL", item: "TENT" })).toEqual([
        "kind",
        "item",
        "prices",
      ]);
      expect(await wrong({ mode: "VALUE", prices: { TENT: 0, BAG: 1.5, CNY: 2 } })).toEqual([
        "prices.TENT",
        "prices.BAG",
        "prices.CNY",
      ]);
    });
  });
});
