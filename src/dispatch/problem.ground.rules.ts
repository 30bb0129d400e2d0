import type { ApprovalKind, Authority, Basis } from "../../schema/words/dispatch.ts";
import type { DispatchableUnit } from "../forces/forces.model.ts";
import type { OpenAgreement } from "../regions/regions.model.ts";
import { approvalTier } from "../regions/regions.rules.ts";
import type { DispatchableCommitment, DispatchableLot } from "../reserves/reserves.model.ts";
import { agreementOf, unitAgreementOf } from "./problem.agreement.rules.ts";
import type { ProblemFacts } from "./problem.model.ts";
import type { ApprovalNeeded, Ground } from "./proposal.model.ts";

/** How a thing may be drawn on; undefined where neither title, line nor agreement gives a right. */
interface Right {
  readonly basis: Basis;
  readonly authority: Authority;
  readonly rank: number;
  /** Whose word is needed, where no agreement says. */
  readonly asks: readonly ApprovalKind[];
  /** COMMAND: the superior whose right it is. */
  readonly commanderOrg?: string;
  readonly agreement?: OpenAgreement;
}

type Lending = Pick<ProblemFacts, "requester" | "organizations" | "agreements" | "refused">;

/** The right to a lot, by its owner's place in law; `custodial`: an enterprise keeps it. */
export function groundOfLot(
  lot: DispatchableLot,
  category: string,
  facts: Lending & Pick<ProblemFacts, "storage">,
): Ground | undefined {
  const contract = facts.storage.find(
    ({ depotId, ownerOrg }) => depotId === lot.depotId && ownerOrg === lot.ownerOrg,
  );
  const contracted =
    contract !== undefined || lot.reserveMode === "AGREEMENT" || lot.reserveMode === "CAPACITY";
  const right =
    byTitleOrLine(lot.ownerOrg, facts) ??
    bySelfRescue(lot.ownerOrg, facts) ??
    byAgreement(lot.ownerOrg, agreementOf(facts, lot.ownerOrg, lot.item, category), {
      custodial: lot.reserveMode !== "PHYSICAL",
      contracted,
      facts,
    }) ??
    byRequisition(lot.ownerOrg, facts);
  if (right === undefined) return undefined;
  return {
    thing: { kind: "LOT", lotId: lot.lotId, depotId: lot.depotId },
    item: lot.item,
    lenderOrg: lot.ownerOrg,
    ownerOrg: lot.ownerOrg,
    custodianOrg: lot.custodianOrg,
    contractingOrg: contract?.contractingOrg ?? null,
    unitValueFen: lot.unitValueFen,
    version: lot.version,
    ...told(right, lot.ownerOrg, lot.custodianOrg, facts),
  };
}

/**
 * A call right. One's own contract is called on the supplier, who is asked where no pact binds it
 * to deliver; a partner's only under a pact with the government that signed it, which then lends.
 */
export function groundOfCommitment(
  row: DispatchableCommitment,
  category: string,
  facts: Lending,
): Ground | undefined {
  const own = facts.requester.commands.includes(row.contractingOrg);
  const lender = own ? row.supplierOrg : row.contractingOrg;
  const agreement = agreementOf(facts, lender, row.item, category);
  if (agreement === undefined && !own) return undefined;
  const right: Right = {
    basis: "PURCHASE",
    rank: 3,
    asks: ["OWNER"],
    ...(agreement === undefined
      ? { authority: "REQUEST" as const }
      : { authority: "PACT" as const, agreement }),
  };
  return {
    thing: { kind: "COMMITMENT", commitmentId: row.commitmentId, depotId: row.depotId },
    item: row.item,
    lenderOrg: lender,
    ownerOrg: row.supplierOrg,
    custodianOrg: row.custodianOrg,
    contractingOrg: row.contractingOrg,
    unitValueFen: row.unitPriceFen,
    version: row.version,
    ...told(right, lender, row.custodianOrg, facts),
  };
}

/** Those who serve under a line of their own are asked, whatever pacts there are (应对法 Art. 39). */
const ownLine: readonly string[] = ["NATIONAL_FIRE_RESCUE", "MILITARY"];

export function groundOfUnit(unit: DispatchableUnit, facts: Lending): Ground | undefined {
  const asked: Right = { basis: "LOAN", authority: "REQUEST", rank: 2, asks: ["OWNER"] };
  const right =
    byTitleOrLine(unit.ownerOrg, facts) ??
    bySelfRescue(unit.ownerOrg, facts) ??
    (ownLine.includes(unit.category ?? "")
      ? asked
      : byAgreement(unit.ownerOrg, unitAgreementOf(facts, unit.ownerOrg), {
          custodial: false,
          contracted: false,
          facts,
        })) ??
    byRequisition(unit.ownerOrg, facts);
  if (right === undefined) return undefined;
  return {
    thing:
      unit.kind === "TEAM"
        ? { kind: "TEAM", teamId: unit.id }
        : { kind: "EQUIPMENT", equipmentId: unit.id },
    item: null,
    lenderOrg: unit.ownerOrg,
    ownerOrg: unit.ownerOrg,
    custodianOrg: unit.ownerOrg,
    contractingOrg: null,
    unitValueFen: null,
    version: unit.version,
    ...told(right, unit.ownerOrg, unit.ownerOrg, facts),
  };
}

