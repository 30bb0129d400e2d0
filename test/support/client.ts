import { randomUUID } from "node:crypto";
import { grantKey } from "../../src/access/key-operator.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import type { CostLimits } from "../../src/server/bucket.ts";
import type { Deadlines } from "../../src/server/deadline.ts";
import type { HubConfig } from "../../src/server/config.ts";
import type { LogLine } from "../../src/server/log.ts";
import { startHub } from "../../src/server/start.ts";
import { startSealer } from "../../src/ledger/sealing.service.ts";
import { createClient, type Client, type ExecutionResult } from "graphql-ws";
import { WebSocket } from "ws";

/** Whom an operation is asked as: a principal by its id, a key as it stands, or the public. */
export type As = { readonly as?: string } | undefined;

export interface Answer<Data = Record<string, never>> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly { message: string; path?: unknown[]; extensions: ErrorExtensions }[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

type ErrorExtensions = Readonly<Record<string, unknown>> & { readonly code: string };

export interface TestHub {
  readonly url: string;
  readonly database: Database;
  /** Lines that the hub logged, newest last. */
  readonly logged: LogLine[];
  /** Runs an operation over HTTP. */
  ask<Data = Record<string, never>>(
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
    as?: As,
  ): Promise<Answer<Data>>;
  /** Follows a subscription over WebSocket; what has arrived can be awaited. */
  follow(
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
    as?: As,
  ): Promise<Followed>;
  /** A key of that principal, made once per hub. */
  keyOf(principalId: string): Promise<string>;
  /** The hub and its database. */
  close(): Promise<void>;
}

export interface Followed {
  readonly received: ExecutionResult[];
  /** What ended the stream, once something has. */
  readonly ended: Promise<unknown>;
  /** Waits until so many results have arrived. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface TestHubOptions {
  /** Fills the empty hub before it is served. */
  readonly world?: (database: Database) => Promise<void>;
  /** `OWN`: the budgets that the hub gives members and the public. */
  readonly limits?: CostLimits | "OWN";
  /** How long a query may take, in place of the usual. */
  readonly deadlines?: Deadlines;
  /** What else the hub is told, such as who vouches for its people and machines. */
  readonly config?: Partial<HubConfig>;
  /** False: what a world opens with stays unsealed, and no work of the hub's own is seen. */
  readonly seals?: boolean;
}

/** One operation costs what it may cost anyone, but a quick test is not throttled for its speed. */
const patient: CostLimits = { budget: 20_000, capacity: 1e9, perSecond: 1e9 };

/** A hub in this process on a free port; makes an EXERCISE hub of a database that is none yet. */
export async function startTestHub(
  database: Database,
  { world, limits = patient, seals = true, config = {}, deadlines }: TestHubOptions = {},
): Promise<TestHub> {
  await makeHub(database);
  await world?.(database);
  const logged: LogLine[] = [];
  const hub = await startHub(
    { host: "127.0.0.1", port: 0, devLogin: true, feedDays: 90, ...config },
    {
      database,
      log: (line) => void logged.push(line),
      startSealer: seals ? sealer : noSealer,
      superuserServes: true,
      ...(limits === "OWN" ? {} : { limits }),
      ...(deadlines === undefined ? {} : { deadlines }),
    },
  );
  const keys = new Map<string, Promise<string>>();
  const keyOf = (principalId: string): Promise<string> => {
    const key = keys.get(principalId) ?? grantKey(database, { principalId });
    keys.set(principalId, key);
    return key;
  };
  return {
    url: hub.url,
    database,
    logged,
    keyOf,
    ask: async <Data>(operation: string, variables = {}, as?: As) => {
      const headers = await headersFor(as, keyOf);
      return post<Data>(`${hub.url}/graphql`, { query: operation, variables }, headers);
    },
    follow: async (operation, variables = {}, as) =>
      followed(clientOf(hub.url, await headersFor(as, keyOf)), operation, variables),
    close: async () => {
      await hub.close();
      await database.close();
    },
  };
}

const sealer = (database: Database, onSealed: () => void) =>
  startSealer(database, { intervalMs: 50, onSealed });

const noSealer = () => ({ wake: () => undefined, stop: () => Promise.resolve() });

export const clientOf = (url: string, connectionParams: Record<string, string>): Client =>
  createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });

function followed(
  client: Client,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Followed {
  const received: ExecutionResult[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const ended = new Promise<unknown>((resolve) => {
    client.subscribe(
      { query, variables },
      {
        next: (result) => {
          received.push(result as ExecutionResult);
          for (const { count, resolve: enough } of waiting) if (received.length >= count) enough();
        },
        error: resolve,
        complete: () => resolve(undefined),
      },
    );
  });
  return {
    received,
    ended,
    until: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: async () => {
      await client.dispose();
    },
  };
}

async function headersFor(
  as: As,
  keyOf: (principalId: string) => Promise<string>,
): Promise<Record<string, string>> {
  if (as?.as === undefined) return {};
  const key = as.as.startsWith("qk_") || as.as.includes(".") ? as.as : await keyOf(as.as);
  return { authorization: `Bearer ${key}` };
}

async function post<Data>(
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Partial<Answer<Data>>;
  return {
    status: response.status,
    data: answer.data as Data,
    errors: answer.errors ?? [],
    extensions: answer.extensions ?? {},
  };
}

const makeHub = (database: Database): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    await client.query(
      "insert into qipan.hub (kind, epoch) values ('EXERCISE', $1) on conflict do nothing",
      [randomUUID()],
    );
  });
