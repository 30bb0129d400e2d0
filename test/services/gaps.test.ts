import { afterAll, beforeAll, expect, it } from "vitest";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { refillSend } from "../../src/ledger/posting.refill.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { readConfidenceRules } from "../../src/reserves/gap.store.ts";
import { listGaps, setTarget } from "../../src/reserves/gap.service.ts";
import { onBothShapes } from "../support/database.ts";
import { book, evidence, layLots, layWorld, lineOf, newId } from "../support/ledger-world.ts";
import { by, codes, done, eventsOf, personIn } from "../support/peace-world.ts";

onBothShapes("gaps", (open) => {
  let database: Database;
  const admin = personIn("G02", ["ADMIN"]);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const [tents, , , theirs] = await layLots(database, [
      { owner: "G02", item: "TENT", quantity: 100 },
      { owner: "G02", item: "TENT", quantity: 40, expiresOn: "2001-01-01" },
      { owner: "G02", item: "BAG", quantity: 30, expiresOn: await dayIn(60) },
      { owner: "G06", item: "TENT", quantity: 50 },
    ]);
    await book(database, hold({ evidence }, [{ line: lineOf(tents!), quantity: 25 }]), "G02");
    // G06 sends ten tents of its own to G02's shelf as a refill.
    const from = { ...theirs!, lot: theirs!.id };
    const shelf = { ...from, owner: "G02", custodian: "G02", depot: "D-G02", lot: newId() };
    const sent = { shelf, from, carrierOrg: "K1", quantity: 10, shipmentId: shelf.lot };
    const occasion = { evidence: { shipment: shelf.lot, depot: "D-G02" } };
    await book(database, refillSend(occasion, [sent]), "G06");
    for (const [item, quantity] of [
      ["TENT", 120],
      ["BAG", 20],
      ["SCBA", 5],
    ] as const)
      done(await set(item, quantity));
  });
  afterAll(() => database.close());

  const dayIn = (days: number): Promise<string> =>
    withOwnerTx(database, async ({ client, today }) => {
      const sql = "select ($1::date + $2::integer)::text as day";
      const { rows } = await client.query<{ day: string }>(sql, [today, days]);
      return rows[0]!.day;
    });
  const set = (item: string, quantity: number, who: Principal = admin, more: object = {}) =>
    setTarget(database, by(who), { depotId: "D-G02", item, quantity, basis: "示例", ...more });
  const read = (who: Principal, more: object = {}, first = 10, after: string | null = null) =>
    withTx(database, readerOf(who), async (tx) => {
      const filter = { regionCode: "150300", depot: null, item: null, onlyShort: false };
      const asked = { ...filter, expiringWithinDays: 90, ...more };
      return done(await listGaps(tx, { first, after }, asked));
    });

  it("tell the target against what is usable, promised, expiring and on its way", async () => {
    const { edges } = await read(admin);
    expect(edges.map(({ node }) => node)).toMatchObject([
      { item: "BAG", target: 20, usable: 30, expiring: 30, gap: 0, promised: 0, onTheWay: 0 },
      { item: "SCBA", target: 5, onHand: null, usable: null, gap: null, lots: 0 },
      {
        ...{ item: "TENT", target: 120, onHand: 115, usable: 75, gap: 45, lots: 2 },
        ...{ promised: 25, onTheWay: 10, expiring: 0, uncountedLots: 2, countedAt: null },
      },
    ]);
    const short = await read(admin, { onlyShort: true, expiringWithinDays: 30 });
    expect(short.edges.map(({ node }) => node.item)).toEqual(["TENT"]);
    const soon = await read(admin, { item: "BAG", expiringWithinDays: 30 });
    expect(soon.edges[0]?.node.expiring).toBe(0);
  });

  it("keep from a partner what is not its to know; no page skips any", async () => {
    const partner: Principal = { ...personIn("G06", ["VIEWER"]), partners: ["G02"] };
    const { edges } = await read(partner, { item: "TENT" });
    expect(edges.map(({ node }) => node)).toMatchObject([
      { usable: 75, promised: null, onTheWay: null },
    ]);
    expect((await read(personIn("C07", ["VIEWER"]))).edges).toEqual([]);
    const items: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await read(admin, {}, 1, after);
      items.push(...page.edges.map(({ node }) => node.item));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(items).toEqual(["BAG", "SCBA", "TENT"]);
  });

  it("follow a target that its owner sets anew, and the replaced versions are kept", async () => {
    expect(codes(await set("TENT", 10, personIn("G02", ["KEEPER"])))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await set("TENT", 10, personIn("G06", ["ADMIN"])))).toEqual(["NOT_FOUND depotId"]);
    expect(codes(await set("NO-SUCH", 10))).toEqual(["UNKNOWN_CODE item"]);
    expect(codes(await set("TENT", -1, admin, { basis: " " }))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
      "INVALID_INPUT basis",
    ]);
    expect(codes(await set("TENT", 90, admin, { version: 7 }))).toEqual(["STALE_VERSION version"]);
    done(await set("TENT", 90, personIn("G02", ["APPROVER"]), { version: 1 }));
    const { edges } = await read(admin, { item: "TENT" });
    expect(edges[0]?.node).toMatchObject({ target: 90, gap: 15, version: 2 });
    const past = await withOwnerTx(database, async ({ client }) => {
      const sql = "select version, quantity from qipan.reserve_target_past";
      return (await client.query<object>(sql)).rows;
    });
    expect(past).toEqual([{ version: 1, quantity: 120 }]);
    expect((await eventsOf(database, "TARGET_SET")).at(-1)).toMatchObject({
      ...{ subject: "D-G02", facts: { item: "TENT", quantity: 90, before: 120 } },
    });
  });

  it("are trusted by the rule of the day, the category's own before the one for all", async () => {
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.confidence_rule values
        ('T1', 'tents', '2020-01-01', 30, 60, '示例'), ('T2', 'tents', '2021-01-01', 10, 20, '示例'),
        ('T3', 'tents', '2999-01-01', 1, 2, '示例')`),
    );
    const rules = await withTx(database, readerOf(admin), (tx) =>
      readConfidenceRules(tx, ["tents", "other"]),
    );
    expect(rules).toEqual([
      { category: "other", highDays: 90, mediumDays: 180 },
      { category: "tents", highDays: 10, mediumDays: 20 },
    ]);
  });
});
