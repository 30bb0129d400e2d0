import { describe, expect, test } from "vitest";
import { storesUnder } from "../../src/dispatch/problem.floor.rules.ts";
import {
  againstLot,
  againstUnit,
  staleAfterDays,
} from "../../src/dispatch/problem.forbid.rules.ts";
import type { ProblemFacts } from "../../src/dispatch/problem.model.ts";
import { problemOf } from "../../src/dispatch/problem.rules.ts";
import { supplies } from "../../src/dispatch/problem.supply.rules.ts";
import { agreement, facts, lot, minutes, unit, vehicle } from "./problem-facts.ts";

const withPact = (lender: string, changes = {}) => ({
  agreements: [agreement("AG", [lender], changes)],
});

describe("what forbids a source", () => {
  const zone = {
    lon: 107,
    lat: 40,
    radiusKm: 1,
    fromIso: "2026-01-10T00:00:00Z",
    untilIso: "2026-01-10T08:00:00Z",
  };
  const acid = facts().items[1];
  const days = (count: number) => minutes(-count * 1440);
  test.each([
    [[], {}, {}],
    [["QUALITY_HOLD"], { condition: "BLOCKED" }, {}],
    [["QUALITY_HOLD"], { condition: "RECALLED" }, {}],
    [["EARMARK"], { earmark: "EARTHQUAKE" }, {}],
    [[], { earmark: "EARTHQUAKE, HAZCHEM" }, {}],
    [["STALE_COUNT"], { countedAt: null }, {}],
    [["STALE_COUNT"], { countedAt: days(staleAfterDays + 1) }, {}],
    [[], { countedAt: days(staleAfterDays) }, {}],
    [["IN_HAZARD_ZONE"], {}, { zone }],
    [[], { lat: 40.1 }, { zone }],
    [[], {}, { zone: { ...zone, untilIso: "2026-01-10T01:00:00Z" } }],
    [
      ["QUALITY_HOLD", "STALE_COUNT", "IN_HAZARD_ZONE"],
      { condition: "BLOCKED", countedAt: null },
      { zone },
    ],
  ] as const)("%j: a lot with %j", (reasons, changes, more) => {
    expect(againstLot(lot("l", changes), facts().items[0], facts(more))).toEqual(reasons);
  });
  test.each([
    [["LICENCE"], {}],
    [["NOT_INSURED"], { licences: ["DG_8"], insuredUntil: "2026-01-09" }],
    [["LICENCE"], { licences: ["DG_8"], baseNode: "elsewhere" }],
    [[], { licences: ["DG_8"] }],
  ] as const)("%j: dangerous goods with a vehicle %j", (reasons, changes) => {
    const carried = facts({ vehicles: [vehicle("v", changes)] });
    expect(againstLot(lot("l"), acid, carried)).toEqual(reasons);
  });
  test.each([
    [[], {}, {}],
    [["NOT_INSURED"], { insuredUntil: "2026-01-09" }, {}],
    [["NOT_INSURED"], { insuredUntil: null }, {}],
    [[], { insuredUntil: null, category: "NATIONAL_FIRE_RESCUE" }, {}],
    [["IN_HAZARD_ZONE"], {}, { zone }],
  ] as const)("%j: a unit with %j", (reasons, changes, more) => {
    expect(againstUnit(unit("t", changes), facts(more))).toEqual(reasons);
  });
});

