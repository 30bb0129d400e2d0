import { beginAftermath, endResponse } from "../../src/incidents/ending.service.ts";
import { dayInChina } from "../../src/kernel/day.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { recordUse, startReturn } from "../../src/replenishment/goods.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { recordService } from "../../src/replenishment/timesheet.service.ts";
import { runOut } from "./dispatch-state.ts";
import { as, deliver, done, linesOf, respond, type StoryLine } from "./story-run.ts";
import { lots, type LotName, type OrgName } from "./story-world.ts";

const masks = lots.c07Masks.id;
const evidence = { note: "善后处置记录(示例)" };
const occurredAt = new Date("2026-01-01T00:00:00Z");

/**
 * Story (a), from the report to the aftermath; answers its order lines. `delivered` happens when
 * all goods are on site and nothing is lost yet.
 */
export async function live(
  database: Database,
  delivered: () => Promise<void> = () => Promise.resolve(),
): Promise<StoryLine[]> {
  const incidentId = await respond(database);
  await deliver(database, ({ lotId, ordered }) => {
    const rejected = lotId === masks ? 200 : 0;
    return { accepted: ordered - rejected, rejected, missing: 0 };
  });
  await delivered();
  const lines = await linesOf(database);
  await new Aftermath(database, lines).disposeOfAll();
  const ending = { incidentId };
  done(await endResponse(database, await as(database, "G01"), ending));
  done(await beginAftermath(database, await as(database, "G01"), ending));
  return lines;
}

interface Found {
  readonly good: number;
  readonly repair: number;
  readonly scrapped: number;
  readonly restore: number;
}

class Aftermath {
  readonly #database: Database;
  readonly #lines: readonly StoryLine[];

  constructor(database: Database, lines: readonly StoryLine[]) {
    this.#database = database;
    this.#lines = lines;
  }

  async disposeOfAll(): Promise<void> {
    await this.#use("g06Scba", { destroyed: 12 });
    await this.#giveBack("g06Scba", "G06", { good: 16, repair: 3, scrapped: 1, restore: 16 });
    await this.#use("g01Scba", { destroyed: 10 });
    await this.#giveBack("g01Scba", "E01", { good: 10, restore: 10 });
    await this.#use("e01Scba", { destroyed: 10 });
    await this.#giveBack("e01Scba", "E01", { good: 10, restore: 10 });
    await this.#use("g06Caustic", { consumed: 140 });
    await this.#giveBack("g06Caustic", "G06", { good: 10 });
    await this.#use("e02Caustic", { consumed: 250 });
    const given = { unit: "社区", quantity: 6_000, day: "2026-01-01" };
    const places = [
      { ...given, place: "乌达区" },
      { ...given, place: "海南区" },
    ];
    await this.#use("c07Masks", { distributed: places });
    await this.#giveBack("c07Masks", "C07", { good: 7_800 });
    await this.#spoiledOnTheRoad();
    await this.#work();
  }

  #lineOf(name: LotName): string {
    return this.#lines.find(({ lotId }) => lotId === lots[name].id)!.id;
  }

  async #use(name: LotName, gone: object): Promise<void> {
    const none = { consumed: 0, distributed: [], scrapped: 0, destroyed: 0 };
    const input = { orderLineId: this.#lineOf(name), ...none, ...gone, evidence, occurredAt };
    done(await recordUse(this.#database, await as(this.#database, "G01"), input));
  }

  /** The way back: started by the receiver, counted and inspected by the keeper of the shelf. */
  async #giveBack(name: LotName, keeper: OrgName, found: Partial<Found>): Promise<void> {
    const result = { good: 0, repair: 0, scrapped: 0, restore: 0, ...found };
    const quantity = result.good + result.repair + result.scrapped;
    const said = { orderLineId: this.#lineOf(name), evidence, occurredAt };
    const load = { ...said, carrierOrg: "K01", quantity };
    done(await startReturn(this.#database, await as(this.#database, "G01"), load));
    const arrival = { ...load, received: true };
    done(await receiveReturn(this.#database, await as(this.#database, keeper), arrival));
    const inspection = { ...said, ...result, received: true };
    done(await inspectReturn(this.#database, await as(this.#database, keeper), inspection));
  }

  async #spoiledOnTheRoad(): Promise<void> {
    const line = { orderLineId: this.#lineOf("c07Masks"), received: false };
    const said = { ...line, evidence, occurredAt };
    const wet = { ...said, carrierOrg: "K01", quantity: 200 };
    done(await receiveReturn(this.#database, await as(this.#database, "C07"), wet));
    const found = { good: 0, repair: 0, scrapped: 200, restore: 0, spoiledByOrg: "K01" };
    const inspection = { ...said, ...found };
    done(await inspectReturn(this.#database, await as(this.#database, "C07"), inspection));
  }

  /** 20 people for 2 days at ¥300. */
  async #work(): Promise<void> {
    const team = this.#lines.find(({ teamId }) => teamId !== null)!;
    const day = (before: number): string => dayInChina(new Date(Date.now() - before * 86_400_000));
    const earlier = `update qipan.leg set departed_at = departed_at - interval '1 day'
      where id in (select leg_id from qipan.leg_line where order_line_id = $1)`;
    await runOut(this.#database, earlier, [team.id]);
    done(
      await recordService(this.#database, await as(this.#database, "G01"), {
        ...{ orderLineId: team.id, sheetNumber: "GS-1", rateTable: "工时费率表(示例)" },
        ...{ signedForTeam: "领队岗", signedForReceiver: "现场指挥岗", evidence, occurredAt },
        lines: [1, 0].map((before) => ({
          ...{ day: day(before), unit: "PERSON_DAY" as const, quantity: 20, rateFen: 30_000 },
        })),
      }),
    );
  }
}

/** What is owed, pair by pair and kind by kind, with its sum. */
export async function openClaims(database: Database): Promise<string[]> {
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
