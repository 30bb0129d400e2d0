import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { refreshDue } from "./clock.service.ts";
import { diffPublication, publicationKind, type PublicationDiff } from "./disclosure.rules.ts";
import {
  insertVersion,
  lockDisclosure,
  readBook,
  readDisclosures,
  readShown,
  updatePublished,
} from "./disclosure.store.ts";
import type { DisclosureRow } from "./donation.model.ts";
import { textRefusals } from "../sheets/personal.rules.ts";

export interface PublishInput {
  readonly disclosureId: string;
  /** Said in public; a correction needs one. */
  readonly note?: string | undefined;
}

const noteMax = 500;

/**
 * 公示: tells the public what the book says now. What was published before is not edited: entries
 * that changed end with this version, and a wrong one is corrected with a public note.
 */
export const publishDisclosure = (
  database: Database,
  asking: Asking,
  input: PublishInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "publishDisclosure", input }, async (tx, principal) => {
    const id = input.disclosureId;
    const found = (await lockDisclosure(tx, id)) ?? (await readDisclosures(tx, [id]))[0];
    if (found === undefined) return refuseFor("NOT_FOUND", "disclosureId");
    const allowed = may(principal, "disclosure:publish", [found.org]);
    if (!allowed.ok) return allowed;
    const wrong = textRefusals({ note: input.note }, noteMax);
    if (wrong.length > 0) return refuse(wrong);
    const diff = diffPublication(await readBook(tx, id), await readShown(tx, id));
    if (found.version === 0 && diff.lines.length === 0)
      return refuseFor("NOTHING_TO_PUBLISH", "disclosureId");
    const note = input.note?.trim() ?? null;
    if (found.version > 0 && diff.corrections > 0 && note === null)
      return refuseFor("CORRECTION_NEEDS_NOTE", "note", { count: diff.corrections });
    await publish(tx, found, diff, note);
    return ok({ kind: "DISCLOSURE", id });
  });

async function publish(
  tx: Tx,
  found: DisclosureRow,
  diff: PublicationDiff,
  note: string | null,
): Promise<void> {
  const version = found.version + 1;
  const kind = publicationKind(found.version, diff.corrections);
  const { added, changed } = diff;
  await insertVersion(tx, found, { version, kind, note, added, changed }, diff);
  await updatePublished(tx, found.id, version, kind === "CORRECTION");
  await refreshDue(tx, found.id);
  await appendFact(tx, {
    kind: kind === "CORRECTION" ? "DISCLOSURE_CORRECTED" : "DISCLOSURE_PUBLISHED",
    subject: { kind: "DISCLOSURE", id: found.id, version: found.changes + 1 },
    parties: ["public"],
    facts: { number: found.number, version, added, changed },
  });
}
