import "reflect-metadata";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { neighbours } from "../support/neighbours.ts";
import { Line, type Message } from "../support/transport-line.ts";

/** The sentences of the graphql-transport-ws protocol, each a case against the hub. */
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

const lines: Line[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

const open = (protocols?: string[]): Line => {
  const line = new Line(hub.url, protocols);
  lines.push(line);
  return line;
};
const ready = (payload?: Readonly<Record<string, unknown>>): Promise<Line> =>
  open().acknowledged(payload);
const typesOf = (messages: readonly Message[]): string[] => messages.map(({ type }) => type);

const kind = "{ hub { kind } }";
const answered = { data: { hub: { kind: "EXERCISE" } } };

describe("the line", () => {
  it("is closed with 4406 when it names no subprotocol", async () => {
    expect((await open([]).closed).code).toBe(4406);
  });

  it.each([["graphql-ws"], ["GRAPHQL-TRANSPORT-WS"]])(
    "agrees on no subprotocol when all that it names is %s",
    async (protocol) => {
      const line = open([protocol]);
      await line.closed;
      expect([line.protocol, line.received]).toEqual(["", []]);
    },
  );

  it.each([[["graphql-transport-ws"]], [["graphql-ws", "graphql-transport-ws"]]])(
    "speaks graphql-transport-ws when it is among %j",
    async (protocols) => {
      expect((await open(protocols).opened()).protocol).toBe("graphql-transport-ws");
    },
  );

  it("says nothing before it is asked", async () => {
    expect(await (await open().opened()).said()).toEqual([]);
  });

  it.each([[undefined], [{}], [{ any: { thing: [1, null] } }]])(
    "is acknowledged first of all, with %j",
    async (payload) => {
      const line = await ready(payload);
      line.subscribe("1", { query: kind });
      expect(typesOf(await line.until(3))).toEqual(["connection_ack", "next", "complete"]);
    },
  );

  it("is closed with 4408 when it is not initialised in time", async () => {
    expect((await open().closed).code).toBe(4408);
  });

  it("is closed with 4429 by a second initialisation, answered or not", async () => {
    const late = await ready();
    late.send({ type: "connection_init" });
    expect((await late.closed).code).toBe(4429);
    const early = await open().opened();
    early.send({ type: "connection_init" });
    early.send({ type: "connection_init" });
    expect((await early.closed).code).toBe(4429);
  });

  it("is closed with 4401 by an operation before it is acknowledged", async () => {
    const before = await open().opened();
    before.subscribe("1", { query: kind });
    expect((await before.closed).code).toBe(4401);
    const between = await open().opened();
    between.send({ type: "connection_init" });
    between.subscribe("1", { query: kind });
    expect((await between.closed).code).toBe(4401);
  });

  it.each([["Bearer qk_0000000000000000_x"], ["Bearer x"], ["Basic YTpi"]])(
    "is closed with 4403 when its credential is not good: %s",
    async (authorization) => {
      const line = await open().opened();
      line.send({ type: "connection_init", payload: { authorization } });
      expect((await line.closed).code).toBe(4403);
    },
  );

  it("is somebody's when its credential is good", async () => {
    const authorization = `Bearer ${await hub.keyOf("usr-g01-dispatcher")}`;
    const line = await ready({ authorization });
    line.subscribe("who", { query: "{ viewer { name } }" });
    const [, next] = await line.until(2);
    expect(next?.payload).toMatchObject({
      data: { viewer: { name: expect.stringMatching(/./) } },
    });
  });

  it("is closed with 1009 by a message above 256 KB", async () => {
    const line = await ready();
    line.subscribe("1", { query: `#${"x".repeat(300_000)}\n${kind}` });
    expect((await line.closed).code).toBe(1009);
  });
});

describe("a message that is none", () => {
  const payload = { query: kind };
  it.each([
    ["no text", ""],
    ["no JSON", "{ nothing"],
    ["a number", "1"],
    ["a string", '"connection_init"'],
    ["null", "null"],
    ["an array", "[]"],
    ["an empty object", {}],
    ["of no type", { id: "1", payload }],
    ["of a numeric type", { type: 1 }],
    ["of an unknown type", { type: "start", id: "1", payload }],
    ["of a type with spaces", { type: " subscribe", id: "1", payload }],
    ["an operation without id", { type: "subscribe", payload }],
    ["an operation of an empty id", { type: "subscribe", id: "", payload }],
    ["an operation of a numeric id", { type: "subscribe", id: 1, payload }],
    ["an operation of a null id", { type: "subscribe", id: null, payload }],
    ["an operation without payload", { type: "subscribe", id: "1" }],
    ["an operation whose payload is text", { type: "subscribe", id: "1", payload: kind }],
    ["an operation whose payload is a list", { type: "subscribe", id: "1", payload: [] }],
    ["an operation without query", { type: "subscribe", id: "1", payload: {} }],
    ["a query that is no text", { type: "subscribe", id: "1", payload: { query: 1 } }],
    [
      "variables that are text",
      { type: "subscribe", id: "1", payload: { ...payload, variables: "" } },
    ],
    [
      "variables that are a list",
      { type: "subscribe", id: "1", payload: { ...payload, variables: [] } },
    ],
    [
      "a numeric operation name",
      { type: "subscribe", id: "1", payload: { ...payload, operationName: 1 } },
    ],
    [
      "extensions that are text",
      { type: "subscribe", id: "1", payload: { ...payload, extensions: "" } },
    ],
    ["a completion without id", { type: "complete" }],
    ["a completion of a numeric id", { type: "complete", id: 1 }],
    ["a completion of an empty id", { type: "complete", id: "" }],
    ["a ping whose payload is text", { type: "ping", payload: "x" }],
    ["a pong whose payload is a list", { type: "pong", payload: [] }],
    ["an initialisation whose payload is text", { type: "connection_init", payload: "x" }],
    ["an acknowledgement from the client", { type: "connection_ack" }],
    ["a result from the client", { type: "next", id: "1", payload: answered }],
    ["an error from the client", { type: "error", id: "1", payload: [{ message: "x" }] }],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00])],
  ])("closes the line with 4400: %s", async (_name, message) => {
    const line = await ready();
    line.send(message);
    expect((await line.closed).code).toBe(4400);
  });
});

describe("ping and pong", () => {
  it.each([[undefined], [{}], [{ at: 1 }]])(
    "a ping is answered, with its payload %j",
    async (payload) => {
      const line = await ready();
      line.send({ type: "ping", ...(payload === undefined ? {} : { payload }) });
      const [, pong] = await line.until(2);
      expect(pong).toEqual({ type: "pong", ...(payload === undefined ? {} : { payload }) });
    },
  );

  it("both may come before the line is initialised", async () => {
    const line = await open().opened();
    line.send({ type: "pong" });
    line.send({ type: "ping" });
    expect(typesOf(await line.said())).toEqual(["pong"]);
  });

  it("a pong that nobody asked for is not answered", async () => {
    const line = await ready();
    line.send({ type: "pong", payload: { any: 1 } });
    expect(typesOf(await line.said())).toEqual(["connection_ack"]);
  });
});
