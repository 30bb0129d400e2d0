import highsPackage from "highs";
import { beforeAll, describe, expect, it } from "vitest";
import { chanceOf } from "../../../src/kernel/chance.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { PART_COUNT } from "../../../src/solver/engine.ts";
import { DispatchModel } from "../../../src/solver/highs-model.ts";
import { costsOf } from "../../../src/solver/highs-objective.ts";
import { isNetwork } from "../../../src/solver/highs-rows.ts";
import { NetworkModel } from "../../../src/solver/network-model.ts";
import type { Network } from "../../../src/solver/network-basis.ts";
import { NetworkSimplex } from "../../../src/solver/network-simplex.ts";
import type { StageName } from "../../../src/solver/problem.ts";
import { isFeasible } from "../../../src/solver/room.ts";
import { worldOf } from "./worlds.ts";

const loadHighs = highsPackage as unknown as typeof highsPackage.default;
const never = () => false;
const linear: readonly StageName[] = ["unmet", "fairness", "arrival", "order", "cost"];
const noUses = new Map<never, never>();

type Boarded = ReturnType<typeof layBoard>;

/** Every linear part in turn, each on the face of those before it. */
const partsOf = linear.flatMap((stage) =>
  Array.from({ length: stage === "order" ? 1 : PART_COUNT[stage] }, (_, part) => ({ stage, part })),
);

describe("the network simplex", () => {
  let highs: Awaited<ReturnType<typeof loadHighs>>;
  beforeAll(async () => {
    highs = await loadHighs();
  });

  /** The same parts by HiGHS on the same columns: a method and a code that share nothing. */
  function byHighs(board: Boarded): number[] {
    const model = new DispatchModel(highs, board, true);
    try {
      return partsOf.map(({ stage, part }) => {
        const costs = costsOf(model, board, stage, part, noUses);
        const limits = { seconds: 60, nodes: 1, work: 1, gap: 0, stop: never, whole: [] };
        const outcome = model.minimise(costs, { ...limits, onBound: () => undefined });
        expect(outcome.status).toBe("OPTIMAL");
        model.freezeFace(outcome);
        return outcome.bound;
      });
    } finally {
      model.dispose();
    }
  }

  function byNetwork(board: Boarded): number[] {
    const model = NetworkModel.of(board, true);
    if (model === undefined) throw new Error("the board is no network");
    return partsOf.map(({ stage, part }) => {
      const costs = costsOf(model, board, stage, part, noUses);
      expect(model.minimise(costs, never)).toBe(true);
      model.freeze();
      expect(isFeasible(board, model.flows)).toBe(true);
      return model.value(costs);
    });
  }

  it("agrees with HiGHS in every linear part of 250 random worlds, face after face", () => {
    for (let seed = 1; seed <= 250; seed += 1) {
      const size = { sources: 2 + (seed % 7), needs: 2 + (seed % 9), items: 1 + (seed % 3) };
      const world = worldOf(seed, { ...size, units: 0.3, quantity: 1 + (seed % 40) });
      const board = layBoard(world);
      expect(isNetwork(board)).toBe(true);
      const [expected, found] = [byHighs(board), byNetwork(board)];
      found.forEach((value, at) => {
        const wanted = expected[at] ?? NaN;
        const error = Math.abs(value - wanted) / Math.max(1, wanted);
        expect([seed, at, error < 1e-9]).toEqual([seed, at, true]);
      });
    }
  });

  it("ends where everything ties: each worker fits each job for the same", () => {
    for (const size of [1, 2, 30]) {
      const simplex = new NetworkSimplex(assignment(size));
      const cost = costsFor(size, () => 1);
      expect(simplex.minimise(cost, never)).toBe(true);
      expect(total(simplex.flow, cost)).toBe(size);
      expect(simplex.pivots).toBeLessThan(size ** 3 + 10);
    }
  });

  it("goes on from its tree when the costs change, and keeps to the face of what was first", () => {
    const chance = chanceOf(7);
    const network = assignment(40);
    const [first, second] = [0, 1].map(() => costsFor(40, () => Math.floor(chance() * 9)));
    const [simplex, cold] = [new NetworkSimplex(network), new NetworkSimplex(network)];
    simplex.minimise(first!, never);
    const [least, pivots] = [total(simplex.flow, first!), simplex.pivots];
    simplex.freeze();
    simplex.minimise(second!, never);
    cold.minimise(second!, never);
    expect(total(simplex.flow, first!)).toBe(least);
    expect(total(simplex.flow, second!)).toBeGreaterThan(total(cold.flow, second!));
    expect(simplex.pivots - pivots).toBeLessThan(cold.pivots);
  });

  it("knows fractions to their rounding", () => {
    const network = assignment(25);
    const chance = chanceOf(3);
    const whole = costsFor(25, () => Math.floor(chance() * 1000));
    const [exact, rounded] = [new NetworkSimplex(network), new NetworkSimplex(network)];
    exact.minimise(whole, never);
    rounded.minimise(
      whole.map((cost) => cost / 10),
      never,
    );
    expect(total(exact.flow, whole)).toBeGreaterThan(0);
    expect(total(rounded.flow, whole)).toBe(total(exact.flow, whole));
  });

  it("stops when it is told to, with a flow that holds", () => {
    const network = assignment(120);
    const chance = chanceOf(5);
    const cost = costsFor(120, () => Math.floor(chance() * 1000));
    const simplex = new NetworkSimplex(network);
    expect(simplex.minimise(cost, () => true)).toBe(false);
    for (let job = 1; job <= 120; job += 1) {
      const into = [...network.to.keys()].filter((arc) => network.to[arc] === job);
      expect(into.reduce((sum, arc) => sum + simplex.flow[arc]!, 0)).toBe(1);
    }
  });
});

/** What a pair costs; a job left undone costs more than any, and a worker's day nothing. */
const costsFor = (size: number, pair: () => number): Float64Array =>
  Float64Array.from({ length: size * size + 2 * size }, (_, arc) =>
    arc < size * size ? pair() : arc < size * size + size ? 10_000 : 0,
  );

const total = (flow: Float64Array, cost: Float64Array): number =>
  flow.reduce((sum, amount, arc) => sum + amount * cost[arc]!, 0);

/** `size` jobs (nodes 1…size), as many workers of one day each, and the root for what is left. */
function assignment(size: number): Network {
  const pairs = Array.from({ length: size * size }, (_, at) => ({
    from: 1 + size + (at % size),
    to: 1 + Math.floor(at / size),
  }));
  const undone = Array.from({ length: size }, (_, job) => ({ from: 0, to: 1 + job }));
  const days = Array.from({ length: size }, (_, worker) => ({ from: 0, to: 1 + size + worker }));
  const arcs = [...pairs, ...undone, ...days];
  const [free, shifts] = [pairs.length, pairs.length + size];
  return {
    nodes: 1 + 2 * size,
    from: Int32Array.from(arcs, ({ from }) => from),
    to: Int32Array.from(arcs, ({ to }) => to),
    room: Float64Array.from(arcs, (_, arc) => (arc >= free && arc < shifts ? Infinity : 1)),
    flow: Float64Array.from(arcs, (_, arc) => (arc >= free && arc < shifts ? 1 : 0)),
    treeArc: Int32Array.from({ length: 1 + 2 * size }, (_, node) =>
      node === 0 ? -1 : node <= size ? free + node - 1 : shifts + node - 1 - size,
    ),
  };
}
