import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readAnswers, readRounds } from "./netting.store.ts";

export const roundById = oneByKey(readRounds, ({ id }) => id);
export const answersOfRound = manyByKey(readAnswers, ({ roundId }) => roundId);
