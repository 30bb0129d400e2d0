import { compare } from "../kernel/compare.ts";
import { at, capabilityKind, isOpen, itemKind, kindsAsked, lotKey, unitKey } from "./board.ts";
import type { Board, BoardIndex, BoardLane, BoardNeed, BoardSource } from "./board.ts";
import type { Supply, Times } from "./board.ts";
import { suppliesOf } from "./board-supplies.ts";
import { groupsOf } from "./floors.ts";
import { arcsOf } from "./eligible.ts";
import { forbidsOf } from "./forbids.ts";
import type { Item, Problem, Source } from "./problem.ts";
import { loadsOf, pinLoad, pinnedMoves } from "./pinned.ts";
import type { PinLoad } from "./pinned.ts";
import { reachOf, waysIn } from "./reach.ts";
import { coversOf, recipesOf, rolesOf, withoutUse } from "./recipes.ts";
import { timesOf } from "./tables.ts";

/**
 * Lays out a valid problem: see `Board`. The order of rows in the file makes no difference. From
 * the board of a problem with the same sources, and needs at all of these places, lanes are taken
 * over where they are the very same list.
 */
export function layBoard(problem: Problem, like?: Board): Board {
  const items = new Map(problem.items.map((item) => [item.id, item]));
  const load = pinLoad(problem, items);
  const sources = problem.sources.toSorted(byId);
  const supplies = sources.flatMap((source, index) => suppliesOf(source, index, items, load));
  const needs = problem.needs.toSorted(byId).map((need) => needOf(need, items, load));
  const known = like?.problem.lanes === problem.lanes ? like : undefined;
  const sourceOf =
    known?.index.sourceOf ?? new Map(sources.map((source, index) => [source.id, index]));
  const lanes = known?.lanes ?? lanesOf(problem, sourceOf);
  const waysTo = known?.index.waysTo ?? waysIn(lanes);
  const times = timesOf({ supplies, lanes }, known?.index.times);
  const index = indexOf(problem, { items, supplies, needs, waysTo, times, sourceOf });
  const half = { problem, supplies, needs, lanes, index };
  const groups = groupsOf(problem, supplies, sourceOf);
  const pinned = pinnedMoves(half);
  const loads = loadsOf(half, pinned, sources.length);
  const loaded = sources.map((source, number) => sourceRow(source, at(loads, number)));
  const eligible = arcsOf(half);
  const roles = rolesOf(half, eligible, pinned);
  const recipes = recipesOf(half, roles);
  const arcs = withoutUse(eligible, roles, recipes);
  return { ...half, sources: loaded, groups, pinned, arcs, roles, recipes };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => compare(a.id, b.id);

function sourceRow(source: Source, load: { kg: number; m3: number }): BoardSource {
  return {
    id: source.id,
    fixedCost: source.fixedCost ?? 0,
    kg: Math.max(0, (source.capacity?.kg ?? Infinity) - load.kg),
    m3: Math.max(0, (source.capacity?.m3 ?? Infinity) - load.m3),
  };
}

function needOf(
  need: Problem["needs"][number],
  items: ReadonlyMap<string, Item>,
  load: PinLoad,
): BoardNeed {
  const { id, place, item, capability, capabilities, quantity } = need;
  const open = quantity - (load.counted.get(id) ?? 0);
  const {
    priority = 3,
    deadlineMinutes: deadline = Infinity,
    minShelfMinutes: minShelf = 0,
  } = need;
  const weight = item === undefined ? 1 : (items.get(item)?.weight ?? 1);
  // Written out, for most needs are such and spreading is slow.
  if (item !== undefined)
    return { id, place, item, quantity, open, priority, deadline, minShelf, weight };
  const rest = { quantity, open, priority, deadline, minShelf, weight };
  if (capability !== undefined) return { id, place, capability, ...rest };
  return { id, place, capabilities: (capabilities ?? []).toSorted(compare), ...rest };
}

/** Only lanes that lead to a need: a whole province's roads may stand in the file. */
function lanesOf(problem: Problem, sourceOf: ReadonlyMap<string, number>): BoardLane[] {
  const places = new Set(problem.needs.map((need) => need.place));
  return problem.lanes
    .filter((lane) => places.has(lane.to))
    .map((lane) => ({
      from: sourceOf.get(lane.from) ?? -1,
      to: lane.to,
      minutes: lane.minutes,
      open: isOpen(lane),
      unitCost: lane.unitCost ?? 0,
      fixedCost: lane.fixedCost ?? 0,
      cross: lane.crossProvince ?? false,
    }))
    .sort((a, b) => a.from - b.from || compare(a.to, b.to));
}

interface Rows {
  readonly items: ReadonlyMap<string, Item>;
  readonly supplies: readonly Supply[];
  readonly needs: readonly BoardNeed[];
  readonly waysTo: BoardIndex["waysTo"];
  readonly times: Times;
  readonly sourceOf: ReadonlyMap<string, number>;
}

function indexOf(problem: Problem, rows: Rows): BoardIndex {
  const { supplies, needs, sourceOf } = rows;
  // Only pins, forbids and an earlier plan name lots: without them a large file need not pay.
  let known: ReadonlyMap<string, number> | undefined;
  const byName = {
    get supplyOf() {
      return (known ??= new Map(supplies.map((supply, index) => [keyOf(supply), index])));
    },
  };
  const needIndex = new Map(needs.map((need, index) => [need.id, index]));
  const candidates = candidatesOf(byKindOf(supplies), rows.items);
  return {
    candidates,
    ...reachOf(rows, candidates),
    waysTo: rows.waysTo,
    times: rows.times,
    isOfOneKind: ({ item }) =>
      item !== undefined && (rows.items.get(item)?.substitutes ?? []).length === 0,
    sourceOf,
    byName,
    needOf: needIndex,
    ratio: ratioIn(rows.items),
    forbids: forbidsOf(problem, { supplies, byName, needOf: needIndex, sourceOf }),
  };
}

export const keyOf = (supply: Supply) =>
  supply.lot === undefined ? unitKey(supply.unit ?? "") : lotKey(supply.lot);

function byKindOf(supplies: readonly Supply[]): Map<string, number[]> {
  const byKind = new Map<string, number[]>();
  supplies.forEach((supply, index) => {
    const kinds =
      supply.item === undefined
        ? [...new Set(supply.capabilities)].map(capabilityKind)
        : [itemKind(supply.item)];
    for (const kind of kinds) {
      const row = byKind.get(kind);
      if (row === undefined) byKind.set(kind, [index]);
      else row.push(index);
    }
  });
  return byKind;
}

/** Sorted once for each kind: thousands of needs ask for the same few items. */
function candidatesOf(
  byKind: ReadonlyMap<string, readonly number[]>,
  items: ReadonlyMap<string, Item>,
): BoardIndex["candidates"] {
  const known = new Map<string, readonly number[]>();
  const ofItem = new Map<string, readonly number[]>();
  const find = (need: BoardNeed) => {
    const kinds = kindsAsked(need);
    const kind = kinds.length === 1 ? (kinds[0] ?? "") : JSON.stringify(kinds);
    const cached = known.get(kind);
    if (cached !== undefined) return cached;
    const others = need.item === undefined ? [] : (items.get(need.item)?.substitutes ?? []);
    const wanted = [...kinds, ...others.map((row) => itemKind(row.item))];
    const all = new Set(wanted.flatMap((one) => byKind.get(one) ?? []));
    const inOrder = [...all].sort((a, b) => a - b);
    known.set(kind, inOrder);
    return inOrder;
  };
  return (need) => {
    const own = need.item === undefined ? undefined : ofItem.get(need.item);
    if (own !== undefined) return own;
    const found = find(need);
    if (need.item !== undefined) ofItem.set(need.item, found);
    return found;
  };
}

function ratioIn(items: ReadonlyMap<string, Item>): BoardIndex["ratio"] {
  const even = { give: 1, counts: 1 };
  const others = new Map(
    [...items.values()].map((item) => [
      item.id,
      new Map((item.substitutes ?? []).map((other) => [other.item, other])),
    ]),
  );
  return (need, supply) => {
    if (need.capabilities !== undefined)
      return coversOf(need, supply).length > 0 ? even : undefined;
    if (need.capability !== undefined)
      return supply.capabilities.includes(need.capability) ? even : undefined;
    if (supply.item === undefined || need.item === undefined) return undefined;
    return supply.item === need.item ? even : others.get(need.item)?.get(supply.item);
  };
}
