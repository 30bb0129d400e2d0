import { eq, inArray } from "drizzle-orm";
import { skill } from "../../schema/tables/catalog.ts";
import { need } from "../../schema/tables/incidents.ts";
import { roadNode } from "../../schema/tables/network.ts";
import { assert } from "../kernel/assert.ts";
import { compare } from "../kernel/compare.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./incident.rules.ts";
import type { NeedChange, NeedRow } from "./need.model.ts";

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
 * Adds to one figure of each need, under row locks in id order; answers the needs afterwards.
 * A need that is not there, or a figure below zero, is a bug of the caller and throws.
 */
export async function updateNeedFigure(
  tx: Tx,
  figure: "promised" | "received",
  changes: readonly NeedChange[],
): Promise<NeedRow[]> {
  const sums = new Map<string, number>();
  for (const { needId, delta } of changes) sums.set(needId, (sums.get(needId) ?? 0) + delta);
  const rows = await lockNeeds(tx, [...sums.keys()]);
  assert(rows.length === sums.size, "a need that is promised or received is there");
  const changed: NeedRow[] = [];
  for (const row of rows) {
    const sum = row[figure] + (sums.get(row.id) ?? 0);
    const version = row.version + 1;
    await tx.db
      .update(need)
      .set({ [figure]: sum, version })
      .where(eq(need.id, row.id));
    changed.push({ ...row, [figure]: sum, version });
  }
  return changed;
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
