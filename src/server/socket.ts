import { GraphQLError, type ExecutionArgs, type GraphQLSchema } from "graphql";
import { makeServer, type Context as SocketContext, type SubscribePayload } from "graphql-ws";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocketServer } from "ws";
import type { Principal } from "../access/principal.model.ts";
import type { Hub } from "../graph/context.ts";
import type { Tail } from "../live/tail.ts";
import { addressOf, type Proxies } from "./address.ts";
import { askingOf, type Asking } from "./asking.ts";
import { admitsOrigin, type CorsOrigins } from "./cors.ts";
import { readCaller, type Door } from "./caller.ts";
import { Crowd } from "./crowd.ts";
import { readDocument, Unreadable } from "./document.ts";
import { Fault, graphqlFault } from "./fault.ts";
import type { Gate } from "./gate.ts";
import { requestLine, type LogLine } from "./log.ts";
import { lapseMs } from "./lapse.ts";
import { detailsOf } from "./mask.ts";
import type { Metrics } from "./metrics.ts";
import { operationOf, type Operation } from "./operation.ts";
import { solvesIn } from "./price.ts";
import { SharedAnswers } from "./shared-answers.ts";
import { isOwnOrigin } from "./site.ts";
import { runOnce, runStream, type Served } from "./stream.ts";
import { openWires, type Wire } from "./wire.ts";

export interface SocketParts {
  readonly hub: Hub;
  readonly schema: GraphQLSchema;
  readonly gate: Gate;
  readonly door: Door;
  readonly tail: Tail;
  readonly metrics: Metrics;
  readonly log: (line: LogLine) => void;
  readonly proxies: Proxies;
  readonly corsOrigins: CorsOrigins;
}

interface SharedParts extends SocketParts {
  readonly answers: SharedAnswers;
}

type Connection = SocketContext<Record<string, unknown>, Wire>;

/** What a line may hold; lines of one address, and subscriptions of one caller on all of them. */
export const lineLimits = {
  messageBytes: 256 * 1024,
  operations: 32,
  lines: 64,
  following: 200,
};
const tryAgainLater = 1013;

export interface Sockets {
  /** How many lines are open, and the bytes that wait on them to leave. */
  readonly held: () => { readonly open: number; readonly waiting: number };
  readonly end: () => Promise<void>;
}

/** graphql-transport-ws on the same server and path as HTTP. */
export function openSocket(server: Server, parts: SocketParts): Sockets {
  const crowd = new Crowd(lineLimits.following);
  const shared = { ...parts, answers: new SharedAnswers() };
  const { ping, slow } = parts.gate.deadlines;
  const failed = (error: unknown): void =>
    parts.log({ level: "error", message: "line", failures: [detailsOf(error)] });
  const sockets = openWires({
    ...{ messageMax: lineLimits.messageBytes, failed },
    ...{ keepAliveMs: ping * 1_000, slowMs: slow * 1_000 },
    server: makeServer<Record<string, unknown>, Wire>({
      schema: parts.schema,
      onConnect: (connection) => isWelcome(connection, parts),
      onSubscribe: (connection, _id, payload) => admit(connection, payload, shared, crowd),
      onError: (_connection, _id, _payload, errors) => errors.map(ownError),
      execute: runOnce,
      subscribe: runStream,
    }),
  });
  server.on("upgrade", upgrading(sockets, parts));
  return {
    held: () => ({
      open: sockets.clients.size,
      waiting: [...sockets.clients].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
    }),
    end: async () => {
      for (const socket of sockets.clients) socket.close(1001, "Going away");
      await new Promise((closed) => {
        sockets.close(closed);
      });
    },
  };
}

/** Turns away what is no line of ours before it is a connection at all. */
function upgrading(sockets: WebSocketServer, parts: SocketParts) {
  const lines = new Crowd(lineLimits.lines);
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Node takes its own listener away on an upgrade: a reset would end the process.
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?")[0];
    // Another site's page is turned away before it is a connection at all.
    const { headers } = request;
    const foreign =
      headers.origin !== undefined &&
      !isOwnOrigin(parts.door.site, headers, false) &&
      !admitsOrigin(parts.corsOrigins, headers.origin);
    if (path !== "/graphql" || foreign) {
      socket.end(`HTTP/1.1 ${foreign ? "403 Forbidden" : "404 Not Found"}\r\n\r\n`);
      return;
    }
    const address = addressOf(request, parts.proxies);
    if (!lines.enter(address)) {
      socket.end("HTTP/1.1 429 Too Many Requests\r\n\r\n");
      return;
    }
    socket.once("close", () => lines.leave(address));
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit("connection", opened, request);
    });
  };
}

