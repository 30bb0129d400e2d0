import { at } from "./board.ts";
import { onLane } from "./eligible.ts";
import { filledBy, keptByLot } from "./limits.ts";
import type { Outlook } from "./limits.ts";
import {
  addCapacity,
  addStock,
  changeNeed,
  forbidAgainst,
  liftForbid,
  lowerFloor,
} from "./measure-edits.ts";
import { lowerGroup, openLane } from "./measure-edits.ts";
import type { MeasureCode, MeasureTarget } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { helpersOf, scarceSkills } from "./scarce.ts";

/** A change of the problem that might cure a shortage. */
export interface Idea {
  readonly code: MeasureCode;
  readonly target: MeasureTarget;
  readonly amount: number;
  readonly change: (problem: Problem) => Problem;
}

const IDEAS_EACH = 2;

/** One supply that could help if one thing were otherwise. */
interface Prospect {
  readonly index: number;
  readonly source: string;
  readonly lot?: string;
  readonly arrives: number;
  readonly codes: readonly string[];
  /** Free pieces of the lot itself, and pieces that would fill what is missing. */
  readonly left: number;
  readonly asked: number;
  readonly fills: number;
}

/** Changes worth trying for a short need, few of each kind, nearest help first. */
export function cureIdeas(outlook: Outlook, need: number): Idea[] {
  const prospects = prospectsOf(outlook, need);
  const ideas = [
    ...laterDeadlines(outlook, need, prospects),
    ...lowerFloors(outlook, prospects),
    ...moreCapacity(outlook, prospects),
    ...openLanes(outlook, need, prospects),
    ...liftedForbids(outlook, need, prospects),
    ...moreStock(outlook, need, prospects),
  ];
  const named = new Map(
    ideas.map((idea) => [JSON.stringify([idea.code, idea.target, idea.amount]), idea]),
  );
  return [...named.values()];
}

function prospectsOf(outlook: Outlook, needIndex: number): Prospect[] {
  const { board, room } = outlook;
  const need = at(board.needs, needIndex);
  const missing = at(outlook.missing, needIndex);
  const rows: Prospect[] = [];
  // What no lane leads to takes more than one change.
  const isHelper = helpersOf(outlook, needIndex);
  board.index.eachReached(need, (index, lane) => {
    if (!isHelper(index)) return;
    const supply = at(board.supplies, index);
    const ratio = board.index.ratio(need, supply) ?? { give: 1, counts: 1 };
    const left = room.stockLeft(index);
    rows.push({
      index,
      source: at(board.sources, supply.source).id,
      ...(supply.lot === undefined ? {} : { lot: supply.lot }),
      arrives: supply.leaves + at(board.lanes, lane).minutes,
      codes: onLane(board, index, needIndex, lane),
      left,
      asked: Math.ceil(missing / ratio.counts) * ratio.give,
      fills: filledBy(left, ratio),
    });
  });
  return rows.sort((a, b) => a.arrives - b.arrives || a.index - b.index);
}

const onlyFor = (code: string) => (row: Prospect) =>
  row.fills > 0 && row.codes.length === 1 && row.codes[0] === code;

/** The shortest extension that brings anything, and the one that would bring enough. */
function laterDeadlines(outlook: Outlook, index: number, prospects: readonly Prospect[]): Idea[] {
  const { board } = outlook;
  const need = at(board.needs, index);
  const late = prospects.filter(onlyFor("DEADLINE"));
  let filled = 0;
  // How many more of which skill a set still lacks is not told by counting units.
  const isCounted = need.capabilities === undefined;
  const enough = late.find((row) => {
    filled += row.fills;
    return isCounted && filled >= at(outlook.missing, index);
  });
  const until = [late[0], enough ?? late.at(-1)].flatMap((row) => (row ? [row.arrives] : []));
  return [...new Set(until)].map((arrives) => ({
    code: "EXTEND_DEADLINE",
    target: { need: need.id },
    amount: arrives - need.deadline,
    change: (problem) => changeNeed(problem, need.id, arrives),
  }));
}

