import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Alternatives, bestOf } from "../../../src/solver/alternatives.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { stockTable } from "../../../src/solver/tables.ts";
import { worldOf } from "./worlds.ts";

describe("what could stand in for a line", () => {
  it("is the best of what comes from elsewhere, as going over all of it would tell", () => {
    const worlds = fc.record({
      seed: fc.nat(10_000),
      sources: fc.integer({ min: 1, max: 6 }),
      served: fc.array(fc.nat(2), { minLength: 60, maxLength: 60 }),
    });
    fc.assert(
      fc.property(worlds, ({ seed, sources, served }) => {
        const board = layBoard(worldOf(seed, { sources, needs: 3, items: 1, quantity: 9 }));
        const lanes = Float64Array.from(board.lanes, (_, lane) => served[lane % 60]!);
        const { source } = stockTable(board);
        for (let need = 0; need < board.needs.length; need += 1) {
          const arcs = board.arcs.into(need);
          const alternatives = new Alternatives(board, arcs, lanes);
          for (let own = 0; own < board.sources.length; own += 1) {
            const others = arcs.filter((arc) => source[board.arcs.supply[arc]!] !== own);
            expect(alternatives.besides(own)).toEqual(bestOf(board, others, lanes));
          }
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
