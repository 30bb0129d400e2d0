import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";

const options = { stages: ["unmet", "cost"], timeLimitMs: 120_000 } as const;
const lane = { from: "A", to: "P", minutes: 60 };
const lot = { lot: "A1", item: "tent", quantity: 10 };
const need = { id: "N", place: "P", item: "tent", quantity: 10 };

/** Ten tents at A, an hour from P, which wants ten: then one thing is otherwise. */
const base: Problem = {
  version: 1,
  items: [{ id: "tent", kg: 30 }],
  sources: [{ id: "A", stock: [lot] }],
  needs: [need],
  lanes: [lane],
  options,
};

const forbid = [{ source: "A", reason: "AGREEMENT" }];
const floors = [{ sources: ["A"], item: "tent", keep: 6 }];

describe("a shortage says what limits it and what would cure it", () => {
  it.each([
    [
      "too late",
      { needs: [{ ...need, deadlineMinutes: 45 }] },
      "DEADLINE 10",
      "EXTEND_DEADLINE 15",
    ],
    ["a closed road", { lanes: [{ ...lane, open: false }] }, "ROAD 10", "OPEN_LANE 1"],
    ["no agreement", { rules: { forbid } }, "AGREEMENT 10", "LIFT_FORBID 1"],
    [
      "a lot's floor",
      { sources: [{ id: "A", stock: [{ ...lot, floor: 4 }] }] },
      "FLOOR 4",
      "LOWER_FLOOR 4",
    ],
    ["a joint floor", { rules: { floors } }, "FLOOR 6", "LOWER_FLOOR 6"],
    [
      "too few vehicles",
      { sources: [{ id: "A", capacity: { kg: 200 }, stock: [lot] }] },
      "CAPACITY 4",
      "ADD_CAPACITY 100",
    ],
    ["too little anywhere", { needs: [{ ...need, quantity: 13 }] }, "NO_STOCK 3", "ADD_STOCK 3"],
  ] as const)("%s", async (_, change, limit, cure) => {
    const plan = await solve({ ...base, ...change });
    const [shortage] = plan.shortages;
    const limits = shortage?.limits.map(({ code, quantity }) => `${code} ${quantity}`);
    const cures = shortage?.measures.map(({ code, amount }) => `${code} ${amount}`);
    expect(limits).toContain(limit);
    expect(cures).toContain(cure);
    expect(shortage?.measures.find(({ code }) => cure.startsWith(code))?.missingAfter).toBe(0);
  });

  it("goods that would spoil on the way are no help", async () => {
    const stock = [{ ...lot, expiresInMinutes: 60 }];
    const plan = await solve({ ...base, sources: [{ id: "A", stock }] });
    expect(plan.shortages[0]?.limits[0]).toMatchObject({ code: "SHELF_LIFE", lot: "A1" });
  });

  it("the more urgent need goes first, and the other one sees with whom it shares", async () => {
    const urgent = { ...need, id: "U", priority: 1, quantity: 7 };
    const plan = await solve({ ...base, needs: [need, urgent] });
    const [shortage] = plan.shortages;
    expect([shortage?.need, shortage?.missing]).toEqual(["N", 7]);
    expect(shortage?.limits).toContainEqual(
      expect.objectContaining({ code: "SHARED_WITH", need: "U", quantity: 7 }),
    );
    expect(shortage?.certificate).toMatchObject({ demand: 17, supply: 10, missing: 7 });
  });

  it("where a capacity binds, prices prove it: 10 wanted, 200 kg at 30 kg each", async () => {
    const sources = [{ id: "A", capacity: { kg: 200 }, stock: [lot] }];
    const plan = await solve({ ...base, sources });
    const certificate = plan.shortages[0]?.certificate;
    expect(certificate?.capacities).toEqual([{ source: "A", kg: 200, price: 1 / 30 }]);
    expect(certificate?.missing).toBeCloseTo(10 - 200 / 30, 6);
  });
});

describe("among equal plans", () => {
  const two = [
    { id: "A", stock: [{ ...lot, expiresInMinutes: 9_000 }] },
    { id: "B", stock: [{ lot: "B1", item: "tent", quantity: 10, expiresInMinutes: 5_000 }] },
  ];
  const lanes = [lane, { ...lane, from: "B" }];
  const sendersOf = async (more: Partial<Problem>) => {
    const plan = await solve({ ...base, sources: two, lanes, ...more });
    return plan.allocations.map((line) => `${line.source} ${line.quantity}`);
  };

  it("the one that changes least against before wins", async () => {
    const previous = [{ source: "A", lot: "A1", need: "N", quantity: 4 }];
    expect(await sendersOf({ previous })).toEqual(["A 4", "B 6"]);
  });

  it("then what expires soonest goes first", async () => {
    expect(await sendersOf({})).toEqual(["B 10"]);
  });

  it("then the first id", async () => {
    const sources = two.map((source) => ({
      ...source,
      stock: source.stock.map((row) => ({ ...row, expiresInMinutes: 7_000 })),
    }));
    expect(await sendersOf({ sources })).toEqual(["A 10"]);
  });

  it("a line from before that is no longer possible is told, not refused", async () => {
    const plan = await solve({
      ...base,
      previous: [{ source: "gone", lot: "gone", need: "N", quantity: 4 }],
    });
    expect(plan.warnings).toEqual([
      { code: "PREVIOUS_LOST", source: "gone", lot: "gone", need: "N" },
    ]);
  });

  it("a pin stands against the rules, and a warning says so", async () => {
    const pins = [{ source: "A", lot: "A1", need: "N", quantity: 3 }];
    const plan = await solve({ ...base, rules: { forbid, pins } });
    expect(plan.allocations.map((line) => line.quantity)).toEqual([3]);
    expect(plan.warnings.map((row) => row.code)).toEqual(["PIN_AGAINST_AGREEMENT"]);
  });
});
