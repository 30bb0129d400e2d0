import { afterEach, beforeEach, expect, it } from "vitest";
import { listPastOrders } from "../../src/dispatch/as-of.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { orderState } from "../../src/dispatch/order.rules.ts";
import { acknowledgeOrder, cancelOrder, closeOrder } from "../../src/dispatch/order.service.ts";
import { readLines, readOrders } from "../../src/dispatch/order.store.ts";
import { readCut, type Cut } from "../../src/feed/cut.service.ts";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { pastParts, standingNeeds, standingParts, toldNeeds } from "../support/past-parts.ts";
import { grantAll, receiveOf, type Specimen } from "../support/state-orders.ts";

type Told = Readonly<Record<string, unknown>>;
const names = [
  ...["ordered", "held", "loaded", "departed", "accepted", "rejected", "missing"],
  ...["cancelled", "redirected"],
] as const;
const counts = (line: object): number[] =>
  names.map((name) => (line as Record<string, number>)[name] ?? 0);

onBothShapes("an order of the past", (open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await fillDispatchWorld(database, { quantity: 10_000 });
  });
  afterEach(() => database.close());

  /** Every order as it stands, read from its rows: the naive way to keep a past. */
  const standing = (): Promise<Told> =>
    withTx(database, hubReader, async (tx) => {
      const { rows } = await tx.client.query<{ id: string }>("select id from qipan.dispatch_order");
      const ids = rows.map(({ id }) => id);
      const lines = await readLines(tx, ids);
      const parts = await standingParts(tx, ids);
      return Object.fromEntries(
        (await readOrders(tx, ids)).map((order) => {
          const own = lines.filter(({ orderId }) => orderId === order.id);
          const sorted = own.map((line) => [line.id, ...counts(line)]).toSorted();
          return [order.id, { state: orderState(order, own), lines: sorted, ...parts(order.id) }];
        }),
      );
    });

  const cutOf = (): Promise<Cut> =>
    withTx(database, hubReader, async (tx) => {
      const found = await readCut(tx, {});
      if (!found.ok) throw new Error(JSON.stringify(found.refused));
      return found.value;
    });

  const past = (cut: Cut): Promise<Told> =>
    withTx(database, hubReader, async (tx) => {
      const told: Record<string, unknown> = {};
      for (let after: string | null = null, more = true; more;) {
        const page = await listPastOrders(tx, cut, {}, { first: 3, after });
        if (!page.ok) throw new Error(JSON.stringify(page.refused));
        for (const { node } of page.value.edges) {
          const lines = node.known?.lines.map((line) => [line.id, ...counts(line)]).toSorted();
          told[node.id] = node.known && { state: node.known.state, lines, ...pastParts(node) };
        }
        ({ hasNextPage: more, endCursor: after } = page.value.pageInfo);
      }
      return told;
    });

  /** Orders half way along their roads; what a deed is refused for is no matter here. */
  class Walk {
    readonly #chance: () => number;
    readonly #all: Specimen[] = [];

    constructor(seed: number) {
      this.#chance = chanceOf(seed);
    }

    async step(): Promise<void> {
      if (this.#all.length < 5 && this.#chance() < 0.25) await this.#draft();
      const at = Math.floor(this.#chance() * this.#all.length);
      const one = this.#all[at];
      if (one !== undefined) this.#all[at] = await this.#deed(one);
    }

    async #draft(): Promise<void> {
      const goods = { lot: "tents", quantity: 4, ground: {} } as const;
      const { orderId, lines, needIds } = await drafted(database, [goods]);
      const line = lines[0]!;
      const ids = { orderId, lineId: line.id, needId: needIds[0]! };
      this.#all.push({ ...ids, line, legId: "", code: "" });
    }

    async #deed(one: Specimen): Promise<Specimen> {
      const { orderId, lineId } = one;
      const drawn = this.#chance();
      const some = 1 + Math.floor(this.#chance() * 2);
      if (drawn < 0.2) {
        await grantAll(database, orderId).catch(() => undefined);
        await issueOrder(database, by(asks), { orderId });
      } else if (drawn < 0.35) await acknowledgeOrder(database, by(lends), { orderId });
      else if (drawn < 0.55)
        await loadOrder(database, by(lends), { orderId, lines: [{ lineId, loaded: some }] });
      else if (drawn < 0.75) {
        const lines = [{ orderLineId: lineId, departed: some }];
        const leave = { orderId, carrierOrg: orgs.carries, lines };
        const left = await departOrder(database, by(lends), leave);
        if (left.ok) return { ...one, legId: left.value.id, code: left.value.arrivalCode ?? "" };
      } else if (drawn < 0.9 && one.legId !== "") await receiveOf(database, one, some);
      else if (drawn < 0.95) await closeOrder(database, by(asks), { orderId });
      else await cancelOrder(database, by(asks), { orderId, reason: "不再需要" });
      return one;
    }
  }

  it.each([1, 2, Date.now() % 1_000_000])(
    "is what its rows were at the moment that is cited, whatever came later (seed %i)",
    async (seed) => {
      const walk = new Walk(seed);
      expect(await past(await cutOf())).toEqual({});
      const kept: { cut: Cut; told: Told; needs: Told }[] = [];
      const states = new Set<string>();
      // A walk of chance may dwell at the start: it goes on until it has seen some of the way.
      for (let step = 0; step < 45 || states.size < 4; step += 1) {
        await walk.step();
        if (step % 2 === 1) continue;
        await sealAll(database);
        const cut = await cutOf();
        const needs = await withTx(database, hubReader, (tx) => standingNeeds(tx, cut));
        const told = await standing();
        kept.push({ cut, told, needs });
        for (const one of Object.values(told)) states.add(stateOf(one));
      }
      for (const { cut, told, needs } of kept) {
        expect(await past(cut)).toEqual(told);
        expect(await withTx(database, hubReader, (tx) => toldNeeds(tx, cut))).toEqual(needs);
      }
    },
    240_000,
  );
  const stateOf = (told: unknown): string => (told as { state: string }).state;

  it("that is not sealed yet was not there", async () => {
    const walk = new Walk(7);
    await sealAll(database);
    const before = await cutOf();
    for (let step = 0; step < 8; step += 1) await walk.step();
    expect(await past(before)).toEqual({});
    expect(Object.keys(await standing()).length).toBeGreaterThan(0);
    await sealAll(database);
    expect(await past(await cutOf())).toEqual(await standing());
    expect(await past(before)).toEqual({});
  });

  it("stands under a cursor as it stood there while others moved it", async () => {
    const cited: { cut: Cut; told: Told }[] = [];
    let over = false;
    const isOver = (): boolean => over;
    const reading = (async () => {
      while (!isOver()) {
        await sealOnce(database);
        const cut = await cutOf();
        cited.push({ cut, told: await past(cut) });
      }
    })();
    const walking = [21, 22, 23].map(async (seed) => {
      const walk = new Walk(seed);
      for (let step = 0; step < 20; step += 1) await walk.step();
    });
    await Promise.all(walking).finally(() => (over = true));
    await reading;
    await sealAll(database);
    expect(new Set(cited.map(({ cut }) => cut.seq)).size).toBeGreaterThan(5);
    for (const { cut, told } of cited) expect(await past(cut)).toEqual(told);
    expect(await past(await cutOf())).toEqual(await standing());
  }, 120_000);

  it("of which nobody kept what it was is told as unknown, until it is known again", async () => {
    const walk = new Walk(11);
    for (let step = 0; step < 6; step += 1) await walk.step();
    await sealAll(database);
    const cited = await cutOf();
    // As the migration leaves a hub whose orders are older than it.
    await withOwnerTx(database, async ({ client }) => {
      await client.query(
        `alter table qipan.order_past disable trigger user;
         alter table qipan.order_line_past disable trigger user;
         delete from qipan.order_past; delete from qipan.order_line_past;
         alter table qipan.leg_past disable trigger user; delete from qipan.leg_past;
         insert into qipan.order_past (order_id, version, event)
           select id, 0, (select max(id) from qipan.event) from qipan.dispatch_order;
         insert into qipan.order_line_past (line_id, version, event)
           select id, 0, (select max(id) from qipan.event) from qipan.order_line;
         insert into qipan.leg_past (leg_id, version, event)
           select id, 0, (select max(id) from qipan.event) from qipan.leg`,
      );
    });
    const now = await standing();
    expect(await past(cited)).toEqual(now);
    const seq = cited.seq - 1;
    const unknown = Object.fromEntries(Object.keys(now).map((id) => [id, null]));
    expect(await past({ ...cited, seq })).toEqual(unknown);
    const known = await rowsOf<{ n: number }>(
      database,
      "select count(*)::integer as n from qipan.order_past where existed is null",
    );
    expect(known[0]?.n).toBe(Object.keys(now).length);
  });
});
