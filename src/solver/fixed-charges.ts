import { at } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { costsOf, usesOf } from "./highs-objective.ts";
import type { UsageKind } from "./highs-usage.ts";
import { sumOver } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";
import type { StageName } from "./problem.ts";

export const NO_KEY = -1;

/**
 * What a part costs on a network: a price for each piece on an arc, and a charge for each key that
 * is used at all: a lane, a source, or a pair of need and source. What pins have opened is free.
 */
export interface FixedCharges {
  /** By column of the model. */
  readonly linear: Float64Array;
  /** For each kind of key, the key of each arc; NO_KEY: it costs nothing to use. */
  readonly kinds: readonly Int32Array[];
  /** By key. */
  readonly charge: Float64Array;
}

/** Undefined where the part counts something else than keys in use. */
export function fixedChargesOf(
  model: NetworkModel,
  board: Board,
  stage: StageName,
  part: number,
): FixedCharges | undefined {
  const names = usesOf(board, stage, part);
  if (names.length === 0 || names.includes("late")) return undefined;
  const charge: number[] = [];
  const kinds = names.map((kind) => {
    const { keys, charges } = keysOf(board, kind, weigher(board, stage, kind));
    const first = charge.length;
    for (const one of charges) charge.push(one);
    return keys.map((key) => (key === NO_KEY ? NO_KEY : first + key));
  });
  return {
    linear: costsOf(model, board, stage, part, new Map()),
    kinds,
    charge: Float64Array.from(charge),
  };
}

/** The value of a part for these flows, without what pins add. */
export function chargedValue({ linear, kinds, charge }: FixedCharges, flows: Flows): number {
  let value = sumOver(linear, flows);
  usedKeys({ kinds, charge }, flows).forEach((isUsed, key) => (value += isUsed * charge[key]!));
  return value;
}

/** 1 for each key that these flows use. */
export function usedKeys(
  { kinds, charge }: Pick<FixedCharges, "kinds" | "charge">,
  flows: Flows,
): Uint8Array {
  const used = new Uint8Array(charge.length);
  for (const keys of kinds)
    for (let arc = 0; arc < keys.length; arc += 1)
      if (keys[arc] !== NO_KEY && flows[arc]! > 0) used[keys[arc]!] = 1;
  return used;
}

/** What one lane or source is charged in a part; pairs only count. */
function weigher(board: Board, stage: StageName, kind: UsageKind): (number: number) => number {
  if (stage === "breadth") return () => 1;
  if (stage === "order") return (lane) => (at(board.lanes, lane).cross ? 1 : 0);
  return kind === "lane"
    ? (lane) => at(board.lanes, lane).fixedCost
    : (source) => at(board.sources, source).fixedCost;
}

/** Keys numbered by their first arc. */
function keysOf(board: Board, kind: UsageKind, weigh: (number: number) => number) {
  const { arcs, pinned, supplies, sources } = board;
  const sourceOf = Int32Array.from(supplies, ({ source }) => source);
  const numberOf = (row: { supply: number; need: number; lane: number }) => {
    if (kind === "lane") return row.lane;
    const source = sourceOf[row.supply]!;
    return kind === "source" ? source : row.need * sources.length + source;
  };
  const known = new Map<number, number>(pinned.map((pin) => [numberOf(pin), NO_KEY]));
  const charges: number[] = [];
  const keys = new Int32Array(arcs.length);
  const row = { supply: 0, need: 0, lane: 0 };
  for (let arc = 0; arc < arcs.length; arc += 1) {
    row.supply = arcs.supply[arc]!;
    row.need = arcs.need[arc]!;
    row.lane = arcs.lane[arc]!;
    const number = numberOf(row);
    let key = known.get(number);
    if (key === undefined) {
      const charge = weigh(number);
      key = charge > 0 ? charges.push(charge) - 1 : NO_KEY;
      known.set(number, key);
    }
    keys[arc] = key;
  }
  return { keys, charges };
}
