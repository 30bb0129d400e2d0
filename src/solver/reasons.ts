import { Alternatives, bestOf, betterOf, figuresOf } from "./alternatives.ts";
import { at } from "./board.ts";
import type { Board, Move } from "./board.ts";
import { expiryReason } from "./expiry-reason.ts";
import type { Outlook } from "./limits.ts";
import { allocationOf } from "./lines.ts";
import type { Allocation, Reason, ReasonCode } from "./plan.ts";
import { previousOf } from "./previous.ts";
import { stockTable } from "./tables.ts";
import { small } from "./tally.ts";

/**
 * Each line of the plan with its reasons: its figure beside that of the best other source that
 * could still give something. What is used up elsewhere is no alternative.
 */
export function reasonsOf(outlook: Outlook): Allocation[] {
  const { board, moves } = outlook;
  const before = previousOf(board).quantities;
  const needsOnLane = new Float64Array(board.lanes.length);
  for (const { lane } of moves) needsOnLane[lane]! += 1;
  let scene: Scene | undefined;
  return moves.map((move, index) => {
    // Moves come by need, so what concerns it is read once for all of its moves.
    if (scene?.need !== move.need) scene = sceneAt(outlook, index, needsOnLane);
    const arc = board.arcs.between(move.supply, move.need);
    const pin = scene.pins.find(({ supply }) => supply === move.supply)?.shipped ?? 0;
    const kept = Math.min(move.shipped - pin, before.get(arc) ?? 0);
    const given = givenReasons(pin, kept);
    if (arc === NO_ARC) return allocationOf(board, move, given);
    const chosen = choiceReasons(outlook, scene, { arc, move }, needsOnLane);
    const expiry = expiryReason(outlook, arc, move.need);
    // Made whole in one go: a list that is added to takes far more room.
    const isPlain = given.length + expiry.length === 0;
    const reasons = isPlain ? chosen : [...given, ...chosen, ...expiry];
    return allocationOf(board, move, reasons);
  });
}

const NO_ARC = -1;

function givenReasons(pin: number, kept: number): readonly Reason[] {
  if (pin <= 0 && kept <= 0) return NONE;
  return [
    ...(pin > 0 ? [{ code: "PINNED" as const, figure: pin }] : NONE),
    ...(kept > 0 ? [{ code: "KEPT_FROM_PREVIOUS" as const, figure: kept }] : NONE),
  ];
}

const NONE: readonly Reason[] = [];

/** What is looked at for each move to one need; arcs are numbers of the board's. */
interface Scene {
  readonly need: number;
  /** Of the arcs into it, what has some left, or would if a line that shares its floor stayed. */
  readonly apt: readonly number[];
  /** Of these, what has some left as it is, and what only a shared floor keeps back. */
  readonly ready: Alternatives;
  readonly waiting: readonly number[];
  /** The sources that they come from. */
  readonly sources: number;
  readonly together: readonly Move[];
  readonly pins: readonly Move[];
}

interface Choice {
  readonly arc: number;
  readonly move: Move;
}

function sceneAt(outlook: Outlook, first: number, needsOnLane: Float64Array): Scene {
  const { board, moves, room } = outlook;
  const { need } = at(moves, first);
  const { starts, supply, give } = board.arcs;
  let end = first + 1;
  while (moves[end]?.need === need) end += 1;
  // Arcs come by supply, and supplies by source.
  const { source } = stockTable(board);
  const [apt, ready, waiting]: [number[], number[], number[]] = [[], [], []];
  let [sources, last] = [0, -1];
  for (let arc = starts[need]!; arc < starts[need + 1]!; arc += 1) {
    const lot = supply[arc]!;
    const isReady = room.freePieces(lot) >= give[arc]!;
    const isShared = room.groupsOf(lot).length > 0;
    if (isReady || isShared) apt.push(arc);
    if (isReady) ready.push(arc);
    else if (isShared && room.stockLeft(lot) >= give[arc]!) waiting.push(arc);
    if (source[lot] !== last) sources += 1;
    last = source[lot]!;
  }
  const pins = board.pinned.filter((pin) => pin.need === need);
  const together = moves.slice(first, end);
  const alternatives = new Alternatives(board, ready, needsOnLane);
  return { need, apt, ready: alternatives, waiting, sources, together, pins };
}

function choiceReasons(
  outlook: Outlook,
  scene: Scene,
  choice: Choice,
  needsOnLane: Float64Array,
): readonly Reason[] {
  const { board } = outlook;
  const { arc, move } = choice;
  const { near, legal, cheap } = figuresOf(board);
  const best =
    move.covers === undefined
      ? betterOf(
          board,
          scene.ready.besides(sourceOf(board, arc)),
          bestOf(board, letGo(outlook, scene, choice), needsOnLane),
        )
      : bestOf(board, freeFor(outlook, scene, choice), needsOnLane);
  if (best === undefined)
    return [{ code: "ONLY_SOURCE", figure: move.counted, next: othersOf(board, scene, choice) }];
  const better: Reason[] = [];
  const compare = (code: ReasonCode, figure: (row: number) => number, row: number) => {
    const [own, next] = [figure(arc), figure(row)];
    if (own >= next) return;
    const other = at(board.sources, sourceOf(board, row)).id;
    better.push({ code, figure: small(own), next: small(next), other });
  };
  compare("NEAREST_ELIGIBLE", near, best.near);
  compare("LEGAL_ORDER", legal, best.legal);
  compare("CHEAPEST", cheap, best.cheap);
  const served = needsOnLane[board.arcs.lane[arc]!]!;
  if (best.isNewLane && served > 1)
    better.push({ code: "FEWER_SENDERS", figure: small(served), next: 0 });
  if (better.length > 0) return better;
  return [onTheWhole(outlook, scene, choice, freeFor(outlook, scene, choice))];
}

