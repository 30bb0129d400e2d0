import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  correctionsOf,
  needsColleague,
  settle,
  stageOf,
  stillToBook,
  viewOf,
} from "../../src/reserves/stocktake.rules.ts";
import { plainFact } from "../../src/kernel/refusal.ts";
import type { CountedLine } from "../../src/reserves/stocktake.model.ts";

/** `counted/booked` pairs, oldest first. */
const counts = (text: string) =>
  text
    .split(" ")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [counted = 0, booked = 0] = pair.split("/").map(Number);
      return { counted, booked, by: "a", at: "2026-01-01T00:00:00Z" };
    });

describe("a lot of a stocktake", () => {
  test.each([
    ["", "UNCOUNTED"],
    ["20/20", "MATCHED"],
    ["19/20", "RECOUNT"],
    ["19/20 20/20", "MATCHED"],
    ["19/20 19/20", "DIFFERS"],
    ["19/20 18/20", "RECOUNT"],
    ["19/20 18/20 18/20", "DIFFERS"],
    ["19/20 18/20 19/20", "RECOUNT"],
    // Five left the shelf between the counts: both say that one is missing.
    ["19/20 14/15", "DIFFERS"],
    ["20/20 19/20", "RECOUNT"],
  ])("counted %j is %s", (text, stage) => {
    expect(stageOf(counts(text))).toBe(stage);
  });

  const row = {
    ...{ id: "l", stocktakeId: "s", lotId: "x", lotCode: "X", item: "TENT", bin: null, batch: "B" },
    ...{ ended: false, counted: null, booked: null, posted: null, reason: null, note: null },
  };
  test.each([
    ["19/20", { stage: "RECOUNT", counts: 1, counted: null, booked: null, difference: null }],
    ["19/20 19/20", { stage: "DIFFERS", counted: 19, booked: 20, difference: -1 }],
    ["20/20", { stage: "MATCHED", counted: 20, booked: 20, difference: 0 }],
  ])("counted %j shows %j and no more", (text, shown) => {
    expect(viewOf({ ...row, counts: counts(text) })).toMatchObject(shown);
  });

  it("shows nothing after it was cancelled, and what was booked after it was closed", () => {
    const ended = { ...row, counts: counts("19/20 19/20"), ended: true };
    expect(viewOf(ended)).toMatchObject({ counted: null, booked: null, difference: null });
    const closed = { ...ended, counted: 19, booked: 20, posted: -1 };
    expect(viewOf(closed)).toMatchObject({ counted: 19, booked: 20, difference: -1 });
  });

  it("is not counted twice in a row by one keeper where there are two", () => {
    expect(needsColleague([{ by: "a" }], "a", 2)).toBe(true);
    expect(needsColleague([{ by: "a" }], "a", 1)).toBe(false);
    expect(needsColleague([{ by: "a" }, { by: "b" }], "a", 2)).toBe(false);
    expect(needsColleague([], "a", 2)).toBe(false);
  });
});

test.each([
  [-5, 0, 0, -5],
  [-5, 3, 0, -2],
  [-5, 9, 0, 0],
  [0, 3, 0, 0],
  [4, 0, 1, 3],
  [4, 9, 0, 4],
  [4, 0, 9, 0],
  [-5, -2, 0, -5],
])(
  "of %i, with %i lost and %i found since, %i is still to book",
  (difference, lost, found, rest) => {
    expect(stillToBook(difference, { shortSince: lost, surplusSince: found })).toBe(rest);
  },
);

const amount = fc.integer({ min: 0, max: 1000 });
const condition = fc.constantFrom("GOOD" as const, "BLOCKED" as const, "RECALLED" as const);

it("corrections add up to the difference and never overdraw what is free or blocked", () => {
  fc.assert(
    fc.property(condition, amount, amount, fc.integer({ min: -2500, max: 2500 }), (...facts) => {
      const [state, onHand, blocked, quantity] = facts;
      const parts = correctionsOf({ condition: state, onHand, blocked }, quantity);
      if (parts === undefined) return -quantity > onHand + blocked;
      const at = (shelf: string) =>
        parts.filter((part) => part.at === shelf).reduce((sum, part) => sum + part.quantity, 0);
      // A find on a blocked lot is not free.
      if (quantity > 0) return at(state === "GOOD" ? "ON_HAND" : "BLOCKED") === quantity;
      return (
        at("ON_HAND") + at("BLOCKED") === quantity &&
        onHand + at("ON_HAND") >= 0 &&
        blocked + at("BLOCKED") >= 0
      );
    }),
  );
});

it("closing names every line that is not counted out, and every reason that is missing", () => {
  const line = (lotId: string, text: string): CountedLine => ({
    ...{ id: lotId, lotId, lotCode: lotId, item: "TENT", ownerOrg: "G", underNorm: true },
    ...{ condition: "GOOD", lotVersion: 1, shortSince: 0, surplusSince: 0, onHand: 20, blocked: 0 },
    counts: counts(text),
  });
  const lines = [line("a", ""), line("b", "19/20"), line("c", "19/20 19/20"), line("d", "20/20")];
  const reasons = [{ lotId: "z", reason: "STOLEN" as const }];
  const { settled, wrong } = settle(lines, reasons);
  expect(wrong.map(({ code, facts }) => `${code} ${plainFact(facts["lot"])}`)).toEqual([
    "NOT_FOUND ",
    "COUNT_MISSING a",
    "COUNT_MISSING b",
    "REASON_MISSING c",
  ]);
  expect(settled.map((one) => one.line.lotId)).toEqual(["d"]);
});
