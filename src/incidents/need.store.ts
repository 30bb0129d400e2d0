import { eq, inArray, sql } from "drizzle-orm";
import { skill } from "../../schema/tables/catalog.ts";
import { need } from "../../schema/tables/incidents.ts";
import { roadNode } from "../../schema/tables/network.ts";
import { assert } from "../kernel/assert.ts";
import { compare } from "../kernel/compare.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./incident.rules.ts";
import type { NeedRow, NeedSet } from "./need.model.ts";

export async function readNeed(tx: Tx, id: string): Promise<NeedRow | undefined> {
  if (!isUuid(id)) return undefined;
  const rows = await tx.db.select().from(need).where(eq(need.id, id));
  return rows[0];
}

/** All needs of an incident, the most urgent and oldest first. */
export const readNeedsOf = (tx: Tx, incidentId: string): Promise<NeedRow[]> =>
  tx.db
    .select()
    .from(need)
    .where(eq(need.incidentId, incidentId))
    .orderBy(need.priority, need.declaredAt, need.id);

/** Locks needs in id order, so that two callers never wait for each other. */
export async function lockNeeds(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  const wanted = [...new Set(ids)].filter(isUuid).toSorted(compare);
  if (wanted.length === 0) return [];
  return tx.db.select().from(need).where(inArray(need.id, wanted)).orderBy(need.id).for("update");
}

export async function insertNeeds(tx: Tx, rows: readonly NeedRow[]): Promise<void> {
  await tx.db.insert(need).values([...rows]);
}

/** Writes the changed columns and the next version; answers that version. */
export async function updateNeed(
  tx: Tx,
  { id, version }: Pick<NeedRow, "id" | "version">,
  changes: Partial<Pick<NeedRow, "withdrawnAt" | "lapsesAt">>,
): Promise<number> {
  await tx.db
    .update(need)
    .set({ ...changes, version: version + 1 })
    .where(eq(need.id, id));
  return version + 1;
}

/**
 * Writes what the order lines of these needs add up to, where that has changed; answers the needs
 * that have, by id. A need of sets has at each change of a line: how its sets stand is part of it.
 * A need that is not there is a bug of the caller and throws.
 */
export async function updateNeedSums(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  const wanted = [...new Set(ids)];
  const { rows: sums } = await tx.client.query<NeedSums>(
    `select s.need_id as id, s.promised, s.received,
       n.capabilities is not null
         or (n.promised, n.received) is distinct from (s.promised, s.received) as moved
     from qipan.need_sums($1) s join qipan.need n on n.id = s.need_id order by s.need_id`,
    [wanted],
  );
  assert(sums.length === wanted.length, "a need that is promised or received is there");
  const changed: NeedRow[] = [];
  for (const { id, promised, received } of sums.filter(({ moved }) => moved)) {
    const rows = await tx.db
      .update(need)
      .set({ promised, received, version: sql`${need.version} + 1` })
      .where(eq(need.id, id))
      .returning();
    changed.push(...rows);
  }
  return changed;
}

interface NeedSums {
  readonly id: string;
  readonly promised: number;
  readonly received: number;
  readonly moved: boolean;
}

/** The sets of needs of several capabilities, each need's in a fixed order. */
export async function readNeedSets(tx: Tx, needIds: readonly string[]): Promise<NeedSet[]> {
  const { rows } = await tx.client.query<NeedSet>(
    `select need_id as "needId", set_id as "setId", standing, present, received
     from qipan.sets_of_needs($1) order by need_id, set_id`,
    [needIds],
  );
  return rows;
}

export async function readSkillCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .select({ code: skill.code })
    .from(skill)
    .where(inArray(skill.code, codes));
  return new Set(rows.map(({ code }) => code));
}

export async function readNodeIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .select({ id: roadNode.id })
    .from(roadNode)
    .where(inArray(roadNode.id, ids));
  return new Set(rows.map(({ id }) => id));
}