/** Arcs from other sources that would have some left if a move that shares their floor stayed. */
function letGo(outlook: Outlook, { waiting }: Scene, { arc, move }: Choice): readonly number[] {
  const { board, room } = outlook;
  if (waiting.length === 0 || room.groupsOf(move.supply).length === 0) return NO_ARCS;
  const own = sourceOf(board, arc);
  return waiting.filter(
    (other) =>
      sourceOf(board, other) !== own &&
      freeInstead(outlook, other, [move]) >= board.arcs.give[other]!,
  );
}

const NO_ARCS: readonly number[] = [];

/** Arcs from other sources that could stand in for a move, and still have something left. */
function freeFor(outlook: Outlook, { apt }: Scene, { arc, move }: Choice): readonly number[] {
  const { board, room } = outlook;
  const { supply, give } = board.arcs;
  const { source } = stockTable(board);
  const own = source[supply[arc]!]!;
  const isElsewhere = (other: number) => source[supply[other]!] !== own;
  // Without floors that lots share, whatever is apt has some left; mostly all of it is elsewhere.
  if (board.groups.length === 0 && move.covers === undefined)
    return apt.every(isElsewhere) ? apt : apt.filter(isElsewhere);
  return apt.filter((other) => {
    if (!isElsewhere(other)) return false;
    if (move.covers !== undefined && !canStandIn(board, other, move)) return false;
    if (room.freePieces(supply[other]!) >= give[other]!) return true;
    return freeInstead(outlook, other, [move]) >= give[other]!;
  });
}

/** How many other sources could have stood in for a move, if they had something left. */
function othersOf(board: Board, { sources }: Scene, { arc, move }: Choice): number {
  if (move.covers === undefined) return sources - 1;
  const able = board.arcs.into(move.need).filter((other) => canStandIn(board, other, move));
  const found = new Set(able.map((other) => sourceOf(board, other)));
  found.delete(sourceOf(board, arc));
  return found.size;
}

/**
 * By no figure is this line the best of all. What is there as early and as early in legal order
 * could not take its place alone, so it would need a sender more; or the stages as a whole decide.
 */
function onTheWhole(
  outlook: Outlook,
  { together }: Scene,
  { arc, move }: Choice,
  free: readonly number[],
): Reason {
  const { board } = outlook;
  const { arrives, give, counts, supply } = board.arcs;
  const rank = (row: number) => at(board.supplies, supply[row]!).rank;
  const early = free.filter((row) => arrives[row]! <= arrives[arc]!);
  const asGood = early.filter((row) => rank(row) <= rank(arc));
  if (asGood.length === 0) return against(board, "LEGAL_ORDER", arc, early, rank);
  const own = together.filter((one) => {
    return at(board.supplies, one.supply).source === sourceOf(board, arc);
  });
  const fills = own.reduce((sum, { counted }) => sum + counted, 0);
  const couldFill = new Map<number, number>();
  for (const other of asGood) {
    const steps = Math.floor(freeInstead(outlook, other, own) / give[other]!);
    const source = sourceOf(board, other);
    couldFill.set(source, (couldFill.get(source) ?? 0) + steps * counts[other]!);
  }
  const [most, next] = [...couldFill].reduce((a, b) => (b[1] > a[1] ? b : a));
  if (next < fills && move.covers === undefined)
    return { code: "FULLEST", figure: fills, next, other: at(board.sources, most).id };
  return against(board, "ON_BALANCE", arc, asGood, (row) => arrives[row]!);
}

/** What another supply could ship if these moves stayed at home: they may share a floor. */
function freeInstead({ board, room }: Outlook, arc: number, moves: readonly Move[]): number {
  const other = board.arcs.supply[arc]!;
  const free = room.freePieces(other);
  if (room.groupsOf(other).length === 0) return free;
  const groups = room.groupsOf(other).map((group) => {
    const shared = moves.filter(({ supply }) => room.groupsOf(supply).includes(group));
    const back = shared.reduce((sum, { shipped }) => sum + shipped, 0);
    return { back, left: room.groupLeft(group) + back };
  });
  if (groups.every(({ back }) => back === 0)) return free;
  const { source, kg, m3 } = at(board.supplies, other);
  const over = room.capacityLeft(source);
  const carried = [kg > 0 ? over.kg / kg : Infinity, m3 > 0 ? over.m3 / m3 : Infinity];
  const limits = [room.stockLeft(other), ...groups.map(({ left }) => left), ...carried];
  return Math.max(free, Math.floor(Math.min(...limits)));
}

/** In a set only what covers as much is another choice. */
const canStandIn = (board: Board, other: number, { covers = [] }: Move) =>
  covers.every((skill) =>
    at(board.supplies, board.arcs.supply[other]!).capabilities.includes(skill),
  );

/** The line's figure beside the least among the others. */
function against(
  board: Board,
  code: ReasonCode,
  arc: number,
  others: readonly number[],
  figure: (arc: number) => number,
): Reason {
  let [next, least] = [NO_ARC, Infinity];
  for (const other of others) {
    const own = figure(other);
    if (own >= least && next !== NO_ARC) continue;
    next = other;
    least = own;
  }
  const other = at(board.sources, sourceOf(board, next)).id;
  return { code, figure: small(figure(arc)), next: small(least), other };
}

const sourceOf = (board: Board, arc: number) => at(board.supplies, board.arcs.supply[arc]!).source;
