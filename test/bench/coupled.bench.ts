import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import highsPackage from "highs";
import { describe, expect, it } from "vitest";
import { layBoard } from "../../src/solver/board-lay.ts";
import type { Board } from "../../src/solver/board.ts";
import { DispatchModel } from "../../src/solver/highs-model.ts";
import { baseColumns, stageRows } from "../../src/solver/highs-rows.ts";
import { solve } from "../../src/solver/solve.ts";
import { median, note, tellAtEnd, timed } from "./board-of-results.ts";
import { sizedWorld, withCapacity, type Size } from "./sizes.ts";

const loadHighs = highsPackage as unknown as typeof highsPackage.default;
const rounds = 3;
/** Rounds in which the machine's code is still being made from the package's. */
const WARM = 2;

/** One objective that has all that matters in it: what is missing first, then when it arrives. */
function costsOf({ arcs }: Board, size: number): Float64Array {
  const costs = new Float64Array(size).fill(100_000);
  costs.set(arcs.arrives);
  return costs;
}

describe("vehicles at each depot", () => {
  tellAtEnd();

  const isAsked = process.env.CLP === "1";
  it.each<Size>(isAsked ? ["S", "M", "L"] : [])("the program against CLP's, %s", async (size) => {
    const highs = await loadHighs();
    const board = layBoard(withCapacity(sizedWorld(size)));
    const ours: number[] = [];
    let least = NaN;
    for (let round = 0; round < WARM + rounds; round += 1) {
      const [outcome, ms] = timed(() => {
        const model = new DispatchModel(highs, board, false);
        try {
          const search = { seconds: 600, nodes: 1, work: 1, gap: 0, stop: () => false, whole: [] };
          const costs = costsOf(board, model.size);
          return model.minimise(costs, { ...search, onBound: () => undefined });
        } finally {
          model.dispose();
        }
      });
      ours.push(ms);
      least = outcome.bound;
    }
    const clp = runClp(board);
    note({ what: "coupled program", size, rival: "CLP" }, median(ours.slice(WARM)), clp.ms);
    expect(Math.abs(least - clp.value)).toBeLessThanOrEqual(1e-9 * clp.value);
  });

  it.each<[Size, number]>([
    ["M", 5_000],
    ["M", 10_000],
    ["L", 10_000],
    ["XL", 5_000],
  ])("the whole plan and its gaps, %s within %i ms", async (size, timeLimitMs) => {
    const stages = ["unmet", "fairness", "arrival", "order", "cost"] as const;
    const problem = { ...withCapacity(sizedWorld(size)), options: { stages, timeLimitMs } };
    const before = process.cpuUsage();
    const plan = await solve(problem);
    const { user, system } = process.cpuUsage(before);
    const gaps = plan.stages.map(({ name, gap }) => `${name} ${(100 * gap).toFixed(2)} %`);
    console.log(
      `coupled plan ${size}: ${((user + system) / 1e6).toFixed(1)} s of processor, ` +
        `${plan.allocations.length} lines, gaps ${gaps.join(", ")}`,
    );
    expect(plan.errors).toBeUndefined();
  });
});

/** Builds the driver and gives it the program in MPS. */
function runClp(board: Board): { value: number; ms: number } {
  const folder = mkdtempSync(join(tmpdir(), "qipan-clp-"));
  try {
    const [driver, file] = [join(folder, "clp"), join(folder, "program.mps")];
    const source = join(import.meta.dirname, "clp.cc");
    const built = spawnSync("g++", ["-O2", "-o", driver, source, "-lClp", "-lCoinUtils"], {
      encoding: "utf8",
    });
    if (!existsSync(driver)) throw new Error(`CLP's driver was not built: ${built.stderr}`);
    writeFileSync(file, mps(board));
    const { stdout } = spawnSync(driver, [file], { encoding: "utf8" });
    const [value = NaN, ms = NaN] = stdout.split(" ").map(Number);
    return { value, ms };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Row by row the program that our model gives to HiGHS. */
function mps(board: Board): string {
  const columns = baseColumns(board, false);
  const rows = stageRows(board, columns);
  const costs = costsOf(board, columns.upper.length);
  const byColumn: string[][] = Array.from(costs, (cost, column) => [` C${column} COST ${cost}`]);
  const [kinds, sides]: [string[], string[]] = [[" N COST"], []];
  rows.forEach(({ lower, upper, indices, values }, row) => {
    kinds.push(` ${lower === upper ? "E" : "L"} R${row}`);
    sides.push(` RHS R${row} ${upper}`);
    indices.forEach((column, at) => byColumn[column]?.push(` C${column} R${row} ${values[at]!}`));
  });
  const bounds = Array.from(columns.upper, (upper, column) => ` UP BND C${column} ${upper}`);
  const parts = [["ROWS"], kinds, ["COLUMNS"], byColumn.flat(), ["RHS"], sides, ["BOUNDS"], bounds];
  return ["NAME DISPATCH FREE", ...parts.flat(), "ENDATA", ""].join("\n");
}
