import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readLevels } from "./incident.store.ts";
import { readNeedSets } from "./need.store.ts";
import { readIncidents, readNeeds } from "./page.store.ts";

export const incidentById = oneByKey(readIncidents, ({ id }) => id);
export const levelsOfIncident = manyByKey(readLevels, ({ incidentId }) => incidentId);
export const setsOfNeed = manyByKey(readNeedSets, ({ needId }) => needId);
export const needById = oneByKey(readNeeds, ({ id }) => id);
