import { randomBytes, randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { WrittenLine } from "./adoption-sources.service.ts";
import type { Draft, DraftLine } from "./adoption.model.ts";
import { holdMinutesOf, minutesAfter } from "./adoption.rules.ts";
import {
  insertOrders,
  type IncidentFacts,
  type LotMark,
  type NewLine,
  type NewOrder,
} from "./adoption.store.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { readLines } from "./order.store.ts";
import { orderNumber } from "./order.rules.ts";
import type { ProposalRow } from "./proposal.model.ts";

interface Drafted {
  readonly proposal: ProposalRow;
  readonly incident: IncidentFacts;
  readonly payerOrg: string;
  readonly drafts: readonly Draft[];
  /** Of every lot that is drawn on. */
  readonly marks: readonly LotMark[];
}

interface DraftedLine {
  readonly at: number;
  readonly row: NewLine;
}

interface WrittenOrder {
  readonly order: NewOrder;
  readonly lines: readonly DraftedLine[];
  readonly approvals: readonly ApprovalRow[];
}

/** Writes the orders of an adoption and tells them; answers each line with its allocation. */
export async function writeOrders(tx: Tx, drafted: Drafted): Promise<readonly WrittenLine[]> {
  const orders = drafted.drafts.map((draft) => rowsOf(tx, drafted, draft));
  const lines = orders.flatMap((order) => order.lines);
  await insertOrders(
    tx,
    orders.map(({ order }) => order),
    lines.map(({ row }) => row),
    orders.flatMap(({ approvals }) => approvals),
  );
  for (const order of orders) await tellDrafted(tx, order);
  const stored = await readLines(
    tx,
    orders.map(({ order }) => order.id),
  );
  return stored.map((line) => {
    const at = lines.find(({ row }) => row.id === line.id)?.at;
    assert(at !== undefined, "a new line was drafted here");
    return { at, incidentId: drafted.incident.id, line };
  });
}

function rowsOf(
  tx: Tx,
  { proposal, incident, payerOrg, marks }: Drafted,
  draft: Draft,
): WrittenOrder {
  const id = randomUUID();
  const lapsesAt = minutesAfter(tx.now, holdMinutesOf(draft.agreement));
  const order: NewOrder = {
    id,
    number: orderNumber(incident.day, randomBytes(6)),
    proposalId: proposal.id,
    incidentId: incident.id,
    lenderOrg: draft.lenderOrg,
    requesterOrg: proposal.requestedByOrg,
    receiverOrg: draft.receiverOrg,
    payerOrg,
    destination: draft.destination,
    authority: draft.authority,
    agreementId: draft.agreement?.id ?? null,
    agreementVersion: draft.agreement?.version ?? null,
    holdLapsesAt: lapsesAt,
    draftedAt: tx.now,
    parties: partiesOf(draft, proposal.requestedByOrg, payerOrg),
  };
  const approvals = draft.approvals.map(({ kind, org }): ApprovalRow => ({
    id: randomUUID(),
    orderId: id,
    kind,
    org,
    state: "PENDING",
    reason: null,
    askedAt: tx.now,
    lapsesAt,
    decidedAt: null,
    decidedBy: null,
    version: 1,
  }));
  return { order, approvals, lines: draft.lines.map((line) => lineOf(id, line, marks)) };
}

/** Everyone who lends, asks, receives, pays, owns, keeps, contracts or approves reads the order. */
function partiesOf(draft: Draft, requesterOrg: string, payerOrg: string): string[] {
  const grounds = draft.lines.map(({ ground }) => ground);
  const parties = [
    draft.lenderOrg,
    requesterOrg,
    draft.receiverOrg,
    payerOrg,
    ...grounds.flatMap(({ ownerOrg, custodianOrg }) => [ownerOrg, custodianOrg]),
    ...grounds.flatMap(({ contractingOrg }) => (contractingOrg === null ? [] : [contractingOrg])),
    ...draft.approvals.map(({ org }) => org),
  ];
  return [...new Set(parties)];
}

function lineOf(orderId: string, line: DraftLine, marks: readonly LotMark[]): DraftedLine {
  const { ground, at, needId, ordered, counted, leavesAt, arrivesAt, reasons, unitPriceFen } = line;
  const { thing } = ground;
  const lotId = thing.kind === "LOT" ? thing.lotId : null;
  const mark = marks.find(({ id }) => id === lotId);
  assert(lotId === null || mark !== undefined, "a lot that was not seen is not drawn on");
  const row: NewLine = {
    id: randomUUID(),
    orderId,
    needId,
    depotId: "depotId" in thing ? thing.depotId : null,
    lotId,
    commitmentId: thing.kind === "COMMITMENT" ? thing.commitmentId : null,
    teamId: thing.kind === "TEAM" ? thing.teamId : null,
    equipmentId: thing.kind === "EQUIPMENT" ? thing.equipmentId : null,
    item: ground.item,
    ownerOrg: ground.ownerOrg,
    custodianOrg: ground.custodianOrg,
    basis: ground.basis,
    contractingOrg: ground.contractingOrg,
    commanderOrg: ground.commanderOrg,
    lotOrigin: mark?.origin ?? null,
    underNorm: mark?.underNorm ?? false,
    unitPriceFen,
    ordered,
    counted,
    ...line.inSet,
    held: ordered,
    leavesAt,
    arrivesAt,
    reasons,
  };
  return { at, row };
}

/** A new order and what it asks of whom. */
export async function tellDrafted(
  tx: Tx,
  { order, approvals }: Pick<WrittenOrder, "order" | "approvals">,
): Promise<void> {
  const { id, parties, incidentId, number, lenderOrg, requesterOrg } = order;
  const facts = { number, incidentId, lenderOrg, requesterOrg };
  const subject = { kind: "ORDER", id, version: 1 } as const;
  await appendFact(tx, { kind: "ORDER_DRAFTED", subject, parties, facts });
  for (const approval of approvals)
    await appendFact(tx, {
      kind: "APPROVAL_ASKED",
      subject: { kind: "APPROVAL", id: approval.id, version: 1 },
      parties,
      facts: { orderId: id, approvalKind: approval.kind, org: approval.org },
    });
}
