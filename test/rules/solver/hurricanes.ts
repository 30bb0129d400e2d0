import type { Problem } from "../../../src/solver/problem.ts";
import { readInstance } from "./instances.ts";

interface Atlas {
  readonly nodes: readonly { readonly id: number; readonly name: string }[];
  readonly links: readonly (readonly [number, number, number])[];
  readonly hurricanes: readonly {
    readonly name: string;
    readonly demand: readonly ({ readonly node: number } & Readonly<Record<string, number>>)[];
  }[];
}

const ITEMS = ["water", "food", "medkits"] as const;

export const atlas = JSON.parse(readInstance("rawls_turnquist.json")) as Atlas;

/**
 * One hurricane of Rawls and Turnquist (2010): every node of the Gulf coast holds the same small
 * stock, shortest ways lead to the nodes that ask, and one item's need is met as far as it goes.
 */
export function hurricaneProblem(at: number, stock: number): Problem {
  const hours = shortestHours();
  const demand = atlas.hurricanes[at]?.demand ?? [];
  return {
    version: 1,
    items: ITEMS.map((id) => ({ id })),
    sources: atlas.nodes.map(({ id }) => ({
      id: `node-${id}`,
      stock: ITEMS.map((item) => ({ lot: `${item}-${id}`, item, quantity: stock })),
    })),
    needs: demand.flatMap((row) =>
      ITEMS.map((item) => ({
        id: `${item}-to-${row.node}`,
        place: `place-${row.node}`,
        item,
        quantity: Math.round(row[item] ?? 0),
      })),
    ),
    lanes: [...new Set(demand.map((row) => row.node))].flatMap((to) =>
      atlas.nodes.map(({ id }) => ({
        from: `node-${id}`,
        to: `place-${to}`,
        minutes: (hours[id]?.[to] ?? 0) * 60,
        unitCost: hours[id]?.[to] ?? 0,
      })),
    ),
    options: { stages: ["unmet", "cost"], timeLimitMs: 120_000 },
  };
}

/** Floyd and Warshall, three lines long, so that the test owes nothing to the product. */
function shortestHours(): number[][] {
  const nodes = atlas.nodes.map(({ id }) => id);
  const hours = nodes.map((a) => nodes.map((b) => (a === b ? 0 : Infinity)));
  const set = (a: number, b: number, h: number) => {
    const row = hours[a];
    if (row !== undefined) row[b] = Math.min(row[b] ?? Infinity, h);
  };
  for (const [a, b, h] of atlas.links) {
    set(a, b, h);
    set(b, a, h);
  }
  for (const via of nodes)
    for (const a of nodes)
      for (const b of nodes)
        set(a, b, (hours[a]?.[via] ?? Infinity) + (hours[via]?.[b] ?? Infinity));
  return hours;
}
