import { fillWideHub, type OnLots } from "../../seeds/bulk.ts";
import { fillHub } from "../../seeds/load.ts";
import type { WideSize } from "../../seeds/wide.model.ts";
import { wideWorld } from "../../seeds/wide.ts";
import { world } from "../../seeds/world.ts";
import type { HubKind } from "../../schema/words/access.ts";
import { foundHubRow } from "../feed/feed.service.ts";
import { migrate } from "../postgres/migrate.ts";
import type { Database } from "../postgres/pool.ts";
import { vacuum } from "../postgres/vacuum.ts";
import { withOwnerTx, type Tx } from "../postgres/transaction.ts";
import { WrongUse } from "./command.ts";

export const seedNames = ["none", "tiny", "demo", "city", "province"] as const;
export type SeedName = (typeof seedNames)[number];

/** The seed of the demo world: any fixed number, so that every demo hub is the same. */
const demoSeed = 1;

export function seedName(text: string): SeedName {
  const found = seedNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new WrongUse(`QIPAN_SEED: ${text}; 可选 / one of: ${seedNames.join(", ")}`);
}

/**
 * Founds a hub in a migrated, empty database and fills it, all of it or nothing: a hub killed
 * meanwhile is founded again at the next start. A hub that is there is left alone.
 */
export async function foundHub(
  database: Database,
  seed: SeedName,
  onLots?: OnLots,
): Promise<boolean> {
  // Made-up data is a drill by definition; a hub without it is founded for real use.
  const kind: HubKind = seed === "none" ? "LIVE" : "EXERCISE";
  const founded = await withOwnerTx(database, async (tx) => {
    if (!(await foundHubRow(tx, kind, seed === "none" ? null : seed))) return false;
    await fill(tx, seed, onLots);
    return true;
  });
  if (founded && isWide(seed)) await vacuum(database);
  return founded;
}

const isWide = (seed: SeedName): seed is WideSize => seed === "city" || seed === "province";

async function fill(tx: Tx, seed: SeedName, onLots?: OnLots): Promise<void> {
  if (isWide(seed)) await fillWideHub(tx, wideWorld(demoSeed, seed), onLots);
  else if (seed !== "none") await fillHub(tx, world(demoSeed, seed));
}

/** What an embedded hub does before it serves: forward, founded, filled. */
export async function prepareHub(database: Database, seed: SeedName): Promise<void> {
  await migrate(database);
  await foundHub(database, seed);
}
