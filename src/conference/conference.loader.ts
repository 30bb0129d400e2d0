import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readDecisionsBy, readDecisionsOf } from "./arbitration.store.ts";
import { readBriefings } from "./briefing.store.ts";
import { readPastResolutions, readResolutions } from "./resolution.store.ts";
import { readNotes, readSupervision, readSupervisionOf } from "./supervision.store.ts";

export const briefingById = oneByKey(readBriefings, ({ id }) => id);
export const resolutionById = oneByKey(readResolutions, ({ id }) => id);
export const pastOfResolution = manyByKey(readPastResolutions, ({ id }) => id);
export const supervisionById = oneByKey(readSupervision, ({ id }) => id);
export const notesOfSupervision = manyByKey(readNotes, ({ itemId }) => itemId);
export const itemsOfSource = manyByKey(readSupervisionOf, ({ sourceId }) => sourceId);
export const decisionByResolution = oneByKey(readDecisionsBy, ({ resolutionId }) => resolutionId);
export const decisionOfClaim = oneByKey(readDecisionsOf, ({ claimId }) => claimId);
