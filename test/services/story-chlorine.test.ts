import { afterAll, beforeAll, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { settleDueDates } from "../../src/replenishment/due.service.ts";
import { issueOf } from "../support/audit-history.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { live, openClaims } from "../support/chlorine-story.ts";
import type { StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots, type LotName } from "../support/story-world.ts";

onBothShapes("story (a), chlorine at Wuda", (open) => {
  let database: Database;
  let lines: StoryLine[];

  beforeAll(async () => {
    database = await open();
    await layStoryWorld(database);
    lines = await live(database);
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  it("is solved so that every lot goes whole, each on its own ground in law", () => {
    const grounds = Object.fromEntries(
      Object.keys(lots).map((name) => {
        const line = lines.find(({ lotId }) => lotId === lots[name as LotName].id);
        return [name, [line?.ordered, line?.basis, line?.liability]];
      }),
    );
    expect(grounds).toEqual({
      g06Scba: [40, "PACT", "USER_REFILLS"],
      g01Scba: [20, "OWN", "OWNER_IS_PAYER"],
      e01Scba: [20, "OWN", "OWNER_AT_FAULT"],
      g06Caustic: [150, "PACT", "USER_REFILLS"],
      e02Caustic: [250, "REQUISITION", "REQUISITION"],
      c07Masks: [20_000, "DONATION", "DONATED"],
    });
  });

  it("leaves every unit of every lot where the table says", async () => {
    expect(await balancesByLot(database)).toEqual({
      g06Scba: { ON_HAND: 16, REPAIR: 3, SCRAPPED: 1, DESTROYED: 12, ON_SITE: 8 },
      g01Scba: { ON_HAND: 10, DESTROYED: 10 },
      e01Scba: { ON_HAND: 10, DESTROYED: 10 },
      g06Caustic: { CONSUMED: 140, ON_HAND: 10 },
      e02Caustic: { CONSUMED: 250 },
      c07Masks: { DISTRIBUTED: 12_000, ON_HAND: 7_800, SCRAPPED: 200 },
    });
  });

  it("owes exactly what the table says, pair by pair and kind by kind", async () => {
    const claims = await openClaims(database);
    expect(claims.filter((claim) => !claim.includes("RECOURSE"))).toEqual([
      "G01 → E02 COMPENSATE CNY 2375000",
      "G01 → G06 REFILL CAUSTIC 140",
      "G01 → G06 REFILL SCBA 13",
      "G01 → G06 REPAIR SCBA 3",
      "G01 → G06 RESTORE SCBA 16",
      "G01 → G06 RETURN SCBA 8",
      "G01 → G06 SERVICE CNY 1200000",
      "K01 → C07 DAMAGES N95 200",
    ]);
  });

  it("mirrors every loss from the firm at fault to the payer, never a return", async () => {
    const claims = await openClaims(database);
    expect(claims.filter((claim) => claim.includes("RECOURSE"))).toEqual([
      "E01 → G01 RECOURSE of COMPENSATE CNY 2375000",
      "E01 → G01 RECOURSE of REFILL CAUSTIC 140",
      "E01 → G01 RECOURSE of REFILL SCBA 23",
      "E01 → G01 RECOURSE of REPAIR SCBA 3",
      "E01 → G01 RECOURSE of RESTORE SCBA 26",
      "E01 → G01 RECOURSE of SERVICE CNY 1200000",
    ]);
    const states = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ state: string }>(
        "select distinct state from qipan.claim where outstanding > 0",
      );
      return rows;
    });
    expect(states).toEqual([{ state: "PROVISIONAL" }]);
  });

  it("opens refill tasks for goods under a norm, and for no others", async () => {
    expect(await tasksByShelf(database)).toEqual([
      { owner: "G01", depot: "D-G01", performer: "G01", item: "SCBA", quantity: 10 },
      { owner: "G06", depot: "D-G06", performer: "G01", item: "CAUSTIC", quantity: 140 },
      { owner: "G06", depot: "D-G06", performer: "G01", item: "SCBA", quantity: 13 },
    ]);
  });

  it("dates what is due from the end of the response, once", async () => {
    expect(await settleDueDates(database)).toBeGreaterThan(0);
    expect(await settleDueDates(database)).toBe(0);
    const undated = await withTx(database, hubReader, async ({ client }) => {
      const { rowCount } = await client.query(
        "select from qipan.claim where due_on is null and outstanding > 0",
      );
      return rowCount;
    });
    expect(undated).toBe(0);
  });

  it("is a book that an auditor finds whole", async () => {
    await sealAll(database);
    const whole = { verified: true, unsealed: 0, problems: [] };
    expect(await verifyBook(database)).toMatchObject(whole);
    await issueOf(database, ["G01", "G06", "E01"]);
    expect((await auditStatements(database)).lines).toBeGreaterThan(8);
  });
});

async function balancesByLot(database: Database): Promise<Record<string, object>> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ lot: string; kinds: object }>(
      `select lot, jsonb_object_agg(kind, balance) as kinds from (
         select lot, kind, sum(balance) as balance from qipan.account
         where lot <> '' and kind <> 'SUPPLY' and balance <> 0 group by lot, kind) b
       group by lot`,
    ),
  );
  const named = Object.entries(lots).map(([name, { id }]) => {
    return [name, rows.find(({ lot }) => lot === id)?.kinds ?? {}] as const;
  });
  return Object.fromEntries(named);
}

async function tasksByShelf(database: Database): Promise<object[]> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<object>(
      `select owner_org as owner, depot_id as depot, performer_org as performer, item,
         sum(quantity)::bigint as quantity
       from qipan.refill_task group by 1, 2, 3, 4 order by 1, 2, 4`,
    ),
  );
  return rows;
}
