import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { listPersons } from "../access/grant.service.ts";
import { readHub } from "../feed/feed.service.ts";
import type { Hub } from "../graph/context.ts";
import type { Database } from "../postgres/pool.ts";
import { Pulse } from "../live/pulse.ts";
import { publicReader, withTx } from "../postgres/transaction.ts";
import { apolloOf } from "./apollo.ts";
import { appOf } from "./app.ts";
import { Brake } from "./brake.ts";
import { Buckets } from "./bucket.ts";
import type { HubConfig } from "./config.ts";
import { Gate } from "./gate.ts";
import { writeLog } from "./log.ts";
import type { HubParts, RunningHub } from "./parts.ts";
import { openSocket } from "./socket.ts";
import { emitSdl, hubSchema } from "./schema.ts";

/** Serves a migrated and seeded database until it is closed. */
export async function startHub(config: HubConfig, parts: HubParts): Promise<RunningHub> {
  const { database, log = writeLog } = parts;
  const { kind } = await readHub(database);
  const hub: Hub = { database, kind, feedDays: config.feedDays };
  const server = createServer();
  const schema = await hubSchema();
  const now = () => performance.now();
  const gate = new Gate({ schema, buckets: new Buckets(now), limits: parts.limits });
  const apollo = apolloOf(schema, server, gate);
  await apollo.start();
  const isReady = () => answers(database);
  const brake = new Brake(now);
  const devLogin = config.devLogin && kind === "EXERCISE";
  const sdl = await emitSdl();
  server.on("request", appOf({ hub, apollo, sdl, log, isReady, brake, gate, devLogin }));
  const pulse = new Pulse(database);
  const endSockets = openSocket(server, { hub, schema, gate, brake, pulse, log });
  const sealer = await parts.startSealer?.(database, () => pulse.ring());
  await listen(server, config);
  return {
    url: urlOf(server, config),
    kind,
    signIns: devLogin ? await listPersons(database) : [],
    close: async () => {
      await endSockets();
      pulse.stop();
      await apollo.stop();
      await sealer?.stop();
    },
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
