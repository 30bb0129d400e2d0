import "reflect-metadata";
import fc from "fast-check";
import { parse, isObjectType, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import { answerQuery } from "../../src/graph/query.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubSchema } from "../../src/server/schema.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { contextFor } from "../support/query-context.ts";

/** Each field of a lot, with a selection where it needs one. */
const selections: string[] = [];
const below: Record<string, string> = {
  Item: "{ sku }",
  Depot: "{ code }",
  Organization: "{ code }",
};

let schema: GraphQLSchema;
let database: Database;
beforeAll(async () => {
  schema = await hubSchema();
  database = await openEmbeddedTest();
  await loadWorld(database, world(1, "demo"));
  const lot = schema.getType("StockLot");
  if (!isObjectType(lot)) throw new Error("a lot is an object");
  for (const { name, type } of Object.values(lot.getFields())) {
    const selection = below[String(type).replace("!", "")];
    selections.push(selection === undefined ? name : `${name} ${selection}`);
  }
});

type Lot = Record<string, unknown>;
interface Page {
  readonly edges: readonly { readonly node: Lot }[];
}

async function lotsWith(source: string, reader: string | undefined): Promise<Lot[]> {
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const principal = reader === undefined ? undefined : await readPrincipal(database, reader);
  const context = contextFor(database, principal);
  const answer = await answerQuery({ schema, document, operation, variables: {}, context });
  expect(answer?.errors).toEqual([]);
  const { depots } = JSON.parse(answer!.bytes().toString()) as {
    depots: { edges: { node: Record<string, Page> }[] };
  };
  await context.close();
  return depots.edges.flatMap(({ node }) =>
    Object.values(node).flatMap(({ edges }) => edges.map((edge) => edge.node)),
  );
}

const depots = (inside: string) => `{ depots(first: 20) { edges { node { ${inside} } } } }`;

it.each([undefined, "usr-g01-dispatcher", "usr-g02-keeper"])(
  "whatever is asked of a lot is what all of it says, to %s",
  async (reader) => {
    const page = (fields: string) => `lots(first: 8) { edges { node { ${fields} } } }`;
    const whole = await lotsWith(depots(page(selections.join(" "))), reader);
    expect(whole.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(fc.subarray(selections, { minLength: 1 }), async (asked) => {
        const names = asked.map((one) => one.split(" ")[0]!);
        const part = await lotsWith(depots(page(asked.join(" "))), reader);
        const expected = whole.map((lot) => names.map((name) => lot[name]));
        expect(part.map((lot) => names.map((name) => lot[name]))).toEqual(expected);
      }),
      // More sets than have a text of their own: the rest are read whole.
      { numRuns: 50 },
    );
  },
);

it("what aliases and fragments ask for adds up", async () => {
  const twice = `lots(first: 3) { edges { a: node { code } b: node { ...Rest } } more: edges {
    c: node { ... on Node { id } ... on StockLot { version quantity } } } }`;
  const source = `${depots(twice)} fragment Rest on StockLot { held batch item { sku } }`;
  const principal = await readPrincipal(database, "usr-g01-dispatcher");
  const context = contextFor(database, principal);
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const answer = await answerQuery({ schema, document, operation, variables: {}, context });
  const text = answer!.bytes().toString();
  await context.close();
  const { depots: read } = JSON.parse(text) as { depots: { edges: { node: Lot }[] } };
  const plain = await lotsWith(
    depots(
      "lots(first: 3) { edges { node { id code version quantity held batch item { sku } } } }",
    ),
    "usr-g01-dispatcher",
  );
  const together = read.edges.flatMap(({ node: { lots } }) => {
    const { edges, more } = lots as Record<string, Record<string, Lot>[]>;
    return edges!.map(({ a, b }, at) => ({ ...a, ...b, ...more![at]!.c }));
  });
  expect(together).toEqual(plain);
  expect(plain.some(({ quantity }) => quantity !== null)).toBe(true);
});
