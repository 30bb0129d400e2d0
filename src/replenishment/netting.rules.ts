import { bookUnit } from "../../schema/words/ledger.ts";
import type { NettableClaim, NettingMove, PriceList } from "./netting.model.ts";
import type { Scope } from "./netting-scope.rules.ts";
import { chainsOf, largestCirculation, type Owing } from "./netting-flow.rules.ts";

/** What a round that this organization proposes does, and to whom: its own circle alone. */
export function roundFor(
  org: string,
  claims: readonly NettableClaim[],
  { mode, prices, among }: Pick<Scope, "mode" | "prices" | "among">,
): { readonly moves: readonly NettingMove[]; readonly parties: readonly string[] } {
  const within = claims.filter(
    ({ debtorOrg, creditorOrg }) =>
      among === null || (among.has(debtorOrg) && among.has(creditorOrg)),
  );
  const all =
    mode === "VALUE"
      ? netByValue(within, prices ?? {})
      : mode === "NOVATION"
        ? netWithNovation(within)
        : netCycles(within);
  const circle = circleOf(org, all);
  const moves = all.filter(({ debtorOrg }) => circle.has(debtorOrg));
  return { moves, parties: partiesTo(moves) };
}

/** Everybody whom moves tie to an organization, over however many others. */
function circleOf(org: string, moves: readonly NettingMove[]): ReadonlySet<string> {
  const circle = new Set([org]);
  for (let size = 0; size < circle.size;) {
    size = circle.size;
    for (const move of moves) {
      const touched = partiesTo([move]);
      if (touched.some((party) => circle.has(party)))
        for (const party of touched) circle.add(party);
    }
  }
  return circle;
}

/** Claims of one kind and item: what cancels in cycles, the soonest due first. */
export const netCycles = (claims: readonly NettableClaim[]): NettingMove[] =>
  new Pairs(claims).cancelled();

/**
 * The same, and what is left is owed directly by the party that owes in the end: of each chain
 * all claims but the last are netted, and the last one passes to the first debtor (更替).
 */
export function netWithNovation(claims: readonly NettableClaim[]): NettingMove[] {
  const pairs = new Pairs(claims);
  const cycles = pairs.cancelled();
  const chains = pairs.chained();
  return merged([...cycles, ...chains]);
}

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly claims: { readonly claim: NettableClaim; left: number }[];
}

/** Claims between the same two, in the order in which they fall due, and what is left of them. */
class Pairs {
  readonly #rows: readonly Pair[];

  constructor(claims: readonly NettableClaim[]) {
    const rows = new Map<string, Pair>();
    for (const claim of claims.toSorted(byDue)) {
      const { debtorOrg: from, creditorOrg: to } = claim;
      const row = rows.get(`${from} ${to}`) ?? { from, to, claims: [] };
      row.claims.push({ claim, left: claim.outstanding });
      rows.set(`${from} ${to}`, row);
    }
    this.#rows = [...rows.values()].toSorted(byParties);
  }

  cancelled(): NettingMove[] {
    const amounts = largestCirculation(this.#owings());
    return this.#rows.flatMap((_, pair) => this.#take(pair, amounts[pair] ?? 0));
  }

  /** Of what is left after cycles. */
  chained(): NettingMove[] {
    return chainsOf(this.#owings()).flatMap(({ pairs, amount }) => {
      const debtor = this.#rows[pairs[0] ?? -1]?.from;
      const last = pairs.at(-1) ?? -1;
      if (pairs.length === 1 || debtor === undefined) return [];
      return [
        ...pairs.slice(0, -1).flatMap((pair) => this.#take(pair, amount)),
        ...this.#take(last, amount).map((move) => ({ ...move, newDebtorOrg: debtor })),
      ];
    });
  }

  #owings(): Owing[] {
    return this.#rows.map(({ from, to, claims }) => {
      return { from, to, amount: claims.reduce((sum, { left }) => sum + left, 0) };
    });
  }

  #take(pair: number, amount: number): NettingMove[] {
    let wanted = amount;
    return (this.#rows[pair]?.claims ?? []).flatMap((row) => {
      const quantity = Math.min(row.left, wanted);
      if (quantity === 0) return [];
      row.left -= quantity;
      wanted -= quantity;
      return [moveOf(row.claim, quantity)];
    });
  }
}

/**
 * Claims of any kind and item at one price list. Pairs cancel by what they are worth; of the last
 * claim of a pair whole units are netted, and what that is too much stays owed in money, so that
 * every position is worth afterwards what it was worth before, to the 分.
 */
export function netByValue(claims: readonly NettableClaim[], prices: PriceList): NettingMove[] {
  const priced = claims.flatMap((claim) => {
    const price = claim.item === bookUnit.MONEY ? 1 : prices[claim.item];
    return price === undefined ? [] : [{ claim, price }];
  });
  const worth = priced.map(({ claim, price }) => {
    return { ...claim, outstanding: claim.outstanding * price };
  });
  const priceOf = new Map(priced.map(({ claim, price }) => [claim.id, price]));
  return netCycles(worth).map((move): NettingMove => {
    const unitPriceFen = priceOf.get(move.claimId) ?? 1;
    const quantity = Math.ceil(move.quantity / unitPriceFen);
    const residueFen = quantity * unitPriceFen - move.quantity;
    return {
      ...move,
      quantity,
      unitPriceFen,
      ...(residueFen === 0 ? {} : { residueFen }),
    };
  });
}

const moveOf = ({ id: claimId, ...claim }: NettableClaim, quantity: number): NettingMove => {
  const { kind, item, debtorOrg, creditorOrg } = claim;
  return { claimId, kind, item, debtorOrg, creditorOrg, quantity };
};

/** One move for each claim and new debtor. */
function merged(moves: readonly NettingMove[]): NettingMove[] {
  const rows = new Map<string, NettingMove>();
  for (const move of moves) {
    const key = `${move.claimId} ${move.newDebtorOrg ?? ""}`;
    const same = rows.get(key);
    rows.set(key, same ? { ...same, quantity: same.quantity + move.quantity } : move);
  }
  return [...rows.values()];
}

/** Everybody whom a round touches; each of them must accept. */
export const partiesTo = (moves: readonly NettingMove[]): string[] =>
  [
    ...new Set(
      moves.flatMap(({ debtorOrg, creditorOrg, newDebtorOrg = debtorOrg }) => [
        debtorOrg,
        creditorOrg,
        newDebtorOrg,
      ]),
    ),
  ].toSorted();

const byDue = (a: NettableClaim, b: NettableClaim): number =>
  compare(a.dueOn ?? "9999", b.dueOn ?? "9999") || compare(a.id, b.id);
const byParties = (a: Pair, b: Pair): number => compare(a.from, b.from) || compare(a.to, b.to);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
