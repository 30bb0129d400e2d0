import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  differenceState as differenceWords,
  type DifferenceState,
} from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import { differenceState } from "../../src/dispatch/difference.rules.ts";
import {
  confirmDifference,
  denyDifference,
  settleDifferences,
} from "../../src/dispatch/leg-difference.service.ts";
import { readLeg } from "../../src/dispatch/leg.store.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { needOf, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends } from "../support/dispatch-world.ts";
import { bring, receiveOf, type Specimen } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const reason = "理由";

describe("a difference that is contested, cell by cell", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await fillDispatchWorld(database, { quantity: 10_000 });
  });
  afterAll(() => database.close());

  /** SENDER and RECEIVER confirm; a window that passed while it was contested decides nothing. */
  const cells = `
            DENY             SENDER           RECEIVER         WINDOW
OPEN      CONTESTED        AGREED           NOT_ALLOWED!     DEEMED
CONTESTED ALREADY_DECIDED! AGREED           AGREED           =
AGREED    ALREADY_DECIDED! ALREADY_DECIDED! NOT_ALLOWED! =
DEEMED    ALREADY_DECIDED! ALREADY_DECIDED! NOT_ALLOWED! =`;
  type Deed = "DENY" | "SENDER" | "RECEIVER" | "WINDOW";

  const pass = (legId: string, where = "true") =>
    runOut(
      database,
      `update qipan.leg set difference_window_ends_at = now() where id = $1 and ${where}`,
      [legId],
    );
  const deeds: Readonly<Record<Deed, (one: Specimen) => Promise<Outcome<unknown>>>> = {
    DENY: ({ legId, lineId }) =>
      denyDifference(database, by(lends), {
        ...{ legId, reason, lines: [{ orderLineId: lineId, missing: 1 }] },
      }),
    SENDER: ({ legId }) => confirmDifference(database, by(lends), { legId }),
    RECEIVER: ({ legId }) => confirmDifference(database, by(asks), { legId }),
    WINDOW: async ({ legId }) => {
      await pass(legId, "difference_settled_at is null and difference_denied_at is null");
      return ok(await settleDifferences(database));
    },
  };
  const ways: Readonly<Record<DifferenceState, readonly Deed[]>> = {
    ...{ OPEN: [], CONTESTED: ["DENY"], AGREED: ["SENDER"], DEEMED: ["WINDOW"] },
  };
  async function reach(state: DifferenceState): Promise<Specimen> {
    const one = await bring(database, "IN_TRANSIT");
    done(await receiveOf(database, one, 2, 0, 2));
    for (const deed of ways[state]) done(await deeds[deed](one));
    if (state === "CONTESTED") await pass(one.legId);
    return one;
  }
  const now = async (legId: string): Promise<DifferenceState | null> =>
    differenceState(
      (await withTx(database, hubReader, (tx) => readLeg(tx, legId))) ?? {
        ...{ differenceWindowEndsAt: null, differenceSettledAt: null },
        ...{ differenceSettledBy: null, differenceDeniedAt: null },
      },
    );

  it.each(codesOf(differenceWords))("%s", async (state) => {
    const all = cellsOf(cells, codesOf(differenceWords), Object.keys(deeds) as Deed[]);
    const fixture = await reach(state);
    await expectUnmoved(database, all, state, (deed) => deeds[deed](fixture));
    for (const [, deed, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
      const one = await reach(state);
      done(await deeds[deed](one));
      expect([deed, await now(one.legId)]).toEqual([deed, after]);
      // One of two was admitted: by the receiver's own signature, and nobody else's.
      const received = deed === "RECEIVER" ? 3 : 2;
      expect((await needOf(database, one.needId)).received).toBe(received);
    }
  });

  it("leaves goods in transit and claims nothing until a side admits", async () => {
    const one = await reach("OPEN");
    const books = () =>
      rowsOf<object>(
        database,
        `select kind, sum(balance)::int as n from qipan.account
         where ref in ($1, (select id::text from qipan.leg_line where leg_id = $2))
           and kind in ('IN_TRANSIT', 'ON_SITE') and balance > 0 group by kind order by kind`,
        [one.lineId, one.legId],
      );
    const damages = () =>
      rowsOf<object>(
        database,
        "select outstanding from qipan.claim where order_line_id = $1 and kind = 'DAMAGES'",
        [one.lineId],
      );
    done(await deeds.DENY(one));
    expect(await books()).toEqual([
      { kind: "IN_TRANSIT", n: 2 },
      { kind: "ON_SITE", n: 2 },
    ]);
    expect(await damages()).toEqual([]);
    done(await deeds.RECEIVER(one));
    expect(await books()).toEqual([{ kind: "ON_SITE", n: 3 }]);
    expect(await damages()).toEqual([{ outstanding: 1 }]);
    expect(await toldOf(database, one.legId)).toEqual([
      ...["LEG_DEPARTED", "LEG_ARRIVED", "DIFFERENCE_DENIED", "DIFFERENCE_CONFIRMED"],
    ]);
  });
});
