import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, getOperationAST, parse, type GraphQLSchema } from "graphql";
import type { Hub } from "../graph/context.ts";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import type { Asking } from "./asking.ts";
import { Fault } from "./fault.ts";
import type { Gate } from "./gate.ts";
import { operationOf } from "./operation.ts";

/** One line of a bulk read. What a line tells, it tells whole: a depot comes with all its lots. */
export type BulkLine =
  | {
      readonly kind: "START";
      readonly region: string;
      readonly asOf: string;
      readonly feed: string;
    }
  | { readonly kind: "DEPOT" | "TEAM"; readonly at: string; readonly node: object }
  | { readonly kind: "END"; readonly lines: number };

export interface BulkParts {
  readonly hub: Hub;
  readonly schema: GraphQLSchema;
  readonly gate: Gate;
  /** Who asks, read again before each page: a right that is lost ends the reading. */
  readonly admit: () => Promise<void>;
  /** The caller's code table whose codes stand beside each item; undefined: none. */
  readonly codes: string | undefined;
  /** Waits, in milliseconds, until the caller's budget has come back. */
  readonly rest: (ms: number) => Promise<unknown>;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: object }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
type WithLots = { readonly id: string; readonly lots: Page };

const operation = (name: string) => {
  const file = join(packageRoot, "schema", "operations", `${name}.graphql`);
  return parse(readFileSync(file, "utf8"));
};
const start = parse("query BulkStart { hub { now latestCursor } }");
const lotsAfter = operation("bulk-lots");
const parts = [
  { kind: "DEPOT", field: "depots", document: operation("bulk-depots") },
  { kind: "TEAM", field: "teams", document: operation("bulk-teams") },
] as const;
type Kind = (typeof parts)[number]["kind"];

const pageSize = 20;

/**
 * What the caller may see of a region's reserves, page by page through published operations, so
 * that rights, prices and names are those of the API. The feed's cursor comes first: what changes
 * while it is read is told again after that cursor.
 */
export async function* bulkLines(
  reading: BulkParts & { readonly asking: Asking },
  region: string,
  from: Place | undefined,
): AsyncGenerator<BulkLine> {
  const { hub } = (await ask(reading, start, {})) as { hub: { now: string; latestCursor: string } };
  const things = thingsOf(reading, region, from);
  // The first page is read before the first line is told: until then a refusal has a status.
  let next = await things.next();
  yield { kind: "START", region, asOf: hub.now, feed: hub.latestCursor };
  let lines = 0;
  for (; next.done !== true; next = await things.next()) {
    lines += 1;
    yield next.value;
  }
  yield { kind: "END", lines };
}

async function* thingsOf(
  reading: BulkParts & { readonly asking: Asking },
  region: string,
  from: Place | undefined,
): AsyncGenerator<BulkLine, undefined> {
  const first = from === undefined ? 0 : parts.findIndex(({ kind }) => kind === from.kind);
  for (const { kind, field, document } of parts.slice(first)) {
    let after = kind === from?.kind ? from.after : null;
    for (let more = true; more;) {
      const codes = kind === "DEPOT" ? codesAsked(reading) : {};
      const variables = { region, first: pageSize, after, ...codes };
      const answer = (await ask(reading, document, variables)) as Record<string, Page>;
      const page = answer[field];
      assert(page !== undefined, "an operation answers its field");
      for (const { cursor, node } of page.edges) {
        const whole = kind === "DEPOT" ? await withAllLots(reading, node as WithLots) : node;
        yield { kind, at: placeText({ kind, after: cursor }), node: whole };
      }
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
  }
}

async function withAllLots(
  reading: BulkParts & { readonly asking: Asking },
  { lots, ...depot }: WithLots,
): Promise<object> {
  const all = lots.edges.map(({ node }) => node);
  for (let { hasNextPage, endCursor } = lots.pageInfo; hasNextPage;) {
    const variables = { depot: depot.id, after: endCursor, ...codesAsked(reading) };
    const answer = (await ask(reading, lotsAfter, variables)) as { node: { lots: Page } | null };
    // A depot that is no longer shown has lost its further lots, too.
    if (answer.node === null) break;
    all.push(...answer.node.lots.edges.map(({ node }) => node));
    ({ hasNextPage, endCursor } = answer.node.lots.pageInfo);
  }
  return { ...depot, lots: all };
}

const codesAsked = ({ codes }: BulkParts): Readonly<Record<string, unknown>> =>
  codes === undefined ? {} : { codes, coded: true };

/** One published operation in the caller's name and at its price; a spent budget is waited for. */
async function ask(
  { hub, schema, gate, admit, rest, asking }: BulkParts & { readonly asking: Asking },
  document: ReturnType<typeof parse>,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  await admit();
  const definition = getOperationAST(document);
  assert(definition != null, "a published operation is one operation");
  for (;;)
    try {
      asking.charge = gate.charge(document, definition, variableValues, asking);
      break;
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "THROTTLED") throw error;
      await rest(Number(error.facts.seconds) * 1000);
    }
  // Each page has the time of a query of its own, and ends with the caller.
  const page: Asking = { ...asking, kind: "query", gone: new AbortController() };
  const leave = (): void => page.gone.abort();
  asking.gone.signal.addEventListener("abort", leave);
  if (asking.gone.signal.aborted) leave();
  const inTime = gate.begin(page);
  const contextValue = operationOf(hub, page);
  try {
    const { data, errors } = await execute({ schema, document, variableValues, contextValue });
    const { reason } = page.gone.signal as { readonly reason: unknown };
    if (errors?.[0] !== undefined) throw reason instanceof Fault ? reason : errors[0];
    return data;
  } finally {
    inTime();
    asking.gone.signal.removeEventListener("abort", leave);
    await contextValue.close();
  }
}

/** Where a reading goes on: after the last line that was read whole. */
export interface Place {
  readonly kind: Kind;
  readonly after: string;
}

const placeText = ({ kind, after }: Place): string =>
  Buffer.from(`${kind} ${after}`, "utf8").toString("base64url");

/** Undefined for a text that no line has told. */
export function placeOf(text: string): Place | undefined {
  const [, kind, after] =
    /^(DEPOT|TEAM) ([\w-]+)$/.exec(Buffer.from(text, "base64url").toString("utf8")) ?? [];
  return kind === undefined || after === undefined ? undefined : { kind: kind as Kind, after };
}
