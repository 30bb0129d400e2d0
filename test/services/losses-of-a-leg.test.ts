import { afterAll, beforeAll, expect, it } from "vitest";
import { confirmDifference } from "../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { recordFound } from "../../src/replenishment/found.service.ts";
import { readLosses } from "../../src/replenishment/found.store.ts";
import { onBothShapes } from "../support/database.ts";
import { balancesOf } from "../support/dispatch-state.ts";
import { done, issued, leave, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots } from "../support/dispatch-world.ts";
import { asHub } from "../support/ledger-world.ts";
import { wrongIn } from "../support/peace-world.ts";
import { noting } from "../support/statements.ts";

const both = ["tents", "more"] as const;
type Lots = readonly (typeof both)[number][];

onBothShapes("what several lines lose at once", (open) => {
  let database: Database;
  let take: () => string[];
  beforeAll(async () => {
    const noted = noting(await open());
    ({ database, take } = noted);
    await fillDispatchWorld(database, { quantity: 1_000 });
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  const drawn = (some: Lots) => some.map((lot) => ({ lot, quantity: 10 }));

  /** The statements of the sender's word that all of it is missing, two lines or one. */
  async function lostOnTheRoad(some: Lots): Promise<number> {
    const trip = await loaded(database, drawn(some));
    const leg = done(await leave(database, trip.orderId, trip.lines));
    const lines = trip.lines.map(({ id: orderLineId }) => {
      return { orderLineId, accepted: 6, rejected: 0, missing: 4 };
    });
    done(await receiveLeg(database, by(asks), { legId: leg.id, code: leg.arrivalCode!, lines }));
    take();
    done(await confirmDifference(database, by(lends), { legId: leg.id }));
    return take().length;
  }

  /** The statements of a loading at which some of each line was not found. */
  async function lostAtLoading(some: Lots): Promise<number> {
    const { orderId, lines } = await issued(database, drawn(some));
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const short = lines.map(({ id: lineId }) => {
      return { lineId, loaded: 7, shortReason: "NOT_FOUND" as const };
    });
    take();
    done(await loadOrder(database, by(lends), { orderId, lines: short }));
    return take().length;
  }

  it.each([
    ["on the road", lostOnTheRoad, 4],
    ["at loading", lostAtLoading, 3],
  ])("is booked by one statement, %s, and found again line by line", async (_, lose, lost) => {
    const one = await lose(["tents"]);
    expect(await lose(both)).toBe(one);
    for (const lot of both) {
      const [loss] = await asHub(database, (tx) => readLosses(tx, [lots[lot]]));
      expect(loss).toMatchObject({ quantity: lost, foundAt: null });
      const others = lots[both.find((other) => other !== lot)!];
      const before = await balancesOf(database, others);
      const found = { transferId: loss!.transferId, quantity: lost, reason: "在车上找到" };
      const occurredAt = new Date("2026-01-02T00:00:00Z");
      done(await recordFound(database, by(lends), { ...found, occurredAt }));
      expect(await balancesOf(database, others)).toEqual(before);
    }
  });
});
