import { randomUUID } from "node:crypto";
import type { ResolutionAction, ResolutionReference } from "../../schema/words/conference.ts";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readDecisionsBy } from "./arbitration.store.ts";
import { textRefusals } from "./briefing.rules.ts";
import { seatOf, type SubjectInput } from "./briefing.service.ts";
import {
  agreedRefusals,
  decidesRefusals,
  resolutionAfter,
  resolutionNumber,
  resolutionRefusals,
  textMax,
  type ResolutionRow,
  type ResolutionText,
} from "./resolution.rules.ts";
import {
  insertResolution,
  lockResolution,
  readNextNumber,
  readReferred,
  readResolutionPage,
  readResolutions,
  updateResolutionState,
  updateResolutionText,
  type ResolutionFilter,
} from "./resolution.store.ts";

export type { ResolutionFilter } from "./resolution.store.ts";

export interface Reference {
  readonly kind: Exclude<ResolutionReference, "TEXT">;
  readonly id: string;
}

export interface ProposeInput extends SubjectInput, ResolutionText {
  readonly references: readonly Reference[];
  /** Amends this one instead of proposing another. */
  readonly amends?: { readonly id: string; readonly version: number } | undefined;
}

/** 提出决议, or amend one: the older text is kept, and the new one is voted on anew. */
export const proposeResolution = (
  database: Database,
  asking: Asking,
  input: ProposeInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "proposeResolution", input }, async (tx, principal) => {
    const wrong = resolutionRefusals(input, tx.today);
    if (wrong.length > 0) return refuse(wrong);
    if (input.amends !== undefined) return amend(tx, principal, input.amends, input);
    const seat = await seatOf(tx, principal, "resolution:manage", input);
    if (!seat.ok) return seat;
    const [reference, ...more] = input.references;
    if (more.length > 0) return refuseFor("TOO_MANY", "reference", { max: 1 });
    const undecidable = decidesRefusals(reference?.kind ?? "TEXT", input.decidedQuantity);
    if (undecidable.length > 0) return refuse(undecidable);
    if (reference !== undefined && !(await readReferred(tx, reference.kind, reference.id)))
      return refuseFor("NOT_FOUND", `${reference.kind.toLowerCase()}Id`);
    const { org, conference } = seat.value;
    const { kind: subjectKind, code: subjectCode, readers } = conference;
    const id = randomUUID();
    await insertResolution(tx, {
      ...{ id, org, subjectKind, subjectCode, readers, ...textOf(input) },
      ...{ referenceKind: reference?.kind ?? "TEXT", referenceId: reference?.id ?? null },
      number: await nextNumber(tx),
    });
    await tell(tx, { id, changes: 1, org, readers }, "RESOLUTION_PROPOSED");
    return ok({ kind: "RESOLUTION", id });
  });

async function nextNumber(tx: Tx): Promise<string> {
  const year = tx.today.slice(0, 4);
  return resolutionNumber(year, await readNextNumber(tx, Number(year)));
}

const textOf = ({ titleZh, textZh, dueOn, decidedQuantity }: ResolutionText) => ({
  titleZh: titleZh.trim(),
  textZh: textZh.trim(),
  dueOn: dueOn ?? null,
  decidedQuantity: decidedQuantity ?? null,
});

async function amend(
  tx: Tx,
  principal: Principal,
  { id, version }: { readonly id: string; readonly version: number },
  text: ResolutionText,
): Promise<Outcome<Written>> {
  const found = await findMine(tx, principal, id, "amendsId");
  if (!found.ok) return found;
  const next = resolutionAfter(found.value.state, "AMEND", "amendsId");
  if (!next.ok) return next;
  const undecidable = decidesRefusals(found.value.referenceKind, text.decidedQuantity);
  if (undecidable.length > 0) return refuse(undecidable);
  if (found.value.version !== version) return refuseFor("STALE_VERSION", "version");
  if ((await readDecisionsBy(tx, [id])).length > 0) return refuseFor("ALREADY_DECIDED", "amendsId");
  await updateResolutionText(tx, id, { ...textOf(text), state: next.value });
  await tell(tx, after(found.value), "RESOLUTION_AMENDED");
  return ok({ kind: "RESOLUTION", id });
}

