import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { robustnessOf } from "../../../src/solver/robustness.ts";
import { solve } from "../../../src/solver/solve.ts";
import { readInstance } from "./instances.ts";
import { roughWorld } from "./rough-worlds.ts";

const example = JSON.parse(readInstance("example.json")) as Problem;

async function swept(problem: Problem, options = {}) {
  return robustnessOf(problem, await solve(problem), options);
}

/** The whole file without the loss, solved anew: slow, and nothing is shared. */
async function missingWithout(problem: Problem, { source, to }: { source: string; to?: string }) {
  const isLost = (from: string, place: string) => from === source && (to ?? place) === place;
  const placeOf = new Map(problem.needs.map(({ id, place }) => [id, place]));
  const plan = await solve({
    ...problem,
    lanes: problem.lanes.filter((lane) => !isLost(lane.from, lane.to)),
    rules: {
      ...problem.rules,
      pins: (problem.rules?.pins ?? []).filter(
        (pin) => !isLost(pin.source, placeOf.get(pin.need) ?? ""),
      ),
    },
    options: { stages: ["unmet"] },
  });
  expect(plan.status).toBe("OPTIMAL");
  return plan.stages[0]?.parts;
}

describe("the robustness of a plan", () => {
  it("is what solving anew without each road and depot says, in 8 random worlds", async () => {
    let hurt = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const world = roughWorld(90_000 + seed);
      for (const loss of (await swept(world)).losses) {
        expect([seed, loss.missingAfter]).toEqual([seed, await missingWithout(world, loss)]);
        expect(loss.regret.every((more, at) => more >= 0 || loss.regret[at - 1] !== 0)).toBe(true);
        if (loss.regret.some((more) => more > 0)) hurt += 1;
      }
    }
    expect(hurt).toBeGreaterThan(8);
  });

  it("names what hurts most first, and the lines that nothing could replace", async () => {
    const { candidates, tried, losses, fragile } = await swept(example);
    expect([candidates, tried]).toEqual([4, 4]);
    expect(losses.map(({ kind, source, to, regret }) => [kind, source, to, regret[0]])).toEqual([
      ["LANE", "D1", "P1", 201],
      ["SOURCE", "D1", undefined, 201],
      ["LANE", "D2", "P1", 0],
      ["SOURCE", "D2", undefined, 0],
    ]);
    expect(losses[0]?.needs).toEqual([
      { need: "N1", missing: 200, more: 200 },
      { need: "N2", missing: 2, more: 1 },
    ]);
    expect(fragile.map((line) => [line.lot ?? line.unit, line.lostWith, line.missing])).toEqual([
      ["L1", "LANE", 201],
      ["T1", "LANE", 201],
    ]);
    // Capacity ties tents and teams together; without it each is told by itself.
    const text = JSON.stringify(example).replace(/"capacity":\{[^}]*\},?/g, "");
    const apart = await swept(JSON.parse(text) as Problem);
    expect(
      apart.fragile.map((line) => [line.lot ?? line.unit, line.lostWith, line.missing]),
    ).toEqual([
      ["L1", "LANE", 200],
      ["T1", "LANE", 1],
    ]);
  });

  it("tries the most used ones where it may not try them all, and says so", async () => {
    const { candidates, tried, losses, stoppedBy } = await swept(example, { limit: 2 });
    expect([candidates, tried, stoppedBy]).toEqual([4, 2, undefined]);
    expect(losses.every(({ source }) => source === "D1")).toBe(true);
  });

  it("tells how far it is, and stops when it is told to with what it has", async () => {
    const told: number[] = [];
    const { tried, losses, stoppedBy } = await swept(example, {
      onLoss: (done: number) => void told.push(done),
      cancelled: () => told.length >= 2,
    });
    expect(told).toEqual([1, 2]);
    expect([tried, losses.length, stoppedBy]).toEqual([2, 2, "CANCEL"]);
  });

  it("is the same each time", async () => {
    expect(await swept(roughWorld(3))).toEqual(await swept(roughWorld(3)));
  });
});
