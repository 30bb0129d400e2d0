import { at } from "./board.ts";
import type { Board, BoardNeed } from "./board.ts";
import { nameOf } from "./eligible.ts";
import type { Engine, Prices } from "./engine.ts";
import type { Outlook } from "./limits.ts";
import type { CapacityPrice, Certificate } from "./plan.ts";

/** What a certificate is where nothing can be proven: it claims nothing. */
export const NOTHING_PROVEN: Certificate = {
  needs: [],
  stocks: [],
  demand: 0,
  supply: 0,
  missing: 0,
};

const HAIR = 1e-9;

/**
 * Shortages where capacity or an uneven ratio binds, proven by prices (linear programming duality):
 * what the needs want at their prices less what stock, floors and capacity are worth is missing
 * whatever anyone does, as long as more urgent needs get what the plan gives them.
 *
 * Needs of one priority that hang together share one proof, so it is made once.
 */
export class PriceProofs {
  readonly #outlook: Outlook;
  readonly #engine: Engine;
  readonly #known = new Map<string, Certificate>();

  constructor(outlook: Outlook, engine: Engine) {
    this.#outlook = outlook;
    this.#engine = engine;
  }

  proofFor(short: number): Certificate {
    const { board } = this.#outlook;
    // Prices are those of pieces; what a set lacks has none.
    if (at(board.needs, short).capabilities !== undefined) return NOTHING_PROVEN;
    const scope = connected(board, short);
    const { priority } = at(board.needs, short);
    const key = `${priority} ${Math.min(...scope)}`;
    const proof = this.#known.get(key) ?? this.#prove(scope, priority);
    this.#known.set(key, proof);
    return proof;
  }

  #prove(scope: ReadonlySet<number>, priority: number): Certificate {
    const { board, missing } = this.#outlook;
    const isPriced = (need: BoardNeed) => need.capabilities === undefined;
    const wanted = board.needs.map((need, index) => {
      if (!isPriced(need)) return 0;
      return need.priority < priority ? need.open - at(missing, index) : need.open;
    });
    const weights = board.needs.map((need, index) => {
      if (!isPriced(need) || !scope.has(index) || need.priority > priority) return 0;
      return need.priority === priority ? need.weight : Infinity;
    });
    const prices = this.#engine.prices({ board, wanted, weights });
    return prices === undefined ? NOTHING_PROVEN : written(board, wanted, prices);
  }
}

function written(board: Board, wanted: readonly number[], prices: Prices): Certificate {
  const needs = board.needs
    .map((_, index) => index)
    .filter((index) => at(prices.needs, index) > HAIR);
  const stocks = board.supplies
    .map((_, index) => index)
    .filter((index) => at(prices.stocks, index) > HAIR);
  const floors = board.groups
    .map((group, index) => ({ rule: group.rule, price: at(prices.groups, index), group }))
    .filter(({ price }) => price > HAIR);
  const capacities = capacityPrices(board, prices);
  const sum = (rows: readonly number[]) => rows.reduce((total, row) => total + row, 0);
  const pinned = pinnedFill(board);
  const byPins = sum(needs.map((need) => at(prices.needs, need) * at(pinned, need)));
  const demand = byPins + sum(needs.map((need) => at(prices.needs, need) * at(wanted, need)));
  const supply =
    byPins +
    sum(stocks.map((index) => at(prices.stocks, index) * at(board.supplies, index).usable)) +
    sum(floors.map(({ price, group }) => price * group.limit)) +
    sum(capacities.map((row) => row.price * (row.kg ?? row.m3 ?? 0)));
  if (demand - supply <= HAIR) return NOTHING_PROVEN;
  return {
    needs: needs.map((need) => at(board.needs, need).id),
    stocks: stocks.map((index) => nameOf(board, at(board.supplies, index))),
    demand,
    supply,
    missing: demand - supply,
    capacities,
    prices: {
      needs: needs.map((need) => at(prices.needs, need)),
      stocks: stocks.map((index) => at(prices.stocks, index)),
      floors: floors.map(({ rule, price }) => ({ rule, price })),
    },
  };
}

/** What pins alone fill of each need. */
const pinnedFill = (board: Board) => board.needs.map((need) => need.quantity - need.open);

function capacityPrices(board: Board, prices: Prices): CapacityPrice[] {
  return board.sources.flatMap((source, index) => {
    const rows: CapacityPrice[] = [];
    if (at(prices.kg, index) > HAIR)
      rows.push({ source: source.id, kg: source.kg, price: at(prices.kg, index) });
    if (at(prices.m3, index) > HAIR)
      rows.push({ source: source.id, m3: source.m3, price: at(prices.m3, index) });
    return rows;
  });
}

/** Needs that share a lot, a floor or a source's capacity with this one, directly or not. */
function connected(board: Board, short: number): Set<number> {
  const needsOf = new Map<number, Set<number>>();
  board.arcs.forEach((arc) => {
    const { source } = at(board.supplies, arc.supply);
    const row = needsOf.get(source) ?? new Set<number>();
    needsOf.set(source, row.add(arc.need));
  });
  const found = new Set([short]);
  const queue = [short];
  const seen = new Set<number>();
  for (let need = queue.pop(); need !== undefined; need = queue.pop()) {
    for (const arc of board.arcs.into(need)) {
      for (const source of sourcesWith(board, board.arcs.at(arc).supply)) {
        if (seen.has(source)) continue;
        seen.add(source);
        for (const other of needsOf.get(source) ?? []) {
          if (found.has(other)) continue;
          found.add(other);
          queue.push(other);
        }
      }
    }
  }
  return found;
}

/** The supply's source, and every source that keeps a floor together with it. */
function sourcesWith(board: Board, supply: number): Set<number> {
  const sources = new Set([at(board.supplies, supply).source]);
  for (const group of board.groups)
    if (group.supplies.includes(supply))
      for (const other of group.supplies) sources.add(at(board.supplies, other).source);
  return sources;
}
