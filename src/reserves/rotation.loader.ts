import { oneByKey } from "../regions/rows.loader.ts";
import { readOffers } from "./rotation.store.ts";

export const offerById = oneByKey(readOffers, ({ id }) => id);
