import { at } from "./board.ts";
import type { Board, BoardNeed } from "./board.ts";
import { nameOf } from "./eligible.ts";
import type { Control, Engine, Prices } from "./engine.ts";
import type { Outlook } from "./limits.ts";
import type { CapacityPrice, Certificate } from "./plan.ts";
import { partsOf, within } from "./price-parts.ts";
import type { Parts } from "./price-parts.ts";

/** What a certificate is where nothing can be proven: it claims nothing. */
export const NOTHING_PROVEN: Certificate = {
  needs: [],
  stocks: [],
  demand: 0,
  supply: 0,
  missing: 0,
};

const HAIR = 1e-9;

/** Of a solve's work, for prices. */
const PROVING = 0.5;

/** Of a proof with more rows than these, every further shortage names the first that it proves. */
const LONG = 200;

/** A proof, and the first shortage that it was told for. */
interface Told {
  readonly need: number;
  readonly proof: Certificate;
}

/**
 * Shortages where capacity or an uneven ratio binds, proven by prices (linear programming duality):
 * what the needs want at their prices less what stock, floors and capacity are worth is missing
 * whatever anyone does, as long as more urgent needs get what the plan gives them.
 *
 * Prices of one priority are asked for once; each proof then keeps to the needs that hang together,
 * for what has no lot, floor or capacity in common with them adds nothing to read.
 */
export class PriceProofs {
  readonly #outlook: Outlook;
  readonly #engine: Engine;
  readonly #control: Control;
  readonly #known = new Map<number, Prices | undefined>();
  readonly #told = new Map<string, Told>();
  /** What the prices of all priorities together may still take. */
  #work: number;
  #parts: Parts | undefined;

  constructor(outlook: Outlook, engine: Engine, control: Control) {
    this.#outlook = outlook;
    this.#engine = engine;
    this.#control = control;
    this.#work = PROVING * control.work;
  }

  proofFor(short: number): Certificate {
    const { board } = this.#outlook;
    // Prices are those of pieces; what a set lacks has none.
    if (at(board.needs, short).capabilities !== undefined) return NOTHING_PROVEN;
    const { priority } = at(board.needs, short);
    if (!this.#known.has(priority)) this.#known.set(priority, this.#pricesOf(priority));
    const prices = this.#known.get(priority);
    if (prices === undefined) return NOTHING_PROVEN;
    this.#parts ??= partsOf(board);
    const key = `${priority} ${at(this.#parts.needs, short)}`;
    const told = this.#told.get(key);
    if (told !== undefined) return this.#again(told, short);
    const proof = written(board, this.#wanted(priority), within(this.#parts, short, prices));
    this.#told.set(key, { need: short, proof });
    return proof;
  }

  #again({ need, proof }: Told, short: number): Certificate {
    if (proof.needs.length + proof.stocks.length <= LONG) return proof;
    const { needs } = this.#outlook.board;
    if (!proof.needs.includes(at(needs, short).id)) return NOTHING_PROVEN;
    return { ...NOTHING_PROVEN, like: at(needs, need).id };
  }

  /** What more urgent needs get stands; all others want all that they ask for. */
  #wanted(priority: number): number[] {
    const { board, missing } = this.#outlook;
    return board.needs.map((need, index) => {
      if (!isPriced(need)) return 0;
      return need.priority < priority ? need.open - at(missing, index) : need.open;
    });
  }

  #pricesOf(priority: number): Prices | undefined {
    const { board } = this.#outlook;
    const weights = board.needs.map((need) => {
      if (!isPriced(need) || need.priority > priority) return 0;
      return need.priority === priority ? need.weight : Infinity;
    });
    const [wanted, control, work] = [this.#wanted(priority), this.#control, this.#work];
    const priced = this.#engine.prices({ board, wanted, weights, work, control });
    this.#work = Math.max(0, work - priced.work);
    return priced.prices && covering(board, priced.prices);
  }
}

/**
 * Prices without those that are next to nothing, and with each lot's so high that none would earn
 * more than it costs: of goods of which one weighs a million million times what another does, a
 * program's tolerances and such small prices are worth more than a piece.
 */
function covering(board: Board, prices: Prices): Prices {
  const [needs, stocks] = [notable(prices.needs), notable(prices.stocks)];
  const [groups, kg, m3] = [notable(prices.groups), notable(prices.kg), notable(prices.m3)];
  const floors = new Float64Array(stocks.length);
  board.groups.forEach(({ supplies }, group) => {
    for (const lot of supplies) floors[lot] = (floors[lot] ?? 0) + at(groups, group);
  });
  board.arcs.forEach(({ supply, need, give, counts }) => {
    const lot = at(board.supplies, supply);
    const load = lot.kg * at(kg, lot.source) + lot.m3 * at(m3, lot.source);
    const earns = (at(needs, need) * counts) / give;
    const lack = earns - at(stocks, supply) - (floors[supply] ?? 0) - load;
    if (lack > HAIR * Math.max(1, earns)) stocks[supply] = at(stocks, supply) + lack;
  });
  return { needs, stocks, groups, kg, m3 };
}

const notable = (prices: readonly number[]) => prices.map((price) => (price > HAIR ? price : 0));

const isPriced = (need: BoardNeed) => need.capabilities === undefined;

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
