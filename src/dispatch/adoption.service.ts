import { randomUUID } from "node:crypto";
import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { readItems } from "../catalog/dispatchable.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, lockIncidentState, type Asking } from "../incidents/incident.service.ts";
import type { NeedRow, NeedSet } from "../incidents/need.model.ts";
import { isOver } from "../incidents/need.rules.ts";
import { lockNeeds, readNeedSets, sumNeeds } from "../incidents/need.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { withTx, type Tx } from "../postgres/transaction.ts";
import { lockAgreements, readOpenAgreements } from "../regions/agreement.service.ts";
import { proposalState } from "../../schema/words/dispatch.ts";
import { incidentState } from "../../schema/words/incidents.ts";
import {
  adoptionRefusals,
  lockSources,
  promiseSources,
  shelfRefusals,
} from "./adoption-sources.service.ts";
import { setRefusals } from "./adoption-set.rules.ts";
import { lotsOf, sightRefusals } from "./adoption-sight.rules.ts";
import type { AdoptionFacts, Draft, DraftLine } from "./adoption.model.ts";
import {
  agreementRefusals,
  draftLines,
  draftOrders,
  makesStale,
  needRefusals,
} from "./adoption.rules.ts";
import {
  lockProposal,
  readIncidentFacts,
  readLotMarks,
  updateProposalAdopted,
  updateProposalsSuperseded,
  type IncidentFacts,
  type LotMark,
} from "./adoption.store.ts";
import { writeOrders } from "./adoption-orders.service.ts";
import { needsOf } from "./order.rules.ts";
import { needIdOf, type ProposalRow } from "./proposal.model.ts";

export interface AdoptInput {
  readonly proposalId: string;
}

/**
 * Makes a READY proposal of one's own organization binding, whole or not at all: draft orders by
 * lender, soft holds of all goods in one posting, units held, contracts and needs promised. Every
 * shortage of every kind is refused at once. If a source changed meanwhile the proposal is marked
 * STALE in a transaction of its own, because this one leaves nothing behind.
 */
export async function adoptProposal(
  database: Database,
  asking: Asking,
  input: AdoptInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "adoptProposal", input };
  const outcome = await asked(database, asking, request, (tx, principal) =>
    adopt(tx, principal, input.proposalId),
  );
  if (!outcome.ok && makesStale(outcome.refused) && asking.principal !== undefined)
    await markStale(database, asking.principal, input.proposalId);
  return outcome;
}

async function adopt(tx: Tx, principal: Principal, proposalId: string): Promise<Outcome<Written>> {
  const proposal = await lockProposal(tx, proposalId);
  if (proposal === undefined) return refuseFor("NOT_FOUND", "proposalId");
  const allowed = may(principal, "proposal:adopt", [proposal.requestedByOrg]);
  if (!allowed.ok) return allowed;
  await lockIncidentState(tx, proposal.incidentId);
  const incident = await readIncidentFacts(tx, proposal.incidentId);
  const open = adoptable(proposal, incident);
  if (!open.ok) return open;

  const facts = await readFacts(tx, proposal, incident);
  const lines = draftLines(facts, randomUUID);
  if (lines.length === 0) return refuseFor("NOTHING_TO_ADOPT", "proposalId");
  const drafts = draftOrders(facts, lines);
  const sources = await lockSources(tx, incident.id, drafts);
  const marks = await readLotMarks(tx, lotsOf(lines));
  const refusals = [
    ...needRefusals(facts, lines),
    ...setRefusals(facts, lines),
    ...sightRefusals(lines, marks),
    ...agreementRefusals(facts, lines),
    ...adoptionRefusals(drafts, sources, tx.today),
  ];
  if (refusals.length > 0) return refuse([...refusals, ...(await shelfRefusals(tx, lines))]);
  return bind(tx, { proposal, incident, facts, drafts, lines, marks, org: allowed.value });
}

/** What is needed to bind a proposal that nothing stands against. */
interface Binding {
  readonly proposal: ProposalRow;
  readonly incident: IncidentFacts;
  readonly facts: AdoptionFacts;
  readonly drafts: readonly Draft[];
  readonly lines: readonly DraftLine[];
  readonly marks: readonly LotMark[];
  readonly org: string;
}

