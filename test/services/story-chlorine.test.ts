import { afterAll, beforeAll, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { beginAftermath, endResponse } from "../../src/incidents/ending.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { settleDueDates } from "../../src/replenishment/due.service.ts";
import { recordUse, startReturn } from "../../src/replenishment/goods.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { dayInChina } from "../../src/kernel/day.ts";
import { recordService } from "../../src/replenishment/timesheet.service.ts";
import { runOut } from "../support/dispatch-state.ts";
import { issueOf } from "../support/audit-history.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { as, deliver, done, linesOf, respond, type StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots, type LotName, type OrgName } from "../support/story-world.ts";

const masks = lots.c07Masks.id;
const evidence = { note: "善后处置记录(示例)" };
const occurredAt = new Date("2026-01-01T00:00:00Z");

onBothShapes("story (a), chlorine at Wuda", (open) => {
  let database: Database;
  let incidentId: string;
  let lines: StoryLine[];

  beforeAll(async () => {
    database = await open();
    await layStoryWorld(database);
    incidentId = await respond(database);
    await deliver(database, ({ lotId, ordered }) => {
      const rejected = lotId === masks ? 200 : 0;
      return { accepted: ordered - rejected, rejected, missing: 0 };
    });
    lines = await linesOf(database);
    await disposeOfAll();
    const ending = { incidentId };
    done(await endResponse(database, await as(database, "G01"), ending));
    done(await beginAftermath(database, await as(database, "G01"), ending));
  }, 120_000);

  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const lineOf = (name: LotName): string => lines.find(({ lotId }) => lotId === lots[name].id)!.id;

  const use = async (name: LotName, gone: object): Promise<void> => {
    const none = { consumed: 0, distributed: [], scrapped: 0, destroyed: 0 };
    const input = { orderLineId: lineOf(name), ...none, ...gone, evidence, occurredAt };
    done(await recordUse(database, await as(database, "G01"), input));
  };

  /** The way back: started by the receiver, counted and inspected by the keeper of the shelf. */
  const giveBack = async (name: LotName, keeper: OrgName, found: Partial<Found>): Promise<void> => {
    const result = { good: 0, repair: 0, scrapped: 0, restore: 0, ...found };
    const quantity = result.good + result.repair + result.scrapped;
    const said = { orderLineId: lineOf(name), evidence, occurredAt };
    const load = { ...said, carrierOrg: "K01", quantity };
    done(await startReturn(database, await as(database, "G01"), load));
    const arrival = { ...load, received: true };
    done(await receiveReturn(database, await as(database, keeper), arrival));
    const inspection = { ...said, ...result, received: true };
    done(await inspectReturn(database, await as(database, keeper), inspection));
  };

  async function disposeOfAll(): Promise<void> {
    await use("g06Scba", { destroyed: 12 });
    await giveBack("g06Scba", "G06", { good: 16, repair: 3, scrapped: 1, restore: 16 });
    await use("g01Scba", { destroyed: 10 });
    await giveBack("g01Scba", "E01", { good: 10, restore: 10 });
    await use("e01Scba", { destroyed: 10 });
    await giveBack("e01Scba", "E01", { good: 10, restore: 10 });
    await use("g06Caustic", { consumed: 140 });
    await giveBack("g06Caustic", "G06", { good: 10 });
    await use("e02Caustic", { consumed: 250 });
    const given = { unit: "社区", quantity: 6_000, day: "2026-01-01" };
    const places = [
      { ...given, place: "乌达区" },
      { ...given, place: "海南区" },
    ];
    await use("c07Masks", { distributed: places });
    await giveBack("c07Masks", "C07", { good: 7_800 });
    await spoiledOnTheRoad();
    await work();
  }

  async function spoiledOnTheRoad(): Promise<void> {
    const said = { orderLineId: lineOf("c07Masks"), received: false, evidence, occurredAt };
    const wet = { ...said, carrierOrg: "K01", quantity: 200 };
    done(await receiveReturn(database, await as(database, "C07"), wet));
    const found = { ...said, good: 0, repair: 0, scrapped: 200, restore: 0, spoiledByOrg: "K01" };
    done(await inspectReturn(database, await as(database, "C07"), found));
  }

  /** 20 people for 2 days at ¥300. */
  async function work(): Promise<void> {
    const team = lines.find(({ teamId }) => teamId !== null)!;
    const day = (before: number): string => dayInChina(new Date(Date.now() - before * 86_400_000));
    const earlier = `update qipan.leg set departed_at = departed_at - interval '1 day'
      where id in (select leg_id from qipan.leg_line where order_line_id = $1)`;
    await runOut(database, earlier, [team.id]);
    done(
      await recordService(database, await as(database, "G01"), {
        ...{ orderLineId: team.id, sheetNumber: "GS-1", rateTable: "工时费率表(示例)" },
        ...{ signedForTeam: "领队岗", signedForReceiver: "现场指挥岗", evidence, occurredAt },
        lines: [1, 0].map((before) => ({
          ...{ day: day(before), unit: "PERSON_DAY" as const, quantity: 20, rateFen: 30_000 },
        })),
      }),
    );
  }

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

interface Found {
  readonly good: number;
  readonly repair: number;
  readonly scrapped: number;
  readonly restore: number;
}

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

async function openClaims(database: Database): Promise<string[]> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ line: string }>(
      `select debtor_org || ' → ' || creditor_org || ' ' || kind
         || coalesce(' of ' || mirrors, '') || ' ' || item || ' ' || sum(outstanding) as line
       from qipan.claim where outstanding > 0
       group by debtor_org, creditor_org, kind, mirrors, item`,
    ),
  );
  return rows.map(({ line }) => line).toSorted();
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
