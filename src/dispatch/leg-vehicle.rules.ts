import { word } from "../../schema/words/word.ts";
import { licenceClass } from "../../schema/words/catalog.ts";
import type { Load, VehicleFacts } from "../forces/forces.model.ts";
import { chooseConvoy, chooseVehicle } from "../forces/vehicles.rules.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";

export interface VehicleWish {
  readonly carrierOrg: string;
  /** Named by the keeper; undefined: whatever of the carrier's fits. */
  readonly ids: readonly string[] | undefined;
  /** Of the carrier, on the road already: nobody drives one vehicle to two places. */
  readonly onRoad: ReadonlySet<string>;
}

/**
 * The vehicles of one departure: all of one carrier, each licensed and insured for the load, and
 * big enough together. Named vehicles all go; unnamed ones are as few of those at home as hold the
 * load.
 */
export function vehiclesFor(
  load: Load,
  { carrierOrg, ids, onRoad }: VehicleWish,
  vehicles: readonly VehicleFacts[],
  today: string,
): Outcome<readonly string[]> {
  const theirs = vehicles.filter((vehicle) => vehicle.carrierOrg === carrierOrg);
  const unknown = (ids ?? []).flatMap((id, at) =>
    theirs.some((vehicle) => vehicle.id === id) ? [] : [refusal("NOT_FOUND", `vehicleIds.${at}`)],
  );
  if (unknown.length > 0) return refuse(unknown);
  const named = ids === undefined ? theirs : theirs.filter(({ id }) => ids.includes(id));
  const unfit = named.filter((vehicle) => !chooseOne(load, vehicle, today));
  if (ids !== undefined && unfit.length > 0) return whyNot(load, unfit, today);
  const away = (ids ?? []).filter((id) => onRoad.has(id));
  if (away.length > 0) return isOnRoad(away);
  const home = named.filter(({ id }) => !onRoad.has(id));
  const convoy = chooseConvoy(load, home, today);
  if (convoy.length === 0)
    return chooseConvoy(load, named, today).length > 0
      ? isOnRoad(named.map(({ id }) => id).filter((id) => onRoad.has(id)))
      : whyNot(load, named, today);
  return ok((ids === undefined ? convoy : named).map(({ id }) => id));
}

const isOnRoad = (ids: readonly string[]): Outcome<never> =>
  refuseFor("VEHICLE_ON_ROAD", "vehicleIds", { vehicle: ids.join("、") });

/** Licence and insurance of one vehicle; whether it holds the whole load is another question. */
function chooseOne(load: Load, vehicle: VehicleFacts, today: string): boolean {
  const choice = chooseVehicle(load, [vehicle], today);
  return choice.ok || choice.why === "NO_ROOM";
}

function whyNot(load: Load, vehicles: readonly VehicleFacts[], today: string): Outcome<never> {
  const choice = chooseVehicle(load, vehicles, today);
  if (!choice.ok && choice.why === "LICENCE")
    return refuseFor("LICENCE", "vehicleIds", { licence: choice.licence });
  if (!choice.ok && choice.why === "NOT_INSURED") return refuseFor("NOT_INSURED", "vehicleIds");
  const size = `${Math.ceil(load.kg)} kg, ${load.m3.toFixed(1)} m³`;
  const why = word(`装不下:${size}`, `no room: ${size}`);
  return refuseFor("INVALID_INPUT", "vehicleIds", { why });
}

export interface Judgement {
  readonly holdsAll: boolean;
  readonly refusals: readonly Refusal[];
}

/** One vehicle before it is chosen: what shuts it out, and whether it holds the load alone. */
export function judgeVehicle(
  load: Load,
  vehicle: VehicleFacts,
  today: string,
  onRoad: ReadonlySet<string>,
): Judgement {
  const choice = chooseVehicle(load, [vehicle], today);
  if (!choice.ok && choice.why === "LICENCE") {
    const licence = licenceClass[choice.licence];
    return { holdsAll: false, refusals: [refusal("LICENCE", "", { licence })] };
  }
  const refusals = [
    ...(!choice.ok && choice.why === "NOT_INSURED" ? [refusal("NOT_INSURED")] : []),
    ...(onRoad.has(vehicle.id) ? [refusal("VEHICLE_ON_ROAD", "", { vehicle: vehicle.plate })] : []),
  ];
  return { holdsAll: choice.ok, refusals };
}