function lowerFloors(outlook: Outlook, prospects: readonly Prospect[]): Idea[] {
  const { board, room } = outlook;
  const open = prospects.filter((row) => row.codes.length === 0);
  const lots = open
    .map((row) => ({ row, kept: keptByLot(at(board.supplies, row.index)) }))
    .filter(({ kept, row }) => kept > 0 && row.lot !== undefined)
    .slice(0, IDEAS_EACH)
    .map(({ row: { index, source, lot, asked }, kept }): Idea => {
      const amount = Math.min(kept, asked);
      const change = (problem: Problem) => lowerFloor(problem, lot ?? "", amount);
      const { item } = at(board.supplies, index);
      const target = { source, ...(lot ? { lot } : {}), ...(item ? { item } : {}) };
      return { code: "LOWER_FLOOR", target, amount, change };
    });
  const groups = open
    .filter((row) => row.left > 0)
    .flatMap((row) => room.groupsOf(row.index).map((group) => ({ group, asked: row.asked })))
    .filter(({ group, asked }) => room.groupLeft(group) < asked);
  const tight = new Map(groups.map(({ group, asked }) => [at(board.groups, group).rule, asked]));
  const rules = board.problem.rules?.floors ?? [];
  const together = [...tight].slice(0, IDEAS_EACH).map(([rule, asked]): Idea => {
    const floor = at(rules, rule);
    const amount = Math.min(floor.keep, asked);
    const change = (problem: Problem) => lowerGroup(problem, floor, amount);
    const { item, sources } = floor;
    return { code: "LOWER_FLOOR", target: { rule, item, sources }, amount, change };
  });
  return [...lots, ...together.filter((idea) => idea.amount > 0)];
}

function moreCapacity(outlook: Outlook, prospects: readonly Prospect[]): Idea[] {
  const { board, room } = outlook;
  const held = prospects.filter(
    (row) => row.codes.length === 0 && row.left > 0 && room.freePieces(row.index) < row.left,
  );
  return held
    .flatMap(({ index, source, asked, left }) => {
      const supply = at(board.supplies, index);
      const over = room.capacityLeft(supply.source);
      const pieces = Math.min(asked, left);
      return (["kg", "m3"] as const)
        .map((dimension) => ({
          dimension,
          amount: Math.ceil(pieces * supply[dimension] - over[dimension]),
        }))
        .filter(({ amount }) => amount > 0)
        .map(({ dimension, amount }): Idea => {
          const change = (problem: Problem) => addCapacity(problem, source, dimension, amount);
          return { code: "ADD_CAPACITY", target: { source, dimension }, amount, change };
        });
    })
    .slice(0, IDEAS_EACH);
}

function openLanes(outlook: Outlook, index: number, prospects: readonly Prospect[]): Idea[] {
  const { board } = outlook;
  const to = at(board.needs, index).place;
  const shut = prospects.filter(onlyFor("ROAD"));
  const sources = [...new Set(shut.map((row) => row.source))].slice(0, IDEAS_EACH);
  return sources.map((from) => ({
    code: "OPEN_LANE",
    target: { from, to },
    amount: 1,
    change: (problem) => openLane(problem, from, to),
  }));
}

function liftedForbids(outlook: Outlook, index: number, prospects: readonly Prospect[]): Idea[] {
  const { board } = outlook;
  const need = at(board.needs, index).id;
  return prospects
    .filter((row) => row.fills > 0 && row.codes.length === 1)
    .flatMap((row) => {
      const reason = row.codes[0] ?? "";
      if (!board.index.forbids(row.index, index).includes(reason)) return [];
      const supply = at(board.supplies, row.index);
      const pair = { source: row.source, supply, need, reason };
      const rule = forbidAgainst(board.problem, pair);
      const target = { source: row.source, need, reason, rule };
      const change = (problem: Problem) => liftForbid(problem, pair);
      return [{ code: "LIFT_FORBID" as const, target, amount: 1, change }];
    })
    .slice(0, IDEAS_EACH);
}

/** More at the nearest source that may already send, else at any that could be there in time. */
function moreStock(outlook: Outlook, index: number, prospects: readonly Prospect[]): Idea[] {
  const { board } = outlook;
  const need = at(board.needs, index);
  const amount = at(outlook.missing, index);
  const open = prospects.find((row) => row.codes.length === 0)?.source;
  const source = open ?? nearestOpen(outlook, index);
  if (source === undefined) return [];
  if (need.item !== undefined) {
    const change = (problem: Problem) => addStock(problem, source, need, amount);
    return [{ code: "ADD_STOCK", target: { source, item: need.item }, amount, change }];
  }
  const capabilities =
    need.capability === undefined ? scarceSkills(outlook, index) : [need.capability];
  const change = (problem: Problem) =>
    capabilities.reduce(
      (before, capability) => addStock(before, source, { capability }, amount),
      problem,
    );
  return [{ code: "ADD_STOCK", target: { source, capabilities }, amount, change }];
}

/** Where all that is there of a sort is forbidden, more of it would not be allowed either. */
function nearestOpen({ board }: Outlook, index: number): string | undefined {
  const need = at(board.needs, index);
  const isOpen = (from: number) =>
    board.supplies.some(
      ({ source, unit }, supply) =>
        source === from &&
        (unit === undefined) === (need.item !== undefined) &&
        board.index.forbids(supply, index).length === 0,
    );
  const inTime = board.lanes
    .filter((lane) => lane.to === need.place && lane.open && lane.minutes <= need.deadline)
    .sort((a, b) => a.minutes - b.minutes || a.from - b.from)
    .find(({ from }) => isOpen(from));
  return inTime === undefined ? undefined : at(board.sources, inTime.from).id;
}
