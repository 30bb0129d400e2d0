import { describe, expect, it } from "vitest";
import { seedData } from "../../seeds/data.ts";
import { codesOf } from "../../schema/words/word.ts";
import { cannot, demandTurns, type Stage } from "../../src/cli/demo-stage.ts";
import { leansAlone, missingTurns, planRoad, refusable, tripOf } from "../../src/cli/demo-turns.ts";
import { scripts, turnName } from "../../src/cli/demo-turns.model.ts";
import type { DemoLine, DemoOrder } from "../../src/cli/demo.model.ts";

const line = (id: string, held: number, changes: Partial<DemoLine> = {}) =>
  ({
    ...{ id, held, basis: "PACT", owner: { sector: "GOVERNMENT" }, custodian: { id: "K" } },
    item: { sku: id, recovery: "MUST_RETURN", dangerousGoods: null, weightKg: 10 },
    depot: { id: "D" },
    lot: { code: id },
    ...changes,
  }) as DemoLine;

const order = (id: string, lines: readonly DemoLine[], authority = "PACT") =>
  ({ id, lines, authority }) as DemoOrder;

describe("the turns of the drills", () => {
  it("happen each in some scenario, and every scenario of the world has its own", () => {
    const told = new Set(Object.values(scripts).flatMap(({ turns }) => turns));
    expect(codesOf(turnName).filter((code) => !told.has(code))).toEqual([]);
    expect(Object.keys(scripts).toSorted()).toEqual(
      seedData.scenarios.map(({ id }) => id).toSorted(),
    );
  });

  it("that did not happen fail the drill, by the first that is missing", () => {
    expect(missingTurns(["DIVERTED", "REJECTED"], [{ code: "DIVERTED" }])).toEqual(["REJECTED"]);
    const stage = { script: { turns: ["REJECTED"] }, turns: [] } as unknown as Stage;
    expect(() => demandTurns(stage)).toThrow(cannot("REJECTED", "").message.slice(0, 10));
    const taken = [{ code: "REJECTED", zh: "", en: "" }] as const;
    expect(() => demandTurns({ ...stage, turns: [...taken] })).not.toThrow();
  });
});

describe("a lender that refuses", () => {
  const firm = { owner: { sector: "MARKET" } as DemoLine["owner"] };
  const lines = (...ids: readonly string[]) => ids.map((id) => line(id, 1, firm));
  const most = order("most", lines("x", "y", "z"));
  const holder = order("holder", lines("soda", "x"));

  it("is the one with what the accident wants again, whatever else others were asked for", () => {
    for (const drafts of [
      [most, holder],
      [holder, most],
    ])
      expect(refusable(drafts, "MARKET", "soda")?.id).toBe("holder");
    expect(refusable([most, order("less", lines("x"))], "MARKET", "soda")).toBe(undefined);
  });

  it("is else the one that was asked for the most lines, of its sector, under a pact", () => {
    expect(refusable([holder, most], "MARKET")?.id).toBe("most");
    expect(refusable([holder, most], "GOVERNMENT")).toBe(undefined);
    expect(refusable([order("told", lines("x"), "COMMAND")], "MARKET")).toBe(undefined);
  });
});

describe("a pact that lapses", () => {
  const under = (id: string, pact: string | null, lines = [line(id, 1)]) =>
    ({ ...order(id, lines), agreement: pact === null ? null : { id: pact } }) as DemoOrder;

  it("carries one order alone, of goods, and of those the one with the most lines", () => {
    const two = under("two", "C", [line("x", 1), line("y", 1)]);
    const drafts = [under("one", "A"), under("shared", "B"), under("too", "B"), two];
    expect(leansAlone([...drafts, under("own", null)])?.id).toBe("two");
    const team = line("t", 1, { item: null });
    expect(leansAlone([under("shared", "B"), under("too", "B"), under("team", "D", [team])])).toBe(
      undefined,
    );
  });
});

describe("the turns of the road", () => {
  const big = order("big", [line("a", 500), line("b", 900)]);
  const small = order("small", [line("c", 200)]);
  const own = order("own", [line("d", 9000, { basis: "OWN" })], "COMMAND");

  it("meet the biggest line that may, and each order once", () => {
    const { turns, left } = planRoad(["SHORT_PICK", "TURNED_BACK", "REJECTED"], [own, small, big]);
    expect(turns).toEqual([
      { code: "SHORT_PICK", orderId: "big", lineId: "b", quantity: 18 },
      { code: "REJECTED", orderId: "own", lineId: "d", quantity: 90 },
      { code: "TURNED_BACK", orderId: "small", lineId: "c", quantity: 200 },
    ]);
    expect(left).toEqual([]);
  });

  it("come last to an order that meets another, and are told when no line may meet them", () => {
    const { turns } = planRoad(["DIVERTED"], [small, big], [big]);
    expect(turns.map(({ orderId }) => orderId)).toEqual(["small"]);
    expect(planRoad(["DIVERTED", "CONTESTED"], [own, small])).toMatchObject({
      turns: [{ code: "CONTESTED", orderId: "small" }],
      left: ["DIVERTED"],
    });
  });

  it("change carriers only where a few lorries hold the load", () => {
    const heavy = order("heavy", [line("e", 6000), line("f", 1)]);
    expect(planRoad(["RELAY_LOSS"], [heavy]).left).toEqual(["RELAY_LOSS"]);
    expect(planRoad(["RELAY_LOSS"], [heavy, small]).turns[0]?.orderId).toBe("small");
  });

  it("meet the first trip with the line, and a short pick the last", () => {
    const [a, b] = big.lines as [DemoLine, DemoLine];
    const trip = (...lines: readonly DemoLine[]) => ({
      carrierId: "C",
      cargo: lines.map((one) => ({ line: one, quantity: 1 })),
    });
    const trips = [trip(a), trip(a, b), trip(b)];
    expect(tripOf({ code: "REJECTED", lineId: "b" }, trips)).toBe(trips[1]);
    expect(tripOf({ code: "SHORT_PICK", lineId: "b" }, trips)).toBe(trips[2]);
    expect(tripOf({ code: "SHORT_PICK", lineId: "z" }, trips)).toBe(undefined);
  });
});
