import { seedData } from "../../seeds/data.ts";
import type { Scenario } from "../../seeds/world.model.ts";
import { plannerOf } from "../dispatch/planner.ts";
import { verifyBook } from "../ledger/verify.ts";
import { sealOnce, startSealer } from "../ledger/sealing.service.ts";
import { openEmbedded } from "../postgres/embedded.ts";
import type { Database } from "../postgres/pool.ts";
import { deemUse } from "../replenishment/due.service.ts";
import { startHub } from "../server/start.ts";
import {
  exitCode,
  printJson,
  text,
  WrongUse,
  type Args,
  type Command,
  type Io,
} from "./command.ts";
import { useAndReturn } from "./demo-after.ts";
import { closeBooks } from "./demo-books.ts";
import { DemoClient, DemoRefused } from "./demo-client.ts";
import { signTimeSheets } from "./demo-work.ts";
import { readNeeds, readOrder, reportAndDeclare } from "./demo-plan.ts";
import { tellReport } from "./demo-print.ts";
import { shipAndReceive, type Shipped } from "./demo-road.ts";
import type { DemoReport } from "./demo.model.ts";
import { demandTurns, has, type Stage } from "./demo-stage.ts";
import { decideAndIssue, solveAgain, type Desk } from "./demo-turns-desk.ts";
import { decidePapers } from "./demo-turns-papers.ts";
import { scripts } from "./demo-turns.model.ts";
import { prepareHub } from "./prepare-hub.ts";

/** `qipan demo`: one scenario's whole loop through the real API, on a hub that ends with it. */
export const demoCommand: Command = {
  name: "demo",
  says: "在临时演练枢纽上走完一个情景的全过程 / run one scenario's whole loop on a temporary hub",
  usage: "qipan demo --scenario ID [--json]",
  options: { scenario: { type: "string" } },
  run: { alone: demo },
};

async function demo(args: Args, io: Io): Promise<number> {
  const scenario = scenarioOf(text(args, "scenario"));
  const json = args.values.json === true;
  const tell = (line: string) => (json ? io.err(line) : io.out(line));
  const database = await openEmbedded();
  try {
    tell(`【演练】${scenario.nameZh}  ${scenario.nameEn}\n`);
    await prepareHub(database, "demo");
    const report = await runOn(database, scenario, tell);
    if (json) printJson(io, report);
    else io.out(tellReport(report));
    return report.ledger.verified ? exitCode.good : exitCode.refused;
  } catch (error) {
    if (!(error instanceof DemoRefused)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.refused;
  } finally {
    await database.close();
  }
}

function scenarioOf(id: string | undefined): Scenario {
  const found = seedData.scenarios.find((scenario) => scenario.id === id);
  if (found !== undefined) return found;
  throw new WrongUse(`--scenario: ${seedData.scenarios.map((known) => known.id).join(", ")}`);
}

async function runOn(
  database: Database,
  scenario: Scenario,
  tell: (line: string) => void,
): Promise<DemoReport> {
  const hub = await startHub(
    { host: "127.0.0.1", port: 0, devLogin: true, feedDays: 90 },
    {
      database,
      log: () => undefined,
      startSealer: (sealed, onSealed) => startSealer(sealed, { intervalMs: 200, onSealed }),
      // One process plays every role here, as fast as it can: no caller's budget fits that.
      limits: { budget: 1e6, capacity: 1e9, perSecond: 1e9 },
    },
  );
  try {
    const script = scripts[scenario.id] ?? { turns: [] };
    const client = new DemoClient(hub.url);
    const sweep = () => deemUse(database);
    return await play(database, { client, scenario, script, turns: [], tell, sweep });
  } finally {
    await plannerOf(database).close();
    await hub.close();
  }
}

async function play(database: Database, stage: Stage): Promise<DemoReport> {
  const { scenario, tell } = stage;
  const incidentId = await reportAndDeclare(stage);
  tell("  事件已报告,响应已启动,需求已申报 / reported, response started, needs declared\n");
  const desk = await decideAndIssue(stage, incidentId);
  tell(`  已采纳、审批、下达 ${String(desk.orders.length)} 单 / adopted, approved, issued\n`);
  const { orders: shipped, receipts } = await shipAll(stage, desk, incidentId);
  tell("  已启运、到达、签收 / shipped and received\n");
  await decidePapers(stage, desk.actedFirst);
  await signTimeSheets(stage, shipped);
  await useAndReturn(stage, incidentId, shipped);
  tell("  已使用、归还、验收,响应解除 / used, returned, inspected; the response has ended\n");
  const needs = await readNeeds(stage, incidentId);
  const books = await closeBooks(stage, incidentId);
  demandTurns(stage);
  // Papers came after the goods, and a refused order has its place in the report.
  const all = [...desk.refused, ...shipped];
  const orders = await Promise.all(all.map(({ id }) => readOrder(stage, id)));
  await sealOnce(database);
  const { verified, entries, heads } = await verifyBook(database);
  const { id, nameZh, nameEn } = scenario;
  const ledger = { verified, entries, heads };
  return {
    scenario: { id, nameZh, nameEn },
    needs,
    turns: stage.turns,
    proposals: desk.proposals,
    orders,
    receipts,
    ...books,
    ledger,
  };
}

/** What turned back, or went elsewhere, left a gap: it is solved again, and sent again. */
async function shipAll(stage: Stage, desk: Desk, incidentId: string): Promise<Shipped> {
  const shipped = await shipAndReceive(stage, desk.orders, desk.actedFirst);
  if (!has(stage, "TURNED_BACK") && !has(stage, "DIVERTED")) return shipped;
  const more = await shipAndReceive(stage, await solveAgain(stage, desk, incidentId));
  return {
    orders: [...shipped.orders, ...more.orders],
    receipts: [...shipped.receipts, ...more.receipts],
  };
}
