import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/kernel/root.ts";
import type { Norms, RecoveryRules, SeedData, TinyScope } from "./data.model.ts";

/** Read once, when the module is loaded; a test checks every reference in them. */
export const seedData: SeedData = readSeedData();

function readSeedData(): SeedData {
  const places = file("regions") as Pick<SeedData, "regions"> & {
    readonly meta: Pick<SeedData, "cluster">;
  };
  const roads = file("roads") as {
    readonly nodes: SeedData["roadNodes"];
    readonly edges: SeedData["roadLinks"];
  };
  return {
    ...lists(),
    cluster: places.meta.cluster,
    regions: places.regions,
    roadNodes: roads.nodes,
    roadLinks: roads.edges,
    recovery: file("recovery") as RecoveryRules,
    standards: (file("reserve-standards") as { readonly rules: SeedData["standards"] }).rules,
    norms: file("norms") as Norms,
    tiny: file("tiny") as TinyScope,
  };
}

/** Files that say a list under the name of the list. */
function lists() {
  const { organizations, depots } = file("organizations") as Lists<"organizations" | "depots">;
  const { categories, items } = file("catalog") as Lists<"categories" | "items">;
  const { carriers, vehicles } = file("vehicles") as Lists<"carriers" | "vehicles">;
  const { quantities, marks } = file("stock-overrides") as Lists<"quantities" | "marks">;
  return {
    organizations,
    depots,
    categories,
    items,
    carriers,
    vehicles,
    quantities,
    marks,
    ...(file("substitutes") as Lists<"substitutes">),
    ...(file("skills") as Lists<"skills">),
    ...(file("equipment") as Lists<"equipment">),
    ...(file("teams") as Lists<"teams">),
    ...(file("agreements") as Lists<"agreements">),
    ...(file("storage-agreements") as Lists<"storageAgreements">),
    ...(file("commitments") as Lists<"commitments">),
    ...(file("members") as Lists<"principals">),
    ...(file("scenarios") as Lists<"scenarios">),
  };
}

type Lists<Name extends keyof SeedData> = Pick<SeedData, Name>;

function file(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, "seeds", `${name}.json`), "utf8"));
}
