import { bestOf, betterOf, figuresOf, inTurn } from "./alternatives.ts";
import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { expiryReason } from "./expiry-reason.ts";
import type { Outlook } from "./limits.ts";
import { allocationOf } from "./lines.ts";
import type { Allocation, Reason, ReasonCode } from "./plan.ts";
import { previousOf } from "./previous.ts";
import { canStandIn, freeFor, freeInstead, letGo, sceneAt, sourceOf } from "./reason-scene.ts";
import type { Choice, Scene } from "./reason-scene.ts";
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
  return [onTheWhole(outlook, scene, choice)];
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
function onTheWhole(outlook: Outlook, scene: Scene, choice: Choice): Reason {
  const { board } = outlook;
  const { arc, move } = choice;
  const { near, legal } = figuresOf(board);
  const early = earlyFor(outlook, scene, choice);
  const home = sourceOf(board, arc);
  const own = scene.together.get(home) ?? [];
  const fills = own.reduce((sum, { counted }) => sum + counted, 0);
  const couldFill = new Map<number, number>();
  let asGood = NO_ARC;
  for (const other of early) {
    if (near(other) > near(arc)) break;
    if (legal(other) > legal(arc) || sourceOf(board, other) === home) continue;
    if (asGood === NO_ARC) asGood = other;
    const steps = Math.floor(freeInstead(outlook, other, own) / board.arcs.give[other]!);
    const source = sourceOf(board, other);
    const all = (couldFill.get(source) ?? 0) + steps * board.arcs.counts[other]!;
    // One that could fill as much is enough; of a need with very many lots most could.
    if (move.covers !== undefined || all >= fills)
      return against(board, "ON_BALANCE", arc, [asGood], near);
    couldFill.set(source, all);
  }
  if (asGood === NO_ARC) {
    const isSoon = (other: number) => near(other) <= near(arc) && sourceOf(board, other) !== home;
    const soon = early.filter(isSoon).sort((a, b) => a - b);
    return against(board, "LEGAL_ORDER", arc, soon, legal);
  }
  const [most, next] = [...couldFill].reduce((a, b) =>
    b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a,
  );
  return { code: "FULLEST", figure: fills, next, other: at(board.sources, most).id };
}

/** What could stand in for a line, and what its own source has, the soonest first. */
function earlyFor(outlook: Outlook, scene: Scene, choice: Choice): readonly number[] {
  const isPlain = choice.move.covers === undefined && letGo(outlook, scene, choice).length === 0;
  return isPlain ? scene.ready.inTurn : inTurn(outlook.board, freeFor(outlook, scene, choice));
}

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
