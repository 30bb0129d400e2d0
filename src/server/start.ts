import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isSuperuserLogin } from "../access/access.service.ts";
import { listPersons } from "../access/grant.service.ts";
import { readHub } from "../feed/feed.service.ts";
import type { Hub } from "../graph/context.ts";
import { sdlOf } from "../graph/schema.ts";
import type { Database } from "../postgres/pool.ts";
import { Tail } from "../live/tail.ts";
import { publicReader, withTx } from "../postgres/transaction.ts";
import { noProxies } from "./address.ts";
import { apolloOf } from "./apollo.ts";
import { appOf } from "./app.ts";
import { Brake } from "./brake.ts";
import { Buckets } from "./bucket.ts";
import type { HubConfig } from "./config.ts";
import { Gate } from "./gate.ts";
import { Issuer } from "./issuer.ts";
import { writeLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import type { HubParts, RunningHub } from "./parts.ts";
import { openSocket } from "./socket.ts";
import { hubSchema } from "./schema.ts";
import { Tokens } from "./tokens.ts";

/** Serves a migrated and founded database until it is closed. */
export async function startHub(config: HubConfig, parts: HubParts): Promise<RunningHub> {
  const { database, log = writeLog } = parts;
  await admitLogin(parts);
  const { kind } = await readHub(database);
  const hub: Hub = { database, kind, feedDays: config.feedDays };
  const schema = await hubSchema();
  const server = timed(createServer());
  const now = (): number => performance.now();
  const gate = new Gate({
    schema,
    buckets: new Buckets(now),
    limits: parts.limits,
    deadlines: parts.deadlines,
  });
  const [brake, metrics] = [new Brake(now), new Metrics()];
  const tail = new Tail(database, { everyMs: 1_000, standingMs: gate.deadlines.look * 1_000, now });
  const apollo = apolloOf(schema, server, gate);
  await apollo.start();
  let draining = false;
  const isReady = async (): Promise<boolean> => !draining && (await answers(database));
  const devLogin = config.devLogin && kind === "EXERCISE";
  const { proxies = noProxies, corsOrigins = new Set() } = config;
  const door = { database, brake, site: { url: config.publicUrl }, tokens: tokensOf(config) };
  const shared = { hub, schema, gate, door, tail, metrics, log, proxies, corsOrigins };
  const issuer = config.oidc === undefined ? undefined : new Issuer(config.oidc);
  const sockets = openSocket(server, shared);
  const lines = () => ({ following: tail.followers, ...sockets.held() });
  const told = { issuer, apollo, sdl: sdlOf(schema), isReady, devLogin, lines };
  server.on("request", appOf({ ...shared, ...told }));
  const sealer = await parts.startSealer?.(database, () => tail.ring());
  await listen(server, config);
  return {
    url: urlOf(server, config),
    kind,
    signIns: devLogin ? await listPersons(database) : [],
    close: async () => {
      draining = true;
      await sockets.end();
      await apollo.stop();
      await sealer?.stop();
      metrics.stop();
    },
  };
}

const tokensOf = ({ jwt }: HubConfig): Tokens | undefined =>
  jwt === undefined ? undefined : new Tokens(jwt);

/** Row-level security binds everyone but a superuser: on a server none may serve. */
async function admitLogin({ database, superuserServes = false }: HubParts): Promise<void> {
  if (database.shape === "EMBEDDED" || superuserServes) return;
  if (await isSuperuserLogin(database))
    throw new Error(
      "DATABASE_URL 不得使用超级用户 / the login of DATABASE_URL must not be a superuser",
    );
}

/** A client that sends or reads slowly is let go; one that only waits is kept. */
function timed(server: Server): Server {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
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
