import type { EventKind, SubjectKind } from "../../schema/words/events.ts";
import type { Tx } from "../postgres/transaction.ts";

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

export async function appendFact(tx: Tx, fact: Fact): Promise<void> {
  const { kind, subject, parties, facts = {}, occurredAt = null } = fact;
  await tx.client.query("select qipan.event_append($1, $2, $3, $4, $5, $6, $7)", [
    kind,
    subject.kind,
    subject.id,
    subject.version,
    [...new Set(parties)],
    facts,
    occurredAt,
  ]);
}