/** Locked, and the caller's to decide; seen and another's is refused by its role. */
async function findMine(
  tx: Tx,
  principal: Principal,
  id: string,
  path = "resolutionId",
): Promise<Outcome<ResolutionRow>> {
  const [seen] = await readResolutions(tx, [id]);
  if (seen === undefined) return refuseFor("NOT_FOUND", path);
  const allowed = may(principal, "resolution:manage", [seen.org]);
  if (!allowed.ok) return allowed;
  const locked = await lockResolution(tx, id);
  assert(locked !== undefined, "a member of its organization may lock a resolution");
  return ok(locked);
}

interface Step {
  readonly action: ResolutionAction;
  readonly event: EventKind;
  readonly note: string | null;
  /** Undefined: they stay as they are. */
  readonly agreed?: readonly string[];
  /** The text that was voted on. */
  readonly version?: number;
}

async function decide(
  tx: Tx,
  principal: Principal,
  id: string,
  { action, event, note, agreed, version }: Step,
): Promise<Outcome<Written>> {
  const found = await findMine(tx, principal, id);
  if (!found.ok) return found;
  const next = resolutionAfter(found.value.state, action);
  if (!next.ok) return next;
  if (version !== undefined && version !== found.value.version)
    return refuseFor("STALE_VERSION", "version");
  const wrong = [
    ...(agreed === undefined ? [] : agreedRefusals(agreed, found.value.readers)),
    ...(note === null ? [] : textRefusals(note, "note", textMax)),
  ];
  if (wrong.length > 0) return refuse(wrong);
  const by = agreed === undefined ? found.value.agreed : [...new Set(agreed)].toSorted();
  await updateResolutionState(tx, id, { state: next.value, agreed: by, note });
  await tell(tx, after(found.value), event);
  return ok({ kind: "RESOLUTION", id });
}

export interface AdoptInput {
  readonly resolutionId: string;
  readonly version: number;
  readonly agreed: readonly string[];
  readonly note?: string | undefined;
}

/** 通过: the secretary records which members agreed, and to which text. */
export const adoptResolution = (
  database: Database,
  asking: Asking,
  input: AdoptInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "adoptResolution", input }, (tx, principal) => {
    const { resolutionId, version, agreed, note = null } = input;
    const step = { action: "ADOPT", event: "RESOLUTION_ADOPTED", agreed, note, version } as const;
    return decide(tx, principal, resolutionId, step);
  });

export interface EndInput {
  readonly resolutionId: string;
  readonly note: string;
}

export const rejectResolution = (
  database: Database,
  asking: Asking,
  input: EndInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "rejectResolution", input }, (tx, principal) => {
    const step = { action: "REJECT", event: "RESOLUTION_REJECTED", note: input.note } as const;
    return decide(tx, principal, input.resolutionId, step);
  });

export const closeResolution = (
  database: Database,
  asking: Asking,
  input: EndInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "closeResolution", input }, (tx, principal) => {
    const step = { action: "CLOSE", event: "RESOLUTION_CLOSED", note: input.note } as const;
    return decide(tx, principal, input.resolutionId, step);
  });

const after = (row: ResolutionRow): ResolutionRow => ({ ...row, changes: row.changes + 1 });

const tell = (
  tx: Tx,
  { id, changes, org, readers }: Pick<ResolutionRow, "id" | "changes" | "org" | "readers">,
  kind: EventKind,
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "RESOLUTION", id, version: changes },
    parties: [org, ...readers],
  });

export const listResolutions = (
  tx: Tx,
  request: PageRequest,
  filter: ResolutionFilter,
): Promise<Outcome<PageOf<ResolutionRow>>> =>
  listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readResolutionPage(tx, filter, page),
    ({ key, id }) => [key, id],
  );
