import { describe, expect, test } from "vitest";
import type { ProblemFacts } from "../../src/dispatch/problem.model.ts";
import { problemOf } from "../../src/dispatch/problem.rules.ts";
import type { Problem } from "../../src/solver/problem.ts";
import { validateProblem } from "../../src/solver/validate.ts";
import {
  agreement,
  commitment,
  facts,
  lot,
  minutes,
  need,
  unit,
  vehicle,
} from "./problem-facts.ts";

const withPact = (lender: string, changes = {}) => ({
  agreements: [agreement("AG", [lender], changes)],
});

describe("the problem file", () => {
  const file = (changes: Partial<ProblemFacts>, pins = {}): Problem => {
    const made = problemOf(facts(changes), { preset: "BALANCED", pins: [], ...pins });
    if (!made.ok) throw new Error(JSON.stringify(made.refused));
    expect(validateProblem(made.value.problem)).toMatchObject({ ok: true });
    return made.value.problem;
  };

  test("asks for what nobody has promised, in minutes from now, weighed by the total", () => {
    const needs = [
      need("n1", { quantity: 40, promised: 15, minShelfMinutes: 60 }),
      need("n2", { quantity: 75, priority: 3, deadlineAt: null }),
      need("n3", { item: null, capability: "HAZ", quantity: 2, deadlineAt: minutes(-5) }),
    ];
    const { needs: asked, items } = file({ needs, lots: [lot("l1")] });
    expect(asked).toEqual([
      {
        id: "n1",
        place: "N1",
        item: "SUIT",
        quantity: 25,
        priority: 1,
        deadlineMinutes: 120,
        minShelfMinutes: 60,
      },
      { id: "n2", place: "N1", item: "SUIT", quantity: 75, priority: 3, minShelfMinutes: 0 },
      {
        id: "n3",
        place: "N1",
        capability: "HAZ",
        quantity: 2,
        priority: 1,
        deadlineMinutes: 0,
        minShelfMinutes: 0,
      },
    ]);
    expect(items.find(({ id }) => id === "SUIT")?.weight).toBe(10_000);
  });

  test("goods travel like the middle lorry, teams as planned; both have a gate to pass", () => {
    const vehicles = [
      vehicle("a", { speedFactor: 1.1 }),
      vehicle("b", { speedFactor: 1.2 }),
      vehicle("c", { speedFactor: 2 }),
    ];
    const { lanes } = file({
      lots: [lot("l1", { ownerOrg: "B", regionCode: "640205" })],
      units: [unit("t1")],
      vehicles,
      ...withPact("B"),
    });
    expect(lanes).toEqual([
      { from: "D-l1", to: "N1", minutes: 65, km: 40, unitCost: 40, crossProvince: true },
      { from: "base:A:N2", to: "N1", minutes: 55, km: 40, unitCost: 40, crossProvince: false },
    ]);
  });

  test("a place that no way leads from has no lane", () => {
    expect(file({ lots: [lot("l1", { node: "island" })] }).lanes).toEqual([]);
  });

  test("a contract's days are lots of their own, up to what is left of it", () => {
    const { sources } = file({ commitments: [commitment("CM", { available: 250 })] });
    expect(
      sources[0]?.stock?.map(({ lot: id, quantity, availableMinutes }) => [
        id,
        quantity,
        availableMinutes,
      ]),
    ).toEqual([
      ["commitment:CM:1", 100, 60],
      ["commitment:CM:2", 100, 1500],
      ["commitment:CM:3", 50, 2940],
    ]);
    expect(sources[0]?.id).toBe("D-x/calls");
  });

  test("what orders call for on a day is not offered again", () => {
    const calls = [
      { day: "2026-01-10", quantity: 30 },
      { day: "2026-01-11", quantity: 100 },
    ];
    const { sources } = file({ commitments: [commitment("CM", { available: 120, calls })] });
    expect(sources[0]?.stock?.map(({ lot: id, quantity }) => [id, quantity])).toEqual([
      ["commitment:CM:1", 70],
      ["commitment:CM:3", 50],
    ]);
  });

  test("a lot is good to the end of its day in China, and never before today", () => {
    const { sources } = file({
      lots: [lot("l1", { expiresOn: "2026-01-10" }), lot("l2", { expiresOn: "2026-01-09" })],
    });
    const left = sources.flatMap(({ stock = [] }) => stock.map((row) => row.expiresInMinutes));
    expect(left).toEqual([14 * 60, 0]);
  });

  test("another's goods in a depot stand as a source of their own", () => {
    const shared = { depotId: "D", depotOwnerOrg: "B" };
    const { sources } = file({
      lots: [
        lot("l1", { ...shared, ownerOrg: "B" }),
        lot("l2", { ...shared, ownerOrg: "E", ownerSector: "MARKET" }),
      ],
      agreements: [agreement("AG", ["B", "E"])],
    });
    expect(sources.map(({ id, sector }) => [id, sector])).toEqual([
      ["D", "GOVERNMENT"],
      ["D/E", "MARKET"],
    ]);
  });

  test("what has no ground is forbidden by AGREEMENT, and has none in the grounds", () => {
    const made = problemOf(facts({ lots: [lot("l1", { ownerOrg: "B" }), lot("l2")] }), {
      preset: "BALANCED",
      pins: [],
    });
    expect(made).toMatchObject({
      value: {
        problem: { rules: { forbid: [{ source: "D-l1", lot: "l1", reason: "AGREEMENT" }] } },
        grounds: { l2: { basis: "OWN" } },
      },
    });
    expect(made.ok && Object.keys(made.value.grounds)).toEqual(["l2"]);
  });

  test("the same facts in another order give the same file", () => {
    const lots = [lot("l1"), lot("l2"), lot("l3", { ownerOrg: "B" })];
    expect(file({ lots: lots.toReversed() })).toEqual(file({ lots }));
  });

  test("pins name supplies and needs of the file; every wrong one is refused", () => {
    const pins = [
      { supply: "l1", needId: "need-1", quantity: 5 },
      { supply: "nothing", needId: "need-2" },
      { supply: "l1", needId: "need-1", quantity: 0 },
    ];
    const made = problemOf(facts({ lots: [lot("l1")] }), { preset: "BALANCED", pins });
    expect(made.ok ? [] : made.refused.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "UNKNOWN_CODE pins.1.supply",
      "NOT_FOUND pins.1.need",
      "QUANTITY_OUT_OF_RANGE pins.2.quantity",
    ]);
    const good = file({ lots: [lot("l1")] }, { pins: pins.slice(0, 1) });
    expect(good.rules?.pins).toEqual([{ source: "D-l1", need: "need-1", lot: "l1", quantity: 5 }]);
  });
});
