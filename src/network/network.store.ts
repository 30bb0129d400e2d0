import { and, asc, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { roadClosure, roadLink, roadNode } from "../../schema/tables/network.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Network, RoadLink, RoadNode } from "./network.model.ts";

export type ClosureRow = typeof roadClosure.$inferSelect;

/** All roads of the hub: some hundred rows, read whole. */
export async function readNetwork(tx: Tx): Promise<Network> {
  const nodes = await tx.db.select().from(roadNode).orderBy(asc(roadNode.id));
  const links = await tx.db.select().from(roadLink).orderBy(asc(roadLink.id));
  return { nodes, links };
}

/** Closures of roads that hold at an instant. */
export const readClosures = (tx: Tx, at: Date): Promise<ClosureRow[]> =>
  tx.db
    .select()
    .from(roadClosure)
    .where(
      and(
        lte(roadClosure.closedFrom, at),
        or(isNull(roadClosure.closedUntil), gt(roadClosure.closedUntil, at)),
      ),
    )
    .orderBy(asc(roadClosure.linkId), asc(roadClosure.closedFrom), asc(roadClosure.id));

/** Closures of these roads that hold now or are announced. */
export const readClosuresOf = (tx: Tx, links: readonly string[]): Promise<ClosureRow[]> =>
  tx.db
    .select()
    .from(roadClosure)
    .where(
      and(
        inArray(roadClosure.linkId, links),
        or(isNull(roadClosure.closedUntil), gt(roadClosure.closedUntil, tx.now)),
      ),
    )
    .orderBy(asc(roadClosure.linkId), asc(roadClosure.closedFrom), asc(roadClosure.id));

export const readNodes = (tx: Tx, ids: readonly string[]): Promise<RoadNode[]> =>
  tx.db.select().from(roadNode).where(inArray(roadNode.id, ids));

export const readLinks = (tx: Tx, ids: readonly string[]): Promise<RoadLink[]> =>
  tx.db.select().from(roadLink).where(inArray(roadLink.id, ids));
