import { manyByKey } from "../regions/rows.loader.ts";
import { readFigures } from "./claims.store.ts";
import { readReminders } from "./due-reminder.store.ts";

export const figuresOfClaim = manyByKey(readFigures, ({ claimId }) => claimId);
export const remindersOf = manyByKey(readReminders, ({ subjectId }) => subjectId);
