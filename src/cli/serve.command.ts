import { seedData } from "../../seeds/data.ts";
import { plannerOf } from "../dispatch/planner.ts";
import { resumeProposals } from "../dispatch/proposal.service.ts";
import { isFounded, keepEpoch } from "../feed/feed.service.ts";
import { startSealer } from "../ledger/sealing.service.ts";
import { lockDataDir } from "../postgres/data-lock.ts";
import { openEmbedded } from "../postgres/embedded.ts";
import type { Database } from "../postgres/pool.ts";
import { OnStandby } from "../postgres/session.ts";
import { readConfig, readSecret } from "../server/config.ts";
import { detailsOf } from "../server/mask.ts";
import type { RunningHub } from "../server/parts.ts";
import { startHub } from "../server/start.ts";
import { startWorkers } from "../server/workers.ts";
import { exitCode, WrongUse, type Command, type Io } from "./command.ts";
import { admitSchema } from "./admit-schema.ts";
import { dataDirOf, openNamedServer, serveCommands } from "./on-hub.ts";
import { foundHub, prepareHub, seedName } from "./prepare-hub.ts";

/** `qipan serve`: the hub, until it is told to stop; then it lets what is under way finish. */
export const serveCommand: Command = {
  name: "serve",
  says: "启动枢纽 / run the hub",
  usage: "qipan serve",
  run: { alone: (_args, io) => serve(io) },
};

/** How often the sealer looks for committed rows, in milliseconds: a reader's wait at worst. */
const sealEveryMs = 100;

async function serve(io: Io): Promise<number> {
  const { env } = process;
  const server = openNamedServer(env);
  if (server !== undefined) {
    try {
      await admitServer(server, env).catch(tellStandby);
      if (readSecret(env, "DATABASE_REPLICA_URL") !== undefined) io.out(replicaUnused);
      if (await keepEpoch(server)) io.out(newEpoch);
      return await run(server, io);
    } finally {
      await server.close();
    }
  }
  const folder = dataDirOf(env);
  let here: ReturnType<typeof serveCommands> | undefined;
  const lock = await lockDataDir(folder, (argv, say, from) =>
    here === undefined ? Promise.resolve(exitCode.wrongUse) : here(argv, say, from),
  );
  if (lock === "TAKEN")
    throw new WrongUse(`数据目录正被另一枢纽占用 / another hub holds the data folder: ${folder}`);
  try {
    const database = await openEmbedded(folder);
    await prepareHub(database, seedName(env.QIPAN_SEED ?? "demo"));
    here = serveCommands(database);
    io.out(`内嵌数据库(${folder}),不做 fsync:断电可能丢失数据,仅供试用与演练。\n`);
    io.out(`Embedded database without fsync: for trying and drills, not for production.\n`);
    return await run(database, io).finally(() => database.close());
  } finally {
    await lock.release();
  }
}

/** A standby's figures may be of any age: a hub on it would tell them as today's. */
function tellStandby(error: unknown): never {
  if (error instanceof OnStandby) throw new WrongUse(error.message);
  throw error;
}

const replicaUnused =
  "DATABASE_REPLICA_URL 未使用:读写都在主库,不会读到陈旧数据。\n" +
  "DATABASE_REPLICA_URL is not used: all is read from the primary, so that nothing told is old.\n";

const newEpoch =
  "数据库已被提升或复制:旧游标失效,跟随者须重新读取。\n" +
  "The database was promoted or copied: old cursors end, followers read anew.\n";

/** A server's schema is brought forward by `qipan migrate`, on purpose and by someone. */
async function admitServer(database: Database, env: NodeJS.ProcessEnv): Promise<void> {
  await admitSchema(database);
  if (await isFounded(database)) return;
  if (env.QIPAN_SEED === undefined)
    throw new WrongUse("数据库还不是枢纽,请运行 / run first: qipan seed none|demo|city|province");
  await foundHub(database, seedName(env.QIPAN_SEED));
}

async function run(database: Database, io: Io): Promise<number> {
  const hub = await startHub(readConfig(process.env, database.shape), {
    database,
    startSealer: (sealed, onSealed) =>
      startSealer(sealed, { intervalMs: sealEveryMs, onSealed, onError: fail }),
  });
  const workers = startWorkers(database, fail);
  plannerOf(database).onError = fail;
  // A hub that answers already outlives a database that goes just now: the workers ask again.
  await resumeProposals(database).catch(fail);
  io.out(`${hub.kind === "EXERCISE" ? "【演练】" : ""}棋盘 ${hub.url}/  API ${hub.url}/graphql\n`);
  tellSignIns(hub, io);
  await stopSignal();
  await plannerOf(database).close();
  await workers.stop();
  await hub.close();
  return exitCode.good;
}

/** The duties that a first visitor would try; all of them stand under /auth/dev. */
function tellSignIns({ signIns, url }: RunningHub, io: Io): void {
  if (signIns.length === 0) return;
  const there = new Set(signIns.map(({ id }) => id));
  io.out(`演练登录 / drill sign-ins (POST ${url}/auth/dev):\n`);
  for (const { id, name, shown } of seedData.principals)
    if (shown === true && there.has(id)) io.out(`  ${id}  ${name}\n`);
}

const fail = (error: unknown): void => {
  process.stderr.write(`${JSON.stringify({ level: "error", error: detailsOf(error) })}\n`);
};

const stopSignal = (): Promise<void> =>
  new Promise((settle) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => settle());
  });
