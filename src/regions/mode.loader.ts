import { readModeChanges } from "./mode.store.ts";
import { manyByKey } from "./rows.loader.ts";

export const modeChangesOfRegion = manyByKey(readModeChanges, ({ regionCode }) => regionCode);
