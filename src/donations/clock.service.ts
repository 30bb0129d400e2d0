import { appendFact } from "../feed/append.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { dueOf } from "./clock.rules.ts";
import {
  lockRinging,
  readClockFacts,
  readClockRules,
  updateDue,
  updateRung,
  type Ringing,
} from "./clock.store.ts";

/** Disclosures that one transaction tells of. */
const batch = 50;

/** Sets when a disclosure is due next, after something that its clocks run from has changed. */
export async function refreshDue(tx: Tx, disclosureId: string): Promise<string | undefined> {
  const facts = await readClockFacts(tx, disclosureId);
  const due = facts && dueOf(facts, await readClockRules(tx));
  await updateDue(tx, disclosureId, due);
  return due?.on;
}

/**
 * Tells the charity and the region's 民政 duty of every disclosure that is due soon or overdue,
 * once each. Answers how many were told of.
 */
export async function ringClocks(database: Database): Promise<number> {
  let told = 0;
  for (let rung = batch; rung === batch; told += rung)
    rung = await withTx(database, hubReader, async (tx) => {
      const ringing = await lockRinging(tx, batch);
      for (const one of ringing) await ring(tx, one);
      return ringing.length;
    });
  return told;
}

/** A clock may have stopped unseen, by the end of an incident's response: it is read again. */
async function ring(tx: Tx, ringing: Ringing): Promise<void> {
  const dueOn = await refreshDue(tx, ringing.id);
  if (dueOn !== ringing.dueOn) return;
  await updateRung(tx, ringing);
  await appendFact(tx, {
    kind: ringing.overdue ? "DISCLOSURE_OVERDUE" : "DISCLOSURE_DUE_SOON",
    subject: { kind: "DISCLOSURE", id: ringing.id, version: ringing.changes + 1 },
    parties: [ringing.org, ...ringing.watchers],
    facts: { dueOn, rule: ringing.dueRule },
  });
}
