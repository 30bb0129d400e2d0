import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { appendFact } from "../../src/feed/append.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type Followed, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";
import { noting } from "../support/statements.ts";

const subscription = `subscription ($after: String, $filter: ChangeFilterInput) {
  changes(after: $after, filter: $filter) { version } }`;

onBothShapes("many who follow the feed", (open) => {
  let hub: TestHub;
  let take: () => string[];
  let version = 0;
  const following: Followed[] = [];

  beforeAll(async () => {
    const noted = noting(await open());
    take = noted.take;
    hub = await startTestHub(noted.database, { world: neighbours });
  });
  afterAll(async () => {
    for (const one of following) await one.close();
    await hub.close();
  });

  const tell = async (...parties: string[]) => {
    version += 1;
    const subject = { kind: "REGION", id: "150300", version } as const;
    await withTx(hub.database, hubReader, (tx) =>
      appendFact(tx, { kind: "REGION_MODE_CHANGED", subject, parties }),
    );
    return version;
  };
  const follow = async (count: number, as: string | undefined, filter?: object) => {
    const { data } = await hub.ask<{ hub: { latestCursor: string } }>("{ hub { latestCursor } }");
    const variables = { after: data.hub.latestCursor, filter };
    const who = as === undefined ? undefined : { as };
    const opened = await Promise.all(
      Array.from({ length: count }, () => hub.follow(subscription, variables, who)),
    );
    following.push(...opened);
    // Who has just come reads a page, and its rights once more.
    await sleep(1_500);
    return opened;
  };
  const versionsOf = ({ received }: Followed) =>
    received.map(({ data }) => (data as { changes: { version: number } }).changes.version);

  it("are told of what happens by reading it once for all of them", async () => {
    const mine = await follow(20, "usr-g01-dispatcher");
    const theirs = await follow(10, "usr-g06-dispatcher");
    const nobodys = await follow(5, undefined);
    const filtered = await follow(5, "usr-g01-dispatcher", { kinds: ["LOT_BLOCKED"] });
    take();
    const told = [await tell("ORG-G01"), await tell("ORG-G01", "ORG-G06"), await tell("*")];
    await Promise.all([...mine, ...theirs].map((one, at) => one.until(at < 20 ? 3 : 2)));
    await sleep(200);
    const sent = take();
    for (const one of mine) expect(versionsOf(one)).toEqual(told);
    for (const one of theirs) expect(versionsOf(one)).toEqual(told.slice(1));
    for (const one of [...nobodys, ...filtered]) expect(one.received).toEqual([]);
    const reads = (words: string) => sent.filter((text) => text.includes(words)).length;
    // At most one reading for each sealing; 40 pages and 35 credentials were read before.
    expect(reads("e.parties")).toBeGreaterThanOrEqual(1);
    expect(reads("e.parties")).toBeLessThanOrEqual(3);
    expect(reads("string_agg(m.org_id")).toBeLessThanOrEqual(3);
    expect(reads("from qipan.api_key where id = $1")).toBe(0);
    expect(reads("with mine as")).toBe(0);
  });

  it("have the rights of now: what is granted counts from the next fact, and so on", async () => {
    const [one] = await follow(1, "usr-both");
    const owner = (sql: string) =>
      withOwnerTx(hub.database, ({ client }) =>
        client.query(sql, ["usr-both", "ORG-E01"]).then(() => undefined),
      );
    await tell("ORG-E01");
    await sleep(500);
    await owner(
      "insert into qipan.membership (principal_id, org_id, role) values ($1, $2, 'VIEWER')",
    );
    const granted = await tell("ORG-E01");
    await one!.until(1);
    expect(versionsOf(one!)).toEqual([granted]);
    await owner("delete from qipan.membership where principal_id = $1 and org_id = $2");
    await tell("ORG-E01");
    await sleep(500);
    const last = await tell("ORG-G06");
    await one!.until(2);
    expect(versionsOf(one!)).toEqual([granted, last]);
  });

  it("is ended with the principal at the next fact, though that is another's", async () => {
    const key = await grantKey(hub.database, { principalId: "usr-g01-approver" });
    const [one] = await follow(1, key);
    await withOwnerTx(hub.database, ({ client }) =>
      client.query("update qipan.principal set disabled_at = now() where id = 'usr-g01-approver'"),
    );
    await tell("ORG-G06");
    expect(JSON.stringify(await one!.ended)).toContain("CREDENTIAL_NOT_GOOD");
    expect(one!.received).toEqual([]);
  });
});
