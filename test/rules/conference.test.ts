import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BriefingContent } from "../../schema/shapes/briefing.ts";
import {
  resolutionAction,
  resolutionState,
  supervisionAction,
  supervisionState,
} from "../../schema/words/conference.ts";
import { codesOf } from "../../schema/words/word.ts";
import type { BriefingFacts, Conference } from "../../src/conference/briefing.model.ts";
import {
  briefingNumber,
  citationOf,
  contentOf,
  daysOverdue,
  textRefusals,
} from "../../src/conference/briefing.rules.ts";
import { changesOf } from "../../src/conference/changes.rules.ts";
import { resolutionAfter, resolutionMay } from "../../src/conference/resolution.rules.ts";
import {
  lateBy,
  supervisionAfter,
  supervisionMay,
} from "../../src/conference/supervision.rules.ts";
import type { PositionRow } from "../../src/reserves/reserves.model.ts";

const place: Conference = {
  ...{ kind: "REGION", code: "150300", nameZh: "乌海", nameEn: "Wuhai" },
  ...{ tops: ["150300"], codes: ["150300", "150302"], readers: ["G01"] },
};
const heading = {
  ...{ hub: "EXERCISE" as const, feedSeq: 7, ledgerHead: null, number: "LX-2026-0003" },
  ...{ titleZh: "态势", issuer: { id: "G01", nameZh: "某市" }, previous: null },
  ...{ recordedAt: new Date("2026-05-01T00:00:00Z"), today: "2026-05-01" },
};
const nothing: BriefingFacts = {
  ...{ position: [], out: [], short: [], unknownTargets: 0, items: [], incidents: [], needs: [] },
  ...{ onTheWay: [], owed: [], overdue: [], kpis: [], resolutions: [], supervision: [] },
  decisions: [],
};
const row = (more: Partial<PositionRow> = {}): PositionRow => ({
  ...{ item: "TENT", onHand: 5, usable: 5, held: 1, target: null, gap: null, lots: 1 },
  ...{ uncountedLots: 0, countedAt: new Date("2026-04-01T00:00:00Z"), ...more },
});
const content = (facts: Partial<BriefingFacts> = {}): BriefingContent =>
  contentOf(heading, place, { ...nothing, ...facts });

describe("a briefing's content", () => {
  it("adds an item over regions, as old as its oldest count", () => {
    const older = row({ onHand: 2, target: 9, countedAt: new Date("2026-03-02T00:00:00Z") });
    const items = [{ item: "TENT", nameZh: "帐篷", unit: "顶" }];
    const { position } = content({ position: [row(), older], items });
    expect(position).toMatchObject([
      { nameZh: "帐篷", unit: "顶", onHand: 7, held: 2, out: null, target: 9, ageDays: 60 },
    ]);
  });

  it("knows no sum of which a part is unknown", () => {
    const { position } = content({ position: [row(), row({ held: null })] });
    expect(position).toMatchObject([{ onHand: 10, held: null }]);
    const bare = row({ lots: 0, onHand: null, held: null, target: 4 });
    expect(content({ position: [row(), bare] }).position).toMatchObject([{ onHand: 5, target: 4 }]);
    expect(content({ position: [bare] }).position).toMatchObject([{ onHand: null, target: 4 }]);
  });

  it("lists the ten worst gaps by the share that is missing", () => {
    const short = Array.from({ length: 12 }, (_none, at) => ({
      ...row({ target: 100 }),
      ...{ depotId: `D${at}`, target: 100, basis: "x", status: "x", version: 1 },
      ...{ expiring: 0, promised: 0, onTheWay: 0, gap: at + 1 },
    }));
    const { gaps } = content({ short, unknownTargets: 3 });
    expect(gaps).toMatchObject({ short: 12, unknown: 3 });
    expect(gaps.top.map(({ gap }) => gap)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });

  it("keeps what is owed by or to its prefecture, and counts days overdue", () => {
    const cell = { kind: "RETURN" as const, itemCode: "TENT", unit: "顶" };
    const figures = { outstanding: 3, overdue: 0, disputed: 0 };
    const owed = [
      { ...cell, ...figures, debtorRegion: "150300", creditorRegion: "640200" },
      { ...cell, ...figures, debtorRegion: "640100", creditorRegion: "640200" },
    ];
    expect(content({ owed }).owed).toMatchObject([{ debtorRegion: "150300", duty: "TO_RETURN" }]);
    expect([
      daysOverdue("2026-04-28", "2026-05-01"),
      daysOverdue("2026-05-01", "2026-05-01"),
    ]).toEqual([3, 0]);
  });

  it("is numbered and cited in both languages, and says that it is an exercise", () => {
    expect(briefingNumber("2026", 3)).toBe("LX-2026-0003");
    expect(citationOf(content(), "ab", "zh")).toMatch(/^【演练】《态势》.*LX-2026-0003.*乌海.*ab$/);
    expect(citationOf(content(), "ab", "en")).toMatch(/^\[EXERCISE\] .*LX-2026-0003, Wuhai.*ab$/);
    expect(citationOf({ ...content(), hub: "LIVE" }, "ab", "zh")).toMatch(/^《/);
  });

  it("takes no text that is empty, too long or has control characters", () => {
    expect(textRefusals("好\n行", "t", 3)).toEqual([]);
    for (const text of ["", "  ", "一二三四", "a\u0007"])
      expect(textRefusals(text, "t", 3)).toMatchObject([{ code: "INVALID_INPUT", path: "t" }]);
  });
});

describe("changes between two briefings", () => {
  const some = fc
    .array(
      fc.record({
        item: fc.constantFrom("A", "B", "C"),
        onHand: fc.option(fc.nat(9)),
        held: fc.option(fc.nat(9)),
      }),
    )
    .map((rows) => content({ position: rows.map((more) => row(more)) }));

  it("are none between a briefing and itself, and those of the way back turned round", () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(changesOf(a, a)).toEqual([]);
        const turn = { ADDED: "REMOVED", REMOVED: "ADDED", CHANGED: "CHANGED" };
        const there = changesOf(a, b).map((change) =>
          [change.key, change.field, change.kind, change.before, change.after].join(),
        );
        const back = changesOf(b, a).map((change) =>
          [change.key, change.field, turn[change.kind], change.after, change.before].join(),
        );
        expect(there.toSorted()).toEqual(back.toSorted());
      }),
    );
  });

  it("tell a number's difference, and unknown from zero; days that pass are none", () => {
    const [a, b] = [row({ onHand: 5, held: null }), row({ onHand: 8, held: 0 })];
    expect(changesOf(content({ position: [a] }), content({ position: [b] }))).toMatchObject([
      { field: "onHand", before: "5", after: "8", difference: 3, kind: "CHANGED" },
      { field: "held", before: null, after: "0", difference: null, kind: "CHANGED" },
    ]);
    const later = contentOf({ ...heading, today: "2026-06-01" }, place, {
      ...nothing,
      position: [a],
    });
    expect(changesOf(content({ position: [a] }), later)).toEqual([]);
  });
});