/** Own goods and subordinates'. Who is named as the payer gives no right to anybody's goods. */
function byTitleOrLine(owner: string, facts: Lending): Right | undefined {
  const { commands } = facts.requester;
  if (commands.includes(owner)) return { basis: "OWN", authority: "COMMAND", rank: 1, asks: [] };
  const commanderOrg = superiorsOf(owner, facts).find((org) => commands.includes(org));
  return commanderOrg === undefined
    ? undefined
    : { basis: "COMMAND", authority: "COMMAND", rank: 2, asks: [], commanderOrg };
}

/**
 * 自救: the goods of whoever is at fault serve first and at its own cost, with its consent or, a
 * firm's, by the payer's decision where requisition is allowed.
 */
function bySelfRescue(owner: string, facts: Lending): Right | undefined {
  if (owner !== facts.requester.responsibleOrg) return undefined;
  const taken = byRequisition(owner, facts);
  return taken === undefined
    ? { basis: "OWN", authority: "REQUEST", rank: 1, asks: ["OWNER"] }
    : { ...taken, basis: "OWN", rank: 1 };
}

/** The line of command above an organization, nearest first; a broken line ends it. */
function superiorsOf(org: string, { organizations }: Lending): readonly string[] {
  const above: string[] = [];
  let at = organizations.get(org)?.superiorOrg ?? null;
  while (at !== null && !above.includes(at)) {
    above.push(at);
    at = organizations.get(at)?.superiorOrg ?? null;
  }
  return above;
}

interface Kept {
  /** Kept by or called from an enterprise. */
  readonly custodial: boolean;
  /** Under a contract by which a government pays for what is taken. */
  readonly contracted: boolean;
  readonly facts: Lending;
}

function byAgreement(
  owner: string,
  agreement: OpenAgreement | undefined,
  { custodial, contracted, facts }: Kept,
): Right | undefined {
  if (agreement === undefined) return undefined;
  const asks = ["OWNER"] as const;
  switch (facts.organizations.get(owner)?.sector) {
    case "GOVERNMENT":
      return { basis: "PACT", authority: "PACT", rank: custodial ? 3 : 2, asks, agreement };
    case "MARKET":
      return {
        basis: contracted ? "PURCHASE" : "PACT",
        authority: "PACT",
        rank: 3,
        asks,
        agreement,
      };
    case "CHARITY":
      // Gifts are given: only an agreement free of charge is the charity's consent in advance.
      return agreement.terms.regime === "FREE"
        ? { basis: "DONATION", authority: "REQUEST", rank: 4, asks, agreement }
        : undefined;
    case undefined:
      return undefined;
  }
}

/** 征用 (突发事件应对法 Art. 12): enterprises only, last in the order, by the payer's decision. */
const byRequisition = (owner: string, facts: Lending): Right | undefined =>
  facts.requester.allowRequisition && facts.organizations.get(owner)?.sector === "MARKET"
    ? { basis: "REQUISITION", authority: "COMMAND", rank: 5, asks: ["REFILL_PLEDGE"] }
    : undefined;

/** The part of a ground that follows from the right and from how far apart the two stand. */
function told(
  { basis, authority, rank, asks, commanderOrg, agreement }: Right,
  lender: string,
  custodian: string,
  facts: Lending,
): Pick<Ground, "agreement" | "basis" | "authority" | "rank" | "tier" | "approvals"> &
  Pick<Ground, "commanderOrg"> {
  const regionOf = (org: string) => facts.organizations.get(org)?.regionCode;
  const here = regionOf(facts.requester.payerOrg) ?? facts.requester.regionCode;
  const tier = approvalTier(regionOf(lender) ?? here, here);
  const kinds = agreement?.terms.approvals[tier] ?? asks;
  return {
    agreement: agreement === undefined ? null : { id: agreement.id, version: agreement.version },
    basis,
    authority,
    commanderOrg: commanderOrg ?? null,
    rank,
    tier,
    approvals: approvalsOf(kinds, { lender, custodian, facts }),
  };
}

interface Asked {
  readonly lender: string;
  readonly custodian: string;
  readonly facts: Lending;
}

/** A keeper is asked where it is neither the lender nor the requester; a pledge is the payer's. */
const approvalsOf = (
  kinds: readonly ApprovalKind[],
  { lender, custodian, facts: { requester } }: Asked,
): ApprovalNeeded[] =>
  kinds.flatMap((kind): ApprovalNeeded[] => {
    if (kind === "OWNER") return [{ kind, org: lender }];
    if (kind === "REFILL_PLEDGE") return [{ kind, org: requester.payerOrg }];
    const outside = ![lender, requester.leadOrg, requester.payerOrg].includes(custodian);
    return outside ? [{ kind, org: custodian }] : [];
  });
