import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Sector } from "../../schema/words/regions.ts";
import { dayInChina } from "../kernel/day.ts";
import type { LiabilityFacts } from "../ledger/liability.rules.ts";
import type { ClaimTerms, Liability, LineFacts, OpenClaim } from "../ledger/posting.model.ts";
import type { LineRow, OrderRow } from "./order.model.ts";

/** What governs a line where no agreement does: the risk leaves the lender with its goods. */
const termsDefault: ClaimTerms = {
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 30,
};

/** Hours in which the sender may confirm or deny a difference where no agreement says. */
const differenceWindowHoursDefault = 24;

export const claimTermsOf = (terms: AgreementTerms | undefined): ClaimTerms =>
  terms === undefined
    ? termsDefault
    : {
        riskPassesAt: terms.riskPassesAt,
        dueAnchor: terms.dueAnchor,
        dueDays: terms.dueDays,
        ...(terms.dueOn === undefined ? {} : { dueOn: terms.dueOn }),
      };

/** A term that runs from the receipt runs from the day on which the goods came. */
export function receivedOn(line: LineFacts, arrivedAt: Date | null): LineFacts {
  if (arrivedAt === null || line.terms.dueAnchor !== "RECEIPT") return line;
  return { ...line, terms: { ...line.terms, anchorOn: dayInChina(arrivedAt) } };
}

export const differenceHoursOf = (terms: AgreementTerms | undefined): number =>
  terms?.differenceWindowHours ?? differenceWindowHoursDefault;

/** Before its issue a line binds nobody: holds move goods and no claim. */
const unbound = (ownerOrg: string): Liability => ({
  rule: "OWNER_IS_PAYER",
  debtors: [],
  creditor: ownerOrg,
});

/**
 * An order line as the posting rules want it; undefined for a team or a machine, which no book
 * holds. Goods of a contract have no shelf, so their lot is empty.
 */
export function lineFactsOf(
  order: Pick<OrderRow, "incidentId">,
  line: LineRow,
  terms: AgreementTerms | undefined,
  claims: readonly (OpenClaim & { readonly orderLineId: string | null })[] = [],
): LineFacts | undefined {
  const { item, ownerOrg, unitPriceFen } = line;
  if (item === null) return undefined;
  return {
    owner: ownerOrg,
    custodian: line.custodianOrg,
    depot: line.depotId ?? "",
    lot: line.lotId ?? "",
    item,
    underNorm: line.underNorm,
    orderLineId: line.id,
    incidentId: order.incidentId,
    basis: line.basis,
    liability: line.liabilityTerms ?? unbound(ownerOrg),
    terms: claimTermsOf(terms),
    ...(unitPriceFen === null ? {} : { unitPriceFen }),
    claims: claims.filter(({ orderLineId }) => orderLineId === line.id),
  };
}

export interface LineLaw {
  readonly noLiabilityHub: boolean;
  readonly ownerSector: Sector;
  /** The firm responsible for the accident. */
  readonly responsibleOrg: string | null;
  /** Of the version under which the order was made; undefined where none governs it. */
  readonly terms: Pick<AgreementTerms, "shares" | "regime"> | undefined;
}

/**
 * What decides who owes for a line, at its issue. A contract counts only where the goods are the
 * firm's own: goods that a firm merely keeps for a government are the government's.
 */
export function liabilityFactsOf(
  { payerOrg, requesterOrg, receiverOrg, agreementId, agreementVersion }: Pick<OrderRow, OrderOrg>,
  line: LawfulLine,
  { noLiabilityHub, ownerSector, responsibleOrg, terms }: LineLaw,
): LiabilityFacts {
  const { ownerOrg, basis, contractingOrg } = line;
  const contracted = contractingOrg !== null && ownerSector === "MARKET";
  return {
    noLiabilityHub,
    ownerOrg,
    ownerSector,
    payerOrg,
    basis,
    donated: line.lotOrigin === "DONATED",
    usedAsGiven: true,
    holderOrg: receiverOrg,
    ...(responsibleOrg === null ? {} : { responsibleOrg }),
    ...(basis === "COMMAND" ? { commanderOrg: line.commanderOrg ?? requesterOrg } : {}),
    ...(contracted ? { contractingOrg } : {}),
    ...(terms?.shares === undefined || terms.shares.length === 0 ? {} : { shares: terms.shares }),
    ...(terms === undefined ? {} : { regime: terms.regime }),
    ...(agreementId === null ? {} : { pact: { id: agreementId, version: agreementVersion ?? 0 } }),
    priced: line.unitPriceFen !== null,
  };
}

type LawfulLine = Pick<
  LineRow,
  "ownerOrg" | "basis" | "lotOrigin" | "contractingOrg" | "commanderOrg" | "unitPriceFen"
>;
type OrderOrg = "payerOrg" | "requesterOrg" | "receiverOrg" | "agreementId" | "agreementVersion";
