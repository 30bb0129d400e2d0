import "reflect-metadata";
import { execute, Kind, parse, validate, type GraphQLError, type GraphQLSchema } from "graphql";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Locale } from "../../src/graph/context.ts";
import { globalId } from "../../src/graph/node.ts";
import { answerQuery } from "../../src/graph/query.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { hubSchema } from "../../src/server/schema.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { contextFor } from "../support/query-context.ts";
import { layStoryWorld, onDuty } from "../support/story-world.ts";
import { respond } from "../support/story-run.ts";
import { WildQueries, type WildQuery } from "../support/wild-queries.ts";

/** More of them: `QUERIES=20000 SEED=7 npx vitest run test/api/query-differential.test.ts`. */
const queries = Number(process.env.QUERIES ?? 150);
const seed = Number(process.env.SEED ?? 20_261_129);

/** They hold a solver, or tell of the moment that they are asked in. */
const without = new Set(["whatIf", "proposalRobustness", "importProgress", "hub"]);

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await hubSchema();
});

interface World {
  readonly database: Database;
  readonly readers: readonly (string | undefined)[];
}

async function demo(): Promise<World> {
  const database = await openEmbeddedTest();
  await loadWorld(database, world(1, "demo"));
  const readers = [undefined, "usr-g01-dispatcher", "usr-g02-keeper", "usr-g04-finance"];
  return { database, readers };
}

async function story(): Promise<World> {
  const database = await openEmbeddedTest();
  await layStoryWorld(database);
  await respond(database);
  const duty = await Promise.all((["G01", "G06"] as const).map((org) => onDuty(database, org)));
  return { database, readers: [undefined, ...duty.map(({ id }) => id)] };
}

/** Codes and ids of what is there, and of what is not. */
async function knownIn(database: Database): Promise<(name: string) => readonly string[]> {
  const columns = {
    Depot: "depot.id",
    Item: "item.sku",
    Region: "region.code",
    Organization: "organization.id",
    StockLot: "stock_lot.id",
    Team: "team.id",
    Incident: "incident.id",
    RoadNode: "road_node.id",
    DispatchOrder: "dispatch_order.id",
    Claim: "claim.id",
    Agreement: "agreement.id",
  };
  const found = await withTx(database, hubReader, async ({ client }) => {
    const rows: [string, string][] = [];
    for (const [type, column] of Object.entries(columns)) {
      const [table, key] = column.split(".");
      const sql = `select ${key!}::text as id from qipan.${table!} order by 1 limit 12`;
      const read = await client.query<{ id: string }>(sql);
      rows.push(...read.rows.map(({ id }): [string, string] => [type, id]));
    }
    return rows;
  });
  const ids = [...found.map(([type, id]) => globalId(type, id)), globalId("Depot", "none"), "x"];
  const codes = [...found.map(([, id]) => id), "NONE"];
  return (name) => (/^ids?$|Ids?$/.test(name) ? ids : codes);
}

/**
 * The place that an error made null: where several do, which of them is told is a matter of time,
 * so only one that stands alone there is compared word by word.
 */
function placeOf(data: unknown, path: readonly (string | number)[] = []): string {
  let at = data;
  for (const [depth, key] of path.entries()) {
    if (at === null || at === undefined) return path.slice(0, depth).join(".");
    at = (at as Record<string | number, unknown>)[key];
  }
  return path.join(".");
}

function failuresIn(data: unknown, errors: readonly GraphQLError[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { message, path } of errors) {
    const place = placeOf(data, path);
    places.set(place, [...(places.get(place) ?? []), `${(path ?? []).join(".")}: ${message}`]);
  }
  return places;
}

/** Both tell the same places, and the same of each unless several errors meet there. */
function compareFailures(
  data: unknown,
  { theirs, ours }: Record<"theirs" | "ours", readonly GraphQLError[]>,
  about: string,
): void {
  const [their, own] = [failuresIn(data, theirs), failuresIn(data, ours)];
  expect([...own.keys()].sort(), about).toEqual([...their.keys()].sort());
  for (const [place, told] of their)
    if (told.length === 1 && own.get(place)?.length === 1 && place !== "")
      expect(own.get(place), about).toEqual(told);
}

async function bothWays(
  { source, variables }: WildQuery,
  database: Database,
  { reader, locale }: { readonly reader: string | undefined; readonly locale: Locale },
) {
  const document = parse(source);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("an operation comes first");
  const principal = reader === undefined ? undefined : await readPrincipal(database, reader);
  const first = contextFor(database, principal, locale);
  const theirs = await execute({
    ...{ schema, document, variableValues: variables, contextValue: first },
  });
  await first.close();
  const second = contextFor(database, principal, locale);
  const context = second;
  const ours = await answerQuery({ schema, document, operation, variables, context });
  await second.close();
  return { theirs, ours };
}

describe.each([
  { name: "a quiet region", make: demo },
  { name: "a response under way", make: story },
])("operations made by chance, in $name", ({ make }) => {
  it("are answered byte by byte as graphql-js answers them", { timeout: 600_000 }, async () => {
    const { database, readers } = await make();
    onTestFinished(() => database.close());
    const chance = chanceOf(seed);
    const known = await knownIn(database);
    const maker = new WildQueries({ schema, chance, known, without });
    const seen = { valid: 0, failed: 0, refused: 0 };
    for (let at = 0; at < queries; at += 1) {
      const query = maker.next();
      if (validate(schema, parse(query.source)).length > 0) continue;
      seen.valid += 1;
      const reader = readers[Math.floor(chance() * readers.length)];
      const locale = chance() < 0.5 ? "zh" : "en";
      const { theirs, ours } = await bothWays(query, database, { reader, locale });
      if (ours === undefined) {
        seen.refused += 1;
        expect(theirs.data, query.source).toBeUndefined();
        continue;
      }
      if (ours.errors.length > 0) seen.failed += 1;
      const about = `${query.source}\n${JSON.stringify(query.variables)}`;
      expect(ours.bytes().toString(), about).toBe(JSON.stringify(theirs.data ?? null));
      compareFailures(theirs.data, { theirs: theirs.errors ?? [], ours: ours.errors }, about);
    }
    console.log(seen);
    expect(seen.valid).toBeGreaterThan(queries / 2);
    expect(seen.failed).toBeGreaterThan(0);
  });
});
