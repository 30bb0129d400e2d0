import type { EventKind, SubjectKind } from "../../schema/words/events.ts";
import { literal, type Tx } from "../postgres/session.ts";

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
  const told = [...new Set(parties)].map(literal).join(", ");
  const values = [
    ...[kind, subject.kind, subject.id].map(literal),
    String(subject.version),
    `array[${told}]::text[]`,
    literal(JSON.stringify(facts)),
    occurredAt === undefined ? "null" : literal(occurredAt.toISOString()),
  ];
  tx.riders.push(`select qipan.event_append(${values.join(", ")})`);
  return Promise.resolve();
}
