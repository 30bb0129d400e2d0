import { describe, expect, it } from "vitest";
import { gateRefusals, licenceHolds, restsUntil } from "../../src/forces/forces.rules.ts";
import {
  mergeRefusals,
  splitRefusals,
  type PartInput,
  type WholeTeam,
} from "../../src/forces/team-parts.rules.ts";
import { sheetDayRefusals, type UnitDays } from "../../src/replenishment/sheet-days.rules.ts";
import type { SheetLine } from "../../src/replenishment/claims.model.ts";

const told = (refusals: readonly { readonly code: string; readonly path: string }[]): string[] =>
  refusals.map(({ code, path }) => `${code} ${path}`);

const team: WholeTeam = {
  ...{ id: "T", state: "STANDBY", headcount: 20, skills: ["RESCUE", "PUMP"], baseNode: "N" },
  ...{ parentId: null, disbandedAt: null, parts: [] },
};
const part: PartInput = { nameZh: "一组", headcount: 10 };

describe("splitting a team", () => {
  it.each<readonly [string, Partial<WholeTeam>, readonly PartInput[], readonly string[]]>([
    ["in two halves", {}, [part, part], []],
    ["into less than all", {}, [{ ...part, headcount: 3, skills: ["PUMP"], baseNode: "N" }], []],
    [
      "counting nobody twice",
      {},
      [part, { ...part, headcount: 11 }],
      ["QUANTITY_OUT_OF_RANGE parts"],
    ],
    ["into something", {}, [], ["QUANTITY_OUT_OF_RANGE parts"]],
    [
      "with names, people, skills and places that are there",
      {},
      [{ nameZh: " ", headcount: 0, skills: ["FLY"], baseNode: "X" }],
      [
        "INVALID_INPUT parts.0.nameZh",
        "QUANTITY_OUT_OF_RANGE parts.0.headcount",
        "UNKNOWN_CODE parts.0.skills",
        "UNKNOWN_CODE parts.0.baseNode",
      ],
    ],
    ["on standby only", { state: "ON_SCENE" }, [part], ["ILLEGAL_TRANSITION teamId"]],
    ["once", { parts: [{ id: "T-1", state: "STANDBY" }] }, [part], ["ILLEGAL_TRANSITION teamId"]],
    ["not a part again", { parentId: "W" }, [part], ["INVALID_INPUT teamId"]],
  ])("%s", (_name, change, parts, expected) => {
    expect(told(splitRefusals({ ...team, ...change }, parts, new Set(["N"])))).toEqual(expected);
  });

  it("is undone when every part is on standby", () => {
    const parts = [
      { id: "T-1", state: "STANDBY" },
      { id: "T-2", state: "RESTING" },
    ] as const;
    expect(mergeRefusals({ ...team, parts: [parts[0]] })).toEqual([]);
    expect(mergeRefusals({ ...team, parts })).toMatchObject([
      { facts: { state: { zh: "T-2 休整" } } },
    ]);
    expect(told(mergeRefusals(team))).toEqual(["ILLEGAL_TRANSITION teamId"]);
  });
});

describe("the gate", () => {
  const unit: Parameters<typeof gateRefusals>[0] = {
    ...{ id: "M", category: "PROFESSIONAL", insuredUntil: "2026-03-31" },
    ...{ licence: "HOISTING", licensedUntil: "2026-03-15" },
  };
  it.each<readonly [string, Partial<typeof unit>, string, readonly string[]]>([
    ["opens to the end of both days", {}, "2026-03-15", []],
    ["shuts when the licence is over", {}, "2026-03-16", ["CREW_UNLICENSED lines"]],
    ["tells both", {}, "2026-04-01", ["NOT_INSURED lines", "CREW_UNLICENSED lines"]],
    ["asks for a crew", { licensedUntil: null }, "2026-03-01", ["CREW_UNLICENSED lines"]],
    ["asks nothing where none is needed", { licence: null }, "2026-03-31", []],
  ])("%s", (_name, change, day, expected) => {
    expect(told(gateRefusals({ ...unit, ...change }, day, "lines"))).toEqual(expected);
  });
  it("is about the licence of the machine alone", () => {
    expect(licenceHolds({ licence: null, licensedUntil: null }, "2026-01-01")).toBe(true);
  });
});

describe("rest", () => {
  const home = new Date("2026-03-01T00:00:00Z");
  it.each([
    ["RESTING", 8, "2026-03-01T07:59:59Z", true],
    ["RESTING", 8, "2026-03-01T08:00:00Z", false],
    ["RESTING", 0, "2026-03-01T00:00:00Z", false],
    ["MAINTENANCE", 8, "2026-03-01T01:00:00Z", false],
  ] as const)("of %s for %d hours at %s lasts: %s", (state, restHours, now, rests) => {
    const until = restsUntil({ state, restHours, stateSince: home }, new Date(now));
    expect(until !== undefined).toBe(rests);
  });
});

describe("a time sheet", () => {
  const crew: UnitDays = {
    ...{ kind: "TEAM", id: "T", headcount: 20 },
    days: [
      { from: "2026-03-01", to: "2026-03-02" },
      { from: "2026-03-05", to: "2026-03-05" },
    ],
  };
  const crane: UnitDays = { ...crew, kind: "EQUIPMENT", headcount: null };
  const line: SheetLine = { day: "2026-03-01", unit: "PERSON_DAY", quantity: 20, rateFen: 1 };
  const fuel: SheetLine = { ...line, unit: "LITRE", quantity: 5000 };
  const shift: SheetLine = { ...line, unit: "MACHINE_SHIFT", quantity: 3 };
  it.each<readonly [string, UnitDays, readonly SheetLine[], readonly string[]]>([
    ["of everyone on two days", crew, [line, { ...line, day: "2026-03-02" }, fuel], []],
    ["of the second stay", crew, [{ ...line, day: "2026-03-05" }], []],
    [
      "of more than there are",
      crew,
      [{ ...line, quantity: 21 }],
      ["QUANTITY_OUT_OF_RANGE lines.0.quantity"],
    ],
    ["of the day before", crew, [{ ...line, day: "2026-02-28" }], ["INVALID_INPUT lines.0.day"]],
    ["of a day between", crew, [{ ...line, day: "2026-03-03" }], ["INVALID_INPUT lines.0.day"]],
    ["of one day twice", crew, [line, { ...line, quantity: 1 }], ["INVALID_INPUT lines.1.day"]],
    ["of a crew in shifts", crew, [shift], ["INVALID_INPUT lines.0.unit"]],
    ["of a machine in shifts", crane, [shift, fuel], []],
    [
      "of four shifts a day",
      crane,
      [{ ...shift, quantity: 4 }],
      ["QUANTITY_OUT_OF_RANGE lines.0.quantity"],
    ],
    ["of a machine's people", crane, [line], ["INVALID_INPUT lines.0.unit"]],
    ["of a unit that never left", { ...crew, days: [] }, [line], ["INVALID_INPUT lines.0.day"]],
  ])("%s", (_name, unit, lines, expected) => {
    expect(told(sheetDayRefusals(unit, lines))).toEqual(expected);
  });
});
