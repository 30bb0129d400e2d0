import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { propose, type Draw } from "../support/dispatch-proposals.ts";
import { balancesOf, ordersOf, rowsOf } from "../support/dispatch-state.ts";
import { asks, by, fillDispatchWorld, lots } from "../support/dispatch-world.ts";

/** Four appetites for the same things, in different orders, so that their locks would cross. */
const appetites: readonly (readonly Draw[])[] = [
  [
    { lot: "tents", quantity: 10 },
    { lot: "more", quantity: 5 },
  ],
  [
    { lot: "more", quantity: 10 },
    { lot: "tents", quantity: 5 },
    { commitment: "C1", quantity: 3 },
  ],
  [{ team: "TEAM-1" }, { lot: "tents", quantity: 1 }, { team: "TEAM-2" }],
  [{ commitment: "C1", quantity: 10 }, { team: "TEAM-2" }, { lot: "more", quantity: 1 }],
];

describe("64 callers who want the same things", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  it("are promised exactly what exists, and all others are refused completely", async () => {
    const wanted: { draws: readonly Draw[]; proposalId: string }[] = [];
    for (let at = 0; at < 64; at += 1) {
      const draws = appetites[at % appetites.length]!;
      wanted.push({ draws, ...(await propose(database, draws)) });
    }
    const outcomes = await Promise.all(
      wanted.map(({ proposalId }) => adoptProposal(database, by(asks), { proposalId })),
    );
    const free = await freeNow();
    const promised = new Map<string, number>();
    wanted.forEach(({ draws }, at) => {
      const outcome = outcomes[at]!;
      if (outcome.ok)
        for (const draw of draws)
          promised.set(nameOf(draw), (promised.get(nameOf(draw)) ?? 0) + wish(draw));
      // Nothing comes back here: what was short then is short now, and each short thing was told.
      else expect(outcome.refused.length).toBeGreaterThan(0);
      const short = draws.filter((draw) => wish(draw) > (free.get(nameOf(draw)) ?? 0));
      expect(outcome.ok || short.length > 0).toBe(true);
    });
    for (const [name, exists] of Object.entries({
      tents: 100,
      more: 100,
      C1: 50,
      "TEAM-1": 1,
      "TEAM-2": 1,
    }))
      expect({ name, promised: promised.get(name) ?? 0 }).toEqual({
        name,
        promised: exists - (free.get(name) ?? 0),
      });
    const [held] = await rowsOf<{ lines: number; accounts: number }>(
      database,
      `select (select sum(held) from qipan.order_line where lot_id is not null)::bigint as lines,
         (select sum(balance) from qipan.account where kind = 'HELD')::bigint as accounts`,
    );
    expect(held?.accounts).toBe(held?.lines);
    expect(held?.lines).toBe((promised.get("tents") ?? 0) + (promised.get("more") ?? 0));
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(5);
  });

  /** What nobody was promised, by name. */
  async function freeNow(): Promise<Map<string, number>> {
    const units = await rowsOf<{ name: string; free: number }>(
      database,
      `select id as name, (state = 'STANDBY')::integer as free from qipan.team
       union all select id, (max_quantity - promised)::integer from qipan.commitment`,
    );
    const tents = (await balancesOf(database, lots.tents)).ON_HAND ?? 0;
    const more = (await balancesOf(database, lots.more)).ON_HAND ?? 0;
    return new Map([
      ["tents", tents],
      ["more", more],
      ...units.map(({ name, free }) => [name, free] as const),
    ]);
  }

  it("and one who sends the same key sixteen times gets one effect and one answer", async () => {
    const { proposalId } = await propose(database, [{ lot: "own", quantity: 5 }]);
    const key = "the-same-key-16";
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () => adoptProposal(database, by(asks, key), { proposalId })),
    );
    for (const outcome of outcomes)
      expect(outcome).toEqual({ ok: true, value: { kind: "PROPOSAL", id: proposalId } });
    expect(await ordersOf(database, proposalId)).toHaveLength(1);
    expect(await balancesOf(database, lots.own)).toEqual({ ON_HAND: 95, soft: 5 });
  });
});

const nameOf = (draw: Draw): string =>
  "team" in draw ? draw.team : "lot" in draw ? draw.lot : draw.commitment;
const wish = (draw: Draw): number => ("team" in draw ? 1 : draw.quantity);
