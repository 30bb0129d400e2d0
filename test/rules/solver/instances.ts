import { readFileSync } from "node:fs";
import type { Problem } from "../../../src/solver/problem.ts";

/** Reads a public instance from the fixtures beside the tests. */
export const readInstance = (name: string): string =>
  readFileSync(new URL(`../../fixtures/solver/${name}`, import.meta.url), "utf8");

export const PUBLISHED: Readonly<Record<string, number>> = {
  "cap71.txt": 932615.75,
  "cap72.txt": 977799.4,
  "cap73.txt": 1010641.45,
  "cap101.txt": 796648.437,
  "cap102.txt": 854704.2,
  "cap131.txt": 793439.562,
  "cap132.txt": 851495.325,
  "cap133.txt": 893076.712,
  "assign_150.min": 163636,
  "tp_60x120.min": 766618,
};

const asTransport = { stages: ["unmet", "cost"], timeLimitMs: 60_000 } as const;

/**
 * OR-Library's capacitated warehouse location: m depots with capacity and fixed cost, then each
 * customer's demand and its cost of being served whole from each depot.
 */
export function warehouseProblem(text: string): Problem {
  const numbers = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(Number);
  const next = () => numbers.shift() ?? Number.NaN;
  const [depots, customers] = [next(), next()];
  const sources = Array.from({ length: depots }, (_, at) => ({
    id: `W${at}`,
    stock: [{ lot: `L${at}`, item: "goods", quantity: next() }],
    fixedCost: next(),
  }));
  const needs: Problem["needs"][number][] = [];
  const lanes: Problem["lanes"][number][] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const quantity = next();
    needs.push({ id: `C${customer}`, place: `P${customer}`, item: "goods", quantity });
    for (const source of sources)
      lanes.push({ from: source.id, to: `P${customer}`, minutes: 0, unitCost: next() / quantity });
  }
  return { version: 1, items: [{ id: "goods" }], sources, needs, lanes, options: asTransport };
}

/** A transportation problem in DIMACS min-cost-flow form; of parallel arcs the cheapest counts. */
export function flowProblem(text: string): Problem {
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
  const supply = new Map(
    rows.filter(([kind]) => kind === "n").map(([, id, flow]) => [id ?? "", Number(flow)]),
  );
  const cheapest = new Map<string, { from: string; to: string; cost: number }>();
  for (const [kind, from = "", to = "", , , cost] of rows) {
    if (kind !== "a" || (supply.get(from) ?? 0) <= 0 || (supply.get(to) ?? 0) >= 0) continue;
    const known = cheapest.get(`${from} ${to}`);
    if (known === undefined || Number(cost) < known.cost)
      cheapest.set(`${from} ${to}`, { from, to, cost: Number(cost) });
  }
  const ends = [...supply];
  return {
    version: 1,
    items: [{ id: "goods" }],
    sources: ends
      .filter(([, flow]) => flow > 0)
      .map(([id, quantity]) => ({ id, stock: [{ lot: `L${id}`, item: "goods", quantity }] })),
    needs: ends
      .filter(([, flow]) => flow < 0)
      .map(([id, flow]) => ({ id: `N${id}`, place: id, item: "goods", quantity: -flow })),
    lanes: [...cheapest.values()].map(({ from, to, cost }) => ({
      from,
      to,
      minutes: 0,
      unitCost: cost,
    })),
    options: asTransport,
  };
}
