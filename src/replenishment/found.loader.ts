import { manyByKey } from "../regions/rows.loader.ts";
import { readLosses } from "./found.store.ts";

export const lossesOfLot = manyByKey(readLosses, ({ lotId }) => lotId);
