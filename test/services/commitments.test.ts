import { afterAll, beforeAll, expect, it } from "vitest";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import {
  callCommitment,
  recordCommitment,
  renewCommitment,
} from "../../src/reserves/commitment.service.ts";
import { readCommitments } from "../../src/reserves/dispatchable.service.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { by, codes, done, eventsOf, personIn } from "../support/peace-world.ts";

onBothShapes("a call right", (open) => {
  let database: Database;
  let today: string;
  const approver = { ...personIn("G02", ["APPROVER"]), partners: ["E01"] };
  const terms = {
    ...{ maxQuantity: 100, dailyRate: 10, leadMinutes: 60, unitPriceFen: 500 },
    ...{ validFrom: "2020-01-01", validTo: "2999-12-31" },
  };

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    today = await withTx(database, hubReader, (tx) => Promise.resolve(tx.today));
    done(await record("CM-1"));
  });
  afterAll(() => database.close());

  const record = (code: string, who: Principal = approver, more: object = {}) =>
    recordCommitment(database, by(who), {
      ...{ code, depotId: "D-E01", supplierOrg: "E01", contractingOrg: "G02", item: "TENT" },
      ...{ ...terms, ...more },
    });
  const call = (quantity: number, who: Principal = approver, day = today) =>
    callCommitment(database, by(who), { commitmentId: "CM-1", quantity, day, note: "演练" });

  it("is recorded by whoever may call, complete or not at all", async () => {
    expect(codes(await record("CM-2", personIn("E01", ["APPROVER"])))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await record("CM-1"))).toEqual(["ALREADY_DECIDED code"]);
    const bad = { dailyRate: 0, validTo: "2019-01-01", item: "NONE", depotId: "NONE" };
    expect(codes(await record("cm", approver, bad))).toEqual([
      "QUANTITY_OUT_OF_RANGE dailyRate",
      "INVALID_INPUT validTo",
      "INVALID_INPUT code",
      "UNKNOWN_CODE item",
      "NOT_FOUND depot",
    ]);
  });

  it("never promises more than can be made by a day, however many call at once", async () => {
    const all = await Promise.all([call(6), call(6), call(4)]);
    const promised = all.filter((one) => one.ok).length;
    expect(promised).toBe(2);
    expect(all.flatMap(codes)).toEqual(["DAILY_RATE_EXCEEDED quantity"]);
    const [right] = await withTx(database, hubReader, (tx) => readCommitments(tx, ["TENT"]));
    const sum = right?.calls[0]?.quantity ?? 0;
    expect(sum).toBe(10);
    expect(right?.promised).toBe(sum);
    expect(await eventsOf(database, "COMMITMENT_CALLED")).toMatchObject([
      { subject: "CM-1", parties: ["E01", "G02"] },
      { facts: { item: "TENT", day: today } },
    ]);
    const stranger = personIn("G06", ["APPROVER"]);
    expect(codes(await call(1, stranger))).toEqual(["NOT_FOUND commitmentId"]);
    const supplier = personIn("E01", ["APPROVER"]);
    expect(codes(await call(1, supplier))).toEqual(["NOT_ALLOWED "]);
  });

  it("is renewed with what is promised, and its old terms are kept", async () => {
    const renew = (version: number, more: object = {}) =>
      renewCommitment(database, by(approver), {
        ...{ commitmentId: "CM-1", version, ...terms, ...more },
      });
    expect(codes(await renew(1))).toEqual(["STALE_VERSION version"]);
    expect(codes(await renew(3, { maxQuantity: 9 }))).toEqual([
      "QUANTITY_OUT_OF_RANGE maxQuantity",
    ]);
    done(await renew(3, { dailyRate: 30 }));
    const past = await withTx(database, hubReader, async ({ client }) => {
      const sql = "select version, daily_rate as rate from qipan.commitment_past";
      return (await client.query<object>(sql)).rows;
    });
    expect(past).toEqual([{ version: 3, rate: 10 }]);
    done(await call(10));
  });
});
