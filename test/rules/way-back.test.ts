import { describe, expect, it } from "vitest";
import { riskPassesAt } from "../../schema/words/regions.ts";
import { backRef, wayBackOf } from "../../src/ledger/account.rules.ts";
import type { ClaimTerms, LineFacts } from "../../src/ledger/posting.model.ts";
import { bornOut, receive } from "../../src/ledger/posting.road.rules.ts";
import type { Standing } from "../../src/replenishment/goods.model.ts";
import { backOf } from "../../src/replenishment/goods.rules.ts";

const lineUnder = (risk: ClaimTerms["riskPassesAt"]): LineFacts => ({
  ...{ owner: "G06", custodian: "G06", depot: "D", lot: "lot", item: "TENT", underNorm: true },
  ...{ orderLineId: "line", incidentId: "incident", basis: "PACT", claims: [] },
  liability: { rule: "USER_REFILLS", debtors: [], creditor: "G06" },
  terms: { riskPassesAt: risk, dueAnchor: "DATE", dueDays: 0 },
});
const ways = {
  accepted: { received: true, relayed: false },
  over: { received: false, relayed: true },
  straight: { received: false, relayed: false },
};

describe("the way back", () => {
  it.each([
    ["DEPARTURE", ["line", "unreceived:line", "unreceived:line"], [true, true, true]],
    ["RELAY", ["line", "relayed:line", "unreceived:line"], [true, true, false]],
    ["ARRIVAL", ["line", "unreceived:line", "unreceived:line"], [true, false, false]],
  ] as const)(
    "of risk that passes at %s has the refs %j, borne by debtors: %j",
    (at, refs, borne) => {
      expect(Object.keys(riskPassesAt)).toContain(at);
      const line = lineUnder(at);
      expect(Object.values(ways).map((way) => backRef(line, way))).toEqual(refs);
      expect(Object.values(ways).map((way) => bornOut(line, way))).toEqual(borne);
      expect(
        Object.values(ways).map((way) => bornOut(line, wayBackOf(backRef(line, way)))),
      ).toEqual(borne);
    },
  );

  it("of what is rejected begins with the leg's own relay", () => {
    const line = lineUnder("RELAY");
    const leg = { legLineId: "leg", carrierOrg: "K1" };
    const to = { kind: "ON_SITE", holderOrg: "G01", place: "N" } as const;
    const one = { line, leg, to, accepted: 0, rejected: 2 };
    const both = [true, false].map((relayed) => ({ ...one, relayed }));
    const { lines } = receive({ evidence: {} }, both, () => "id");
    expect(lines.map(({ target }) => target.ref)).toEqual(["relayed:line", "unreceived:line"]);
  });

  const there = (ref: string, balance: number): Standing => ({
    ...{ kind: "INSPECTION", custodian: "G06", place: "D" },
    ...{ ref, balance },
  });
  const [mine, over, straight] = [
    there("line", 5),
    there("relayed:line", 3),
    there("unreceived:line", 2),
  ];
  const under = lineUnder("RELAY");

  it("is inferred where one kind is there, and asked for where both are", () => {
    const none = { received: false };
    const answer = (standings: readonly Standing[], said: Parameters<typeof backOf>[2]) => {
      const found = backOf(under, standings, said);
      return found.ok ? found.value : found.refused.map(({ code, path }) => `${code} ${path}`);
    };
    expect(answer([mine, over], none)).toEqual({ back: ways.over, there: 3 });
    expect(answer([mine, straight], none)).toEqual({ back: ways.straight, there: 2 });
    expect(answer([mine], none)).toEqual({ back: ways.straight, there: 0 });
    expect(answer([over, straight], none)).toEqual(["INVALID_INPUT relayed"]);
    expect(answer([over, straight], ways.over)).toEqual({ back: ways.over, there: 3 });
    expect(answer([over, straight], ways.straight)).toEqual({ back: ways.straight, there: 2 });
    expect(answer([mine, over], { received: true })).toEqual({ back: ways.accepted, there: 5 });
    expect(answer([mine], { received: true, relayed: true })).toEqual(["INVALID_INPUT relayed"]);
  });

  it("says how many there are of each kind, in both languages", () => {
    const found = backOf(under, [over, straight], { received: false });
    expect(found.ok ? undefined : found.refused[0]?.facts["why"]).toMatchObject({
      zh: expect.stringMatching(/3 的风险已在中转时转移,2 未转移/) as string,
      en: expect.stringMatching(/risk of 3 .* of 2 did not/) as string,
    });
  });
});
