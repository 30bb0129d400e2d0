import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFeed } from "../../src/feed/feed.service.ts";
import { appendFact } from "../../src/feed/append.ts";
import { revokeKeyNow, grantKey } from "../../src/access/key-operator.service.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { usualDeadlines } from "../../src/server/deadline.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

const changes = `query ($first: Int!, $after: String, $filter: ChangeFilterInput) {
  changes(first: $first, after: $after, filter: $filter) {
    edges { cursor node { cursor kind subjectKind subjectId version facts } }
    pageInfo { hasNextPage endCursor }
  }
  hub { kind latestCursor }
}`;

interface Page {
  readonly changes: {
    readonly edges: readonly { cursor: string; node: { cursor: string; version: number } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly hub: { readonly kind: string; readonly latestCursor: string };
}

onBothShapes("the feed", (open) => {
  let hub: TestHub;
  let version = 0;
  const tell = async (...parties: string[]) => {
    version += 1;
    const subject = { kind: "REGION", id: "150300", version } as const;
    await withTx(hub.database, hubReader, (tx) =>
      appendFact(tx, { kind: "REGION_MODE_CHANGED", subject, parties }),
    );
    return version;
  };
  const versions = ({ changes: { edges } }: Page) => edges.map(({ node }) => node.version);
  const latest = async () => (await hub.ask<Page>(changes, { first: 1 })).data.hub.latestCursor;
  const sealed = async (cursor: string) => {
    while ((await latest()) === cursor) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const as = (principal: string) => ({ as: principal });
  const mine = as("usr-g01-dispatcher");

  beforeAll(async () => {
    const deadlines = { ...usualDeadlines, look: 2 };
    hub = await startTestHub(await open(), { world: neighbours, deadlines });
    const before = await latest();
    for (const parties of [["public"], ["ORG-G01"], ["ORG-G06"], ["*"], ["ORG-G01", "ORG-G06"]])
      await tell(...parties);
    await sealed(before);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  afterAll(() => hub.close());

  it("tells each reader what it is a party to, in sealed order, page by page", async () => {
    const all = async (reader?: { as: string }) =>
      versions((await hub.ask<Page>(changes, { first: 100 }, reader)).data);
    expect(await all()).toEqual([1]);
    expect(await all(mine)).toEqual([1, 2, 4, 5]);
    expect(await all(as("usr-g06-dispatcher"))).toEqual([1, 3, 4, 5]);
    const seen: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { data }: { data: Page } = await hub.ask<Page>(changes, { first: 1, after }, mine);
      seen.push(...versions(data));
      ({ hasNextPage: more, endCursor: after } = data.changes.pageInfo);
    }
    expect(seen).toEqual([1, 2, 4, 5]);
  });

  it("filters by kind and by subject", async () => {
    const ask = async (filter: unknown) =>
      versions((await hub.ask<Page>(changes, { first: 10, filter }, mine)).data);
    expect(await ask({ kinds: ["CLAIM_OPENED"] })).toEqual([]);
    expect(await ask({ subjectKinds: ["REGION"] })).toEqual([1, 2, 4, 5]);
    const id = Buffer.from("Region:150300").toString("base64url");
    expect(await ask({ subjectIds: [id] })).toEqual([1, 2, 4, 5]);
    expect(await ask({ subjectIds: ["nonsense"] })).toEqual([]);
  });

  it("refuses cursors that are forged, of another epoch, or too old", async () => {
    const code = async (after: string) =>
      (await hub.ask(changes, { first: 1, after }, mine)).errors[0]?.extensions.code;
    const cursor = (...parts: unknown[]) =>
      Buffer.from(JSON.stringify(parts)).toString("base64url");
    expect(await code("nonsense")).toBe("FEED_CURSOR_INVALID");
    expect(await code(cursor("x", "1"))).toBe("FEED_CURSOR_INVALID");
    expect(await code(cursor("00000000-0000-4000-8000-000000000000", "1"))).toBe(
      "FEED_EPOCH_CHANGED",
    );
    const [edge] = (await hub.ask<Page>(changes, { first: 1 }, mine)).data.changes.edges;
    expect(await code(edge?.cursor ?? "")).toBeUndefined();
    const old = await withTx(hub.database, hubReader, (tx) =>
      readFeed(tx, { first: 1, after: edge?.cursor, days: 0 }),
    );
    expect(old).toMatchObject({ refused: [{ code: "FEED_CURSOR_EXPIRED", facts: { days: 0 } }] });
  });

  it("pushes what was, then what comes, and resumes without a gap", async () => {
    const subscription = `subscription ($after: String) {
      changes(after: $after) { cursor version subjectId }
    }`;
    const versionsOf = (received: readonly unknown[]) =>
      received.map(
        (one) => (one as { data: { changes: { version: number } } }).data.changes.version,
      );
    const first = await hub.follow(subscription, {}, mine);
    await first.until(4);
    const next = await tell("ORG-G01");
    await tell("ORG-G06");
    const last = await tell("*");
    await first.until(6);
    expect(versionsOf(first.received)).toEqual([1, 2, 4, 5, next, last]);
    await first.close();
    const third = first.received[2]?.data as { changes: { cursor: string } };
    const second = await hub.follow(subscription, { after: third.changes.cursor }, mine);
    await second.until(3);
    expect(versionsOf(second.received)).toEqual([5, next, last]);
    await second.close();
  });

  it("reads the rights again for each delivery, and ends with the key", async () => {
    const subscription = "subscription ($after: String) { changes(after: $after) { version } }";
    const key = await grantKey(hub.database, { principalId: "usr-both" });
    const stream = await hub.follow(subscription, { after: await latest() }, { as: key });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await withOwnerTx(hub.database, ({ client }) =>
      client.query(
        "delete from qipan.membership where principal_id = 'usr-both' and org_id = 'ORG-G06'",
      ),
    );
    await tell("ORG-G06");
    const seen = await tell("ORG-G01");
    await stream.until(1);
    expect(stream.received).toEqual([{ data: { changes: { version: seen } } }]);
    await revokeKeyNow(hub.database, key.slice(3, 19));
    await tell("ORG-G01");
    expect(JSON.stringify(await stream.ended)).toContain("CREDENTIAL_NOT_GOOD");
    expect(stream.received).toHaveLength(1);
    await stream.close();
  });

  it("ends for whoever lost the right to it, though nothing happens", async () => {
    const subscription = "subscription ($after: String) { changes(after: $after) { version } }";
    const key = await grantKey(hub.database, { principalId: "usr-both" });
    const stream = await hub.follow(subscription, { after: await latest() }, { as: key });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await revokeKeyNow(hub.database, key.slice(3, 19));
    expect(JSON.stringify(await stream.ended)).toContain("CREDENTIAL_NOT_GOOD");
    expect(stream.received).toEqual([]);
    await stream.close();
  });
});
