import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departures, roundsOf } from "../../src/cli/demo-trips.ts";
import type { DemoCarrier, DemoLine } from "../../src/cli/demo.model.ts";

const today = "2026-01-10";

const carrier = (
  code: string,
  loadsKg: readonly number[],
  licences: readonly string[] = ["GENERAL"],
  insuredUntil: string | null = "2026-12-31",
): DemoCarrier => ({
  insuredUntil,
  organization: { id: code },
  vehicles: loadsKg.map((loadKg) => ({ loadKg, loadM3: loadKg / 300, licences })),
});

interface Goods {
  readonly weightKg?: number;
  readonly volumeM3?: number;
  readonly dangerousGoods?: string | null;
  readonly depot?: string;
}

const line = (id: string, held: number, goods: Goods = {}): DemoLine => ({
  id,
  basis: "AGREEMENT",
  liability: null,
  ordered: held,
  held,
  departed: 0,
  accepted: 0,
  rejected: 0,
  missing: 0,
  item: {
    nameZh: id,
    sku: id,
    unitZh: "件",
    recovery: "NON_RECOVERABLE",
    needsRestoring: false,
    dangerousGoods: null,
    weightKg: 1700,
    volumeM3: 1,
    ...goods,
  },
  depot: { id: goods.depot ?? "D1", nameZh: "库(示例)" },
  team: null,
  equipment: null,
  lot: { code: id },
  owner: { id: "O1", name: "甲(示例)", sector: "GOVERNMENT" },
  goodsOut: [],
  custodian: { id: "O1", name: "甲(示例)" },
});

const carriers = [
  carrier("SMALL", [1800, 1800]),
  carrier("BIG", [30_000, 30_000, 18_000]),
  carrier("LAPSED", [90_000], ["GENERAL"], "2026-01-09"),
  carrier("UNKNOWN", [90_000], ["GENERAL"], null),
  carrier("DG", [10_000], ["GENERAL", "DG_8"]),
];

describe("the trips of a load", () => {
  it("are one, with the carrier that has the most room, where it holds everything", () => {
    const rounds = roundsOf([line("STONE", 40)], carriers, today);
    expect(rounds).toMatchObject([[{ carrierId: "BIG", cargo: [{ quantity: 40 }] }]]);
  });

  it("ask one carrier after another, and again when their vehicles are back", () => {
    const rounds = roundsOf([line("STONE", 100)], carriers, today);
    const shown = rounds.map((round) =>
      round.map(({ carrierId, cargo }) => [carrierId, cargo[0]?.quantity]),
    );
    expect(shown).toEqual([
      [
        ["BIG", 45],
        ["DG", 5],
        ["SMALL", 2],
      ],
      [
        ["BIG", 45],
        ["DG", 3],
      ],
    ]);
  });

  it("are only with who is licensed and insured", () => {
    const acid = line("ACID", 30, { dangerousGoods: "UN1789", weightKg: 500, volumeM3: 0.5 });
    const rounds = roundsOf([acid], carriers, today);
    const asked = new Set(rounds.flat().map(({ carrierId }) => carrierId));
    expect(asked).toEqual(new Set(["DG"]));
  });

  it("offer what nobody may take to the hub, which says why not", () => {
    const gas = line("GAS", 3, { dangerousGoods: "UN1017" });
    expect(roundsOf([gas], carriers, today)).toMatchObject([[{ cargo: [{ quantity: 3 }] }]]);
  });

  it("carry everything once, within each carrier's room in kilograms and cubic metres", () => {
    const loads = fc.array(
      fc.record({
        held: fc.integer({ min: 1, max: 3000 }),
        weightKg: fc.double({ min: 0, max: 1800, noNaN: true }),
        volumeM3: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(loads, (drawn) => {
        const lines = drawn.map(({ held, ...goods }, at) => line(`L${String(at)}`, held, goods));
        const trips = roundsOf(lines, carriers, today).flat();
        for (const { id, held } of lines) {
          const sent = trips.flatMap(({ cargo }) => cargo).filter((one) => one.line.id === id);
          expect(sent.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(held);
        }
        for (const { carrierId, cargo } of trips) {
          const used = carriers.find((one) => one.organization.id === carrierId);
          const sum = (of: (one: (typeof cargo)[number]) => number) =>
            cargo.reduce((total, one) => total + of(one), 0);
          const room = used?.vehicles ?? [];
          expect(
            sum(({ line: { item }, quantity }) => quantity * (item?.weightKg ?? 0)),
          ).toBeLessThanOrEqual(room.reduce((total, { loadKg }) => total + loadKg, 0));
          expect(
            sum(({ line: { item }, quantity }) => quantity * (item?.volumeM3 ?? 0)),
          ).toBeLessThanOrEqual(room.reduce((total, { loadM3 }) => total + loadM3, 0));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("what leaves together", () => {
  const lines = [
    line("A", 1),
    line("B", 2, { depot: "D2" }),
    line("C", 3, { dangerousGoods: "UN1789" }),
    line("D", 4),
    { ...line("E", 5), held: 0 },
  ];
  const names = (of: readonly DemoLine[]) =>
    departures({ lines: of }).map((one) => one.map(({ id }) => id));

  it("is of one depot and one licence, and nothing that is not held", () => {
    expect(names(lines)).toEqual([["A", "D"], ["B"], ["C"]]);
  });

  it("does not depend on the order of the lines", () => {
    expect(names(lines.toReversed())).toEqual(names(lines));
  });
});
