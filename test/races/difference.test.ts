import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  confirmDifference,
  denyDifference,
  settleDifferences,
} from "../../src/dispatch/leg-difference.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends } from "../support/dispatch-world.ts";
import { bring, receiveOf, type Specimen } from "../support/state-orders.ts";

describe("a sender that denies while the window passes", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database, { quantity: 1000 });
  });
  afterAll(() => database.close());

  const deny = ({ legId, lineId }: Specimen) =>
    denyDifference(database, by(lends), {
      ...{ legId, reason: "铅封完好", lines: [{ orderLineId: lineId, missing: 0 }] },
    });
  const legNow = async (id: string) => {
    const sql = `select difference_settled_at is not null as settled,
      difference_denied_at is not null as denied from qipan.leg where id = $1`;
    return (await rowsOf<{ settled: boolean; denied: boolean }>(database, sql, [id]))[0]!;
  };
  async function lossy(windowMs: number): Promise<Specimen> {
    const one = await bring(database, "IN_TRANSIT");
    done(await receiveOf(database, one, 2, 0, 2));
    const sql = `update qipan.leg set difference_window_ends_at =
      now() + make_interval(secs => $2::float8 / 1000) where id = $1`;
    await runOut(database, sql, [one.legId, windowMs]);
    return one;
  }

  it("is in time or too late, and never both", async () => {
    const late = await lossy(-1);
    expect(codes(await deny(late))).toEqual(["ILLEGAL_TRANSITION legId"]);
    for (let windowMs = 0; windowMs < 24; windowMs += 3) {
      const one = await lossy(windowMs);
      const [told] = await Promise.all([deny(one), sweep(one.legId), sweep(one.legId)]);
      const now = await legNow(one.legId);
      expect(now).toEqual({ denied: told.ok, settled: !told.ok });
      expect(await settleDifferences(database)).toBe(0);
    }
  });

  /** Sweeps until the window has passed and the leg is decided or denied. */
  async function sweep(legId: string): Promise<void> {
    for (;;) {
      await settleDifferences(database);
      const { settled, denied } = await legNow(legId);
      if (settled || denied) return;
    }
  }

  it("is ended once by two who accept each other's figures at once", async () => {
    const one = await lossy(60_000);
    done(await deny(one));
    const sides = [lends, asks].map((side) =>
      confirmDifference(database, by(side), { legId: one.legId }),
    );
    const told = (await Promise.all(sides)).map(codes).toSorted();
    expect(told).toEqual([[], ["ALREADY_DECIDED legId"]]);
  });
});
