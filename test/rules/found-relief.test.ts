import { describe, expect, it } from "vitest";
import type { Excess } from "../../src/replenishment/found.model.ts";
import { relieved } from "../../src/replenishment/found.rules.ts";

const evidence = { reason: "找到" };
const owes = (debtorOrg: string, outstanding: number, more: Partial<Excess> = {}): Excess => ({
  ...{ id: debtorOrg, kind: "RECOURSE", debtorOrg, creditorOrg: "G01", item: "SCBA" },
  ...{ mirrors: "REFILL", state: "CONFIRMED", outstanding, excess: 4, ...more },
});
const reliefOf = (...excess: readonly Excess[]) =>
  relieved({ evidence }, excess).lines.map(({ target, quantity }) => [target.ref, quantity]);

describe("what a firm at fault owes less once goods are found again", () => {
  it("is shared by those to whom one loss went, and taken off once", () => {
    expect(reliefOf(owes("E01", 6), owes("K2", 2))).toEqual([
      ["E01", 3],
      ["K2", 1],
    ]);
  });

  it("gives the odd unit to the first of those who owe alike", () => {
    const alike = [owes("E01", 3, { excess: 1 }), owes("K2", 3, { excess: 1 })];
    expect(reliefOf(...alike)).toEqual([["E01", 1]]);
  });

  it("is what they owe still where that is less", () => {
    expect(reliefOf(owes("E01", 1), owes("K2", 2))).toEqual([
      ["E01", 1],
      ["K2", 2],
    ]);
  });

  it("is each figure's own, whoever owes it", () => {
    const money = { item: "CNY", mirrors: "PAY", excess: 900 } as const;
    expect(reliefOf(owes("E01", 4), owes("E01", 1000, money))).toEqual([
      ["E01", 4],
      ["E01", 900],
    ]);
  });
});
