import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { AdoptionFacts, Draft } from "../../src/dispatch/adoption.model.ts";
import { draftLines, draftOrders } from "../../src/dispatch/adoption.rules.ts";
import { actFirstRefusals } from "../../src/dispatch/approval.rules.ts";
import { claimTermsOf, liabilityFactsOf } from "../../src/dispatch/order-line.rules.ts";
import type { LineRow } from "../../src/dispatch/order.model.ts";
import type { Ground } from "../../src/dispatch/proposal.model.ts";
import { ClaimDraft } from "../../src/ledger/claims.rules.ts";
import { explainLiability } from "../../src/ledger/liability.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { cashEquivalent, cashRefusals } from "../../src/replenishment/claims.rules.ts";
import type { RefillGround, SourceLot } from "../../src/replenishment/refill.model.ts";
import { chargesFor } from "../../src/replenishment/timesheet.rules.ts";
import type { LineCase } from "../../src/replenishment/goods.model.ts";
import { pactTerms } from "./pact-terms.ts";

/** A need of 40 tents, met by a lender across the border from a shelf of 100; its value is 700. */
const ground: Ground = {
  thing: { kind: "LOT", lotId: "L", depotId: "D" },
  item: "TENT",
  lenderOrg: "LENDER",
  ownerOrg: "LENDER",
  custodianOrg: "KEEPER",
  contractingOrg: null,
  agreement: { id: "PACT", version: 1 },
  basis: "PACT",
  authority: "PACT",
  commanderOrg: null,
  rank: 2,
  unitValueFen: 700,
  tier: "CROSS_PROVINCE",
  approvals: [],
  version: 1,
};
const wanted = { id: "N", node: "P", item: "TENT", quantity: 99, promised: 0 };
const need = { ...wanted, capabilities: null, withdrawn: false };
const allocation = {
  ...{ source: "D", lot: "L", need: "N", item: "TENT", quantity: 40, counted: 40 },
  ...{ leavesMinutes: 0, arrivesMinutes: 60, reasons: [] },
};

export function adopted(change: Partial<AgreementTerms>, lenders: readonly string[] = ["LENDER"]) {
  const terms = { ...pactTerms, ...change };
  const facts: AdoptionFacts = {
    plan: { allocations: [allocation] },
    grounds: { L: ground },
    wanted: [],
    zeroAt: new Date(0),
    needs: [{ over: false, ...need, requestedByOrg: "ASKS" }],
    sets: [],
    agreements: [{ id: "PACT", version: 2, terms, lenders }],
    categories: new Map([["TENT", "SHELTER"]]),
    prices: new Map([["TENT", 500]]),
    requesterOrg: "ASKS",
    payerOrg: "PAYER",
  };
  const lines = draftLines(facts, () => "set");
  const [draft] = draftOrders(facts, lines) as [Draft];
  return { facts, lines, draft, terms };
}

export const line = {
  id: "LINE",
  ...{ ownerOrg: "LENDER", custodianOrg: "KEEPER", basis: "PACT", item: "TENT" },
  ...{ lotOrigin: "PURCHASED", contractingOrg: null, commanderOrg: null, unitPriceFen: 700 },
} as LineRow;
export const order = {
  ...{ payerOrg: "PAYER", requesterOrg: "ASKS", receiverOrg: "ASKS" },
  ...{ agreementId: "PACT", agreementVersion: 2 },
};
export const liability = (change: Partial<AgreementTerms>, priced = true) =>
  explainLiability(
    liabilityFactsOf(order, priced ? line : { ...line, unitPriceFen: null }, {
      noLiabilityHub: false,
      ownerSector: "GOVERNMENT",
      responsibleOrg: null,
      terms: { ...pactTerms, ...change },
    }),
  );

/** 10 tents are out under the terms, and lost: the claims, and what stays empty. */
export function lost(change: Partial<AgreementTerms>) {
  const facts: LineFacts = {
    ...{ owner: "LENDER", custodian: "KEEPER", depot: "D", lot: "L", item: "TENT" },
    ...{ underNorm: true, orderLineId: "LINE", incidentId: "I", basis: "PACT", unitPriceFen: 700 },
    ...{ liability: liability(change), terms: claimTermsOf({ ...pactTerms, ...change }) },
    claims: [],
  };
  let ids = 0;
  const draft = new ClaimDraft(facts, () => `id-${(ids += 1)}`);
  draft.openReturn(10);
  draft.lose(10);
  return {
    kinds: draft.claims.map(({ kind, debtorOrg }) => `${kind} ${debtorOrg}`),
    due: draft.claims.map(({ dueAnchor, dueDays, dueOn }) => `${dueAnchor} ${dueDays} ${dueOn}`)[0],
    tasks: draft.tasks.map(({ performerOrg, quantity }) => `${performerOrg} ${quantity}`),
  };
}

export const settled = (change: Partial<AgreementTerms>, unitPriceFen: number) => {
  const terms = { ...pactTerms, ...change };
  const claim = { kind: "REFILL", state: "CONFIRMED", item: "TENT", outstanding: 9 } as const;
  const cashFen = cashEquivalent(terms, 700);
  const input = { quantity: 1, unitPriceFen, voucher: "V", claimId: "C", evidence: {} };
  const paid = { ...input, occurredAt: new Date(0) };
  return cashRefusals({ ...claim, regime: terms.regime, cashFen }, paid).map(({ path }) => path);
};

export const firstAt = (terms: AgreementTerms, responseLevel: number, ordered: number) =>
  actFirstRefusals({
    terms: terms.actFirst,
    ...{ responseLevel, setByApprover: true },
    lines: [{ item: "TENT", ordered, ownerSector: "GOVERNMENT", lotOrigin: "PURCHASED" }],
  }).length;

export const stock = {
  agreementId: "PACT",
  lenderOrg: "LENDER",
  item: "TENT",
  free: 100,
  unapproved: 0,
};
export const shelf = {
  lenderOrg: "LENDER",
  depotId: "D",
  item: "TENT",
  free: 100,
  lying: 100,
  norm: null,
};
export const never = { actFirst: undefined } as unknown as Partial<AgreementTerms>;
export const splits = [
  { orgId: "PAYER", basisPoints: 6000 },
  { orgId: "ASKS", basisPoints: 4000 },
];
export const equal = { quality: "SERVICEABLE", cashPercent: 110, shelfLifePercent: 0 } as const;
export const lot = {
  condition: "GOOD",
  batch: "B",
  expiresOn: "2099-01-01",
} as unknown as SourceLot;
export const refillGround = (newOnly: boolean) =>
  ({ expires: true, goodUntil: "2026-01-01", newOnly }) as RefillGround;
export const work = (regime: AgreementTerms["regime"]) =>
  chargesFor({
    line: { ...line, teamId: "T", liabilityTerms: null },
    ...{ order, responsibleOrg: null, regime, terms: claimTermsOf(pactTerms) },
  } as unknown as LineCase).ok;
