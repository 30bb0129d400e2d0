import { NetworkSimplex } from "../solver/network-simplex.ts";

/** What one party owes another in all. */
export interface Owing {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

const never = (): boolean => false;

/**
 * The most that cancels in cycles: a circulation of the largest sum, no more on any pair than is
 * owed. It changes nobody's position and opens no new pair (obligation clearing: Fleischman, Dini,
 * Littera 2020). Answers the amount for each pair, in order.
 */
export function largestCirculation(owings: readonly Owing[]): number[] {
  const parties = partiesOf(owings);
  const node = new Map(parties.map((party, index) => [party, index + 1]));
  const nodes = parties.length + 1;
  const ties = parties.map((_, index) => index + 1);
  const length = owings.length + ties.length;
  const network = {
    nodes,
    from: Int32Array.from([...owings.map(({ from }) => node.get(from) ?? 0), ...ties.map(() => 0)]),
    to: Int32Array.from([...owings.map(({ to }) => node.get(to) ?? 0), ...ties]),
    // Nothing comes back to the root, so that nothing ever leaves it.
    room: Float64Array.from([...owings.map(({ amount }) => amount), ...ties.map(() => Infinity)]),
    flow: new Float64Array(length),
    treeArc: Int32Array.from([0, ...ties.map((tie) => owings.length + tie - 1)]),
  };
  const simplex = new NetworkSimplex(network);
  const gain = new Float64Array(length).fill(-1, 0, owings.length);
  simplex.minimise(gain, never);
  return owings.map((_, pair) => simplex.flow[pair] ?? 0);
}

/** One chain of what is owed without a cycle: from who owes in the end to who is owed. */
export interface Chain {
  /** Positions in the list of pairs, from the last debtor's to the first creditor's. */
  readonly pairs: readonly number[];
  readonly amount: number;
}

/**
 * What is left after cycles as chains from net debtors to net creditors. Direct pairs stay as they
 * are first, so that as little as may be gets a new debtor. `owings` must be free of cycles.
 */
export function chainsOf(owings: readonly Owing[]): Chain[] {
  const left = owings.map(({ amount }) => amount);
  const position = new Map<string, number>();
  for (const { from, to, amount } of owings) {
    position.set(from, (position.get(from) ?? 0) - amount);
    position.set(to, (position.get(to) ?? 0) + amount);
  }
  const chains: Chain[] = [];
  const take = (pairs: readonly number[]): void => {
    const [first, last] = [owings[pairs[0] ?? -1], owings[pairs.at(-1) ?? -1]];
    if (first === undefined || last === undefined) return;
    const owed = -(position.get(first.from) ?? 0);
    const due = position.get(last.to) ?? 0;
    const amount = Math.min(owed, due, ...pairs.map((pair) => left[pair] ?? 0));
    if (amount <= 0) return;
    for (const pair of pairs) left[pair] = (left[pair] ?? 0) - amount;
    position.set(first.from, -(owed - amount));
    position.set(last.to, due - amount);
    chains.push({ pairs, amount });
  };
  owings.forEach((_, pair) => take([pair]));
  for (const party of partiesOf(owings))
    while ((position.get(party) ?? 0) < 0) take(wayFrom(party, owings, left, position));
  return chains;
}

/** From a net debtor along what is still owed to the first party that is owed in the end. */
function wayFrom(
  party: string,
  owings: readonly Owing[],
  left: readonly number[],
  position: ReadonlyMap<string, number>,
): number[] {
  const way: number[] = [];
  let at = party;
  do {
    const pair = owings.findIndex(({ from }, index) => from === at && (left[index] ?? 0) > 0);
    const next = owings[pair];
    if (next === undefined) throw new RangeError("what a party passes on is owed to somebody");
    way.push(pair);
    at = next.to;
  } while ((position.get(at) ?? 0) <= 0);
  return way;
}

export const partiesOf = (owings: readonly Pick<Owing, "from" | "to">[]): string[] =>
  [...new Set(owings.flatMap(({ from, to }) => [from, to]))].toSorted();
