import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWideWorld } from "../../seeds/bulk.ts";
import { wideWorld } from "../../seeds/wide.ts";
import type { Scale } from "../../seeds/wide.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { vacuum } from "../../src/postgres/vacuum.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";
import { layHistory } from "../support/wide-history.ts";
import { measure, type Measured } from "../support/plan-answers.ts";
import { questions } from "../support/plan-questions.ts";
import { watch, type Watch } from "../support/plans.ts";

/** The same land, and ten times as much of it around the same first prefecture. */
const small: Scale = { provinces: 1, prefectures: 3, countiesEach: 2, depots: 27, lots: 3000 };
const large: Scale = { provinces: 10, prefectures: 30, countiesEach: 2, depots: 270, lots: 30_000 };

/** Tables that grow with every lot and every movement. */
const great = [
  ...["stock_lot", "account", "entry", "transfer", "event", "sealed", "book_leaf", "account_past"],
  ...["dispatch_order", "order_line", "leg", "approval", "claim", "refill_task"],
];

interface Land {
  readonly database: Database;
  readonly watched: Watch;
  readonly hub: TestHub;
}

async function found(scale: Scale): Promise<Land> {
  const database = await openServerTest();
  await loadWideWorld(database, wideWorld(1, scale));
  await layHistory(database, { asked: "ORG-X10100-G", own: 40, others: 9000 + scale.lots });
  await vacuum(database);
  const watched = watch(database);
  const hub = await startTestHub(watched.database, { seals: false });
  return { database, watched, hub };
}

let lands: Land[] = [];
beforeAll(async () => {
  lands = [await found(small), await found(large)];
});
afterAll(() => Promise.all(lands.map(({ hub }) => hub.close())));

const measured = (at: number, question: (typeof questions)[number]): Promise<Measured> => {
  const land = lands[at];
  if (land === undefined) throw new Error("the land was not founded");
  return measure(land.watched, land.hub, question);
};

describe.each(questions)("$called", (question) => {
  let few: Measured;
  let many: Measured;
  beforeAll(async () => {
    few = await measured(0, question);
    many = await measured(1, question);
  });

  it("is answered, in as many statements in a large land as in a small one", () => {
    expect([...few.errors, ...many.errors]).toEqual([]);
    expect(many.statements).toBe(question.statements);
    expect(many.statements - few.statements).toBe(0);
  });

  it("reads no great table from end to end", () => {
    expect(many.scanned.filter((table) => great.includes(table))).toEqual([]);
  });

  it("touches no more when the land is ten times as large", () => {
    expect(many.weight).toBeLessThanOrEqual(1.5 * few.weight + 150);
  });
});
