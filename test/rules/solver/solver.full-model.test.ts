import { expect, it } from "vitest";
import { disagreements } from "./agreement.ts";
import { loadModelHighs } from "./full-optimum.ts";
import { roughWorld } from "./rough-worlds.ts";
import { solve } from "../../../src/solver/solve.ts";

/** `npm run soak` tries two thousand. */
const WORLDS = 40;

it(`agrees in every part with one model of the whole, in ${WORLDS} rough worlds`, async () => {
  const highs = await loadModelHighs();
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const world = roughWorld(seed);
    const plan = await solve(world);
    const found = disagreements(highs, world, plan);
    expect([seed, plan.status, found]).toEqual([seed, "OPTIMAL", []]);
  }
});
