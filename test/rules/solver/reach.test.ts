import { expect, it } from "vitest";
import { chanceOf } from "../../../src/kernel/chance.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";

/** Few lots among many sources, some with several, and few or many lanes to each place. */
function sparseWorld(seed: number): Problem {
  const chance = chanceOf(seed);
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const [count, share] = [1 + upTo(300), chance() ** 3];
  const sources = Array.from({ length: count }, (_, home) => ({
    id: `s${String(home).padStart(3, "0")}`,
    stock: Array.from({ length: chance() < share ? 1 + upTo(3) : 0 }, (__, at) => ({
      lot: `l${home}-${at}`,
      item: `i${upTo(2)}`,
      quantity: 1 + upTo(9),
    })),
  }));
  const places = ["p0", "p1", "p2"];
  const lanes = places.flatMap((to) => {
    const reached = chance() ** 2;
    const from = sources.filter(() => chance() < reached);
    return from.map(({ id }) => ({ from: id, to, minutes: upTo(50), open: chance() < 0.9 }));
  });
  const needs = places.map((place, at) => ({ id: `n${at}`, place, item: "i0", quantity: 20 }));
  const items = [
    { id: "i0", substitutes: [{ item: "i1", give: 2, counts: 1 }] },
    { id: "i1", substitutes: [] },
  ];
  const options = { stages: ["unmet", "arrival"] as const };
  return { version: 1, items, sources, needs, lanes, options };
}

it("finds each pair with a lane between them, and no other, in order", async () => {
  let pairs = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const world = sparseWorld(seed);
    const { index, lanes, needs, supplies } = layBoard(world);
    for (const need of needs) {
      const laneFrom = (source: number) => {
        const lane = lanes.findIndex(({ from, to }) => from === source && to === need.place);
        return lane < 0 ? undefined : lane;
      };
      const found: (number | undefined)[][] = [];
      index.eachReached(need, (supply, lane) => found.push([supply, lane]));
      const all = [...supplies.keys()]
        .map((supply) => [supply, laneFrom(supplies[supply]!.source)])
        .filter(([, lane]) => lane !== undefined);
      expect([seed, found]).toEqual([seed, all]);
      for (const source of world.sources.keys())
        expect([seed, index.laneOf(source, need.place)]).toEqual([seed, laneFrom(source)]);
      pairs += all.length;
    }
    // The checker goes over the same pairs by its own way, and refuses a plan that misses one.
    expect((await solve(world)).status).toBe("OPTIMAL");
  }
  expect(pairs).toBeGreaterThan(1_000);
});