describe("what a lender refused", () => {
  const said = [{ lenderOrg: "B", thing: "SUIT" }];
  const firm = [{ lenderOrg: "E", thing: "SUIT" }];
  const asking = (allowRequisition: boolean) => ({ ...facts().requester, allowRequisition });
  const of = (ownerOrg: string, more: Partial<ProblemFacts>) => {
    const sector = ownerOrg === "E" ? "MARKET" : "GOVERNMENT";
    const lots = [lot("l", { ownerOrg, depotOwnerOrg: ownerOrg, ownerSector: sector })];
    const [found] = supplies(facts({ ...withPact(ownerOrg), lots, ...more }));
    return [found?.ground?.basis, found?.against];
  };
  test.each([
    ["B", {}, ["PACT", []]],
    ["B", { refused: said }, ["PACT", ["LENDER_REFUSED"]]],
    ["B", { refused: firm }, ["PACT", []]],
    ["B", { refused: said, requester: asking(true) }, ["PACT", ["LENDER_REFUSED"]]],
    ["E", { refused: firm }, ["PACT", ["LENDER_REFUSED"]]],
    ["E", { refused: firm, requester: asking(true) }, ["REQUISITION", []]],
    [
      "A2",
      {
        refused: [{ lenderOrg: "A2", thing: "SUIT" }],
        requester: { ...asking(false), leadOrg: "S", commands: ["S"] },
      },
      ["COMMAND", []],
    ],
  ] as const)("%s is not asked again: %j", (owner, more, expected) => {
    expect(of(owner, more)).toEqual(expected);
  });
});

describe("what lenders keep", () => {
  const theirs = { ownerOrg: "B", depotId: "D", regionCode: "640205" };
  const floors = (changes: Partial<ProblemFacts>) => {
    const made = problemOf(facts({ ...withPact("B"), ...changes }), {
      preset: "BALANCED",
      pins: [],
    });
    return made.ok ? made.value.problem.rules?.floors : made.refused;
  };
  test("a share of the norm, or of what lies there; own goods keep nothing", () => {
    const lots = [
      lot("l1", { ...theirs, freeQuantity: 60 }),
      lot("l2", { ...theirs, freeQuantity: 41 }),
      lot("own"),
    ];
    expect(floors({ lots })).toEqual([{ sources: ["D"], item: "SUIT", keep: 21 }]);
    const targets = [{ depotId: "D", item: "SUIT", quantity: 200 }];
    expect(floors({ lots, targets })).toEqual([{ sources: ["D"], item: "SUIT", keep: 40 }]);
    const held = { lenderOrg: "B", depotId: "D", item: "SUIT", free: 101, lying: 150, norm: null };
    expect(floors({ lots, shelves: [held] })).toMatchObject([{ keep: 30 }]);
    expect(floors({ lots: [lot("own")] })).toEqual([]);
  });
  test("blocked and expired goods do not count towards it", () => {
    const lots = [
      lot("l1", { ...theirs, freeQuantity: 100 }),
      lot("l2", { ...theirs, freeQuantity: 30, condition: "BLOCKED" }),
      lot("l3", { ...theirs, freeQuantity: 7, expiresOn: "2026-01-09" }),
    ];
    expect(floors({ lots })).toEqual([{ sources: ["D"], item: "SUIT", keep: 20 + 37 }]);
  });
  test("never more than there is", () => {
    const targets = [{ depotId: "D", item: "SUIT", quantity: 900 }];
    const lots = [lot("l1", { ...theirs, freeQuantity: 10 })];
    expect(floors({ lots, targets })).toEqual([{ sources: ["D"], item: "SUIT", keep: 10 }]);
  });
  test("and no more than half of a lender's goods may wait for its approval", () => {
    const lots = [lot("l1", theirs), lot("l2", { ...theirs, depotId: "D2" })];
    const holds = [{ agreementId: "AG", lenderOrg: "B", item: "SUIT", free: 200, unapproved: 20 }];
    expect(floors({ lots, holds })).toEqual([
      { sources: ["D"], item: "SUIT", keep: 20 },
      { sources: ["D2"], item: "SUIT", keep: 20 },
      { sources: ["D", "D2"], item: "SUIT", keep: 200 - 90 },
    ]);
    expect(storesUnder(supplies(facts({ ...withPact("B"), lots })))).toEqual([
      { agreementId: "AG", lenderOrg: "B", items: ["SUIT"] },
    ]);
  });
});
