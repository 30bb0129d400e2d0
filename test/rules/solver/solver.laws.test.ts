import { expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { roughWorld } from "./rough-worlds.ts";
import { shuffled } from "./world-changes.ts";
import { LAWS } from "./world-laws.ts";

/** `npm run soak` tries two hundred of each. */
const WORLDS = 5;

it.each(LAWS)("$says", async ({ holds }) => {
  let changed = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) if (await holds(seed)) changed += 1;
  expect(changed).toBeGreaterThan(0);
});

it("tells the same lines whatever the order of rows, floors and earlier lines", async () => {
  for (const seed of [3, 7, 12, 60, 205, 311]) {
    const world = roughWorld(seed);
    const lines = async (problem: Problem) =>
      (await solve(problem)).allocations.map((line) => ({ ...line, reasons: [] }));
    expect([seed, await lines(shuffled(world, seed))]).toEqual([seed, await lines(world)]);
  }
});
