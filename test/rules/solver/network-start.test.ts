import { describe, expect, it } from "vitest";
import { chanceOf } from "../../../src/kernel/chance.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { baseColumns } from "../../../src/solver/highs-rows.ts";
import type { Network } from "../../../src/solver/network-basis.ts";
import { networkOf } from "../../../src/solver/network-lay.ts";
import { NetworkSimplex } from "../../../src/solver/network-simplex.ts";
import { startNetwork } from "../../../src/solver/network-start.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { worldOf } from "./worlds.ts";

const never = () => false;
const WORLDS = 200;
/** Dearer than anything that a world holds. */
const BARRED = 1_000_000;

const small = (seed: number) => {
  const size = { sources: 2 + (seed % 7), needs: 2 + (seed % 9), items: 1 + (seed % 3) };
  return worldOf(seed, { ...size, units: 0.3, quantity: 1 + (seed % 40), pins: seed % 3 === 0 });
};

/** The same with other lots' sizes, and a lane in six shut. */
function changed(world: Problem, seed: number): Problem {
  const chance = chanceOf(seed);
  const sources = world.sources.map((source) => ({
    ...source,
    stock: (source.stock ?? []).map((lot) => ({
      ...lot,
      quantity: lot.quantity + Math.floor(chance() * 10),
    })),
  }));
  const lanes = world.lanes.map((lane) => ({ ...lane, open: chance() < 5 / 6 }));
  return { ...world, sources, lanes };
}

/** One network with everything missing, and one with goods shipped by hand. */
function networksOf(world: Problem): { bare: Network; shipped: Network } {
  const board = layBoard(world);
  const columns = baseColumns(board, true);
  const shipped = networkOf(board, columns);
  startNetwork(shipped, board, columns);
  return { bare: networkOf(board, columns), shipped };
}

const costsFor = ({ from }: Network, seed: number) => {
  const chance = chanceOf(seed);
  return Float64Array.from(from, (node) => Math.floor(chance() * (node === 0 ? 2000 : 200)));
};

const total = (flow: Float64Array, cost: Float64Array) =>
  flow.reduce((sum, amount, arc) => sum + amount * cost[arc]!, 0);

function leastFrom(network: Network, cost: Float64Array): number {
  const simplex = new NetworkSimplex(network);
  expect(simplex.minimise(cost, never)).toBe(true);
  return total(simplex.flow, cost);
}

describe("a network that is begun by hand", () => {
  it("holds, and from the root every node is within reach on arcs that can take more", () => {
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const { bare, shipped } = networksOf(small(seed));
      const sums = [bare, shipped].map((network) => {
        const sum = new Float64Array(network.nodes);
        network.flow.forEach((amount, arc) => {
          expect([seed, amount >= 0 && amount <= network.room[arc]!]).toEqual([seed, true]);
          sum[network.from[arc]!]! -= amount;
          sum[network.to[arc]!]! += amount;
        });
        return sum.subarray(1);
      });
      expect([seed, sums[1]]).toEqual([seed, sums[0]]);
      const { treeArc, to, room, flow } = shipped;
      for (let node = 1; node < shipped.nodes; node += 1) {
        const arc = treeArc[node]!;
        const left = to[arc] === node ? room[arc]! - flow[arc]! : flow[arc]!;
        expect([seed, node, left > 0]).toEqual([seed, node, true]);
      }
    }
  });

  it("ends at the same least as one with everything missing, on changed files too", () => {
    for (let seed = 1; seed <= WORLDS; seed += 1)
      for (const world of [small(seed), changed(small(seed), seed)]) {
        const { bare, shipped } = networksOf(world);
        const costs = costsFor(bare, seed);
        expect([seed, leastFrom(shipped, costs)]).toEqual([seed, leastFrom(bare, costs)]);
      }
  });

  it("goes on after costs change and arcs close, to what a cold one finds", () => {
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const { bare, shipped } = networksOf(small(seed));
      const warm = new NetworkSimplex(shipped);
      warm.minimise(costsFor(bare, seed), never);
      const chance = chanceOf(seed);
      const other = costsFor(bare, seed + 1000);
      const shut = other.map((cost, arc) =>
        bare.from[arc] !== 0 && chance() < 0.2 ? BARRED : cost,
      );
      for (const costs of [other, shut, other]) {
        expect(warm.minimise(costs, never)).toBe(true);
        expect([seed, total(warm.flow, costs)]).toEqual([seed, leastFrom(bare, costs)]);
      }
    }
  });
});
