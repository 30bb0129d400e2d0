import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readItems } from "../catalog/dispatchable.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { compare } from "../kernel/compare.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow } from "./incident.model.ts";
import { next } from "./incident.rules.ts";
import { asked, lockIncidentFor, unknownOrgs, type Asking } from "./incident.service.ts";
import { readIncident } from "./incident.store.ts";
import type { DeclareInput, NeedLine, NeedRow, NeedWords } from "./need.model.ts";
import { declareRefusals, lapseAfter, mayChange, needLinesMax } from "./need.rules.ts";
import {
  insertNeeds,
  lockNeeds,
  readNodeIds,
  readSkillCodes,
  updateNeed,
  updateNeedSums,
} from "./need.store.ts";

/**
 * Declares a whole list of needs or none of it: every wrong line is refused with its path.
 * Answers the incident; a repeated call answers the same and declares nothing twice.
 */
export const declareNeeds = (
  database: Database,
  asking: Asking,
  input: DeclareInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "declareNeeds", input }, async (tx, principal) => {
    const found = await lockIncidentFor(tx, principal, "need:declare", input.incidentId);
    if (!found.ok) return found;
    const { incident, org } = found.value;
    const state = next(incident.state, "DECLARE_NEEDS");
    if (!state.ok) return state;
    const requestedByOrg = input.requestedByOrg ?? org;
    const wrong = [
      ...declareRefusals(input.needs, await wordsOf(tx, input.needs)),
      ...(await unknownOrgs(tx, { requestedByOrg: input.requestedByOrg })),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const mine = may(principal, "need:declare", [requestedByOrg]);
    if (!mine.ok) return mine;
    const rows = input.needs.map((line) => needOf(line, incident, requestedByOrg, tx.now));
    await insertNeeds(tx, rows);
    for (const row of rows) await tellNeed(tx, "NEED_DECLARED", row);
    return ok({ kind: "INCIDENT", id: incident.id });
  });

/** Reads what the lines name; a list that is too long is refused before it is looked up. */
async function wordsOf(tx: Tx, lines: readonly NeedLine[]): Promise<NeedWords> {
  const asked = lines.slice(0, needLinesMax);
  const named = (pick: (line: NeedLine) => string | null | undefined) =>
    asked.flatMap((line) => pick(line) ?? []);
  const items = await readItems(
    tx,
    named(({ item }) => item),
  );
  return {
    units: new Map(items.map(({ sku, unit, unitZh }) => [sku, { unit, unitZh }])),
    skills: await readSkillCodes(
      tx,
      asked.flatMap(({ capability, capabilities }) =>
        [capability ?? [], capabilities ?? []].flat(),
      ),
    ),
    nodes: await readNodeIds(
      tx,
      named(({ node }) => node),
    ),
    now: tx.now,
  };
}

const needOf = (
  line: NeedLine,
  incident: IncidentRow,
  requestedByOrg: string,
  now: Date,
): NeedRow => ({
  id: randomUUID(),
  incidentId: incident.id,
  node: line.node ?? incident.node,
  item: line.item ?? null,
  capability: line.capability ?? null,
  capabilities: setOf(line.capabilities ?? []),
  quantity: line.quantity,
  priority: line.priority ?? 3,
  deadlineAt: line.deadlineAt ?? null,
  minShelfMinutes: line.minShelfMinutes ?? 0,
  requestedByOrg,
  promised: 0,
  received: 0,
  withdrawnAt: null,
  lapsesAt: line.lapsesAt ?? lapseAfter(now, line.deadlineAt ?? null),
  declaredAt: now,
  version: 1,
});

const setOf = (codes: readonly string[]): readonly string[] | null =>
  codes.length === 0 ? null : codes.toSorted(compare);

const tellNeed = (
  tx: Tx,
  kind: EventKind,
  { id, version, incidentId, quantity, promised, received }: NeedRow,
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "NEED", id, version },
    parties: ["*"],
    facts: { incidentId, quantity, promised, received },
  });

/** 撤回需求: nothing more is looked for; what is on its way still arrives. */
export const withdrawNeed = (
  database: Database,
  asking: Asking,
  input: { readonly needId: string },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "withdrawNeed", input }, (tx, principal) =>
    changeNeed(tx, principal, input.needId, "WITHDRAW", () => ok({ withdrawnAt: tx.now })),
  );

/** 续报需求: it stays open until `lapsesAt`, by default for the usual term from now. */
export const renewNeed = (
  database: Database,
  asking: Asking,
  input: { readonly needId: string; readonly lapsesAt?: Date | null | undefined },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "renewNeed", input }, (tx, principal) =>
    changeNeed(tx, principal, input.needId, "RENEW", (need) => {
      const lapsesAt = input.lapsesAt ?? lapseAfter(tx.now, need.deadlineAt);
      if (lapsesAt > tx.now) return ok({ lapsesAt });
      return refuseFor("INVALID_INPUT", "lapsesAt", { why: word("已过时", "in the past") });
    }),
  );

async function changeNeed(
  tx: Tx,
  principal: Principal,
  needId: string,
  action: "WITHDRAW" | "RENEW",
  changesOf: (need: NeedRow) => Outcome<Partial<Pick<NeedRow, "withdrawnAt" | "lapsesAt">>>,
): Promise<Outcome<Written>> {
  const [need] = await lockNeeds(tx, [needId]);
  const incident = need && (await readIncident(tx, need.incidentId));
  if (need === undefined || incident === undefined) return refuseFor("NOT_FOUND", "needId");
  const orgs = [need.requestedByOrg, incident.leadOrg, incident.governmentOrg];
  const allowed = may(principal, "need:declare", orgs);
  if (!allowed.ok) return allowed;
  const open = next(incident.state, "DECLARE_NEEDS");
  if (!open.ok) return open;
  const state = mayChange(need, action, tx.now);
  if (!state.ok) return state;
  const changes = changesOf(need);
  if (!changes.ok) return changes;
  const version = await updateNeed(tx, need, changes.value);
  await tellNeed(tx, "NEED_CHANGED", { ...need, ...changes.value, version });
  return ok({ kind: "NEED", id: need.id });
}

/**
 * What is promised and received of needs, anew from their order lines, after a dispatch changed
 * one of these; each need that moved is told. Whoever does this has locked the needs before it
 * touched a line: two changes of one need then see each other's.
 */
export async function sumNeeds(tx: Tx, needIds: readonly string[]): Promise<void> {
  if (needIds.length === 0) return;
  for (const row of await updateNeedSums(tx, needIds)) await tellNeed(tx, "NEED_CHANGED", row);
}

/** For a dispatch: needs and incidents inside its own transaction. */
export { lockNeeds, readNeedSets, readNeedsOf } from "./need.store.ts";
