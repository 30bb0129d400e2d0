import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readSheets, readStocktakes } from "./stocktake-sheet.store.ts";
import { viewOf } from "./stocktake.rules.ts";

export const stocktakeById = oneByKey(readStocktakes, ({ id }) => id);

export const linesOfStocktake = manyByKey(
  async (tx, ids) => (await readSheets(tx, ids)).map(viewOf),
  ({ stocktakeId }) => stocktakeId,
);
