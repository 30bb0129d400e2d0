import { expect, it } from "vitest";
import { solve } from "../../../src/solver/solve.ts";
import { worldOf } from "./worlds.ts";

/** Fixed charges and coupled capacity; a fiftieth of the usual work, which is not enough. */
const hard = () =>
  worldOf(
    1,
    { sources: 40, needs: 40, items: 3, places: 30, capacity: 0.9, fixed: 1, quantity: 200 },
    { stages: ["unmet", "cost"], timeLimitMs: 200 },
  );

it("a search ends by its work, at the same plan whatever the clock says", async () => {
  const paces = [0.005, 0.01];
  const plans = [];
  for (const pace of paces)
    plans.push(await solve(hard(), { clock: () => performance.now() * pace }));
  expect(new Set(plans.map(({ planHash }) => planHash)).size).toBe(1);
  expect(plans.map(({ status, stoppedBy }) => [status, stoppedBy])).toEqual(
    paces.map(() => ["FEASIBLE", "LIMIT"]),
  );
});
