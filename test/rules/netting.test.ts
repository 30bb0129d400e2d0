import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NettableClaim, NettingMove } from "../../src/replenishment/netting.model.ts";
import { netByValue, netCycles, netWithNovation } from "../../src/replenishment/netting.rules.ts";

type Pair = readonly [from: string, to: string, amount: number];

const claimsOf = (pairs: readonly Pair[], item = "TENT"): NettableClaim[] =>
  pairs.map(([debtorOrg, creditorOrg, outstanding], index) => ({
    ...{ id: `${item}-${index}`, kind: "REFILL", item, debtorOrg, creditorOrg, outstanding },
    dueOn: index % 3 === 0 ? null : `2026-0${1 + (index % 9)}-01`,
  }));

const pairs = (most: number) =>
  fc.array(
    fc.tuple(
      fc.constantFrom("A", "B", "C", "D", "E"),
      fc.constantFrom("A", "B", "C", "D", "E"),
      fc.integer({ min: 1, max: most }),
    ),
    { maxLength: 14 },
  );
const owed = (most: number) => pairs(most).map((rows) => rows.filter(([from, to]) => from !== to));

/** Who owes whom afterwards, written down plainly. */
function after(claims: readonly NettableClaim[], moves: readonly NettingMove[]) {
  const rows = claims.map(({ id, debtorOrg, creditorOrg, outstanding }) => {
    return { id, from: debtorOrg, to: creditorOrg, amount: outstanding };
  });
  for (const { claimId, quantity, newDebtorOrg, creditorOrg } of moves) {
    const row = rows.find(({ id }) => id === claimId)!;
    row.amount -= quantity;
    expect(row.amount).toBeGreaterThanOrEqual(0);
    if (newDebtorOrg !== undefined)
      rows.push({ id: `${claimId}*`, from: newDebtorOrg, to: creditorOrg, amount: quantity });
  }
  return rows.filter(({ amount }) => amount > 0);
}

function positions(rows: readonly { from: string; to: string; amount: number }[]) {
  const of: Record<string, number> = { A: 0, B: 0, C: 0, D: 0, E: 0 };
  for (const { from, to, amount } of rows) {
    of[from]! -= amount;
    of[to]! += amount;
  }
  return of;
}

const before = (claims: readonly NettableClaim[]) => after(claims, []);
const sum = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);

/** The most that cancels, by trying every amount on every pair. */
function mostByHand(rows: readonly Pair[]): number {
  let most = 0;
  const balance: Record<string, number> = {};
  const walk = (at: number, total: number): void => {
    if (at === rows.length) {
      if (Object.values(balance).every((value) => value === 0)) most = Math.max(most, total);
      return;
    }
    const [from, to, amount] = rows[at]!;
    for (let part = 0; part <= amount; part += 1) {
      balance[from] = (balance[from] ?? 0) - part;
      balance[to] = (balance[to] ?? 0) + part;
      walk(at + 1, total + part);
      balance[from] += part;
      balance[to] -= part;
    }
  };
  walk(0, 0);
  return most;
}

