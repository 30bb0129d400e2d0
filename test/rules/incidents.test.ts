import { describe, expect, test } from "vitest";
import { codesOf } from "../../schema/words/word.ts";
import { incidentState, type IncidentState } from "../../schema/words/incidents.ts";
import type { NeedLine, NeedRow, NeedWords } from "../../src/incidents/need.model.ts";
import {
  gradeRefusals,
  incidentEvents,
  next,
  reportRefusals,
  zoneOf,
} from "../../src/incidents/incident.rules.ts";
import {
  declareRefusals,
  lapseAfter,
  mayChange,
  needStateOf,
  unpromised,
} from "../../src/incidents/need.rules.ts";

const now = new Date("2026-01-10T02:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe("an incident", () => {
  /** Every cell that is allowed; all others are refused. */
  const allowed = [
    "REPORTED START_RESPONSE ACTIVE",
    "REPORTED SET_ZONE REPORTED",
    "REPORTED DECLARE_NEEDS REPORTED",
    "ACTIVE SET_LEVEL ACTIVE",
    "ACTIVE SET_ZONE ACTIVE",
    "ACTIVE DECLARE_NEEDS ACTIVE",
    "ACTIVE REQUEST_PROPOSAL ACTIVE",
    "ACTIVE END_RESPONSE RESPONSE_ENDED",
    "RESPONSE_ENDED SET_ZONE RESPONSE_ENDED",
    "RESPONSE_ENDED BEGIN_AFTERMATH AFTERMATH",
    "AFTERMATH CLOSE CLOSED",
  ].map((cell) => cell.split(" "));
  const cells = codesOf(incidentState).flatMap((state) =>
    (Object.keys(incidentEvents) as (keyof typeof incidentEvents)[]).map((event) => {
      const found = allowed.find(([from, on]) => from === state && on === event);
      return [state, event, (found?.[2] ?? "refused") as IncidentState | "refused"] as const;
    }),
  );

  test("has a cell for every state and event", () => {
    expect(cells).toHaveLength(5 * 8);
    expect(cells.filter(([, , after]) => after !== "refused")).toHaveLength(allowed.length);
  });
  test.each(cells)("%s on %s: %s", (state, event, after) => {
    const answer = next(state, event);
    if (after === "refused")
      expect(answer).toMatchObject({ ok: false, refused: [{ code: "ILLEGAL_TRANSITION" }] });
    else expect(answer).toEqual({ ok: true, value: after });
  });
  test("of social security carries no grade; the others may", () => {
    expect(gradeRefusals("SOCIAL_SECURITY", "GRADE_I")).toHaveLength(1);
    expect(gradeRefusals("SOCIAL_SECURITY", null)).toEqual([]);
    expect(gradeRefusals("NATURAL_DISASTER", "GRADE_I")).toEqual([]);
  });
  test("is refused with every fault of its report at once", () => {
    const paths = reportRefusals(
      {
        nameZh: " ",
        category: "SOCIAL_SECURITY",
        incidentGrade: "GRADE_II",
        hazard: "chlorine!",
        regionCode: "150304",
        lon: 206.7,
        occurredAt: later(1),
      },
      now,
    ).map(({ path }) => path);
    expect(paths.sort()).toEqual(["hazard", "incidentGrade", "lat", "lon", "nameZh", "occurredAt"]);
  });
});

describe("a hazard zone", () => {
  const incident = { lon: 106.735, lat: 39.48 };
  test("is around the incident from now on unless said otherwise", () => {
    expect(zoneOf(incident, { radiusKm: 1, until: later(6) }, now)).toEqual({
      ok: true,
      value: {
        ...incident,
        radiusKm: 1,
        fromIso: "2026-01-10T02:00:00.000Z",
        untilIso: "2026-01-10T08:00:00.000Z",
      },
    });
  });
  test("may be a sector that the wind opens", () => {
    const zone = zoneOf(
      incident,
      { radiusKm: 3, windTowardsDegrees: 90, sectorDegrees: 60, until: later(6) },
      now,
    );
    expect(zone).toMatchObject({ value: { windTowardsDegrees: 90, sectorDegrees: 60 } });
  });
  test("is refused with all that is wrong", () => {
    const zone = zoneOf(incident, { radiusKm: 0, windTowardsDegrees: 400, until: now }, now);
    expect(zone.ok ? [] : zone.refused.map(({ path }) => path)).toEqual([
      "zone.radiusKm",
      "zone.windTowardsDegrees",
      "zone.until",
    ]);
  });
});

type Figures = Pick<NeedRow, "quantity" | "received" | "withdrawnAt" | "lapsesAt">;
const wanted: Figures = { quantity: 10, received: 0, withdrawnAt: null, lapsesAt: null };

