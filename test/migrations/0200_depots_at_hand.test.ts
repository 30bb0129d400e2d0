import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import {
  hubReader,
  publicReader,
  withOwnerTx,
  withTx,
  type Reader,
} from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const depots = ["D-G01", "D-G02", "D-G03", "D-G06", "D-E01", "D-C07"];
const visibilities = ["PUBLIC", "PARTNER", "RESTRICTED", "PUBLIC_AGGREGATE", "PUBLIC", "PARTNER"];

const readers: readonly Reader[] = [
  publicReader,
  hubReader,
  { principal: "own", orgs: ["G02"], partners: [] },
  { principal: "pact", orgs: ["G01"], partners: ["G02", "G06", "C07"] },
  { principal: "two", orgs: ["G03", "E01"], partners: ["G02"] },
  { principal: "", orgs: [], partners: [] },
];

/** Hands that hold nothing, all, some, what is not there, and what would be read as more. */
const hands: readonly (readonly string[])[] = [
  [],
  depots,
  ...depots.map((one) => [one]),
  ["D-G02", "D-none"],
  ["", ",", "*", '"', "{}", "D-G03,D-G06", "NULL"],
];

onBothShapes("migration 0200_depots_at_hand", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(
      database,
      depots.flatMap((depot) =>
        ["G01", "G02", "E01"].map((owner) => ({ depot, owner, custodian: "C07" })),
      ),
    );
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `update qipan.depot d set visibility = said.visibility
         from unnest($1::text[], $2::text[]) said (id, visibility) where d.id = said.id`,
        [depots, visibilities],
      ),
    );
  });
  afterAll(() => database.close());

  const seen = `select
    (select array_agg(id order by id) from qipan.stock_lot) as lots,
    (select array_agg(id order by id) from qipan.account) as accounts`;

  it.each(readers)("opens nothing to $principal with $orgs and hides nothing", async (reader) => {
    const without = await withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<object>(seen);
      return rows;
    });
    for (const hand of hands)
      await withTx(database, reader, async ({ client }) => {
        const { rows } = await client.query("select qipan.at_hand($1) as depot", [hand]);
        expect(rows).toEqual(hand.map((depot) => ({ depot })));
        expect((await client.query(seen)).rows, hand.join(" ")).toEqual(without);
      });
  });

  it("is forgotten with the transaction", async () => {
    const reader = readers[3]!;
    await withTx(database, reader, ({ client }) =>
      client.query("select qipan.at_hand(array['D-G02'])"),
    );
    const { rows } = await withTx(database, reader, ({ client }) =>
      client.query("select qipan.seen_at_hand() as hand"),
    );
    expect(rows).toEqual([{ hand: [] }]);
  });

  it("follows a depot that is hidden in the midst of a transaction", async () => {
    await withTx(database, readers[3]!, async ({ client }) => {
      const count = `select count(*)::integer as lots
        from qipan.at_hand(array['D-G06']) hand (depot)
        join qipan.stock_lot l on l.depot_id = hand.depot and l.owner_org = 'E01'`;
      expect((await client.query(count)).rows).toEqual([{ lots: 1 }]);
      await client.query("select set_config('app.partners', '', true)");
      await client.query("select set_config('app.orgs', 'G06x', true)");
      expect((await client.query(count)).rows).toEqual([{ lots: 0 }]);
    });
  });

  it("spares lots in them, and their accounts, the list of all depots", async () => {
    await withTx(database, readers[3]!, async ({ client }) => {
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `explain (analyze, costs off, timing off, summary off)
         select from qipan.at_hand(array['D-G02']) hand (depot)
         cross join lateral (select * from qipan.stock_lot l where l.depot_id = hand.depot
           offset 0) l
         cross join lateral (select l.id::text as lot offset 0) k
         left join lateral (select sum(a.balance) from qipan.account a
           where a.lot = k.lot and a.kind = 'ON_HAND') b on true`,
      );
      const depotScans = rows
        .map((row) => row["QUERY PLAN"])
        .filter((line) => line.includes(" on depot"));
      expect(depotScans).not.toEqual([]);
      for (const scan of depotScans) expect(scan).toContain("never executed");
    });
  });
});