async function bind(tx: Tx, binding: Binding): Promise<Outcome<Written>> {
  const { proposal, incident, facts, drafts, lines, marks, org } = binding;
  const { payerOrg } = facts;
  const written = await writeOrders(tx, { proposal, incident, payerOrg, drafts, marks });
  await sumNeeds(tx, needsOf(lines));
  const version = await updateProposalAdopted(tx, proposal.id, "ADOPTED");
  await supersedeOthers(tx, proposal);
  const promised = await promiseSources(tx, org, proposal, written);
  if (!promised.ok) return promised;
  await appendFact(tx, {
    kind: "PROPOSAL_ADOPTED",
    subject: { kind: "PROPOSAL", id: proposal.id, version: version ?? proposal.version },
    parties: [proposal.requestedByOrg],
    facts: { incidentId: incident.id, orders: drafts.length },
  });
  return ok({ kind: "PROPOSAL", id: proposal.id });
}

async function supersedeOthers(tx: Tx, proposal: ProposalRow): Promise<void> {
  const { incidentId, requestedByOrg } = proposal;
  for (const { id, version } of await updateProposalsSuperseded(tx, proposal))
    await appendFact(tx, {
      kind: "PROPOSAL_SUPERSEDED",
      subject: { kind: "PROPOSAL", id, version },
      parties: [requestedByOrg],
      facts: { incidentId, by: proposal.id },
    });
}

function adoptable(proposal: ProposalRow, incident: IncidentFacts): Outcome<true> {
  const action = word("采纳", "adopt it");
  if (proposal.state !== "READY") {
    const state = proposalState[proposal.state];
    return refuseFor("ILLEGAL_TRANSITION", "proposalId", { state, action });
  }
  if (incident.state !== "ACTIVE" && incident.state !== "REPORTED") {
    const state = incidentState[incident.state];
    return refuseFor("ILLEGAL_TRANSITION", "proposalId", { state, action });
  }
  return proposal.plan === null ? refuseFor("NOTHING_TO_ADOPT", "proposalId") : ok(true);
}

/** The needs are locked here, in id order: what is promised of them is decided now. */
async function readFacts(
  tx: Tx,
  { plan, problem, grounds, zeroAt, requestedByOrg }: ProposalRow,
  incident: IncidentFacts,
): Promise<AdoptionFacts> {
  const allocations = plan?.allocations ?? [];
  // Until a level names the payer, whoever asks stands for it.
  const payerOrg = incident.payerOrg ?? requestedByOrg;
  const needs = await lockNeeds(
    tx,
    allocations.map(({ need }) => needIdOf(need)),
  );
  // Whoever suspends or replaces one of these meanwhile waits until this has committed.
  const leantOn = Object.values(grounds).flatMap((ground) => ground.agreement?.id ?? []);
  await lockAgreements(tx, [...new Set(leantOn)]);
  const items = await readItems(tx, [
    ...new Set(allocations.flatMap(({ item }) => (item === undefined ? [] : [item]))),
  ]);
  return {
    plan: { allocations },
    wanted: problem.needs,
    grounds,
    zeroAt,
    needs: needs.map((need) => ({ ...need, over: isOver(need, tx.now) })),
    sets: await readSetsOf(tx, needs),
    agreements: await readOpenAgreements(tx, [...new Set([requestedByOrg, payerOrg])]),
    categories: new Map(items.map(({ sku, category }) => [sku, category])),
    requesterOrg: requestedByOrg,
    prices: new Map(
      items.flatMap(({ sku, valueFen }) => (valueFen === null ? [] : [[sku, valueFen] as const])),
    ),
    payerOrg,
  };
}

/** Read once the needs are locked: no set of theirs changes until this has committed. */
function readSetsOf(tx: Tx, needs: readonly NeedRow[]): Promise<NeedSet[]> {
  const ids = needs.filter(({ capabilities }) => capabilities !== null).map(({ id }) => id);
  return ids.length === 0 ? Promise.resolve([]) : readNeedSets(tx, ids);
}

async function markStale(database: Database, principal: Principal, id: string): Promise<void> {
  await withTx(database, readerOf(principal), async (tx) => {
    const version = await updateProposalAdopted(tx, id, "STALE");
    if (version === undefined) return;
    await appendFact(tx, {
      kind: "PROPOSAL_STALE",
      subject: { kind: "PROPOSAL", id, version },
      parties: [principal.orgId],
    });
  });
}
