import { describe, expect, it } from "vitest";
import { legState, type LegState } from "../../schema/words/dispatch.ts";
import { codesOf, word } from "../../schema/words/word.ts";
import { vehiclesFor } from "../../src/dispatch/leg-vehicle.rules.ts";
import type { LegLineRow } from "../../src/dispatch/leg.model.ts";
import {
  departLines,
  illegalLeg,
  nextLegState,
  occurredRefusals,
  receiveLines,
  relayLines,
  relayPointRefusals,
  type LegEvent,
} from "../../src/dispatch/leg.rules.ts";
import type { LineRow } from "../../src/dispatch/order.model.ts";
import { codeFrom, codeTyped } from "../../src/dispatch/slip.rules.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";

const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

describe("a leg's state", () => {
  const events: readonly LegEvent[] = ["DEPART", "HAND_OVER", "ARRIVE", "TURN_BACK", "DIVERT"];
  const none = undefined;
  const cells: Readonly<Record<LegState, readonly (LegState | undefined)[]>> = {
    PLANNED: ["DEPARTED", none, none, none, none],
    DEPARTED: [none, "HANDED_OVER", "ARRIVED", "TURNED_BACK", "DIVERTED"],
    HANDED_OVER: [none, none, none, none, none],
    ARRIVED: [none, none, none, none, none],
    TURNED_BACK: [none, none, none, none, none],
    DIVERTED: [none, none, none, none, none],
  };
  const all = codesOf(legState).flatMap((state) =>
    events.map((event, at) => [state, event, cells[state][at]] as const),
  );
  it.each(all)("in %s on %s becomes %s", (state, event, after) => {
    expect(nextLegState(state, event)).toBe(after);
    expect(illegalLeg(state, event, word("签收", "receive it"))).toHaveLength(
      after === undefined ? 1 : 0,
    );
  });
});

describe("counting out", () => {
  const line = { id: "a", loaded: 10, departed: 4 } as LineRow;
  it.each([
    ["what is loaded", [{ orderLineId: "a", departed: 6 }], []],
    ["too much", [{ orderLineId: "a", departed: 7 }], ["QUANTITY_OUT_OF_RANGE lines.0.departed"]],
    ["nothing", [{ orderLineId: "a", departed: 0 }], ["QUANTITY_OUT_OF_RANGE lines.0.departed"]],
    ["no line", [], ["INVALID_INPUT lines"]],
    ["a stranger's line", [{ orderLineId: "b", departed: 1 }], ["NOT_FOUND lines.0.orderLineId"]],
    [
      "a line twice",
      [
        { orderLineId: "a", departed: 1 },
        { orderLineId: "a", departed: 1 },
      ],
      ["INVALID_INPUT lines.1.orderLineId"],
    ],
  ])("%s", (_name, inputs, refusals) => {
    expect(codes(departLines([line], inputs))).toEqual(refusals);
  });
});

describe("counting in", () => {
  const lines = ["a", "b"].map((id) => ({ orderLineId: id, departed: 10 }) as LegLineRow);
  const count = (orderLineId: string, accepted: number, rejected = 0, missing = 0) => ({
    orderLineId,
    accepted,
    rejected,
    missing,
  });
  it.each([
    ["every line", [count("a", 8, 1, 1), count("b", 10)], []],
    ["too few", [count("a", 8), count("b", 10)], ["COUNTS_DO_NOT_ADD_UP lines.0"]],
    [
      "two wrong at once",
      [count("a", 11), count("b", 9)],
      ["COUNTS_DO_NOT_ADD_UP lines.0", "COUNTS_DO_NOT_ADD_UP lines.1"],
    ],
    ["below zero", [count("a", 11, -1), count("b", 10)], ["COUNTS_DO_NOT_ADD_UP lines.0"]],
    ["a line left out", [count("a", 10)], ["COUNTS_DO_NOT_ADD_UP lines"]],
    [
      "a line twice",
      [count("a", 10), count("a", 10), count("b", 10)],
      ["INVALID_INPUT lines.1.orderLineId"],
    ],
    [
      "a stranger's line",
      [count("a", 10), count("b", 10), count("c", 1)],
      ["NOT_FOUND lines.2.orderLineId"],
    ],
  ])("%s", (_name, inputs, refusals) => {
    expect(codes(receiveLines(lines, inputs))).toEqual(refusals);
  });
});

