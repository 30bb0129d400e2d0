import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, type OperationDefinitionNode } from "graphql";
import { Buckets } from "../../src/server/bucket.ts";
import { Gate } from "../../src/server/gate.ts";
import { priceOf } from "../../src/server/price.ts";
import { hubSchema } from "../../src/server/schema.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { getWithBody, resetUpgrade } from "../support/raw-http.ts";

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_none, at) => text(at)).join(" ");
const nested = (count: number, open: string, inner: string): string =>
  `${open.repeat(count)}${inner}${"}".repeat(count)}`;

const bomb = (levels: number): string =>
  `{ hub { ...F0 } } ${times(levels, (at) =>
    at === levels - 1
      ? `fragment F${at} on HubStatus { kind }`
      : `fragment F${at} on HubStatus { ...F${at + 1} a${at}: kind ...F${at + 1} }`,
  )}`;

/** Shapes that others have used against GraphQL servers: each is refused, and at once. */
const attacks: Readonly<Record<string, string>> = {
  "many aliases": `{ ${times(100, (at) => `a${at}: viewer { name }`)} }`,
  "aliases of one leaf": `{ hub { ${times(300, (at) => `a${at}: kind`)} } }`,
  "many directives": `{ hub { kind ${"@include(if: true) ".repeat(100)} } }`,
  "directives on fields": `{ hub { ${times(7, () => "kind @skip(if: false) @a @b @c")} } }`,
  "one field again and again": `{ hub { ${"kind ".repeat(500)} } }`,
  "one object again and again": `{ ${"hub { kind } ".repeat(400)} }`,
  "deep fields": nested(40, "{ hub ", "{ kind }"),
  "deep inline fragments": `{ hub ${nested(400, "{ ... ", "{ kind }")} }`,
  "a fragment bomb": bomb(16),
  "a bomb that nothing spreads": `{ hub { kind } } ${bomb(16).slice(bomb(16).indexOf("fragment"))}`,
  "many roots": `{ ${times(40, (at) => `hub${at} { kind }`)} }`,
  "many operations": times(60, (at) => `query Q${at} { hub { kind } }`),
  "spreads of one fragment": `{ hub { ${"...F ".repeat(200)} } } fragment F on HubStatus { kind }`,
  "ten thousand scalars": `{ hub { ${"kind ".repeat(10_000)} } }`,
  "two thousand objects": `{ ${"hub { kind } ".repeat(2000)} }`,
  "five thousand aliases": `{ ${times(5000, (at) => `a${at}: __typename`)} }`,
  "roots in a fragment": `query { ...Roots } fragment Roots on Query { ${times(
    40,
    (at) => `r${at}: __typename`,
  )} }`,
  "recursive introspection": `{ __schema { types { fields { type { fields { type { fields {
    type { fields { name } } } } } } } } } }`,
};

