import "reflect-metadata";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { neighbours } from "../support/neighbours.ts";
import { Line } from "../support/transport-line.ts";

/** What the graphql-transport-ws protocol says of operations on a line. */
let hub: TestHub;
let version = 0;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

const lines: Line[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

const ready = (): Promise<Line> => {
  const line = new Line(hub.url);
  lines.push(line);
  return line.acknowledged();
};

const tell = async (): Promise<number> => {
  version += 1;
  const subject = { kind: "REGION", id: "150300", version } as const;
  await withTx(hub.database, hubReader, (tx) =>
    appendFact(tx, { kind: "REGION_MODE_CHANGED", subject, parties: ["public"] }),
  );
  return version;
};

const kind = "{ hub { kind } }";
const answered = { data: { hub: { kind: "EXERCISE" } } };
const follow = "subscription { changes { version } }";
describe("a query on a line", () => {
  it.each([
    ["anonymous", { query: kind }],
    ["named", { query: `query Kind ${kind}`, operationName: "Kind" }],
    [
      "one of two",
      { query: `query Kind ${kind} query Other { viewer { name } }`, operationName: "Kind" },
    ],
    [
      "with null for what may be absent",
      { query: kind, variables: null, operationName: null, extensions: null },
    ],
    ["with empty variables and extensions", { query: kind, variables: {}, extensions: { any: 1 } }],
    ["with a member that the protocol does not know", { query: kind, other: true }],
  ])("gets one answer and its end: %s", async (_name, payload) => {
    const line = await ready();
    line.subscribe("1", payload);
    const [, next, complete] = await line.until(3);
    expect(next).toMatchObject({ type: "next", id: "1", payload: answered });
    expect(complete).toEqual({ type: "complete", id: "1" });
  });

  it("takes its variables", async () => {
    const line = await ready();
    const query = "query ($first: Int!) { changes(first: $first) { pageInfo { hasNextPage } } }";
    line.subscribe("1", { query, variables: { first: 1 } });
    const [, next] = await line.until(2);
    expect(next?.payload).toMatchObject({ data: { changes: { pageInfo: {} } } });
  });

  it.each([["x".repeat(1000)], ["棋盘"], ["__proto__"], ["constructor"], [" "]])(
    "keeps the id that it was given: %s",
    async (id) => {
      const line = await ready();
      line.subscribe(id, { query: kind });
      expect(await line.of(id, 2)).toEqual(["next", "complete"]);
    },
  );

  it.each([
    ["does not parse", { query: "{" }, "GRAPHQL_PARSE_FAILED"],
    ["is empty", { query: "" }, "GRAPHQL_PARSE_FAILED"],
    ["does not validate", { query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
    ["is not there", { query: kind, operationName: "Other" }, "OPERATION_RESOLUTION_FAILURE"],
    [
      "is one of two and none is named",
      { query: `query A ${kind} query B ${kind}` },
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "is too deep",
      { query: `${"{ hub ".repeat(30)}{ kind }${"}".repeat(30)}` },
      "OPERATION_TOO_DEEP",
    ],
  ])("ends with an error alone when it %s", async (_name, payload, code) => {
    const line = await ready();
    line.subscribe("1", payload);
    await line.until(2);
    const [, error, ...more] = await line.said();
    expect(error).toMatchObject({ type: "error", id: "1" });
    expect(error?.payload).toMatchObject([
      { message: expect.stringMatching(/\S/), extensions: { code } },
    ]);
    expect(more).toEqual([]);
  });

  it("tells a wrong variable, and what fails while it runs, in the answer", async () => {
    const line = await ready();
    const query = "query ($first: Int!) { changes(first: $first) { pageInfo { hasNextPage } } }";
    for (const [id, first] of [
      ["type", "x"],
      ["range", 0],
    ] as const)
      line.subscribe(id, { query, variables: { first } });
    const said = await line.until(5);
    for (const id of ["type", "range"]) {
      const next = said.find((message) => message.id === id);
      expect(next).toMatchObject({
        type: "next",
        payload: { errors: [{ message: expect.stringMatching(/./) }] },
      });
    }
  });
});

describe("ids", () => {
  it("name one operation at a time: 4409", async () => {
    const line = await ready();
    line.subscribe("same", { query: follow });
    line.subscribe("same", { query: follow });
    expect((await line.closed).code).toBe(4409);
  });

  it("may be used again after the answer, and after an error", async () => {
    const line = await ready();
    line.subscribe("same", { query: kind });
    await line.until(3);
    line.subscribe("same", { query: "{ nothing }" });
    await line.until(4);
    line.subscribe("same", { query: kind });
    expect(await line.of("same", 5)).toEqual(["next", "complete", "error", "next", "complete"]);
  });

  it("keep operations of one line apart", async () => {
    const line = await ready();
    const ids = Array.from({ length: 20 }, (_none, at) => `q${at}`);
    for (const id of ids) line.subscribe(id, { query: kind });
    for (const id of ids) expect(await line.of(id, 2)).toEqual(["next", "complete"]);
  });

  it("leave nothing behind on the line, however many there were", async () => {
    const warned: string[] = [];
    const hear = ({ name }: Error): void => void warned.push(name);
    process.on("warning", hear);
    const line = await ready();
    for (let at = 0; at < 150; at += 1) {
      line.subscribe(`q${at}`, { query: at % 3 === 0 ? "{ nothing }" : kind });
      await line.of(`q${at}`, 1);
    }
    process.off("warning", hear);
    expect(warned).toEqual([]);
  });

  it("of one line say nothing to another", async () => {
    const [one, other] = [await ready(), await ready()];
    one.subscribe("same", { query: kind });
    other.subscribe("same", { query: kind });
    expect(await one.of("same", 2)).toEqual(["next", "complete"]);
    expect(await other.of("same", 2)).toEqual(["next", "complete"]);
  });
});

describe("a subscription on a line", () => {
  it("goes on until the client completes it; then nothing comes, not even an end", async () => {
    const line = await ready();
    line.subscribe("feed", { query: follow });
    const first = await tell();
    const [, next] = await line.until(2);
    expect(next).toMatchObject({
      type: "next",
      payload: { data: { changes: { version: first } } },
    });
    await tell();
    await line.until(3);
    line.send({ type: "complete", id: "feed" });
    await line.said();
    await tell();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await line.said();
    expect(await line.of("feed")).toEqual(["next", "next"]);
  });

  it("of another id goes on when one is completed", async () => {
    const line = await ready();
    const query = `subscription ($after: String) { changes(after: $after) { version } }`;
    const asked = await hub.ask<{ hub: { latestCursor: string } }>("{ hub { latestCursor } }");
    const variables = { after: asked.data.hub.latestCursor };
    line.subscribe("one", { query, variables });
    line.subscribe("other", { query, variables });
    line.send({ type: "complete", id: "one" });
    await line.said();
    await tell();
    expect(await line.of("other", 1)).toEqual(["next"]);
    expect(await line.of("one")).toEqual([]);
  });

  it("may be completed before it has begun, and also what never was begun", async () => {
    const line = await ready();
    line.send({ type: "complete", id: "never" });
    line.subscribe("short", { query: follow });
    line.send({ type: "complete", id: "short" });
    line.subscribe("after", { query: kind });
    expect(await line.of("after", 2)).toEqual(["next", "complete"]);
    expect(await line.of("short")).not.toContain("complete");
  });

  it("ends with the line: nothing is left open behind it", async () => {
    const before = await followers();
    const line = await ready();
    for (const id of ["a", "b", "c"]) line.subscribe(id, { query: follow });
    await line.said();
    line.close();
    expect((await line.closed).code).toBe(1000);
    for (let left = 100; (await followers()) > before && left > 0; left -= 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await followers()).toBe(before);
  });
});

/** How many wait at the end of the feed, as the hub's own figures say. */
async function followers(): Promise<number> {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  const [, count] = /^qipan_feed_followers (\d+)$/m.exec(text) ?? [];
  expect(count).toBeDefined();
  return Number(count);
}
