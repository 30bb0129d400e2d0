import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readHub, readFeed } from "../../src/feed/feed.service.ts";
import { contextOf, type Context } from "../../src/graph/context.ts";
import { follow, type Delivery, type Following } from "../../src/live/follow.ts";
import { Tail } from "../../src/live/tail.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { ReadSession } from "../../src/postgres/read-session.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";

onBothShapes("the end of the feed", (open) => {
  let database: Database;
  let tail: Tail;
  let following: Following;
  let pages = 0;

  beforeAll(async () => {
    database = await open();
    await withOwnerTx(database, ({ client }) =>
      client.query("insert into qipan.hub (kind, epoch) values ('EXERCISE', gen_random_uuid())"),
    );
    const now = () => performance.now();
    tail = new Tail(database, { everyMs: 50, standingMs: 1_000, now });
    const renew = (): Promise<Context> => {
      pages += 1;
      const reading = new ReadSession(database, publicReader);
      const gone = new AbortController().signal;
      const hub = { database, kind: "EXERCISE" } as const;
      const parts = { hub, principal: undefined, locale: "zh", requestId: "", gone } as const;
      return Promise.resolve(contextOf({ ...parts, reading }));
    };
    following = { tail, credential: undefined, renew, lapseMs: () => Infinity };
  });
  afterAll(() => database.close());

  const tell = async (count: number): Promise<void> => {
    await withTx(database, hubReader, ({ client }) =>
      client.query(
        `select qipan.event_append('REGION_MODE_CHANGED', 'REGION', '150300', n,
           array['public'], '{}', null) from generate_series(1, $1::int) n`,
        [count],
      ),
    );
    await sealAll(database);
  };
  const allSeqs = async (): Promise<number[]> => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ seq: number }>(
        "select seq from qipan.sealed where kind = 'EVENT' order by seq",
      ),
    );
    return rows.map(({ seq }) => seq);
  };
  async function take(from: AsyncIterator<Delivery>, count: number): Promise<number[]> {
    const seqs: number[] = [];
    while (seqs.length < count) {
      const next = await from.next();
      if (next.done === true) throw new Error("the feed ended");
      seqs.push(next.value.change.seq);
    }
    return seqs;
  }

  it("is told to whoever is near it, and whoever fell behind it reads pages again", async () => {
    const facts = follow(following, {});
    await tell(60);
    const first = await take(facts, 60);
    const opened = pages;
    await tell(100);
    const second = await take(facts, 100);
    expect(pages).toBe(opened);
    // More than is kept: what was dropped before it was taken is read from the database.
    await tell(9_000);
    const { epoch } = await readHub(database);
    const isDropped = () => tail.after(epoch, second.at(-1)!, 1) === undefined;
    while (!isDropped()) await new Promise((resolve) => setTimeout(resolve, 20));
    const third = await take(facts, 9_000);
    expect(pages).toBeGreaterThan(opened);
    expect([...first, ...second, ...third]).toEqual(await allSeqs());
    await facts.return?.();
    expect(tail.followers).toBe(0);
  }, 180_000);

  it("ends for all who follow when the hub begins another life", async () => {
    const facts = follow(following, {});
    const all = (await allSeqs()).length;
    await take(facts, all);
    const waiting = facts.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.hub set epoch = gen_random_uuid()"),
    );
    await expect(waiting).rejects.toMatchObject({ extensions: { code: "FEED_EPOCH_CHANGED" } });
    const { epoch } = await readHub(database);
    const page = await withTx(database, publicReader, (tx) => readFeed(tx, { first: 1 }));
    expect(page).toMatchObject({ ok: true, value: { epoch } });
    expect(tail.followers).toBe(0);
  }, 180_000);
});
