import { randomUUID } from "node:crypto";
import type { SupervisionAction, SupervisionSource } from "../../schema/words/conference.ts";
import type { EventKind } from "../../schema/words/events.ts";
import { may, type Action } from "../access/access.rules.ts";
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
import { textRefusals } from "./briefing.rules.ts";
import { dayRefusals, resolutionAfter, textMax, titleMax } from "./resolution.rules.ts";
import { readResolutions } from "./resolution.store.ts";
import { readSource } from "./supervise-due.store.ts";
import { supervisionAfter, type SupervisionRow } from "./supervision.rules.ts";
import {
  insertSupervision,
  lockSupervision,
  readOpenItem,
  readSupervision,
  readSupervisionPage,
  updateSupervision,
  type SupervisionFilter,
} from "./supervision.store.ts";

export type { SupervisionFilter } from "./supervision.store.ts";

export interface OpenInput {
  readonly organizationId?: string | undefined;
  readonly source: { readonly kind: SupervisionSource; readonly id: string };
  /** For a resolution: which of its members is to do it. Else the source says. */
  readonly responsibleId?: string | undefined;
  readonly titleZh: string;
  readonly dueOn: string;
}

/** 督办立项, out of a resolution that was adopted, or of what is overdue. */
export const openSupervision = (
  database: Database,
  asking: Asking,
  input: OpenInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "openSupervision", input }, async (tx, principal) => {
    const { organizationId, source, titleZh, dueOn } = input;
    const mine = principal.memberships.map(({ orgId }) => orgId);
    const orgs = organizationId === undefined ? mine : [organizationId];
    const allowed = may(principal, "supervision:manage", orgs);
    if (!allowed.ok) return allowed;
    const wrong = [...textRefusals(titleZh, "titleZh", titleMax), ...dayRefusals(dueOn, tx.today)];
    if (wrong.length > 0) return refuse(wrong);
    const duty = await dutyFor(tx, input, allowed.value);
    if (!duty.ok) return duty;
    const id = randomUUID();
    const row = {
      ...{ id, org: allowed.value, ...duty.value, titleZh: titleZh.trim(), dueOn },
      ...{ sourceKind: source.kind, sourceId: source.id },
    };
    if (!(await insertSupervision(tx, row))) {
      const open = await readOpenItem(tx, row);
      return refuseFor("ALREADY_SUPERVISED", "sourceId", { dueOn: open?.dueOn ?? "" });
    }
    await tellSupervision(tx, { ...row, version: 1 }, "SUPERVISION_OPENED");
    return ok({ kind: "SUPERVISION", id });
  });

type Duty = Pick<SupervisionRow, "responsibleOrg" | "readers">;

/** Whose duty it is, and who reads of it: a resolution's members, else those concerned alone. */
async function dutyFor(
  tx: Tx,
  { source, responsibleId }: OpenInput,
  org: string,
): Promise<Outcome<Duty>> {
  const { kind, id } = source;
  if (kind !== "RESOLUTION") {
    const found = await readSource(tx, kind, id);
    if (found === undefined) return refuseFor("NOT_FOUND", "sourceId");
    if (!found.late) return refuseFor("NOT_OVERDUE", "sourceId");
    const responsibleOrg = found.responsible;
    const readers = [...new Set([org, responsibleOrg, ...found.parties])].toSorted();
    return ok({ responsibleOrg, readers });
  }
  const [resolution] = await readResolutions(tx, [id]);
  if (resolution === undefined) return refuseFor("NOT_FOUND", "sourceId");
  const allowed = resolutionAfter(resolution.state, "SUPERVISE", "sourceId");
  if (!allowed.ok) return allowed;
  if (responsibleId === undefined || !resolution.readers.includes(responsibleId))
    return refuseFor("OUTSIDE_CONFERENCE", "responsibleOrganizationId", {
      org: responsibleId ?? "",
    });
  return ok({ responsibleOrg: responsibleId, readers: resolution.readers });
}

interface Step {
  readonly mutation: string;
  readonly action: SupervisionAction;
  readonly event: EventKind;
  readonly right: Action;
  /** Whose step it is. */
  readonly by: "org" | "responsibleOrg";
}

export interface NoteInput {
  readonly supervisionId: string;
  readonly textZh: string;
}

const stepOf =
  (step: Step) =>
  (database: Database, asking: Asking, input: NoteInput): Promise<Outcome<Written>> =>
    asked(database, asking, { mutation: step.mutation, input }, (tx, principal) =>
      take(tx, principal, step, input),
    );

async function take(
  tx: Tx,
  principal: Principal,
  { action, event, right, by }: Step,
  { supervisionId, textZh }: NoteInput,
): Promise<Outcome<Written>> {
  const [seen] = await readSupervision(tx, [supervisionId]);
  if (seen === undefined) return refuseFor("NOT_FOUND", "supervisionId");
  const allowed = may(principal, right, [seen[by]]);
  if (!allowed.ok) return allowed;
  const item = await lockSupervision(tx, supervisionId);
  assert(item !== undefined, "both sides may lock a supervision item");
  const next = supervisionAfter(item.state, action);
  if (!next.ok) return next;
  const wrong = textRefusals(textZh, "textZh", textMax);
  if (wrong.length > 0) return refuse(wrong);
  const note = { id: randomUUID(), action, textZh: textZh.trim(), org: allowed.value };
  await updateSupervision(tx, item, next.value, note);
  await tellSupervision(tx, { ...item, version: item.version + 1 }, event);
  return ok({ kind: "SUPERVISION", id: item.id });
}

/** 报告进展, by whoever is to do it. */
export const reportProgress = stepOf({
  mutation: "reportProgress",
  action: "REPORT",
  event: "SUPERVISION_REPORTED",
  right: "supervision:report",
  by: "responsibleOrg",
});

/** 退回: what was reported is not enough. */
export const returnSupervision = stepOf({
  mutation: "returnSupervision",
  action: "RETURN",
  event: "SUPERVISION_RETURNED",
  right: "supervision:manage",
  by: "org",
});

/** 销号: it was done. */
export const closeSupervision = stepOf({
  mutation: "closeSupervision",
  action: "CLOSE",
  event: "SUPERVISION_CLOSED",
  right: "supervision:manage",
  by: "org",
});

type Told = Pick<SupervisionRow, "id" | "version" | "org" | "responsibleOrg" | "readers" | "dueOn">;

export const tellSupervision = (tx: Tx, row: Told, kind: EventKind): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "SUPERVISION", id: row.id, version: row.version },
    parties: [row.org, row.responsibleOrg, ...row.readers],
    facts: { responsible: row.responsibleOrg, dueOn: row.dueOn },
  });

export const listSupervision = (
  tx: Tx,
  request: PageRequest,
  filter: SupervisionFilter,
): Promise<Outcome<PageOf<SupervisionRow>>> =>
  listPage(
    request,
    ["date", "uuid"],
    (page) => readSupervisionPage(tx, filter, page),
    ({ dueOn, id }) => [dueOn, id],
  );
