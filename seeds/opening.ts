import { assert } from "../src/kernel/assert.ts";
import type { OpeningLine } from "../src/ledger/posting.stock.rules.ts";
import type { World } from "./world.model.ts";

/** One line for each lot: SUPPLY → ON_HAND, with the count as its source document. */
export function openingLines({ lots, depots }: Pick<World, "lots" | "depots">): OpeningLine[] {
  const keepers = new Map(depots.map(({ id, custodianOrg }) => [id, custodianOrg]));
  return lots.map(({ id: lot, item, ownerOrg: owner, depotId: depot, quantity }) => {
    const custodian = keepers.get(depot);
    assert(custodian !== undefined, `${depot} has a keeper`);
    return { lot, item, owner, custodian, depot, quantity };
  });
}
