import { assert } from "../src/kernel/assert.ts";
import type { World } from "./world.model.ts";

/** What a lot opens with, as the ledger's accounts name it; base units of the item. */
export interface OpeningLine {
  readonly lot: string;
  readonly item: string;
  readonly owner: string;
  readonly custodian: string;
  readonly depot: string;
  readonly quantity: number;
}

/** One line for each lot: SUPPLY → ON_HAND, with the count as its source document. */
export function openingLines({ lots, depots }: World): OpeningLine[] {
  const keepers = new Map(depots.map(({ id, custodianOrg }) => [id, custodianOrg]));
  return lots.map(({ id: lot, item, ownerOrg: owner, depotId: depot, quantity }) => {
    const custodian = keepers.get(depot);
    assert(custodian !== undefined, `${depot} has a keeper`);
    return { lot, item, owner, custodian, depot, quantity };
  });
}