describe("what follows what", () => {
  const legal = (cells: readonly string[], next: (cell: string) => string | undefined) =>
    Object.fromEntries(
      cells.flatMap((cell) => (next(cell) === undefined ? [] : [[cell, next(cell)]])),
    );

  it("of resolutions: each cell of the product, and refused where it is not here", () => {
    const states = codesOf(resolutionState) as (keyof typeof resolutionState)[];
    const actions = codesOf(resolutionAction) as (keyof typeof resolutionAction)[];
    const cells = states.flatMap((state) => actions.map((action) => ({ state, action })));
    const seen = new Map(
      cells.map(({ state, action }) => [`${state} ${action}`, resolutionAfter(state, action)]),
    );
    const next = (cell: string) => {
      const after = seen.get(cell)!;
      return after.ok ? after.value : undefined;
    };
    expect(legal([...seen.keys()], next)).toEqual({
      ...{ "PROPOSED AMEND": "PROPOSED", "PROPOSED ADOPT": "ADOPTED" },
      ...{ "PROPOSED REJECT": "REJECTED", "ADOPTED AMEND": "PROPOSED" },
      ...{ "ADOPTED CLOSE": "CLOSED", "ADOPTED SUPERVISE": "ADOPTED" },
    });
    for (const { state, action } of cells) {
      const after = resolutionAfter(state, action);
      expect(resolutionMay(state).includes(action)).toBe(after.ok);
      if (!after.ok) expect(after.refused).toMatchObject([{ code: "ILLEGAL_TRANSITION" }]);
    }
  });

  it("of supervision: each cell of the product, and late until it is closed", () => {
    const states = codesOf(supervisionState) as (keyof typeof supervisionState)[];
    const actions = codesOf(supervisionAction) as (keyof typeof supervisionAction)[];
    const allowed: Record<string, string> = {
      ...{ "OPEN REPORT": "REPORTED", "RETURNED REPORT": "REPORTED" },
      ...{ "REPORTED RETURN": "RETURNED", "REPORTED CLOSE": "CLOSED" },
      ...{ "OPEN SETTLE": "CLOSED", "REPORTED SETTLE": "CLOSED", "RETURNED SETTLE": "CLOSED" },
    };
    for (const state of states)
      for (const action of actions) {
        const after = supervisionAfter(state, action);
        expect(after.ok ? after.value : undefined).toBe(allowed[`${state} ${action}`]);
        // That it is settled is no person's to say.
        expect(supervisionMay(state).includes(action)).toBe(after.ok && action !== "SETTLE");
        if (!after.ok) expect(after.refused).toMatchObject([{ code: "ILLEGAL_TRANSITION" }]);
      }
    expect(
      states.map((state) => lateBy({ state, dueOn: "2026-04-30" }, "2026-05-01")).toSorted(),
    ).toEqual([0, 1, 1, 1]);
  });
});
