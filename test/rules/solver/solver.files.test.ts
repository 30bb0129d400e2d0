import { describe, expect, it } from "vitest";
import { validateProblem } from "../../../src/solver/validate.ts";
import { readInstance } from "./instances.ts";

type Json = Record<string, unknown>;

/** The example with one thing changed, by path; undefined takes a key away. */
function changed(path: string, value: unknown): unknown {
  const file = JSON.parse(readInstance("example.json")) as Json;
  const keys = path.split("/").slice(1);
  const last = keys.pop() ?? "";
  let at = file;
  for (const key of keys) at = at[key] as Json;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return file;
}

const faultsOf = (file: unknown) => {
  const valid = validateProblem(file);
  return valid.ok ? [] : valid.refused.map(({ path, code }) => `${path} ${code}`);
};

const secondNeed = { id: "N1", place: "P2", item: "tent", quantity: 1 };
const joint = (capabilities: unknown) => ({ id: "N2", place: "P1", quantity: 1, capabilities });
const pin = (more: Json) => [{ source: "D1", lot: "L1", need: "N1", quantity: 50, ...more }];

describe("a file that is not a problem is refused with the path of each fault", () => {
  it.each([
    ["unknown key", "/needs/0/colour", "red", "/needs/0/colour UNKNOWN_KEY"],
    ["missing key", "/needs/0/quantity", undefined, "/needs/0/quantity MISSING_KEY"],
    ["other version", "/version", 2, "/version UNKNOWN_WORD"],
    ["text for a number", "/needs/0/quantity", "300", "/needs/0/quantity WRONG_TYPE"],
    ["a fraction", "/needs/0/quantity", 1.5, "/needs/0/quantity WRONG_TYPE"],
    ["less than nothing", "/lanes/0/minutes", -1, "/lanes/0/minutes OUT_OF_RANGE"],
    ["beyond 2^53−1", "/needs/0/quantity", 2 ** 53, "/needs/0/quantity OUT_OF_RANGE"],
    ["not a number", "/lanes/0/minutes", Number.NaN, "/lanes/0/minutes WRONG_TYPE"],
    ["without end", "/lanes/0/minutes", Infinity, "/lanes/0/minutes WRONG_TYPE"],
    ["1e308 minutes", "/lanes/0/minutes", 1e308, "/lanes/0/minutes TOO_LARGE"],
    ["item and capability", "/needs/0/capability", "HAZ-CL2", "/needs/0 EITHER_OR"],
    ["neither", "/needs/0/item", undefined, "/needs/0 EITHER_OR"],
    ["item and several", "/needs/0/capabilities", ["A", "B"], "/needs/0 EITHER_OR"],
    ["one and several", "/needs/1/capabilities", ["A", "B"], "/needs/1 EITHER_OR"],
    ["several of none", "/needs/1", joint([]), "/needs/1/capabilities OUT_OF_RANGE"],
    ["several of one", "/needs/1", joint(["A"]), "/needs/1/capabilities OUT_OF_RANGE"],
    [
      "several of seven",
      "/needs/1",
      joint(["A", "B", "C", "D", "E", "F", "G"]),
      "/needs/1/capabilities OUT_OF_RANGE",
    ],
    ["one of them twice", "/needs/1", joint(["A", "A"]), "/needs/1/capabilities DUPLICATE"],
    ["a nameless one", "/needs/1", joint(["A", ""]), "/needs/1/capabilities/1 OUT_OF_RANGE"],
    ["a number of them", "/needs/1", joint(["A", 7]), "/needs/1/capabilities/1 WRONG_TYPE"],
    ["no list of them", "/needs/1", joint("A, B"), "/needs/1/capabilities WRONG_TYPE"],
    ["half a letter in one", "/needs/1", joint(["A", "\ud800"]), "/needs/1/capabilities/1 UNKNOWN"],
    ["priority 6", "/needs/0/priority", 6, "/needs/0/priority OUT_OF_RANGE"],
    ["same need twice", "/needs/1", secondNeed, "/needs/1/id DUPLICATE"],
    ["same lot twice", "/sources/1/stock/0/lot", "L1", "/sources/1/stock/0/lot DUPLICATE"],
    ["same lane twice", "/lanes/1/from", "D1", "/lanes/1 DUPLICATE"],
    ["unknown source", "/lanes/1/from", "D9", "/lanes/1/from UNKNOWN_REFERENCE"],
    ["unknown item", "/needs/0/item", "boat", "/needs/0/item UNKNOWN_REFERENCE"],
    ["half a letter", "/needs/0/id", "\ud800", "/needs/0/id UNKNOWN_WORD"],
    ["its own substitute", "/items/0/substitutes/0/item", "tent", "DUPLICATE"],
    ["give nothing", "/items/0/substitutes/0/give", 0, "OUT_OF_RANGE"],
    ["no stages", "/options/stages", [], "/options/stages OUT_OF_RANGE"],
    ["a stage twice", "/options/stages", ["cost", "cost"], "/options/stages DUPLICATE"],
    ["lot elsewhere", "/rules/pins", pin({ source: "D2" }), "/rules/pins/0/lot UNKNOWN"],
    ["pin over stock", "/rules/pins", pin({ quantity: 401 }), "/rules/pins/0 PIN_OVER_STOCK"],
    ["pin over need", "/rules/pins", pin({ quantity: 301 }), "/rules/pins/0 PIN_OVER_NEED"],
    ["pin to a team's need", "/rules/pins", pin({ need: "N2" }), "/rules/pins/0 PIN_UNFIT"],
    ["pin twice", "/rules/pins", [...pin({}), ...pin({})], "/rules/pins/1 DUPLICATE"],
    ["pin of lot and unit", "/rules/pins", pin({ unit: "T1" }), "/rules/pins/0 EITHER_OR"],
    ["pin past capacity", "/sources/0/capacity/kg", 70, "/sources/0/capacity/kg PIN_OVER_CAPACITY"],
  ])("%s", (_, path, value, fault) => {
    expect(faultsOf(changed(path, value)).join("\n")).toContain(fault);
  });

  it.each([
    ["/needs/0/item", undefined, "a need asks for one of"],
    ["/rules/pins", pin({ unit: "T1" }), "a line names a lot"],
  ])("what is one of several at %s says so of itself", (path, value, words) => {
    const valid = validateProblem(changed(path, value));
    expect(valid.ok ? "" : valid.refused[0]?.message).toContain(words);
  });

  it("a substitute is pinned in whole steps and needs a lane", () => {
    const half = { source: "D2", lot: "L3", need: "N1", quantity: 3 };
    expect(faultsOf(changed("/rules/pins", [half]))).toEqual([
      "/rules/pins/0/quantity PIN_NOT_WHOLE",
    ]);
    const file = changed("/rules/pins", [{ ...half, quantity: 2 }]) as { lanes: unknown[] };
    file.lanes.pop();
    expect(faultsOf(file)).toEqual(["/rules/pins/0 PIN_NO_LANE"]);
  });

  it("units pinned to a need of several capabilities can do one of them and are no crowd", () => {
    const pins = [{ source: "D1", unit: "T1", need: "N2" }];
    const file = (capabilities: readonly string[], quantity: number) => {
      const one = changed("/needs/1", { ...joint(capabilities), quantity }) as Json;
      return { ...one, rules: { pins } };
    };
    expect(faultsOf(file(["A", "HAZ-CL2"], 1))).toEqual([]);
    expect(faultsOf(file(["A", "B"], 1))).toEqual(["/rules/pins/0 PIN_UNFIT"]);
    expect(faultsOf(file(["A", "HAZ-CL2"], 0))).toEqual(["/rules/pins/0 PIN_OVER_NEED"]);
  });

  it("floors of one item are nested or disjoint", () => {
    const floor = (...sources: string[]) => ({ sources, item: "tent", keep: 1 });
    const file = changed("/rules/floors", [floor("D1", "D2"), floor("D2", "D3")]) as {
      sources: unknown[];
    };
    file.sources.push({ id: "D3" });
    expect(faultsOf(file)).toEqual(["/rules/floors/1/sources GROUPS_CROSS"]);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a list", []],
    ["a word", "problem"],
    ["a number", 1],
    ["a deep nest", JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`)],
    ["__proto__", JSON.parse(`{"__proto__": {"version": 1}, "version": 1}`)],
  ])("%s is refused", (_, value) => {
    expect(faultsOf(value).length).toBeGreaterThan(0);
  });

  it("a key called __proto__ is an unknown key like any other", () => {
    const text = readInstance("example.json").replace(
      '"version": 1',
      '"version": 1, "__proto__": 1',
    );
    expect(faultsOf(JSON.parse(text))).toEqual(["/__proto__ UNKNOWN_KEY"]);
  });
});
