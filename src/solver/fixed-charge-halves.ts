import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import type { NetworkModel, Solved } from "./network-model.ts";

/**
 * A network cut at its lots: what comes into them, by ties, and what goes from them to needs, by
 * ways. Arcs that an earlier face has settled are neither.
 */
export interface Halves {
  /** By node, the root of all pieces first: what one more there costs by the last objective. */
  readonly prices: Float64Array;
  /** By node but needs: what settled arcs take from it, less what they bring. */
  readonly taken: Float64Array;
  readonly ways: Ways;
  readonly ties: Ties;
}

/** Need by need: those of need n stand from `first[n]` to before `first[n + 1]`. */
export interface Ways {
  readonly first: readonly number[];
  /** By need: what its ways bring it together. */
  readonly wanted: readonly number[];
  /** By way: the arc's number in the model, the node that it leaves, and what fits on it. */
  readonly arcs: Int32Array;
  readonly from: Int32Array;
  readonly room: Float64Array;
}

export interface Ties {
  readonly arcs: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly room: Float64Array;
}

/** How each key's charge is shared out among its arcs: of each arc, its key and its share. */
export interface Share {
  readonly keys: Int32Array;
  readonly charges: Float64Array;
}

/** What a network proved with: its own prices and shares are where the climb begins. */
export interface Foothold {
  readonly halves: Halves;
  /** By kind of key; numbered as the ways are, and after them the ties. */
  readonly shares: readonly Share[];
  /** What is paid in any case. */
  readonly sure: number;
  readonly linear: Float64Array;
  readonly charge: Float64Array;
}

export function footholdOf(
  model: NetworkModel,
  { linear, charge }: FixedCharges,
  all: readonly Share[],
  { sure, parts }: { readonly sure: number; readonly parts: number },
): Foothold {
  const halves = halvesOf(model, parts);
  const { ways, ties } = halves;
  const arcs = Int32Array.from([...ways.arcs, ...ties.arcs]);
  const own = Float64Array.from(ways.arcs, (arc) => linear[arc] ?? 0);
  const flows = model.allFlows;
  const open = own.reduce((sum, cost, way) => sum + cost * flows[ways.arcs[way]!]!, 0);
  const shares = all.map(({ keys, charges }) => ({
    keys: Int32Array.from(arcs, (arc) => (charges[arc]! > 0 ? keys[arc]! : NO_KEY)),
    charges: Float64Array.from(arcs, (arc) => charges[arc]!),
  }));
  return { halves, shares, sure: sure + model.value(linear) - open, linear: own, charge };
}

/** The last objective was in so many parts of one. */
function halvesOf(model: NetworkModel, parts: number): Halves {
  const lists = {
    ...{ prices: [0], taken: [0], first: [0], wanted: [] },
    ...{ ways: { arcs: [], from: [], to: [], room: [] } },
    ...{ ties: { arcs: [], from: [], to: [], room: [] } },
  };
  for (const piece of model.pieces) lay(lists, piece, model.size);
  const { prices, taken, first, wanted, ways, ties } = lists;
  return {
    prices: Float64Array.from(prices, (price) => price / parts),
    taken: Float64Array.from(taken),
    ways: { first, wanted, ...packed(ways) },
    ties: packed(ties),
  };
}

interface ArcLists {
  readonly arcs: number[];
  readonly from: number[];
  readonly to: number[];
  readonly room: number[];
}

interface Lists {
  readonly prices: number[];
  readonly taken: number[];
  readonly first: number[];
  readonly wanted: number[];
  readonly ways: ArcLists;
  readonly ties: ArcLists;
}

const packed = ({ arcs, from, to, room }: ArcLists) => ({
  arcs: Int32Array.from(arcs),
  from: Int32Array.from(from),
  to: Int32Array.from(to),
  room: Float64Array.from(room),
});

function lay(lists: Lists, { arcs, simplex }: Solved, size: number): void {
  const { active, basis } = simplex;
  const { flow, price } = basis;
  const { nodes, from, to, room } = basis.network;
  const { prices, taken, first, wanted, ways, ties } = lists;
  const base = prices.length - 1;
  const placeOf = (node: number) => (node === 0 ? 0 : base + node);
  for (let node = 1; node < nodes; node += 1) {
    prices.push(price[node]!);
    taken.push(0);
  }
  const isActive = new Uint8Array(arcs.length);
  for (const arc of active) isActive[arc] = 1;
  const most = flow.reduce((sum, one, arc) => sum + (arcs[arc]! < size ? one : 0), 0);
  const add = (list: ArcLists, arc: number, fits: number) => {
    list.arcs.push(arcs[arc]!);
    list.from.push(placeOf(from[arc]!));
    list.to.push(placeOf(to[arc]!));
    list.room.push(Math.min(room[arc]!, fits));
  };
  const into: number[][] = Array.from({ length: nodes }, () => []);
  for (let arc = 0; arc < arcs.length; arc += 1)
    if (isActive[arc] === 0) {
      taken[placeOf(from[arc]!)]! += flow[arc]!;
      if (arcs[arc]! >= size) taken[placeOf(to[arc]!)]! -= flow[arc]!;
    } else if (arcs[arc]! < size) into[to[arc]!]!.push(arc);
    else if (most > 0) add(ties, arc, most);
  for (const list of into) {
    const all = list.reduce((sum, arc) => sum + flow[arc]!, 0);
    if (all === 0) continue;
    for (const arc of list) add(ways, arc, all);
    first.push(ways.arcs.length);
    wanted.push(all);
  }
}