describe("an operation that is too large", () => {
  let hub: TestHub;
  let gate: Gate;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), { limits: "OWN" });
    const schema = await hubSchema();
    gate = new Gate({ schema, buckets: new Buckets(() => 0) });
  });
  afterAll(() => hub.close());

  it.each(Object.entries(attacks))("is refused: %s", async (_name, operation) => {
    const { data, errors } = await hub.ask(operation);
    expect(data).toBeFalsy();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(10);
    expect([
      "OPERATION_TOO_LARGE",
      "OPERATION_TOO_DEEP",
      "GRAPHQL_PARSE_FAILED",
      "GRAPHQL_VALIDATION_FAILED",
    ]).toContain(errors[0]?.extensions.code);
  });

  it.each(Object.entries(attacks))("is refused in at most 5 ms: %s", (_name, operation) => {
    gate.shape("{ warm { up } }");
    const spent = [0, 1, 2, 3, 4].map((at) => {
      const started = performance.now();
      gate.shape(`${operation} #${at}`);
      return performance.now() - started;
    });
    expect(Math.min(...spent)).toBeLessThan(5);
  });

  it("is the exception: what tools and pages ask passes", async () => {
    const introspection = (await import("graphql")).getIntrospectionQuery();
    const { errors, extensions } = await hub.ask(introspection);
    expect(errors).toEqual([]);
    const { price } = extensions.cost as { price: number };
    expect(price).toBeGreaterThan(300);
    // A stranger's budget is 10,000: whoever builds a client reads the schema first.
    expect(price).toBeLessThan(10_000);
  });

  it("does not pass by GET beside another text, nor behind a thousand parameters", async () => {
    const many = encodeURIComponent(attacks["many roots"] ?? "");
    const junk = times(1200, (at) => `j${at}=1`).replaceAll(" ", "&");
    for (const query of [`query=${many}`, `${junk}&query=${many}`]) {
      const { status, text } = await getWithBody(`${hub.url}/graphql?${query}`, "{ hub { kind } }");
      expect(status).toBe(400);
      expect(text).toContain("OPERATION_TOO_LARGE");
    }
  });

  it("is priced in time linear to its text, and the schema by what is asked of it", async () => {
    const levels = 40;
    const spreads = times(levels, (at) =>
      at === levels - 1
        ? `fragment A${at} on Query { hub { kind } }`
        : `fragment A${at} on Query { ...A${at + 1} ...A${at + 1} }`,
    );
    const schema = await hubSchema();
    const document = parse(`{ ...A0 } ${spreads}`);
    const [operation] = document.definitions as OperationDefinitionNode[];
    expect(priceOf(schema, document, operation!, {})).toBe(2 ** (levels - 1));
    const types = times(29, (at) => `t${at}: types { fields { type { fields { name } } } }`);
    const { errors } = await hub.ask(`{ __schema { ${types} } }`);
    expect(errors).toMatchObject([{ extensions: { code: "OPERATION_TOO_COSTLY" } }]);
  });

  it("costs the same however its list or its deeds are written", async () => {
    const ids = JSON.stringify(Array.from({ length: 90 }, () => "x"));
    const literal = await hub.ask(`{ nodes(ids: ${ids}) { id } }`);
    const byDefault = await hub.ask(`query ($i: [ID!]! = ${ids}) { nodes(ids: $i) { id } }`);
    expect(byDefault.extensions.cost).toMatchObject({ price: 90 });
    expect(literal.extensions.cost).toMatchObject({ price: 90 });
    const deeds = times(
      3,
      (at) => `d${at}: revokeApiKey(input: { idempotencyKey: "12345678", apiKeyId: "x" }) {
        __typename }`,
    );
    const plain = await hub.ask(`mutation { ${deeds} }`);
    const spread = await hub.ask(`mutation { ...D } fragment D on Mutation { ${deeds} }`);
    expect(spread.extensions.cost).toMatchObject({ price: 33 });
    expect(plain.extensions.cost).toMatchObject({ price: 33 });
  });

  it("ends only itself when a line is reset while it is refused", async () => {
    for (const path of ["/nope", "/graphql"])
      await Promise.all(Array.from({ length: 50 }, () => resetUpgrade(hub.url, path)));
    expect((await hub.ask("{ hub { kind } }")).errors).toEqual([]);
  });

  it("costs what its pages cost, told with every answer", async () => {
    const page = "changes(first: $n) { edges { cursor node { kind } } pageInfo { endCursor } }";
    const operation = `query ($n: Int!) { ${page} }`;
    const { extensions } = await hub.ask(operation, { n: 50 });
    expect(extensions).toMatchObject({ cost: { price: 51, restoredPerSecond: 4000 } });
  });

  it("is refused before any work when it costs more than one operation may", async () => {
    const operation = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    const ids = Array.from({ length: 10_001 }, () => "x");
    const { data, errors, status } = await hub.ask(operation, { ids });
    expect(data).toBeFalsy();
    expect(status).toBe(200);
    expect(errors).toMatchObject([
      { extensions: { code: "OPERATION_TOO_COSTLY", price: 10_001, budget: 10_000 } },
    ]);
  });
});

describe("a bucket", () => {
  it("empties, says when to come back, and refills", () => {
    let now = 0;
    const buckets = new Buckets(() => now);
    const limits = { budget: 60, capacity: 100, perSecond: 10 };
    expect(buckets.charge("a", 60, limits).remaining).toBe(40);
    expect(() => buckets.charge("a", 60, limits)).toThrow("THROTTLED");
    expect(buckets.charge("b", 60, limits).remaining).toBe(40);
    now = 2000;
    expect(buckets.charge("a", 60, limits).remaining).toBe(0);
    expect(() => buckets.charge("a", 61, limits)).toThrow("OPERATION_TOO_COSTLY");
  });
});
