import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import {
  readCarriers,
  readPartsOf,
  readTeams,
  readUnits,
  readUnitsOfTeams,
  readVehicles,
  readVehiclesOf,
} from "./forces.store.ts";
import { readLicences } from "./team-parts.store.ts";

export const partsOfTeam = manyByKey(readPartsOf, ({ parentId }) => parentId ?? "");
export const licencesOfTeam = manyByKey(readLicences, ({ teamId }) => teamId);
export const teamById = oneByKey(readTeams, ({ id }) => id);
export const unitById = oneByKey(readUnits, ({ id }) => id);
export const unitsOfTeam = manyByKey(readUnitsOfTeams, ({ teamId }) => teamId ?? "");
export const carrierByOrg = oneByKey(readCarriers, ({ orgId }) => orgId);
export const vehicleById = oneByKey(readVehicles, ({ id }) => id);
export const vehiclesOfCarrier = manyByKey(readVehiclesOf, ({ carrierOrg }) => carrierOrg);
