import type { EventKind, SubjectKind } from "../../schema/words/events.ts";
import type { Tx } from "../postgres/session.ts";

/** One fact for the feed, told in the transaction that makes it true. */
export interface Fact {
  readonly kind: EventKind;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly version: number };
  /** Organizations that may read it; `*` is every member, `public` is anyone. */
  readonly parties: readonly string[];
  /** A few small values that a reader may need before it reads the subject. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  readonly occurredAt?: Date;
}

/** Travels with the next statement that takes riders along, at latest with the commit. */
export function appendFact(tx: Tx, fact: Fact): Promise<void> {
  const { kind, subject, parties, facts = {}, occurredAt } = fact;
  const at = occurredAt?.toISOString() ?? null;
  const row = [kind, subject.kind, subject.id, subject.version, [...new Set(parties)], facts, at];
  const told = tx.gathered.get("events_append");
  if (told === undefined) tx.gathered.set("events_append", [row]);
  else told.push(row);
  return Promise.resolve();
}
