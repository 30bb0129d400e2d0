import { oneByKey } from "../regions/rows.loader.ts";
import { readConfidenceRules } from "./gap.store.ts";

export const confidenceRuleByCategory = oneByKey(readConfidenceRules, ({ category }) => category);