describe("counting over at a relay", () => {
  const legLine = { id: "x", orderLineId: "a", departed: 10 } as LegLineRow;
  const other = { id: "y", orderLineId: "b", departed: 5 } as LegLineRow;
  it.each([
    [[10, 5], []],
    [[9, 0], []],
    [[0, 0], ["QUANTITY_OUT_OF_RANGE lines.0.taken"]],
    [[11, 5], ["QUANTITY_OUT_OF_RANGE lines.0.taken"]],
    [
      [1.5, -1],
      ["QUANTITY_OUT_OF_RANGE lines.0.taken", "QUANTITY_OUT_OF_RANGE lines.1.taken"],
    ],
    [[10], ["INVALID_INPUT lines"]],
  ])("%j", (counts, refusals) => {
    const inputs = counts.map((taken, at) => ({ orderLineId: "ab".charAt(at), taken }));
    expect(codes(relayLines([legLine, other], inputs))).toEqual(refusals);
  });
  it("knows each line once", () => {
    const twice = [1, 2].map((taken) => ({ orderLineId: "a", taken }));
    expect(codes(relayLines([legLine], twice))).toEqual(["INVALID_INPUT lines.1.orderLineId"]);
    const strange = [{ orderLineId: "z", taken: 1 }];
    expect(codes(relayLines([legLine], strange))).toEqual(["NOT_FOUND lines.0.orderLineId"]);
  });
});

describe("a relay point", () => {
  const now = new Date("2026-01-01T12:00:00Z");
  const zone = {
    ...{ lon: 106, lat: 39, radiusKm: 5 },
    ...{ fromIso: "2026-01-01T00:00:00Z", untilIso: "2026-01-02T00:00:00Z" },
  };
  const point = { id: "P", lon: 106, lat: 39 };
  const at = (more: object) => ({ zone, destination: "D", now, ...more });
  it.each([
    ["inside the zone", point, {}, ["IN_HAZARD_ZONE"]],
    ["outside", { ...point, lat: 40 }, {}, []],
    ["after the zone is lifted", point, { now: new Date("2026-01-03T00:00:00Z") }, []],
    ["where there is no zone", point, { zone: null }, []],
    ["at the destination", point, { destination: "P" }, ["INVALID_INPUT"]],
  ])("%s", (_where, where, more, refusals) => {
    const found = relayPointRefusals(where, at(more), "relay.nodeId");
    expect(found.map(({ code }) => code)).toEqual(refusals);
  });
});

describe("when it happened", () => {
  const [early, now, late] = [new Date(1), new Date(2), new Date(3)];
  it.each([
    [undefined, null, 0],
    [now, early, 0],
    [late, null, 1],
    [early, now, 1],
  ])("%o after %o is refused so often: %d", (at, before, count) => {
    expect(occurredRefusals(at, before, now)).toHaveLength(count);
  });
});

describe("the vehicles of a departure", () => {
  const lorry = {
    id: "V1",
    carrierOrg: "C",
    baseNode: "N",
    type: "LORRY",
    plate: "-",
    loadKg: 100,
    loadM3: 10,
    licences: ["GENERAL"],
    speedFactor: 1,
    insuredUntil: "2030-01-01",
  };
  const fleet = [lorry, { ...lorry, id: "V2" }, { ...lorry, id: "X", carrierOrg: "OTHER" }];
  const ask = (
    kg: number,
    ids?: readonly string[],
    change: object = {},
    away: readonly string[] = [],
  ) =>
    vehiclesFor(
      { kg, m3: 1, licences: ["GENERAL"] },
      { carrierOrg: "C", ids, onRoad: new Set(away) },
      fleet.map((vehicle) => ({ ...vehicle, ...change })),
      "2026-01-01",
    );
  it.each([
    ["the smallest number that holds the load", ask(100), ["V1"]],
    ["a convoy where one does not hold it", ask(150), ["V1", "V2"]],
    ["all that are named", ask(50, ["V1", "V2"]), ["V1", "V2"]],
    ["one that is not on the road", ask(50, undefined, {}, ["V1"]), ["V2"]],
  ])("are %s", (_name, outcome, ids) => {
    expect(outcome.ok ? [...outcome.value].sort() : outcome.refused).toEqual(ids);
  });
  it.each([
    ["another carrier's", ask(50, ["X"]), "NOT_FOUND vehicleIds.0"],
    ["too small", ask(150, ["V1"]), "INVALID_INPUT vehicleIds"],
    ["too small together", ask(201), "INVALID_INPUT vehicleIds"],
    ["without the licence", ask(50, undefined, { licences: [] }), "LICENCE vehicleIds"],
    ["named and on the road", ask(50, ["V1"], {}, ["V1"]), "VEHICLE_ON_ROAD vehicleIds"],
    ["at home too few", ask(150, undefined, {}, ["V1"]), "VEHICLE_ON_ROAD vehicleIds"],
    ["too small, wherever they are", ask(201, undefined, {}, ["V1"]), "INVALID_INPUT vehicleIds"],
    ["not insured", ask(50, ["V1"], { insuredUntil: null }), "NOT_INSURED vehicleIds"],
  ])("are refused where they are %s", (_name, outcome, told) => {
    expect(codes(outcome)).toEqual([told]);
  });
});

describe("a hand-over code", () => {
  it("is read back as it was meant, however it was typed", () => {
    const code = codeFrom(new Uint8Array([0, 1, 10, 31, 32, 5, 6, 7, 8, 9]));
    expect(code).toBe("01AZ0-56789");
    expect(["o1az0 56789", "OLAZ056789", "01az0-56789 "].map(codeTyped)).toEqual([
      code,
      code,
      code,
    ]);
  });
});
