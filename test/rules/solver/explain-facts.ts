import type { Line, Plan } from "../../../src/solver/plan.ts";
import type { Lane, Need, Problem } from "../../../src/solver/problem.ts";

/** A lot or a unit as the file has it, and what the plan takes of it. */
export interface Goods {
  readonly source: string;
  readonly id: string;
  readonly item?: string;
  readonly skills: readonly string[];
  readonly quantity: number;
  readonly floor: number;
  readonly leaves: number;
  readonly expires: number;
  readonly unitCost: number;
  readonly rank: number;
  readonly kg: number;
  readonly m3: number;
  readonly shipped: number;
  /** What it could still ship by itself: its stock less its floor and what has gone. */
  readonly left: number;
}

/** Goods that fit a need by kind: how they count, when they come, and what stands against them. */
export interface Offer {
  readonly goods: Goods;
  readonly give: number;
  readonly counts: number;
  readonly arrives: number;
  readonly cost: number;
  readonly codes: readonly string[];
}

export interface Facts {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly goods: readonly Goods[];
  readonly offersTo: (need: Need) => readonly Offer[];
}

/** The file and its plan read anew: nothing here is the solver's own. */
export function factsOf(problem: Problem, plan: Plan): Facts {
  const shipped = new Map<string, number>();
  for (const line of plan.allocations) {
    const key = line.lot === undefined ? `unit ${line.unit}` : `lot ${line.lot}`;
    shipped.set(key, (shipped.get(key) ?? 0) + line.quantity);
  }
  const goods = goodsOf(problem, shipped);
  return { problem, plan, goods, offersTo: (need) => offersTo(problem, goods, need) };
}

function goodsOf(problem: Problem, shipped: ReadonlyMap<string, number>): Goods[] {
  const items = new Map(problem.items.map((item) => [item.id, item]));
  return problem.sources.flatMap((source) => {
    const { readyMinutes: ready = 0, rank = 1 } = source;
    const lots = (source.stock ?? []).map((lot): Goods => {
      const [gone, floor] = [shipped.get(`lot ${lot.lot}`) ?? 0, lot.floor ?? 0];
      const item = items.get(lot.item);
      return {
        ...{ source: source.id, id: lot.lot, item: lot.item, skills: [], floor, shipped: gone },
        quantity: lot.quantity,
        leaves: Math.max(ready, lot.availableMinutes ?? 0),
        expires: lot.expiresInMinutes ?? Infinity,
        unitCost: lot.unitCost ?? 0,
        rank: lot.rank ?? rank,
        kg: item?.kg ?? 0,
        m3: item?.m3 ?? 0,
        left: Math.max(0, lot.quantity - floor - gone),
      };
    });
    const units = (source.units ?? []).map((unit): Goods => {
      const gone = shipped.get(`unit ${unit.id}`) ?? 0;
      return {
        ...{ source: source.id, id: unit.id, skills: unit.capabilities, floor: 0, shipped: gone },
        ...{ quantity: 1, expires: Infinity, unitCost: 0, rank, kg: 0, m3: 0, left: 1 - gone },
        leaves: Math.max(ready, unit.readyMinutes ?? 0),
      };
    });
    return [...lots, ...units];
  });
}

function offersTo(problem: Problem, all: readonly Goods[], need: Need): Offer[] {
  const item = problem.items.find(({ id }) => id === need.item);
  return all.flatMap((goods): Offer[] => {
    const instead = item?.substitutes?.find((one) => one.item === goods.item);
    const own =
      need.item === undefined
        ? goods.skills.includes(need.capability ?? "")
        : goods.item === need.item;
    if (!own && instead === undefined) return [];
    const { give, counts } = own ? { give: 1, counts: 1 } : instead!;
    const lane = problem.lanes.find(({ from, to }) => from === goods.source && to === need.place);
    const arrives = goods.leaves + (lane?.minutes ?? Infinity);
    const cost = (((lane?.unitCost ?? 0) + goods.unitCost) * give) / counts;
    const codes = [...byWay(goods, need, lane, arrives), ...byRule(problem, goods, need)];
    return [{ goods, give, counts, arrives, cost, codes }];
  });
}

function byWay(goods: Goods, need: Need, lane: Lane | undefined, arrives: number): string[] {
  if (lane === undefined) return ["ROAD"];
  const shelf = goods.expires - arrives;
  return [
    ...(lane.open === false ? ["ROAD"] : []),
    ...(arrives > (need.deadlineMinutes ?? Infinity) ? ["DEADLINE"] : []),
    ...(shelf > 0 && shelf >= (need.minShelfMinutes ?? 0) ? [] : ["SHELF_LIFE"]),
  ];
}

const byRule = ({ rules }: Problem, goods: Goods, need: Need): string[] => [
  ...new Set(
    (rules?.forbid ?? [])
      .filter(
        ({ source, lot, unit, need: other }) =>
          (source ?? goods.source) === goods.source &&
          (other ?? need.id) === need.id &&
          (lot === undefined || (goods.item !== undefined && lot === goods.id)) &&
          (unit === undefined || (goods.item === undefined && unit === goods.id)),
      )
      .map(({ reason }) => reason),
  ),
];

/** Pieces that these goods could still ship, if some lines of the plan stayed at home. */
export function couldShip({ problem, goods: all }: Facts, goods: Goods, back: readonly Line[]) {
  const limits = [goods.left];
  for (const { sources, item, keep } of problem.rules?.floors ?? []) {
    if (item !== goods.item || !sources.includes(goods.source)) continue;
    const held = all.filter((one) => one.item === item && sources.includes(one.source));
    const lying = held.reduce((sum, { quantity, shipped }) => sum + quantity - shipped, 0);
    const returned = back
      .filter((line) => line.item === item && sources.includes(line.source))
      .reduce((sum, { quantity }) => sum + quantity, 0);
    limits.push(lying - keep + returned);
  }
  return Math.max(0, Math.floor(Math.min(...limits, carriedBy(problem, all, goods))));
}

/** Pieces that the transport of its source has room for. */
function carriedBy(problem: Problem, all: readonly Goods[], goods: Goods): number {
  const capacity = problem.sources.find(({ id }) => id === goods.source)?.capacity;
  const pieces = (most: number | undefined, of: (one: Goods) => number) => {
    if (most === undefined || of(goods) === 0) return Infinity;
    const used = all
      .filter(({ source }) => source === goods.source)
      .reduce((sum, one) => sum + one.shipped * of(one), 0);
    return (most - used) / of(goods) + 1e-9;
  };
  return Math.min(
    pieces(capacity?.kg, ({ kg }) => kg),
    pieces(capacity?.m3, ({ m3 }) => m3),
  );
}

/** What so many pieces fill of the need, in whole steps. */
export const fillsWith = (pieces: number, { give, counts }: Offer) =>
  Math.floor(pieces / give) * counts;
