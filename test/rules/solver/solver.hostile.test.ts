import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solve } from "../../../src/solver/solve.ts";
import { readInstance } from "./instances.ts";
import { worldOf } from "./worlds.ts";

const odd: readonly unknown[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e-300,
  1e12,
  1e308,
  2 ** 53 - 1,
  2 ** 53,
  Number.NaN,
  Infinity,
  "",
  "D1",
  "tent",
  "__proto__",
  "constructor",
  "a".repeat(201),
  null,
  true,
  [],
  {},
];

/** Every place in the example where a value stands. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, row]) => placesIn(row, [...path, key]))];
}

const read = {
  goods: () => readInstance("example.json"),
  sets: () => readFileSync("docs/samples/sets.json", "utf8"),
};
const example = (of: keyof typeof read) => JSON.parse(read[of]()) as Record<string, unknown>;

function put(file: Record<string, unknown>, path: readonly string[], value: unknown) {
  let at: unknown = file;
  for (const key of path.slice(0, -1)) at = (at as Record<string, unknown> | null)?.[key];
  if (typeof at === "object" && at !== null) Reflect.set(at, path.at(-1) ?? "version", value);
}

describe("hostile files get a refusal or a checked plan, and soon", () => {
  it.each(["goods", "sets"] as const)("whatever stands wherever in one of %s", async (of) => {
    const places = placesIn(example(of));
    const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...odd));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const file = example(of);
        for (const [path, value] of changes) put(file, path, value);
        const plan = await solve(file);
        expect(["OPTIMAL", "FEASIBLE", "INVALID"]).toContain(plan.status);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.each([
    ["no rows at all", { version: 1, items: [], sources: [], needs: [], lanes: [] }],
    ["a need that nobody can meet", oneNeed({ quantity: 5 }, [])],
    ["a need for nothing", oneNeed({ quantity: 0 }, [])],
    ["ids that name machinery", named("__proto__", "constructor", "toString", "hasOwnProperty")],
  ])("%s", async (_, file) => {
    const plan = await solve(file);
    expect(plan.status).toBe("OPTIMAL");
  });

  it("the largest quantity there is goes out whole", async () => {
    const most = 2 ** 53 - 1;
    const plan = await solve(
      oneNeed({ quantity: most }, [{ lot: "L", item: "i", quantity: most }]),
    );
    expect([plan.status, plan.allocations[0]?.quantity]).toEqual(["OPTIMAL", most]);
  });

  it("a million lanes are laid out or refused within seconds", async () => {
    const file = oneNeed({ quantity: 5 }, [{ lot: "L", item: "i", quantity: 3 }]);
    const lanes = Array.from({ length: 1_000_000 }, (_, at) => {
      return { from: "S", to: at === 0 ? "P" : `P${at}`, minutes: at % 90 };
    });
    const plan = await solve({ ...file, lanes, options: { ...file.options, timeLimitMs: 60_000 } });
    expect([plan.status, plan.stages[0]?.value]).toEqual(["OPTIMAL", 2]);
    const some = lanes.slice(0, 1000);
    const twice = await solve({ ...file, lanes: [...some, ...some] });
    expect(twice.errors?.length).toBe(100);
  });

  it("too many pairs to weigh are refused, not begun", async () => {
    const stock = Array.from({ length: 3_000 }, (_, at) => {
      return { lot: `L${at}`, item: "i", quantity: 1 };
    });
    const needs = Array.from({ length: 3_000 }, (_, at) => {
      return { id: `N${at}`, place: "P", item: "i", quantity: 1 };
    });
    const plan = await solve({ ...oneNeed({ quantity: 1 }, stock), needs });
    expect(plan.errors?.map(({ path, code }) => [path, code])).toEqual([["/needs", "TOO_LARGE"]]);
  });
});

describe("a solve that is told to stop", () => {
  it.each([0, 1, 2, 3, 4, 5, 6])("gives what it has after %i questions", async (asked) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const size = { items: 2, places: 2, quantity: 4, units: 0.4 };
      const world = worldOf(seed, { ...size, sources: 2 + (seed % 3), needs: 2 + (seed % 4) });
      let left = asked;
      const plan = await solve(world, { cancelled: () => (left -= 1) < 0 });
      expect(["OPTIMAL", "FEASIBLE"]).toContain(plan.status);
    }
  });
});

describe("too many ways to make up sets", () => {
  it("are refused, not begun", async () => {
    const skills = ["a", "b", "c", "d", "e", "f"];
    const units = Array.from({ length: 63 }, (_, at) => {
      return { id: `U${at}`, capabilities: skills.filter((__, bit) => ((at + 1) >> bit) & 1) };
    });
    const needs = Array.from({ length: 1_000 }, (_, at) => {
      return { id: `N${at}`, place: "P", capabilities: skills, quantity: 1 };
    });
    const plan = await solve({ ...oneNeed({}, []), sources: [{ id: "S", units }], needs });
    expect(plan.errors?.map(({ path, code }) => [path, code])).toEqual([["/needs", "TOO_LARGE"]]);
  });
});

function oneNeed(need: object, stock: readonly object[]) {
  return {
    version: 1,
    items: [{ id: "i" }],
    sources: [{ id: "S", stock }],
    needs: [{ id: "N", place: "P", item: "i", ...need }],
    lanes: [{ from: "S", to: "P", minutes: 1 }],
    options: { stages: ["unmet", "cost"] },
  };
}

function named(item: string, source: string, lot: string, need: string) {
  return {
    version: 1,
    items: [{ id: item }],
    sources: [{ id: source, stock: [{ lot, item, quantity: 2 }] }],
    needs: [{ id: need, place: item, item, quantity: 1 }],
    lanes: [{ from: source, to: item, minutes: 1 }],
  };
}
