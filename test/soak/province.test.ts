import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foundHub } from "../../src/cli/prepare-hub.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { measure, medianOf, type Measured } from "../support/plan-answers.ts";
import { questions, type Question } from "../support/plan-questions.ts";
import { buffersOf, scannedBy, watch, type Watch } from "../support/plans.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";
import { planWide, respondWide } from "../support/wide-incident.ts";

const great = ["stock_lot", "account", "entry", "transfer", "event", "sealed", "book_leaf"];
const lots = 1_000_000;

interface Land {
  readonly plain: Database;
  readonly watched: Watch;
  readonly hub: TestHub;
  /** Answers without being explained: for the clock. */
  readonly quiet: TestHub;
}

let server: OwnPostgres;
let city: Land;
let province: Land;
let loading: { readonly wall: number; readonly cpu: number };

beforeAll(async () => {
  server = await startPostgres({ shared_buffers: "1GB", max_wal_size: "4GB" });
  city = await found("city");
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  province = await found("province");
  const { user, system } = process.cpuUsage(cpu);
  loading = { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
});

afterAll(async () => {
  for (const { plain, hub, quiet } of [city, province]) {
    await plannerOf(plain).close();
    await Promise.all([hub.close(), quiet.close()]);
  }
  await server.stop();
});

async function found(seed: "city" | "province"): Promise<Land> {
  const { url } = await server.createDatabase();
  const plain = openServer({ url, maxConnections: 4 });
  await migrate(plain);
  await foundHub(plain, seed);
  const watched = watch(plain);
  const hub = await startTestHub(watched.database, { seals: false });
  const quiet = await startTestHub(openServer({ url, maxConnections: 4 }), { seals: false });
  return { plain, watched, hub, quiet };
}

const told: string[] = [];
const tell = (...cells: readonly (string | number)[]): void =>
  void told.push(`| ${cells.join(" | ")} |`);

it("loads a million lots whose book its auditor verifies", async () => {
  console.log(`loaded in ${loading.wall.toFixed(0)} s, ${loading.cpu.toFixed(0)} s of them Node's`);
  expect(await verifyBook(province.plain)).toMatchObject({
    ...{ verified: true, entries: lots, unsealed: lots, problems: [] },
  });
});

describe.each(questions)("$called", (asked) => {
  const question: Question =
    asked.whole === undefined ? asked : { ...asked, variables: asked.whole };
  let few: Measured;
  let many: Measured;

  beforeAll(async () => {
    few = await measure(city.watched, city.hub, question);
    many = await measure(province.watched, province.hub, question);
    const slow = await medianOf(province.quiet, question, 5);
    const ratio = slow / (await medianOf(city.quiet, question, 5));
    tell(question.called, many.statements, few.buffers, many.buffers, ratio.toFixed(1), many.price);
  });

  it("is answered within its price, by indexes, in as many statements as in a city", () => {
    expect([...few.errors, ...many.errors]).toEqual([]);
    expect(many.statements).toBe(few.statements);
    expect(many.scanned.filter((table) => great.includes(table))).toEqual([]);
  });

  it("touches not three times as much of a hundred times as many lots, and pages of depots", () => {
    expect(many.weight).toBeLessThanOrEqual(3 * few.weight + 2000);
  });
});

it("plans a dispatch from the lots that are needed and may be seen", async () => {
  const incidentId = await respondWide(province.watched.database);
  province.watched.take();
  const started = performance.now();
  const proposal = await planWide(province.watched.database, incidentId);
  const seen = province.watched.take();
  await plannerOf(province.watched.database).close();
  const buffers = seen.reduce((sum, one) => sum + buffersOf(one), 0);
  console.log(
    `a plan in ${((performance.now() - started) / 1000).toFixed(1)} s, ${buffers} buffers`,
  );
  expect(proposal).toMatchObject({ state: "READY", failure: null });
  expect(proposal.plan?.allocations.length).toBeGreaterThan(0);
  expect(seen.flatMap(scannedBy).filter((table) => great.includes(table))).toEqual([]);
  expect(buffers).toBeLessThan(lots / 4);
});

it("tells what it measured", () => {
  console.log(["", ...told].join("\n"));
  expect(told).toHaveLength(questions.length);
});
