import type { LicenceClass } from "../../schema/words/catalog.ts";
import { compare } from "../kernel/compare.ts";
import type { Load, VehicleChoice, VehicleFacts } from "./forces.model.ts";

/** UN number → class of JT/T 617; the numbers of the catalogue. What is not here is DG_OTHER. */
const classOfUn: Readonly<Record<string, LicenceClass>> = {
  UN1002: "DG_2",
  UN1017: "DG_2",
  UN1044: "DG_2",
  UN1072: "DG_2",
  UN1202: "DG_3",
  UN1203: "DG_3",
  UN1170: "DG_3",
  UN1789: "DG_8",
  UN1791: "DG_8",
  UN1823: "DG_8",
  UN1824: "DG_8",
  UN3480: "DG_OTHER",
};

/** The licence that goods with this dangerous-goods number call for. */
export const licenceFor = (dangerousGoods: string | null): LicenceClass =>
  dangerousGoods === null ? "GENERAL" : (classOfUn[dangerousGoods] ?? "DG_OTHER");

/** The load of several lines: what they weigh and fill together, and every licence they need. */
export function loadOf(
  lines: readonly {
    readonly quantity: number;
    readonly weightKg: number;
    readonly volumeM3: number;
    readonly dangerousGoods: string | null;
  }[],
): Load {
  const licences = new Set(lines.map(({ dangerousGoods }) => licenceFor(dangerousGoods)));
  return {
    kg: lines.reduce((sum, { quantity, weightKg }) => sum + quantity * weightKg, 0),
    m3: lines.reduce((sum, { quantity, volumeM3 }) => sum + quantity * volumeM3, 0),
    licences: [...licences].toSorted(compare),
  };
}

/**
 * The smallest vehicle that may carry the load and holds it whole, so that the big ones stay
 * free. When none does, the answer names the first gate that shut: licence, insurance, room.
 */
export function chooseVehicle(
  load: Load,
  vehicles: readonly VehicleFacts[],
  day: string,
): VehicleChoice {
  const licensed = vehicles.filter(({ licences }) =>
    load.licences.every((licence) => licences.includes(licence)),
  );
  if (licensed.length === 0) return unlicensed(load, vehicles);
  const insured = licensed.filter(
    ({ insuredUntil }) => insuredUntil !== null && day <= insuredUntil,
  );
  if (insured.length === 0) return { ok: false, why: "NOT_INSURED" };
  const roomy = insured.filter(({ loadKg, loadM3 }) => load.kg <= loadKg && load.m3 <= loadM3);
  const [vehicle] = roomy.toSorted(bySize);
  return vehicle === undefined ? { ok: false, why: "NO_ROOM" } : { ok: true, vehicle };
}

function unlicensed(load: Load, vehicles: readonly VehicleFacts[]): VehicleChoice {
  const missing = load.licences.find(
    (licence) => !vehicles.some(({ licences }) => licences.includes(licence)),
  );
  const [first] = load.licences;
  return { ok: false, why: "LICENCE", licence: missing ?? first ?? "GENERAL" };
}

/**
 * As many vehicles as a load needs that no single one holds: the biggest first, the last one the
 * smallest that takes the rest. Empty when all together do not hold it.
 */
export function chooseConvoy(
  load: Load,
  vehicles: readonly VehicleFacts[],
  day: string,
): readonly VehicleFacts[] {
  const one = chooseVehicle(load, vehicles, day);
  if (one.ok) return [one.vehicle];
  if (one.why !== "NO_ROOM") return [];
  const fit = vehicles
    .filter(({ licences }) => load.licences.every((licence) => licences.includes(licence)))
    .filter(({ insuredUntil }) => insuredUntil !== null && day <= insuredUntil)
    .toSorted((a, b) => bySize(b, a));
  const [biggest] = fit;
  if (biggest === undefined) return [];
  const rest = fit.slice(1);
  const left = {
    ...load,
    kg: Math.max(0, load.kg - biggest.loadKg),
    m3: Math.max(0, load.m3 - biggest.loadM3),
  };
  const others = chooseConvoy(left, rest, day);
  return others.length === 0 ? [] : [biggest, ...others];
}

const bySize = (a: VehicleFacts, b: VehicleFacts): number =>
  a.loadKg - b.loadKg ||
  a.loadM3 - b.loadM3 ||
  a.speedFactor - b.speedFactor ||
  compare(a.id, b.id);
