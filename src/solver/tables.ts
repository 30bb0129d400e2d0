import type { Board, BoardLane, BoardNeed, Supply, Times } from "./board.ts";

/** What is read of every lot and unit again and again, as lists of numbers: there are many. */
export interface StockTable {
  readonly source: Int32Array;
  readonly usable: Float64Array;
  readonly unitCost: Float64Array;
  readonly rank: Float64Array;
}

/** The same of every need. */
export interface NeedTable {
  readonly quantity: Float64Array;
  readonly open: Float64Array;
  readonly priority: Uint8Array;
  readonly weight: Float64Array;
  /** How much a minute of delay of one piece weighs. */
  readonly urgency: Float64Array;
}

const stocks = new WeakMap<readonly Supply[], StockTable>();
const asked = new WeakMap<readonly BoardNeed[], NeedTable>();

/** Made once for a list of supplies: a board that changes them has another list. */
export function stockTable({ supplies }: { readonly supplies: readonly Supply[] }): StockTable {
  const known = stocks.get(supplies);
  if (known !== undefined) return known;
  const table = {
    source: new Int32Array(supplies.length),
    usable: new Float64Array(supplies.length),
    unitCost: new Float64Array(supplies.length),
    rank: new Float64Array(supplies.length),
  };
  for (let number = 0; number < supplies.length; number += 1) {
    const { source, usable, unitCost, rank } = supplies[number]!;
    table.source[number] = source;
    table.usable[number] = usable;
    table.unitCost[number] = unitCost;
    table.rank[number] = rank;
  }
  stocks.set(supplies, table);
  return table;
}

/** The same for a list of needs. */
export function needTable({ needs }: { readonly needs: readonly BoardNeed[] }): NeedTable {
  const known = asked.get(needs);
  if (known !== undefined) return known;
  const table = {
    quantity: new Float64Array(needs.length),
    open: new Float64Array(needs.length),
    priority: new Uint8Array(needs.length),
    weight: new Float64Array(needs.length),
    urgency: new Float64Array(needs.length),
  };
  for (let number = 0; number < needs.length; number += 1) {
    const { quantity, open, priority, weight } = needs[number]!;
    table.quantity[number] = quantity;
    table.open[number] = open;
    table.priority[number] = priority;
    table.weight[number] = weight;
    table.urgency[number] = weight * (6 - priority);
  }
  asked.set(needs, table);
  return table;
}

/** What is weighed of every supply and every lane: see `Times`; of known lanes it is there. */
export function timesOf(
  { supplies, lanes }: Pick<Board, "supplies" | "lanes">,
  known: Times | undefined,
): Times {
  const leaves = new Float64Array(supplies.length);
  const expires = new Float64Array(supplies.length);
  for (let supply = 0; supply < supplies.length; supply += 1) {
    leaves[supply] = supplies[supply]!.leaves;
    expires[supply] = supplies[supply]!.expires;
  }
  return { leaves, expires, ...(known === undefined ? onLanes(lanes) : onSame(known)) };
}

const onSame = ({ minutes, isOpen }: Times) => ({ minutes, isOpen });

function onLanes(lanes: readonly BoardLane[]): Pick<Times, "minutes" | "isOpen"> {
  const minutes = new Float64Array(lanes.length);
  const isOpen = new Uint8Array(lanes.length);
  for (let lane = 0; lane < lanes.length; lane += 1) {
    minutes[lane] = lanes[lane]!.minutes;
    isOpen[lane] = lanes[lane]!.open ? 1 : 0;
  }
  return { minutes, isOpen };
}
