import { describe, expect, it } from "vitest";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { at } from "../../../src/solver/board.ts";
import type { Board } from "../../../src/solver/board.ts";
import { against, exclusionLedger, nameOf } from "../../../src/solver/eligible.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { validateProblem } from "../../../src/solver/validate.ts";
import { worldOf } from "./worlds.ts";

/** Every pair weighed by itself, as the ledger promises it. */
function everyRow(board: Board) {
  return board.needs.flatMap((need, index) =>
    board.index.candidates(need).flatMap((supply) =>
      against(board, supply, index).map((code) => {
        return { ...nameOf(board, at(board.supplies, supply)), need: need.id, code };
      }),
    ),
  );
}

describe("the exclusion ledger", () => {
  it.each([0, 7, 40, 10_000])("tells %i rows and counts the rest, forbids or none", (length) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const world = worldOf(seed, { sources: 14, needs: 16, items: 3, places: 9, units: 0.4 });
      const lanes = world.lanes.filter((_, lane) => lane % 3 !== 0);
      const plain = { ...world, lanes, rules: { floors: world.rules?.floors ?? [] } };
      for (const board of [{ ...world, lanes }, plain].map((problem) => layBoard(problem))) {
        const rows = everyRow(board);
        const ledger = exclusionLedger(board, length);
        expect(ledger.rows).toEqual(rows.slice(0, length));
        const counts = new Map<string, number>();
        for (const { code } of rows.slice(length)) counts.set(code, (counts.get(code) ?? 0) + 1);
        expect(new Map(ledger.beyond.map(({ code, count }) => [code, count]))).toEqual(counts);
      }
    }
  });
});

describe("how much there may be to weigh", () => {
  const names = Array.from({ length: 3_000 }, (_, number) => number);
  const wide: Problem = {
    version: 1,
    items: [{ id: "i" }],
    sources: names.map((n) => ({ id: `S${n}`, stock: [{ lot: `L${n}`, item: "i", quantity: 1 }] })),
    needs: names.map((n) => ({ id: `N${n}`, place: `P${n}`, item: "i", quantity: 1 })),
    lanes: names.map((n) => ({ from: `S${n}`, to: `P${n}`, minutes: 1 })),
  };

  it("nine million pairs are no matter where few have a lane", () => {
    expect(validateProblem(wide).ok).toBe(true);
  });

  it("are too many where a rule may speak against each", () => {
    const forbid = [{ need: "N0", reason: "AGREEMENT" }];
    expect(validateProblem({ ...wide, rules: { forbid } }).ok).toBe(false);
  });
});
