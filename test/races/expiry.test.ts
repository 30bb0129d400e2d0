import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { balancesOf, orderNow, rowsOf, runOut } from "../support/dispatch-state.ts";
import { drafted, leave, loaded } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, lots } from "../support/dispatch-world.ts";

const setLapse = `update qipan.dispatch_order
  set hold_lapses_at = clock_timestamp() + $2 * interval '1 ms' where id = any ($1)`;

describe("holds that run out", () => {
  let database: Database;
  let nodes: readonly Database[];

  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
    const url = database.pool.options.connectionString!;
    nodes = [0, 1, 2].map(() => openServer({ url, maxConnections: 2 }));
  });

  afterEach(() => void vi.useRealTimers());

  afterAll(async () => {
    for (const node of nodes) await node.close();
    await database.close();
  });

  const cancellations = (ids: readonly string[]) =>
    rowsOf<{ orders: number; events: number }>(
      database,
      `select count(distinct subject_id) as orders, count(*) as events from qipan.event
       where kind = 'ORDER_CANCELLED' and subject_id = any ($1)`,
      [ids],
    );

  it("are ended once by three nodes, and what departs meanwhile is not held back", async () => {
    const draws = [{ lot: "tents", quantity: 1 }] as const;
    const waiting: string[] = [];
    for (let at = 0; at < 8; at += 1) waiting.push((await drafted(database, draws)).orderId);
    const leaving = [await loaded(database, draws), await loaded(database, draws)];
    await runOut(database, setLapse, [waiting, 20]);
    // A firm hold has no end, whatever stands there: only its departure takes it away.
    await runOut(database, setLapse, [leaving.map(({ orderId }) => orderId), 0]);
    const rounds = nodes.flatMap((node) => [lapseHolds(node), lapseHolds(node)]);
    const left = leaving.map(({ orderId, lines }) => leave(database, orderId, lines));
    expect((await Promise.all(left)).map(({ ok }) => ok)).toEqual([true, true]);
    const early = (await Promise.all(rounds)).map(({ orders }) => orders);
    const late = (await lapseHolds(database)).orders;
    expect([...early, late].reduce((sum, one) => sum + one, 0)).toBe(8);
    expect(await cancellations(waiting)).toEqual([{ orders: 8, events: 8 }]);
    for (const { orderId } of leaving)
      expect((await orderNow(database, orderId)).order.cancelledAt).toBeNull();
    expect(await balancesOf(database, lots.tents)).toMatchObject({ ON_HAND: 98 });
  });

  it.each([
    ["back", -3_650],
    ["ahead", 3_650],
  ])("end by the database's clock when a node's own is ten years %s", async (_way, days) => {
    const [soon, later] = [
      await drafted(database, [{ lot: "tents", quantity: 1 }]),
      await drafted(database, [{ lot: "tents", quantity: 1 }]),
    ].map(({ orderId }) => orderId);
    await runOut(database, setLapse, [[soon], 0]);
    await runOut(database, setLapse, [[later], 600_000]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 86_400_000 });
    expect(await lapseHolds(nodes[0]!)).toMatchObject({ orders: 1 });
    vi.useRealTimers();
    expect((await orderNow(database, soon!)).order.cancelledAt).not.toBeNull();
    expect((await orderNow(database, later!)).order.cancelledAt).toBeNull();
  });
});