describe("a need", () => {
  test.each([
    ["OPEN", {}],
    ["OPEN", { lapsesAt: later(1) }],
    ["PARTLY_MET", { received: 9 }],
    ["MET", { received: 10 }],
    ["MET", { received: 10, lapsesAt: later(-1) }],
    ["EXPIRED", { lapsesAt: now }],
    ["EXPIRED", { lapsesAt: later(-1), received: 9 }],
    ["WITHDRAWN", { withdrawnAt: later(-1) }],
    ["WITHDRAWN", { withdrawnAt: later(-1), received: 10, lapsesAt: later(-2) }],
  ] as const)("is %s by %j", (state, figures) => {
    expect(needStateOf({ ...wanted, ...figures }, now)).toBe(state);
  });
  test.each([
    ["WITHDRAW", {}, true],
    ["WITHDRAW", { lapsesAt: now }, true],
    ["WITHDRAW", { received: 10 }, false],
    ["WITHDRAW", { withdrawnAt: now }, false],
    ["RENEW", { lapsesAt: now }, true],
    ["RENEW", { received: 3 }, true],
    ["RENEW", { received: 10 }, false],
    ["RENEW", { withdrawnAt: now }, false],
  ] as const)("%s of %j is allowed: %s", (action, figures, allowed) => {
    expect(mayChange({ ...wanted, ...figures }, action, now).ok).toBe(allowed);
  });
  test("still misses what nobody promised", () => {
    expect(unpromised({ quantity: 10, promised: 4 })).toBe(6);
    expect(unpromised({ quantity: 10, promised: 12 })).toBe(0);
  });
  test("lapses 72 hours after its declaration or its deadline, whichever is later", () => {
    expect(lapseAfter(now, null)).toEqual(later(72));
    expect(lapseAfter(now, later(10))).toEqual(later(82));
  });
});

describe("a declaration", () => {
  const words: NeedWords = {
    units: new Map([["PP-SCBA", { unit: "set", unitZh: "套" }]]),
    skills: new Set(["HAZ-CL2"]),
    nodes: new Set(["150304"]),
    now,
  };
  const scba: NeedLine = { item: "PP-SCBA", quantity: 80, priority: 1 };
  const found = (...lines: NeedLine[]) =>
    declareRefusals(lines, words).map(({ code, path }) => `${code} ${path}`);

  test("of whole lines passes, with the unit said in either way or not at all", () => {
    expect(
      found(
        { ...scba, unit: "套", node: "150304", deadlineAt: later(2) },
        { ...scba, unit: "set" },
        { capability: "HAZ-CL2", quantity: 2 },
        { ...scba, priority: 2 },
      ),
    ).toEqual([]);
  });
  test.each([
    ["UNKNOWN_CODE needs.0.item", { ...scba, item: "NO-SUCH" }],
    ["UNKNOWN_CODE needs.0.capability", { capability: "NO-SUCH", quantity: 1 }],
    ["UNKNOWN_CODE needs.0.node", { ...scba, node: "nowhere" }],
    ["WRONG_UNIT needs.0.unit", { ...scba, unit: "箱" }],
    ["INVALID_INPUT needs.0", { ...scba, capability: "HAZ-CL2" }],
    ["INVALID_INPUT needs.0", { quantity: 1 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.quantity", { ...scba, quantity: 0 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.quantity", { ...scba, quantity: 1_000_000_001 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.quantity", { ...scba, quantity: 1.5 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.priority", { ...scba, priority: 0 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.priority", { ...scba, priority: 6 }],
    ["QUANTITY_OUT_OF_RANGE needs.0.minShelfMinutes", { ...scba, minShelfMinutes: -1 }],
    ["INVALID_INPUT needs.0.deadlineAt", { ...scba, deadlineAt: now }],
    ["INVALID_INPUT needs.0.lapsesAt", { ...scba, lapsesAt: later(-1) }],
  ])("is refused: %s", (expected, line) => {
    expect(found(line)).toEqual([expected]);
  });
  test("names every wrong line at once, and a line that stands twice", () => {
    expect(found({ ...scba, quantity: 0 }, scba, { ...scba, item: "X" }, scba)).toEqual([
      "QUANTITY_OUT_OF_RANGE needs.0.quantity",
      "UNKNOWN_CODE needs.2.item",
      "INVALID_INPUT needs.1",
      "INVALID_INPUT needs.3",
    ]);
  });
  test("has one line at least and 200 at most", () => {
    expect(found()).toEqual(["INVALID_INPUT needs"]);
    const many = Array.from({ length: 201 }, (_, at) => ({ ...scba, quantity: at + 1 }));
    expect(found(...many)).toEqual(["TOO_MANY needs"]);
  });
});
