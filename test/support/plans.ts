import type pg from "pg";
import type { Database } from "../../src/postgres/pool.ts";

/** One node of `explain (analyze, buffers, format json)`. */
export interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly PlanNode[];
}

export interface Watched {
  readonly sql: string;
  readonly plan: PlanNode;
}

export interface Watch {
  readonly database: Database;
  /** Every statement that read since it was last taken, in order. */
  take(): readonly Watched[];
}

/**
 * The same database, whose reading statements are explained as they are run, with the settings
 * and the role of the transaction that sends them: what row-level security makes of them counts.
 */
export function watch(database: Database): Watch {
  let seen: Watched[] = [];
  const see = (watched: Watched) => void seen.push(watched);
  const pool = new Proxy(database.pool, {
    get: (target, name) =>
      name === "connect"
        ? async () => watchedClient(await target.connect(), see)
        : (Reflect.get(target, name) as unknown),
  });
  return {
    database: { ...database, pool },
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
}

/** To explain a statement is to run it: what writes or locks is only run. */
const writes =
  /set_config|for (update|share)|qipan\.(write|event|audit|ledger|claim|book|seal)_\w+\(/i;

interface Statement {
  readonly text: string;
  readonly values?: unknown[];
}

function watchedClient(client: pg.PoolClient, see: (watched: Watched) => void): pg.PoolClient {
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const query = async (...args: unknown[]): Promise<unknown> => {
    const [first, second] = args;
    const { text, values = second } =
      typeof first === "string" ? { text: first } : (first as Statement);
    if (/^\s*(select|with)\b/i.test(text) && !writes.test(text)) {
      const { rows } = (await send(`explain (analyze, buffers, format json) ${text}`, values)) as {
        rows: { "QUERY PLAN": [{ Plan: PlanNode }] }[];
      };
      const [row] = rows;
      if (row !== undefined) see({ sql: text, plan: row["QUERY PLAN"][0].Plan });
    }
    return send(...args);
  };
  return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}

export function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const part of plan.Plans ?? []) yield* nodesOf(part);
}

/** Pages touched, in memory or not: what a plan costs on any machine. */
export const buffersOf = ({ plan }: Watched): number => pagesOf(plan);

/** Tables that a plan reads from end to end, and that are not empty. */
export const scannedBy = ({ plan }: Watched): string[] =>
  [...nodesOf(plan)]
    .filter((node) => isScan(node) && pagesOf(node) > 0)
    .map((node) => node["Relation Name"] ?? "");

const pagesOf = (node: PlanNode): number => node["Shared Hit Blocks"] + node["Shared Read Blocks"];

const isScan = (node: PlanNode): boolean =>
  node["Node Type"] === "Seq Scan" && node["Actual Loops"] > 0;

/**
 * Pages touched besides whole reads of places: row security asks of each depot whether the reader
 * may see it, once for each table of a statement, and there are a few thousand depots at most.
 */
export const weightOf = (watched: Watched): number =>
  [...nodesOf(watched.plan)]
    .filter((node) => isScan(node) && places.has(node["Relation Name"] ?? ""))
    .reduce((left, node) => left - pagesOf(node), buffersOf(watched));

const places = new Set([
  ...["depot", "region", "organization", "road_node", "road_link"],
  ...["agreement", "agreement_party", "membership", "principal", "api_key"],
]);
