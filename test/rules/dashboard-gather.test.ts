import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gatherer } from "../../src/dashboard/core/gather.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a burst is read once, soon; one without end every two seconds, with its last fact", () => {
  const rounds: { at: number; names: string[] }[] = [];
  const began = performance.now();
  const gather = gatherer((names) =>
    rounds.push({ at: performance.now() - began, names: [...names] }),
  );
  gather("DashOrder");
  gather("DashOrders");
  gather("DashOrder");
  vi.advanceTimersByTime(1000);
  expect(rounds).toEqual([{ at: 300, names: ["DashOrder", "DashOrders"] }]);
  for (let fact = 0; fact < 100; fact += 1) {
    gather(fact === 99 ? "DashBooks" : "DashOrder");
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5000);
  expect(rounds.map(({ at }) => at)).toEqual([300, 2300, 4300, 6300, 8300, 10_300, 12_300]);
  expect(rounds.at(-1)?.names).toContain("DashBooks");
});
