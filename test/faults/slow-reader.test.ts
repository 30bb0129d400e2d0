import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { usualDeadlines } from "../../src/server/deadline.ts";
import { lineTo } from "../support/broken-line.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";
import { seqOf } from "../support/many-followers.ts";

const follow = "subscription ($after: String) { changes(after: $after) { cursor facts } }";
const facts = 1_500;
/** More than the buffers of both ends hold together, so that the hub itself is left waiting. */
const ballast = { text: "x".repeat(20_000) };

const deadlines = { ...usualDeadlines, ping: 20, slow: 2 };

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openServerTest(), { deadlines });
});
afterAll(() => hub.close());

const lines: WebSocket[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) line.terminate();
  await until(async () => (await measured("qipan_feed_followers")) === 0);
});

/** A reader by hand, which may stop reading. */
async function reader(url: string, after?: string, options: { autoPong?: boolean } = {}) {
  const seqs: number[] = [];
  let cursor = after;
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/graphql`,
    ["graphql-transport-ws"],
    options,
  );
  lines.push(socket);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) })),
  );
  socket.on("error", () => undefined);
  await new Promise((open) => socket.once("open", open));
  let follows: (value: unknown) => void;
  const following = new Promise((resolve) => (follows = resolve));
  socket.on("message", (data: Buffer) => {
    const said = JSON.parse(data.toString()) as {
      type: string;
      payload?: { data: { changes: { cursor: string } } };
    };
    if (said.type === "connection_ack") {
      const payload = { query: follow, variables: { after } };
      socket.send(JSON.stringify({ type: "subscribe", id: "1", payload }), follows);
    } else if (said.payload !== undefined) {
      cursor = said.payload.data.changes.cursor;
      seqs.push(seqOf(cursor));
    }
  });
  socket.send(JSON.stringify({ type: "connection_init" }));
  await following;
  return { socket, seqs, closed, cursor: () => cursor };
}

async function tell(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 50)
    await withTx(hub.database, hubReader, async (tx) => {
      for (let one = 0; one < 50; one += 1) {
        const subject = { kind: "REGION", id: "150300", version: nth + one } as const;
        await appendFact(tx, {
          ...{ kind: "REGION_MODE_CHANGED", subject, parties: ["public"], facts: ballast },
        });
      }
    });
}

const measured = async (name: string, url = hub.url): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
};

const until = async (is: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await is())) await sleep(20);
};

it("a slow reader is told to come again, holds one message, and slows nobody else", async () => {
  const quick = await reader(hub.url);
  const slow = await reader(hub.url);
  slow.socket.pause();
  await until(async () => (await measured("qipan_feed_followers")) === 2);
  let most = 0;
  const writing = tell(facts);
  const look = async () => {
    const waiting = await measured("qipan_ws_waiting_bytes");
    most = Math.max(most, waiting);
    return waiting;
  };
  // Its time runs from the first message that could not leave; then it has ten seconds to go.
  let since = Infinity;
  await until(async () => {
    const now = performance.now();
    since = (await look()) === 0 ? Infinity : Math.min(since, now);
    return now - since > deadlines.slow * 1_000 + 3_000;
  });
  expect(slow.seqs).toEqual([]);
  slow.socket.resume();
  const { code, reason } = await slow.closed;
  expect([code, reason]).toEqual([4013, "Too slow: resume after your last cursor"]);
  await until(async () => (await look()) >= 0 && quick.seqs.length === facts);
  await writing;
  // One message of 20 KB of its own; of the other at most what is on its way.
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(200_000);
  expect(slow.seqs.length).toBeLessThan(facts);
  expect(slow.seqs).toEqual(quick.seqs.slice(0, slow.seqs.length));
  const again = await reader(hub.url, slow.cursor());
  await until(() => slow.seqs.length + again.seqs.length >= facts);
  expect([...slow.seqs, ...again.seqs]).toEqual(quick.seqs);
}, 180_000);

it("whoever asks and never reads is not listened to for ever", async () => {
  const deaf = await reader(hub.url);
  deaf.socket.pause();
  await until(async () => (await measured("qipan_feed_followers")) === 1);
  const payload = { text: "x".repeat(200_000) };
  const ping = JSON.stringify({ type: "ping", payload });
  let most = 0;
  const asking = setInterval(() => {
    if (deaf.socket.bufferedAmount < 2 ** 24)
      for (let n = 0; n < 20; n += 1) deaf.socket.send(ping);
  }, 20);
  await until(async () => {
    most = Math.max(most, await measured("qipan_ws_waiting_bytes"));
    return (await measured("qipan_feed_followers")) === 0;
  });
  clearInterval(asking);
  expect(most).toBeLessThan(2 ** 21);
}, 180_000);

describe("with a ping every second", () => {
  let pinged: TestHub;
  beforeAll(async () => {
    pinged = await startTestHub(await openServerTest(), { deadlines: { ...deadlines, ping: 1 } });
  });
  afterAll(() => pinged.close());
  const followers = (count: number) =>
    until(async () => (await measured("qipan_feed_followers", pinged.url)) === count);

  it("a line that does not answer is cut, with all that it held", async () => {
    const silent = await reader(pinged.url, undefined, { autoPong: false });
    await followers(1);
    expect((await silent.closed).code).toBe(1006);
    await followers(0);
  }, 30_000);

  it("and so is one whose other end is gone without a word", async () => {
    const wire = await lineTo(pinged.url);
    await reader(wire.url.replace(/\/$/, ""));
    await followers(1);
    await sleep(2_500);
    // Whoever answers stays.
    await followers(1);
    wire.cut();
    await followers(0);
    await wire.close();
  }, 30_000);
});
