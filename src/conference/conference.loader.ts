import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readBriefings } from "./briefing.store.ts";
import { readPastResolutions, readResolutions } from "./resolution.store.ts";
import { readNotes, readSupervision } from "./supervision.store.ts";

export const briefingById = oneByKey(readBriefings, ({ id }) => id);
export const resolutionById = oneByKey(readResolutions, ({ id }) => id);
export const pastOfResolution = manyByKey(readPastResolutions, ({ id }) => id);
export const supervisionById = oneByKey(readSupervision, ({ id }) => id);
export const notesOfSupervision = manyByKey(readNotes, ({ itemId }) => itemId);
