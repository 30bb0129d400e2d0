import { catalogOf } from "./catalog.ts";
import type { SeedData } from "./data.model.ts";
import { seedData } from "./data.ts";
import { forcesOf } from "./forces.ts";
import { narrow } from "./narrow.ts";
import { shelvesOf, tinyShelvesOf } from "./norms.ts";
import { placesOf } from "./places.ts";
import { lotsOf, targetsOf } from "./stock.ts";
import type { World, WorldSize } from "./world.model.ts";

/**
 * The whole cluster (`demo`) or the least that lends across a border (`tiny`). Pure: the same
 * seed and size give the same world on every machine, and no date is in it.
 */
export function world(seed: number, size: Exclude<WorldSize, "wide">): World {
  const data: SeedData = size === "tiny" ? narrow(seedData) : seedData;
  const shelves = size === "tiny" ? tinyShelvesOf(data) : shelvesOf(data, seed);
  return {
    seed,
    size,
    ...placesOf(data),
    ...catalogOf(data),
    ...forcesOf(data, seed),
    agreements: data.agreements,
    storageAgreements: data.storageAgreements,
    commitments: data.commitments,
    lots: lotsOf(shelves, data, seed, size === "tiny"),
    targets: targetsOf(shelves),
    principals: data.principals,
    scenarios: data.scenarios,
  };
}
