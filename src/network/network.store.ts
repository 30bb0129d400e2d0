import { asc, inArray } from "drizzle-orm";
import { roadLink, roadNode } from "../../schema/tables/network.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Network, RoadLink, RoadNode } from "./network.model.ts";

/** All roads of the hub: some hundred rows, read whole. */
export async function readNetwork(tx: Tx): Promise<Network> {
  const nodes = await tx.db.select().from(roadNode).orderBy(asc(roadNode.id));
  const links = await tx.db.select().from(roadLink).orderBy(asc(roadLink.id));
  return { nodes, links };
}

/** Roads that are reported closed at an instant. */
export async function readClosedLinks(tx: Tx, at: Date = tx.now): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ link: string }>(
    `select distinct link_id as link from qipan.road_closure
     where closed_from <= $1 and (closed_until is null or closed_until > $1)`,
    [at],
  );
  return new Set(rows.map(({ link }) => link));
}

export const readNodes = (tx: Tx, ids: readonly string[]): Promise<RoadNode[]> =>
  tx.db.select().from(roadNode).where(inArray(roadNode.id, ids));

export const readLinks = (tx: Tx, ids: readonly string[]): Promise<RoadLink[]> =>
  tx.db.select().from(roadLink).where(inArray(roadLink.id, ids));
