import { randomUUID } from "node:crypto";
import { claimKind, type ClaimKind } from "../../schema/words/ledger.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { titleMax } from "./resolution.rules.ts";
import { lockSettled, readAutoItems, type AutoItem } from "./supervise-due.store.ts";
import { supervisionAfter } from "./supervision.rules.ts";
import { tellSupervision } from "./supervision.service.ts";
import { insertSupervision, updateSupervision } from "./supervision.store.ts";

/** Items of one transaction. */
const batch = 50;

/**
 * 逾期自动督办, where the policy in force says so: each claim and each task once, however many
 * nodes sweep. Answers how many were opened.
 */
export const superviseLate = (database: Database): Promise<number> =>
  withTx(database, hubReader, async (tx) => {
    let opened = 0;
    for (const late of await readAutoItems(tx, batch)) {
      const { org, responsibleOrg, sourceKind, sourceId, dueOn } = late;
      const readers = [...new Set(late.readers)].toSorted();
      const row = { id: randomUUID(), org, responsibleOrg, readers, sourceKind, sourceId, dueOn };
      if (!(await insertSupervision(tx, { ...row, titleZh: titleOf(late) }))) continue;
      await tellSupervision(tx, { ...row, version: 1 }, "SUPERVISION_OPENED");
      opened += 1;
    }
    return opened;
  });

const titleOf = (late: AutoItem): string => {
  const what = late.claimKind === null ? "补库任务" : claimKind[late.claimKind as ClaimKind].zh;
  const [sum, unit] =
    late.unitZh === "分" ? [(late.quantity / 100).toFixed(2), "元"] : [late.quantity, late.unitZh];
  const { responsibleZh, itemZh, lateSince } = late;
  return `督促${responsibleZh}办理${what}${itemZh}${sum}${unit}(应于${lateSince})`.slice(
    0,
    titleMax,
  );
};

/** 清偿销号: what was supervised is settled, or the shelf is full. Answers how many were closed. */
export const closeSettled = (database: Database): Promise<number> =>
  withTx(database, hubReader, async (tx) => {
    const settled = await lockSettled(tx, batch);
    for (const item of settled) {
      const next = supervisionAfter(item.state, "SETTLE");
      if (!next.ok) continue;
      const textZh = item.sourceKind === "CLAIM" ? "往来已了结" : "补库任务已补足";
      const note = { id: randomUUID(), action: "SETTLE" as const, textZh, org: item.org };
      await updateSupervision(tx, item, next.value, note);
      await tellSupervision(tx, { ...item, version: item.version + 1 }, "SUPERVISION_CLOSED");
    }
    return settled.length;
  });
