import highsPackage from "highs";
import { describe, expect, it } from "vitest";
import { nearestFirst } from "../../src/solver/baseline.ts";
import { layBoard } from "../../src/solver/board-lay.ts";
import { Course } from "../../src/solver/course.ts";
import { gapOf, type Control, type Task } from "../../src/solver/engine.ts";
import { HighsRun } from "../../src/solver/highs-run.ts";
import { runStages } from "../../src/solver/stage-run.ts";
import { timed } from "./board-of-results.ts";
import { sizedWorld, withCapacity, withFixedCharges, type Size } from "./sizes.ts";

const loadHighs = highsPackage as unknown as typeof highsPackage.default;

/** Ten seconds' work, and all the time that it takes on a busy machine. */
const control: Control = {
  elapsed: () => 0,
  limitMs: 600_000,
  nodes: Infinity,
  work: 6000,
  largestTree: 0,
  cancelled: () => false,
  onProgress: () => undefined,
};

function taskOf(size: Size, world = sizedWorld(size)): Task {
  const board = layBoard(withFixedCharges(world));
  const stages = (["unmet", "cost"] as const).map((name) => ({ name, slack: 0 }));
  return { board, stages, mipGap: 0, start: nearestFirst(board), breakTies: false };
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;

/**
 * What is left of the gap at S is mostly the bound's: of its strong formulation (flow at most what
 * fits where a lane is used) the linear program is at 119,406; with each need filled by whole
 * lanes it is at 122,741 at most, with each place's needs filled together at 123,082. HiGHS comes
 * to a plan of 126,041 and a bound of 124,184 after 400 seconds, 1.5 % apart.
 */
describe("few senders: what goods cost with a charge for each lane in use", () => {
  it.each<Size>(["S", "M", "L", "XL"])("against the bound, %s", async (size) => {
    const highs = await loadHighs();
    const task = taskOf(size);
    const [answer, ms] = timed(() => runStages(highs, task, control));
    const { best, bound } = answer.stages[1]!.parts[0]!;
    console.log(
      `few senders ${size}: ${(ms / 1000).toFixed(2)} s of processor, cost ${best}, ` +
        `${percent(best - bound, best)} above the bound`,
    );
    expect(bound).toBeLessThanOrEqual(best);
    expect(best - bound).toBeLessThan(0.05 * best);
  });

  it.each<[Size, number]>([
    ["M", 600],
    ["XL", 1800],
  ])("with what a limit of one or three seconds allows, %s", async (size, work) => {
    const highs = await loadHighs();
    const task = taskOf(size);
    const [answer, ms] = timed(() => runStages(highs, task, { ...control, work }));
    const { best, bound } = answer.stages[1]!.parts[0]!;
    console.log(
      `few senders ${size}, ${work} of work: ${(ms / 1000).toFixed(2)} s of processor, cost ` +
        `${best}, ${percent(best - bound, best)} above the bound`,
    );
    expect(bound).toBeLessThanOrEqual(best);
  });

  it("with vehicles at each depot, M", async () => {
    const highs = await loadHighs();
    const task = taskOf("M", withCapacity(sizedWorld("M")));
    const [answer, ms] = timed(() => runStages(highs, task, control));
    const [unmet, cost] = answer.stages;
    const { best, bound } = cost!.parts[0]!;
    const gaps = unmet!.parts.map((part) => percent(gapOf(part), 1)).join(", ");
    console.log(
      `few senders M with vehicles: ${(ms / 1000).toFixed(2)} s of processor, cost ${best}, ` +
        `${percent(best - bound, best)} above the bound; unmet by priority ${gaps} above theirs`,
    );
    expect(bound).toBeLessThanOrEqual(best);
  });

  it.each<Size>(["S", "M"])("against HiGHS in the same time, %s", async (size) => {
    const highs = await loadHighs();
    const task = taskOf(size);
    const [ours, ms] = timed(() => runStages(highs, task, control));
    let began: NodeJS.CpuUsage | undefined;
    const elapsed = () => {
      if (began === undefined) return 0;
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    const limits = { ...control, largestTree: Infinity, work: Infinity, elapsed };
    const course = new Course(task, { ...limits, limitMs: ms, cancelled: () => elapsed() > ms });
    const search = new HighsRun(highs, course);
    try {
      for (let part = 0; part < 5; part += 1) search.part({ stage: "unmet", part, slack: 0 });
      // The linear parts before it are a present: without them its cost would be another plan's.
      began = process.cpuUsage();
      search.part({ stage: "cost", part: 0, slack: 0 });
    } finally {
      search.dispose();
    }
    const [own, other] = [ours.stages[1]!.parts[0]!.best, course.best.value("cost", 0)];
    console.log(
      `few senders ${size}: HiGHS in the same ${(ms / 1000).toFixed(2)} s of processor costs ` +
        `${percent(other - own, own)} more`,
    );
    expect(own).toBeLessThanOrEqual(other);
  });
});
