import { openLine, settleLine } from "./claim-lines.rules.ts";
import type { ClaimOpening, Line, Posting } from "./ledger.model.ts";
import type { NewId, Occasion, OpenClaim, Share } from "./posting.model.ts";
import { splitByWeight } from "./share.rules.ts";

/** A provisional recourse with all that a claim like it is opened by. */
export type Recourse = OpenClaim & Omit<ClaimOpening, "mirrors" | "state">;

/** Who answers for one recourse; what its parties lack to 10,000 basis points nobody does. */
export interface Attribution {
  readonly claim: Recourse;
  readonly parties: readonly Share[];
}

/** What became of one recourse, in its own unit: the parts add up to what was outstanding. */
export interface Attributed {
  readonly claimId: string;
  readonly upheld: number;
  /** Owed by other parties from now on. */
  readonly elsewhere: number;
  readonly denied: number;
}

const whole = 10_000;

interface Part {
  readonly orgId: string | null;
  readonly quantity: number;
}

/** Largest remainder; a remainder goes to the first-named before it is nobody's. */
function partsOf({ claim, parties }: Attribution): Part[] {
  const named = parties.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const weights = [...parties.map(({ basisPoints }) => basisPoints), whole - named];
  const quantities = splitByWeight(claim.outstanding, weights);
  // Who bears the loss and answers for a part of it owes that part to nobody.
  return quantities.map((quantity, at) => {
    const orgId = parties[at]?.orgId ?? null;
    return { orgId: orgId === claim.creditorOrg ? null : orgId, quantity };
  });
}

/**
 * 责任认定: an investigation report confirms each recourse in part or whole, hands parts on
 * to other parties, and takes away what nobody answers for. What is owed to the lenders does not
 * change.
 */
export function attribute(
  occasion: Occasion,
  attributions: readonly Attribution[],
  newId: NewId,
): { readonly posting: Posting; readonly attributed: readonly Attributed[] } {
  const lines: Line[] = [];
  const claims: ClaimOpening[] = [];
  const attributed = attributions.flatMap((one): Attributed[] => {
    const { claim } = one;
    const parts = partsOf(one).filter(({ quantity }) => quantity > 0);
    const sumOf = (mine: readonly Part[]): number =>
      mine.reduce((sum, { quantity }) => sum + quantity, 0);
    const upheld = sumOf(parts.filter(({ orgId }) => orgId === claim.debtorOrg));
    const denied = sumOf(parts.filter(({ orgId }) => orgId === null));
    const others = parts.filter(({ orgId }) => orgId !== null && orgId !== claim.debtorOrg);
    const elsewhere = sumOf(others);
    if (elsewhere + denied > 0) lines.push(settleLine(claim, elsewhere + denied, "BY_REPORT"));
    const opened = others.map(({ orgId, quantity }) => {
      const child = childOf(claim, orgId ?? "", newId());
      claims.push(child);
      lines.push(openLine(child, quantity));
      return { claimId: child.id, upheld: quantity, elsewhere: 0, denied: 0 };
    });
    return [{ claimId: claim.id, upheld, elsewhere, denied }, ...opened];
  });
  const posting: Posting = { ...occasion, op: "DECIDE", lines };
  return { posting: claims.length === 0 ? posting : { ...posting, claims }, attributed };
}

/** The same loss to the same creditor, owed by another: it has signed nothing yet. */
function childOf(claim: Recourse, debtorOrg: string, id: string): ClaimOpening {
  const { mirrors } = claim;
  const { liability, dueAnchor, dueDays, dueOn, lotId, incidentId, orderLineId } = claim;
  const { kind, creditorOrg, item, depotId, unitPriceFen } = claim;
  const given = { dueOn, lotId, incidentId, orderLineId, depotId, unitPriceFen };
  return {
    ...{ id, kind, debtorOrg, creditorOrg, item, liability, dueAnchor, dueDays },
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(mirrors === null ? {} : { mirrors }),
  };
}