describe("netting by cycles", () => {
  it("cancels 90 each of A→B 120, B→C 90, C→A 100 and leaves 30 and 10", () => {
    const claims = claimsOf([
      ["A", "B", 120],
      ["B", "C", 90],
      ["C", "A", 100],
    ]);
    const left = after(claims, netCycles(claims));
    expect(left.map(({ from, to, amount }) => `${from}→${to} ${amount}`)).toEqual([
      "A→B 30",
      "C→A 10",
    ]);
  });

  it("changes nobody's position, opens no pair, and leaves no cycle", () => {
    fc.assert(
      fc.property(owed(1_000_000), (rows) => {
        const claims = claimsOf(rows);
        const moves = netCycles(claims);
        const left = after(claims, moves);
        expect(positions(left)).toEqual(positions(before(claims)));
        expect(
          netCycles(left.map((row) => ({ ...claimsOf([[row.from, row.to, row.amount]])[0]! })))
            .length,
        ).toBe(0);
      }),
    );
  });

  it("cancels as much as can be cancelled", () => {
    fc.assert(
      fc.property(owed(3), (rows) => {
        const few = rows.slice(0, 6);
        const moves = netCycles(claimsOf(few));
        expect(moves.reduce((total, { quantity }) => total + quantity, 0)).toBe(mostByHand(few));
      }),
    );
  });

  it("nets what falls due first, the same whatever the order of the claims", () => {
    fc.assert(
      fc.property(owed(50), fc.integer(), (rows, seed) => {
        const claims = claimsOf(rows);
        const turned = claims.map((_, at) => claims[(at + Math.abs(seed)) % claims.length]!);
        expect(netCycles(turned)).toEqual(netCycles(claims));
        const moves = netCycles(claims);
        for (const { claimId } of moves) {
          const claim = claims.find(({ id }) => id === claimId)!;
          const sooner = claims.filter(
            (other) =>
              other.debtorOrg === claim.debtorOrg &&
              other.creditorOrg === claim.creditorOrg &&
              (other.dueOn ?? "9999") < (claim.dueOn ?? "9999"),
          );
          for (const { id, outstanding } of sooner)
            expect(moves.find((move) => move.claimId === id)?.quantity).toBe(outstanding);
        }
      }),
    );
  });
});

describe("netting with novation", () => {
  it("leaves A→B 20 and C→B 10 of the same three", () => {
    const claims = claimsOf([
      ["A", "B", 120],
      ["B", "C", 90],
      ["C", "A", 100],
    ]);
    const left = after(claims, netWithNovation(claims));
    expect(left.map(({ from, to, amount }) => `${from}→${to} ${amount}`).toSorted()).toEqual([
      "A→B 20",
      "C→B 10",
    ]);
  });

  it("leaves exactly what parties are owed in the end, and nobody both owes and is owed", () => {
    fc.assert(
      fc.property(owed(1_000), (rows) => {
        const claims = claimsOf(rows);
        const left = after(claims, netWithNovation(claims));
        const net = positions(before(claims));
        expect(positions(left)).toEqual(net);
        expect(sum(left)).toBe(Object.values(net).reduce((all, one) => all + Math.max(0, one), 0));
        const debtors = new Set(left.map(({ from }) => from));
        expect(left.filter(({ to }) => debtors.has(to))).toEqual([]);
      }),
    );
  });
});

describe("netting by value", () => {
  const prices = { TENT: 49_900, BAG: 95 };

  it("keeps every position worth the same to the 分, in whole units", () => {
    fc.assert(
      fc.property(owed(300), owed(9_000), (tents, bags) => {
        const claims = [...claimsOf(tents, "TENT"), ...claimsOf(bags, "BAG")];
        const moves = netByValue(claims, prices);
        const worth = (rows: readonly NettableClaim[]) =>
          rows.map((claim) => ({
            ...claim,
            outstanding: claim.outstanding * prices[claim.item as "TENT" | "BAG"],
          }));
        const inMoney = moves.map((move) => ({
          ...move,
          quantity: move.quantity * move.unitPriceFen!,
        }));
        const left = after(worth(claims), inMoney);
        const money = moves.flatMap(({ debtorOrg: from, creditorOrg: to, residueFen }) =>
          residueFen === undefined ? [] : [{ id: "", from, to, amount: residueFen }],
        );
        expect(positions([...left, ...money])).toEqual(positions(before(worth(claims))));
        for (const { quantity, unitPriceFen, residueFen = 0 } of moves) {
          expect(Number.isInteger(quantity)).toBe(true);
          expect(residueFen).toBeLessThan(unitPriceFen!);
        }
      }),
    );
  });

  it("leaves alone what the list has no price for", () => {
    const claims = claimsOf(
      [
        ["A", "B", 10],
        ["B", "A", 10],
      ],
      "RAFT",
    );
    expect(netByValue(claims, prices)).toEqual([]);
  });
});
