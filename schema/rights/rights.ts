import { deeds } from "./deeds.ts";
import { gifts } from "./gifts.ts";
import { orders } from "./orders.ts";
import { parties } from "./parties.ts";
import { places } from "./places.ts";
import type { TableRights } from "./right.ts";

/** The one source of who may see, add and change which row, table by table. */
export const rights: Readonly<Record<string, TableRights>> = {
  ...places,
  ...parties,
  ...deeds,
  ...orders,
  ...gifts,
};
