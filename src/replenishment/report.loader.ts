import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readRecourseDecisions, readReports, readReportsById } from "./report.store.ts";

export const reportsOfIncident = manyByKey(readReports, ({ incidentId }) => incidentId);
export const reportById = oneByKey(readReportsById, ({ id }) => id);
export const recourseDecisionOfClaim = oneByKey(readRecourseDecisions, ({ claimId }) => claimId);
