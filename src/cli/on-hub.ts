import { askHolder, lockDataDir, type Reply } from "../postgres/data-lock.ts";
import { openEmbedded } from "../postgres/embedded.ts";
import { migrate } from "../postgres/migrate.ts";
import { openServer, type Database } from "../postgres/pool.ts";
import { readSecret } from "../server/config.ts";
import { exitCode, WrongUse, type Io } from "./command.ts";
import { prepareHub, seedName, type SeedName } from "./prepare-hub.ts";
import { runHere } from "./run.ts";

export const dataDirOf = (env: NodeJS.ProcessEnv): string => env.QIPAN_DATA_DIR ?? ".data";

/** The server that the environment names; undefined for an embedded hub. */
export function openNamedServer(env: NodeJS.ProcessEnv): Database | undefined {
  const url = readSecret(env, "DATABASE_URL");
  if (url === undefined) return undefined;
  const ownerUrl = readSecret(env, "DATABASE_OWNER_URL");
  return openServer({ url, ownerUrl, directUrl: readSecret(env, "DATABASE_DIRECT_URL") });
}

interface Asked {
  readonly argv: readonly string[];
  readonly io: Io;
  /** Whether an embedded database without a hub becomes one first. */
  readonly founds: boolean;
}

/**
 * Runs a command on the hub that the environment names. An embedded hub that is running holds
 * its data folder: then the command line is sent to it, and it runs the command itself.
 */
export async function onHub(
  { argv, io, founds }: Asked,
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const { env } = process;
  const server = openNamedServer(env);
  if (server !== undefined) return work(server).finally(() => server.close());

  const folder = dataDirOf(env);
  const show = ({ stream, text }: Exclude<Reply, { exit: number }>) => {
    if (stream === "stdout") io.out(text);
    else if (stream === "stderr") io.err(text);
    else return io.bytes?.(Buffer.from(text, "base64"));
    return undefined;
  };
  const answered = await askHolder(folder, argv, show);
  if (answered !== undefined) return answered;
  return embedded(folder, founds ? seedName(env.QIPAN_SEED ?? "demo") : undefined, work);
}

async function embedded(
  folder: string,
  seed: SeedName | undefined,
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const lock = await lockDataDir(folder, () => Promise.resolve(exitCode.wrongUse));
  if (lock === "TAKEN")
    throw new WrongUse(`数据目录正被占用 / the data folder is taken: ${folder}`);
  try {
    const database = await openEmbedded(folder);
    try {
      if (seed === undefined) await migrate(database);
      else await prepareHub(database, seed);
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await lock.release();
  }
}

/** What a running hub does with a command line that another process sent it. */
export const serveCommands =
  (database: Database) =>
  (
    argv: readonly string[],
    say: (reply: Reply) => Promise<void>,
    folder: string,
  ): Promise<number> =>
    runHere(
      argv,
      {
        out: (text) => void say({ stream: "stdout", text }),
        err: (text) => void say({ stream: "stderr", text }),
        bytes: (chunk) => say({ stream: "bytes", text: Buffer.from(chunk).toString("base64") }),
        terminal: false,
        folder,
      },
      database,
    );
