import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import highsPackage from "highs";
import { describe, expect, it } from "vitest";
import { layBoard } from "../../src/solver/board-lay.ts";
import { DispatchModel } from "../../src/solver/highs-model.ts";
import { networkOf } from "../../src/solver/network-lay.ts";
import { NetworkModel } from "../../src/solver/network-model.ts";
import type { Network } from "../../src/solver/network-basis.ts";
import { median, note, race, tellAtEnd, timed } from "./board-of-results.ts";
import { sizedWorld, type Size } from "./sizes.ts";

const loadHighs = highsPackage as unknown as typeof highsPackage.default;
const never = () => false;
/** Rounds after which a process runs as it does in a server's worker. */
const WARM = 20;

/** One objective that has all that matters in it: what is missing first, then when it arrives. */
function costsOf(board: ReturnType<typeof layBoard>, size: number): Float64Array {
  const missing = 100_000;
  const costs = new Float64Array(size).fill(missing);
  costs.set(board.arcs.arrives);
  return costs;
}

describe("network simplex", () => {
  tellAtEnd();

  it.each([
    ["S", 9],
    ["M", 5],
    ["L", 3],
  ] as const)("against HiGHS's dual simplex on the same columns, %s", async (size, rounds) => {
    const highs = await loadHighs();
    const board = layBoard(sizedWorld(size));
    const byNetwork = () => {
      const model = NetworkModel.of(board, false);
      if (model === undefined) throw new Error("the board is no network");
      const costs = costsOf(board, model.size);
      model.minimise(costs, never);
      return model.value(costs);
    };
    const byHighs = () => {
      const model = new DispatchModel(highs, board, false);
      try {
        const search = { seconds: 600, nodes: 1, work: 1, gap: 0, stop: never, whole: [] };
        const costs = costsOf(board, model.size);
        return model.minimise(costs, { ...search, onBound: () => undefined }).bound;
      } finally {
        model.dispose();
      }
    };
    const names = { what: "network simplex", size, rival: "HiGHS" };
    const [ours, theirs] = race(names, [byNetwork, byHighs], rounds);
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-9 * ours);
  });

  it.each<Size>(["L", "XL"])("after each hundredth arc has closed, %s", (size) => {
    const board = layBoard(sizedWorld(size));
    const warm = NetworkModel.of(board, false);
    if (warm === undefined) throw new Error("the board is no network");
    const costs = costsOf(board, warm.size);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round += 1) {
      const shut = Array.from(board.arcs.need.keys()).filter((arc) => arc % 100 === 7 * round);
      const barred = costs.slice();
      for (const arc of shut) barred[arc] = 1_000_000;
      const closed = { ...board, arcs: board.arcs.without(shut) };
      warm.minimise(costs, never);
      ours.push(timed(() => warm.minimise(barred, never))[1]);
      // Most of the way is gone when a network is laid out, which the warm one need not be again.
      const [cold, ms] = timed(() => {
        const model = NetworkModel.of(closed, false);
        model?.minimise(costs, never);
        return model;
      });
      theirs.push(ms);
      expect(warm.value(barred)).toBe(cold?.value(costs));
    }
    const names = {
      what: "re-solve after 1 % of arcs close",
      size,
      rival: "from scratch",
    };
    note(names, median(ours), median(theirs));
  });

  const isAsked = process.env.LEMON === "1";
  it.each<Size>(isAsked ? ["M", "L", "XL"] : [])("against LEMON's, %s", (size) => {
    const board = layBoard(sizedWorld(size));
    const { columns } = NetworkModel.of(board, false) ?? {};
    if (columns === undefined) throw new Error("the board is no network");
    const network = networkOf(board, columns);
    const costs = new Float64Array(network.from.length);
    costs.set(costsOf(board, columns.upper.length));
    const ours: number[] = [];
    let least = 0;
    // The first rounds are run while the machine's code is still being made from ours.
    for (let round = 0; round < 5 + WARM; round += 1) {
      const before = process.cpuUsage();
      const model = NetworkModel.of(board, false);
      model?.minimise(costs, never);
      ours.push(process.cpuUsage(before).user / 1000);
      least = model?.value(costs.subarray(0, model.size)) ?? NaN;
    }
    const lemon = runLemon(network, costs);
    expect(lemon.cost).toBe(least);
    const names = { size, rival: "LEMON" };
    note({ ...names, what: "network simplex, first five" }, median(ours.slice(0, 5)), lemon.ms);
    note({ ...names, what: "network simplex, warmed up" }, median(ours.slice(-5)), lemon.ms);
  });
});

/** Builds the driver once and gives it the network in the DIMACS format. */
function runLemon(network: Network, costs: Float64Array): { cost: number; ms: number } {
  const folder = mkdtempSync(join(tmpdir(), "qipan-lemon-"));
  try {
    const [source, driver, file] = ["lemon.cc", "lemon", "network.min"].map((name, at) =>
      at === 0 ? join(import.meta.dirname, name) : join(folder, name),
    );
    const built = spawnSync("g++", ["-O3", "-DLEMON_ONLY_TEMPLATES", "-o", driver!, source!], {
      encoding: "utf8",
    });
    if (!existsSync(driver!)) throw new Error(`LEMON's driver was not built: ${built.stderr}`);
    writeFileSync(file!, dimacs(network, costs));
    const { stdout } = spawnSync(driver!, [file!], { encoding: "utf8" });
    const [cost = NaN, ms = NaN] = stdout.split(" ").map(Number);
    return { cost, ms };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What needs miss at the start is what they ask for, and the root supplies it. */
function dimacs({ nodes, from, to, room, flow }: Network, costs: Float64Array): string {
  const asked = new Float64Array(nodes);
  flow.forEach((amount, arc) => (asked[to[arc]!] = asked[to[arc]!]! + amount));
  const all = asked.reduce((sum, amount) => sum + amount, 0);
  const lines = [`p min ${nodes} ${from.length}`, `n 1 ${all}`];
  asked.forEach((amount, node) => amount > 0 && lines.push(`n ${node + 1} ${-amount}`));
  from.forEach((tail, arc) => {
    const most = Math.min(all, room[arc]!);
    lines.push(`a ${tail + 1} ${to[arc]! + 1} 0 ${most} ${costs[arc]!}`);
  });
  return `${lines.join("\n")}\n`;
}