/** The library wraps what a stream throws; the reader is told what was thrown. */
const ownError = (error: GraphQLError) =>
  (error.originalError instanceof GraphQLError ? error.originalError : error).toJSON();

/** A credential that is not good closes the line at once (4403): nobody waits for an answer. */
async function isWelcome(connection: Connection, parts: SocketParts): Promise<boolean> {
  try {
    await callerOf(connection, parts, askingOf(connection.extra.request, "ws", parts.proxies));
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // What will pass is told by a code that clients try again after.
    if (error.status === 503) connection.extra.socket.close(tryAgainLater, error.code);
    return false;
  }
}

/** Who is at the other end, as the hub knows it now: browsers send no header but their cookie. */
function callerOf(
  { extra, connectionParams }: Connection,
  { door }: SocketParts,
  asking: Asking,
): Promise<Principal | undefined> {
  const { authorization, "x-qipan-org": org } = connectionParams ?? {};
  const headers = {
    ...extra.request.headers,
    ...(typeof authorization === "string" ? { authorization } : {}),
    ...(typeof org === "string" ? { "x-qipan-org": org } : {}),
  };
  return readCaller(door, { headers, safe: false }, asking);
}

/** The same gate as over HTTP: shape, validation, price, in this order, before any work. */
async function admit(
  connection: Connection,
  { query, operationName, variables }: SubscribePayload,
  parts: SharedParts,
  crowd: Crowd,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const asking = askingOf(connection.extra.request, "ws", parts.proxies);
  const { socket } = connection.extra;
  const hangUp = (): void => asking.gone.abort();
  socket.once("close", hangUp);
  const { gate, schema } = parts;
  try {
    if (Object.keys(connection.subscriptions).length > lineLimits.operations)
      throw new Fault("THROTTLED", 429, { seconds: 1 });
    asking.principal = await callerOf(connection, parts, asking);
    const large = gate.shape(query);
    if (large !== undefined) throw large;
    const { document, operation } = readDocument(schema, query, operationName);
    asking.operation = operation.name?.value;
    asking.kind = operation.operation;
    asking.charge = gate.charge(document, operation, variables ?? undefined, asking);
    asking.solves = solvesIn(document, operation);
    const caller = asking.principal?.id ?? `public ${asking.address}`;
    if (!crowd.enter(caller)) throw new Fault("THROTTLED", 429, { seconds: 60 });
    const inTime = gate.begin(asking);
    const contextValue = servedOf(connection, parts, asking, () => {
      inTime();
      crowd.leave(caller);
      socket.off("close", hangUp);
    });
    return { schema, document, operationName, variableValues: variables, contextValue };
  } catch (error) {
    socket.off("close", hangUp);
    if (error instanceof Fault) return [graphqlFault(error, asking.locale)];
    if (error instanceof Unreadable) return error.errors;
    throw error;
  }
}

function servedOf(
  connection: Connection,
  parts: SharedParts,
  asking: Asking,
  leave: () => void,
): Served {
  const { hub, metrics, log, tail, gate, door, answers } = parts;
  const credential = asking.principal?.credential;
  const times = { lookMs: gate.deadlines.look * 1000, skewMs: door.tokens?.skewMs ?? 0 };
  const renew = async (): Promise<Operation> => {
    const principal = await callerOf(connection, parts, asking);
    // Whoever was someone and is nobody now has lost the right that the line was opened with.
    if (asking.principal !== undefined && principal === undefined)
      throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    return operationOf(hub, asking, principal);
  };
  return {
    ...operationOf(hub, asking),
    tail,
    answers,
    credential,
    lapseMs: () => lapseMs(credential, times),
    renew: () =>
      renew().catch((error: unknown) => {
        throw error instanceof Fault ? graphqlFault(error, asking.locale) : error;
      }),
    done: () => {
      leave();
      metrics.observe(asking, 200);
      log(requestLine(asking, "/graphql", 200));
    },
  };
}
