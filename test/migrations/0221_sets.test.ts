import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skill } from "../../schema/tables/catalog.ts";
import { orderLine } from "../../schema/tables/dispatch.ts";
import { need } from "../../schema/tables/incidents.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";

const codes = ["A", "B", "C"];

/** One line of a need, as far as its figures go: so many ordered, lost on the way, accepted. */
const goods = fc
  .record({ ordered: fc.maxSafeInteger(), counted: fc.maxSafeInteger() })
  .map(({ ordered, counted }) => ({
    ordered: Math.abs(ordered) + 1,
    counted: Math.abs(counted) + 1,
  }))
  .filter(({ ordered, counted }) => ordered < 2 ** 53 && counted < 2 ** 53)
  .chain(({ ordered, counted }) =>
    fc
      .tuple(fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([how, part]) => ({ ordered, counted, how, lost: Math.floor(part * ordered) })),
  );
const units = fc.record({
  set: fc.nat(2),
  covers: fc.subarray(codes, { minLength: 1 }),
  end: fc.constantFrom("cancelled", "rejected", "missing", "redirected", "accepted", "way"),
});

/** What the database says of a need whose lines these are; nothing of it is kept. */
async function sumsOf(
  database: Database,
  capabilities: readonly string[] | null,
  lines: (ids: { needId: string; orderId: string }) => readonly object[],
): Promise<object> {
  let sums: object = {};
  const undone = new Error("undone");
  const run = withOwnerTx(database, async (tx) => {
    const { orderId, incidentId } = await orderIn(tx);
    const needId = randomUUID();
    const base = { incidentId, node: "N-ASKS", priority: 1, requestedByOrg: orgs.asks };
    const thing = capabilities === null ? { item: "TENT" } : { capabilities };
    const row = { ...base, ...thing, id: needId, quantity: 9, declaredAt: tx.now };
    await tx.db.insert(need).values(row);
    const rows = lines({ needId, orderId }) as (typeof orderLine.$inferInsert)[];
    if (rows.length > 0) await tx.db.insert(orderLine).values(rows);
    const answer = await tx.client.query<{ promised: string; received: string }>(
      "select promised::text, received::text from qipan.need_sums($1)",
      [[needId]],
    );
    sums = answer.rows[0]!;
    throw undone;
  });
  await run.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return sums;
}

async function orderIn({ client }: Tx) {
  const { rows } = await client.query<{ orderId: string; incidentId: string }>(
    'select id as "orderId", incident_id as "incidentId" from qipan.dispatch_order limit 1',
  );
  return rows[0]!;
}

const lineOf = (ids: { needId: string; orderId: string }) => ({
  ...{ ...ids, id: randomUUID(), ownerOrg: orgs.lends, custodianOrg: orgs.lends, basis: "OWN" },
  ...{ leavesAt: new Date(), arrivesAt: new Date(), reasons: [] },
});

onBothShapes("migration 0221_sets", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await withOwnerTx(database, ({ db }) =>
      db
        .insert(skill)
        .values(
          codes.map((code) => ({ code, domain: "RESCUE" as const, nameZh: code, nameEn: code })),
        ),
    );
    await drafted(database, [{ lot: "tents", quantity: 3 }]);
  });
  afterAll(() => database.close());

  it("counts goods by the piece, rounded down line by line, exactly", async () => {
    const ways = ["cancelled", "rejected", "missing", "accepted"] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(goods, { maxLength: 1 }), async (rows) => {
        const sums = await sumsOf(database, null, (ids) =>
          rows.map(({ ordered, counted, how, lost }) => {
            const way = ways[how]!;
            const gone = way === "cancelled" ? {} : { loaded: ordered, departed: ordered };
            const thing = { item: "TENT", lotId: randomUUID() };
            return { ...lineOf(ids), ...thing, ordered, counted, ...gone, [way]: lost };
          }),
        );
        const of = (part: number, { ordered, counted }: { ordered: number; counted: number }) =>
          (BigInt(part) * BigInt(counted)) / BigInt(ordered);
        const zero = BigInt(0);
        const promised = rows.reduce(
          (sum, row) => sum + of(row.how === 3 ? row.ordered : row.ordered - row.lost, row),
          zero,
        );
        const received = rows.reduce(
          (sum, row) => sum + (row.how === 3 ? of(row.lost, row) : zero),
          zero,
        );
        expect(sums).toEqual({ promised: String(promised), received: String(received) });
      }),
      { numRuns: 30 },
    );
  });

  it("counts a set while its units together cover all that is asked", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(units, { maxLength: 9 }), async (rows) => {
        const sets = [randomUUID(), randomUUID(), null];
        const sums = await sumsOf(database, codes, (ids) =>
          rows.map(({ set, covers, end }) => ({
            ...lineOf(ids),
            ...{ teamId: "TEAM-1", ordered: 1, counted: 0, setId: sets[set], covers },
            ...(end === "cancelled" ? {} : { loaded: 1, departed: 1 }),
            ...(end === "way" ? {} : { [end]: 1 }),
          })),
        );
        const wholeOf = (ends: readonly string[]) =>
          [0, 1].filter((set) =>
            codes.every((code) =>
              rows.some(
                (row) => row.set === set && row.covers.includes(code) && ends.includes(row.end),
              ),
            ),
          ).length;
        expect(sums).toEqual({
          promised: String(wholeOf(["accepted", "way"])),
          received: String(wholeOf(["accepted"])),
        });
      }),
      { numRuns: 60 },
    );
  });

  describe("keeps", () => {
    const insert = (more: object) =>
      sumsOf(database, codes, (ids) => [{ ...lineOf(ids), ...more }]);
    const unit = { teamId: "TEAM-1", ordered: 1 };

    it.each([
      ["one capability", ["A"], "23514"],
      ["the same twice", ["A", "A"], "23514"],
      ["one that is unknown", ["A", "Z"], "23503"],
      ["seven", ["A", "B", "C", "RESCUE", "D", "E", "F"], "23514"],
    ])("no set of %s", async (_name, capabilities, code) => {
      const run = sumsOf(database, capabilities, () => []);
      await expect(run).rejects.toMatchObject({ cause: { code } });
    });

    it.each([
      ["that counts nothing and is of no set", { ...unit, counted: 0 }],
      ["in a set that covers nothing", { ...unit, counted: 1, setId: randomUUID() }],
      [
        "of goods that covers something",
        { item: "TENT", lotId: randomUUID(), ordered: 1, counted: 1, covers: ["A"] },
      ],
    ])("no line %s", async (_name, more) => {
      await expect(insert(more)).rejects.toMatchObject({ cause: { code: "23514" } });
    });
  });
});
