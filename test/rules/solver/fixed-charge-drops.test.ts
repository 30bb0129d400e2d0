import { describe, expect, it } from "vitest";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { dropKeys } from "../../../src/solver/fixed-charge-drops.ts";
import { BestFlows } from "../../../src/solver/fixed-charge-search.ts";
import { relax } from "../../../src/solver/fixed-charge-bound.ts";
import { chargedValue, fixedChargesOf } from "../../../src/solver/fixed-charges.ts";
import { costsOf } from "../../../src/solver/highs-objective.ts";
import { NetworkModel } from "../../../src/solver/network-model.ts";
import { isFeasible } from "../../../src/solver/room.ts";
import { worldOf } from "./worlds.ts";

const never = () => false;

/** A network on the face where the least is missing, with what its uses then cost. */
function charged(seed: number) {
  const size = { sources: 4 + (seed % 9), needs: 4 + (seed % 7), items: 1 + (seed % 3) };
  const board = layBoard(worldOf(seed, { ...size, places: 3, fixed: 0.8 }));
  const model = NetworkModel.of(board, false);
  if (model === undefined) throw new Error("the board is no network");
  for (let part = 0; part < 5; part += 1) {
    const costs = costsOf(model, board, "unmet", part, new Map());
    if (model.minimise(costs, never)) model.freeze();
  }
  return { board, model, charges: fixedChargesOf(model, board, "cost", 0) };
}

describe("a search over keys", () => {
  it("leaves flows that hold, no dearer than before and no cheaper than the bound", () => {
    let helped = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const { board, model, charges } = charged(seed);
      if (charges === undefined) continue;
      const none = new BestFlows(charges, []);
      const wide = model.copy(board);
      const { bound } = relax(wide, charges, none, { rounds: 40, work: 1e6 }, never);
      const before = chargedValue(charges, model.flows);
      const best = new BestFlows(charges, []);
      dropKeys(model, charges, best, { work: 1e6, limits: [] }, never);
      const after = chargedValue(charges, model.flows);
      expect([seed, best.value]).toEqual([seed, after]);
      expect(after).toBeLessThanOrEqual(before + 1e-6);
      expect(after).toBeGreaterThanOrEqual(bound - 1e-6);
      expect([seed, isFeasible(board, model.flows)]).toEqual([seed, true]);
      if (after < before) helped += 1;
    }
    expect(helped).toBeGreaterThan(50);
  });

  it("keeps within a limit on a sum, and stops at once when it is told to", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { board, model, charges } = charged(seed);
      if (charges === undefined) continue;
      const costs = costsOf(model, board, "arrival", 0, new Map());
      const limits = [{ costs, most: model.value(costs) }];
      const stopped = model.copy(board);
      const flows = stopped.flows;
      dropKeys(stopped, charges, new BestFlows(charges, []), { work: 0, limits }, () => true);
      expect(stopped.value(costs)).toBeLessThanOrEqual(limits[0]!.most + 1e-6);
      expect(stopped.flows.length).toBe(flows.length);
      dropKeys(model, charges, new BestFlows(charges, limits), { work: 1e6, limits }, never);
      expect(model.value(costs)).toBeLessThanOrEqual(limits[0]!.most + 1e-6);
    }
  });
});
