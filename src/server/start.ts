import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { listPersons } from "../access/grant.service.ts";
import { readHub } from "../feed/feed.service.ts";
import type { Hub } from "../graph/context.ts";
import type { Database } from "../postgres/pool.ts";
import { publicReader, withTx } from "../postgres/transaction.ts";
import { apolloOf } from "./apollo.ts";
import { appOf } from "./app.ts";
import { Brake } from "./brake.ts";
import type { HubConfig } from "./config.ts";
import { writeLog } from "./log.ts";
import type { HubParts, RunningHub } from "./parts.ts";
import { emitSdl, hubSchema } from "./schema.ts";

/** Serves a migrated and seeded database until it is closed. */
export async function startHub(config: HubConfig, parts: HubParts): Promise<RunningHub> {
  const { database, log = writeLog } = parts;
  const { kind } = await readHub(database);
  const hub: Hub = { database, kind };
  const server = createServer();
  const apollo = apolloOf(await hubSchema(), server);
  await apollo.start();
  const isReady = () => answers(database);
  const brake = new Brake(() => performance.now());
  const devLogin = config.devLogin && kind === "EXERCISE";
  const sdl = await emitSdl();
  server.on("request", appOf({ hub, apollo, sdl, log, isReady, brake, devLogin }));
  await listen(server, config);
  return {
    url: urlOf(server, config),
    kind,
    signIns: devLogin ? await listPersons(database) : [],
    close: () => apollo.stop(),
  };
}

const answers = (database: Database): Promise<boolean> =>
  withTx(database, publicReader, () => Promise.resolve(true)).catch(() => false);

const listen = (server: Server, { host, port }: HubConfig): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });

const urlOf = (server: Server, { host }: HubConfig): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === "127.0.0.1" || host === "::1" ? "localhost" : host;
  return `http://${name}:${String(port)}`;
};
