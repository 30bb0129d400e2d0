import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  forceState,
  unitEvent,
  type ForceState,
  type UnitEvent,
} from "../../schema/words/forces.ts";
import { codesOf } from "../../schema/words/word.ts";
import type { VehicleFacts } from "../../src/forces/forces.model.ts";
import { insuranceHolds, keepsOrder, nextState } from "../../src/forces/forces.rules.ts";
import {
  chooseConvoy,
  chooseVehicle,
  licenceFor,
  loadOf,
} from "../../src/forces/vehicles.rules.ts";

/** Each cell, written out a second time by the states' first letters; a dot is illegal. */
const cells = `
   HOLD RELEASE DEPART ARRIVE TRANSFER RECALL RETURN REPAIR READY WITHDRAW
 S H    .       .      .      .        .      .      M      .     OUT
 H .    S       E      .      .        .      .      .      .     .
 E .    .       .      O      E        R      .      .      .     .
 O .    .       .      .      E        R      .      .      .     .
 R .    .       .      .      E        .      REST   .      .     .
REST .  .       .      .      .        .      .      M      S     OUT
 M .    .       .      .      .        .      .      .      S     OUT
OUT .   .       .      .      .        .      .      M      .     .`;

const letters: Readonly<Record<string, ForceState>> = {
  S: "STANDBY",
  H: "HELD",
  E: "EN_ROUTE",
  O: "ON_SCENE",
  R: "RETURNING",
  REST: "RESTING",
  M: "MAINTENANCE",
  OUT: "OUT_OF_SERVICE",
};

const [head = "", ...lines] = cells.trim().split("\n");
const events = head.trim().split(/\s+/) as UnitEvent[];
const expected = lines.flatMap((line) => {
  const [state = "", ...targets] = line.trim().split(/\s+/);
  return events.map(
    (event, at) => [letters[state]!, event, letters[targets[at] ?? ""] ?? "."] as const,
  );
});

describe("the states of a unit", () => {
  test("the table is whole", () => {
    expect(expected).toHaveLength(codesOf(forceState).length * codesOf(unitEvent).length);
    expect(events.toSorted()).toEqual([...codesOf(unitEvent)].toSorted());
  });
  test.each(expected)("%s on %s: %s", (state, event, target) => {
    expect(nextState(state, event) ?? ".").toBe(target);
  });
  test("a unit on standby has no order, and one held has", () => {
    expect(codesOf(forceState).filter(keepsOrder)).toEqual([
      "HELD",
      "EN_ROUTE",
      "ON_SCENE",
      "RETURNING",
    ]);
  });
});

test.each([
  ["VOLUNTEER_ADULT", "2026-03-01", true],
  ["VOLUNTEER_ADULT", "2026-02-28", false],
  ["SOCIAL_FORCE", null, false],
  ["NATIONAL_FIRE_RESCUE", null, true],
  ["MILITARY", null, true],
  [null, null, true],
] as const)("a %s insured until %s may go on 1 March: %s", (category, insuredUntil, holds) => {
  expect(insuranceHolds({ category, insuredUntil }, "2026-03-01")).toBe(holds);
});

const vehicle = (id: string, loadKg: number, more: Partial<VehicleFacts> = {}): VehicleFacts => ({
  id,
  carrierOrg: "ORG",
  baseNode: "N",
  type: "T",
  plate: id,
  loadKg,
  loadM3: loadKg / 300,
  licences: ["GENERAL"],
  speedFactor: 1.3,
  insuredUntil: "2026-12-31",
  ...more,
});
const day = "2026-03-01";
const general = (kg: number) => ({ kg, m3: 0, licences: ["GENERAL" as const] });

describe("the vehicle for a load", () => {
  const small = vehicle("small", 5000);
  const big = vehicle("big", 18000);
  const tanker = vehicle("tanker", 9000, { licences: ["GENERAL", "DG_8"] });
  const lapsed = vehicle("lapsed", 1000, { insuredUntil: "2026-02-28" });
  test("is the smallest that holds it", () => {
    expect(chooseVehicle(general(4000), [big, small], day)).toMatchObject({ vehicle: small });
    expect(chooseVehicle(general(5001), [big, small], day)).toMatchObject({ vehicle: big });
    expect(chooseVehicle({ ...general(1), m3: 20 }, [big, small], day)).toMatchObject({
      vehicle: big,
    });
  });
  test.each([
    [{ ...general(100), licences: ["DG_8" as const] }, [small, tanker], true, "tanker"],
    [{ ...general(100), licences: ["DG_3" as const] }, [small, tanker], false, "LICENCE"],
    [general(100), [lapsed], false, "NOT_INSURED"],
    [general(100), [vehicle("unknown", 5000, { insuredUntil: null })], false, "NOT_INSURED"],
    [general(19000), [small, big], false, "NO_ROOM"],
    [general(100), [], false, "LICENCE"],
  ])("case %#", (load, vehicles, ok, answer) => {
    const choice = chooseVehicle(load, vehicles, day);
    expect(choice.ok).toBe(ok);
    expect(choice.ok ? choice.vehicle.id : choice.why).toBe(answer);
  });
  test("is several when one is not enough, and none when all are not", () => {
    expect(chooseConvoy(general(20000), [small, big, tanker], day).map(({ id }) => id)).toEqual([
      "big",
      "small",
    ]);
    expect(chooseConvoy(general(99000), [small, big, tanker], day)).toEqual([]);
  });
  test("holds the whole load, whatever it is", () => {
    const loads = fc.record({ kg: fc.nat(60000), m3: fc.nat(200) });
    const fleet = fc.array(fc.integer({ min: 500, max: 20000 }), { maxLength: 8 });
    fc.assert(
      fc.property(loads, fleet, ({ kg, m3 }, sizes) => {
        const all = sizes.map((size, at) => vehicle(`V${at}`, size));
        const chosen = chooseConvoy({ kg, m3, licences: ["GENERAL"] }, all, day);
        const room = (fit: readonly VehicleFacts[]) => ({
          kg: fit.reduce((sum, { loadKg }) => sum + loadKg, 0),
          m3: fit.reduce((sum, { loadM3 }) => sum + loadM3, 0),
        });
        const enough = ({ kg: k, m3: m }: { kg: number; m3: number }) => k >= kg && m >= m3 - 1e-6;
        if (chosen.length > 0) expect(enough(room(chosen))).toBe(true);
        else expect(all.length > 0 && enough(room(all))).toBe(false);
        expect(new Set(chosen).size).toBe(chosen.length);
      }),
    );
  });
});

test("a load adds up, and needs the licence of everything in it", () => {
  const line = { quantity: 10, weightKg: 25.5, volumeM3: 0.1 };
  expect(
    loadOf([
      { ...line, dangerousGoods: "UN1823" },
      { ...line, dangerousGoods: null },
      { ...line, dangerousGoods: "UN1791" },
    ]),
  ).toEqual({ kg: 765, m3: 3, licences: ["DG_8", "GENERAL"] });
  expect(licenceFor("UN9999")).toBe("DG_OTHER");
});
