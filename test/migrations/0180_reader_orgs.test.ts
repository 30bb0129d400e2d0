import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { gone } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

/** Tables whose policies ask by one overlap for the hub and for parties. */
const tables = ["claim", "refill_task", "dispatch_order", "order_line", "account", "transfer"];

onBothShapes("migration 0180_reader_orgs", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const [lot] = await layLots(database, [{ owner: "G02", quantity: 5 }]);
    await gone(database, await lend(database, lot!, 5), { consumed: 5 });
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.dispatch_order (id, number, incident_id, lender_org, requester_org,
           receiver_org, payer_org, destination, authority, drafted_at, parties)
         select gen_random_uuid(), 'N1', id, 'G02', 'G01', 'G01', 'G01', 'N1', 'REQUEST', now(),
           array['G01', 'G02'] from qipan.incident`,
      ),
    );
  });
  afterAll(() => database.close());

  const seen = (orgs: readonly string[]): Promise<Record<string, unknown>> =>
    withTx(database, { principal: "someone", orgs, partners: [] }, counts);
  async function counts({ client }: Tx): Promise<Record<string, unknown>> {
    const each = tables.map(
      (table) => `(select count(*)::integer from qipan.${table}) as ${table}`,
    );
    const sql = `select ${each.join(", ")}, qipan.is_hub() as hub`;
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0]!;
  }

  it.each([[["G03", "*"]], [["*", "G03"]], [["G03,*"]], [["*", "*"]], [["G03", "", "*"]]])(
    "lets %j see no more than its own",
    async (orgs) => {
      const own = await seen(["G03"]);
      expect(own).toMatchObject({ claim: 0, refill_task: 0, dispatch_order: 0, hub: false });
      expect(await seen(orgs)).toEqual(own);
    },
  );

  it("leaves parties and the hub what they see", async () => {
    expect(await seen(["G02"])).toMatchObject({ claim: 2, refill_task: 1, dispatch_order: 1 });
    const all = await withTx(database, hubReader, counts);
    expect(all).toMatchObject({ claim: 2, refill_task: 1, dispatch_order: 1, hub: true });
  });

  it.each(["*", "G1,*", "public", "@G1", "depot D1", "", "G\n1"])(
    "lets no organization be called %j",
    async (id) => {
      const insert = withOwnerTx(database, ({ client }) =>
        client.query(
          `insert into qipan.organization (id, sector, name_zh, region_code)
           values ($1, 'GOVERNMENT', 'x', '150300')`,
          [id],
        ),
      );
      await expect(insert).rejects.toMatchObject({ constraint: "organization_id" });
    },
  );
});
