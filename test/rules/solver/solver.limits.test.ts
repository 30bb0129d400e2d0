import { expect, it } from "vitest";
import { nearestFirst } from "../../../src/solver/baseline.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { loadHighsEngine } from "../../../src/solver/highs-engine.ts";
import { worldOf } from "./worlds.ts";

/** Fixed charges and coupled capacity: far more than 200 units of work. */
const hard = () =>
  worldOf(1, {
    ...{ sources: 40, needs: 40, items: 3, places: 30, capacity: 0.9, fixed: 1, quantity: 200 },
  });

it("a search ends by its work, at the same plan whatever the clock says", async () => {
  const engine = await loadHighsEngine();
  const board = layBoard(hard());
  const stages = (["unmet", "cost"] as const).map((name) => ({ name, slack: 0 }));
  const task = { board, stages, mipGap: 0, start: nearestFirst(board), breakTies: true };
  const answers = [0.1, 2].map((pace) => {
    const began = performance.now();
    return engine.run(task, {
      elapsed: () => (performance.now() - began) * pace,
      limitMs: 120_000,
      nodes: Infinity,
      work: 200,
      cancelled: () => false,
      onProgress: () => undefined,
    });
  });
  expect(answers.map(({ stoppedBy }) => stoppedBy)).toEqual(["LIMIT", "LIMIT"]);
  expect(answers[0]?.flows).toEqual(answers[1]?.flows);
});
