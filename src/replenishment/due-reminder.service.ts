import type { EventKind } from "../../schema/words/events.ts";
import { appendFact } from "../feed/append.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { insertReminders, type Reminded } from "./due-reminder.store.ts";

/** Reminders of one transaction. */
const batch = 100;

/**
 * Tells whoever is to return, pay or refill some agreed days before the due day, and, with the
 * other side, once it has passed: each once, however many nodes sweep. Answers how many were told.
 */
export async function remindDue(database: Database): Promise<number> {
  let told = 0;
  for (let reminded = batch; reminded === batch; told += reminded)
    reminded = await withTx(database, hubReader, async (tx) => {
      const due = await insertReminders(tx, batch);
      for (const one of due) await tell(tx, one);
      return due.length;
    });
  return told;
}

const tell = (tx: Tx, { subjectKind: kind, ...one }: Reminded): Promise<void> =>
  appendFact(tx, {
    kind: `${kind}_${one.stage < 0 ? "OVERDUE" : "DUE_SOON"}` satisfies EventKind,
    subject: { kind, id: one.subjectId, version: one.version },
    parties: one.parties,
    facts: { dueOn: one.dueOn, daysBefore: one.stage < 0 ? null : one.stage },
  });
