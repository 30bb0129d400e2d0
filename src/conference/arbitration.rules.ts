import { word } from "../../schema/words/word.ts";
import { claimState } from "../../schema/words/ledger.ts";
import { resolutionState } from "../../schema/words/conference.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { OpenClaim, TaskFacts } from "../ledger/posting.model.ts";
import type { ResolutionRow } from "./resolution.rules.ts";

/** The claim that a resolution names, as those see it who decide about it. */
export interface ArbitrationCase {
  readonly claim: OpenClaim & { readonly custodianOrg: string | null; readonly version: number };
  /** Open tasks that its debtor performs. */
  readonly tasks: readonly TaskFacts[];
  /** What the firm at fault owes its debtor for the same loss. */
  readonly recourse: readonly OpenClaim[];
  /** The claim or the resolution was carried out before. */
  readonly decided: boolean;
}

/** What was carried out, in the claim's own unit. */
export interface DecisionSight {
  readonly resolutionId: string;
  readonly claimId: string;
  readonly upheld: number;
  readonly denied: number;
  readonly org: string;
  readonly decidedAt: Date;
}

const creditorsOf = ({ creditorOrg, custodianOrg }: ArbitrationCase["claim"]): string[] =>
  custodianOrg === null ? [creditorOrg] : [creditorOrg, custodianOrg];

export const sidesOfCase = (claim: ArbitrationCase["claim"]): string[] => [
  claim.debtorOrg,
  ...creditorsOf(claim),
];

/**
 * Who may carry it out: the members that agreed, who adopted it, and the two sides; but a side that
 * adopted the paper leaves the deed to another.
 */
export function executorsOf(
  { org, agreed }: Pick<ResolutionRow, "org" | "agreed">,
  claim: ArbitrationCase["claim"],
): string[] {
  const partial = sidesOfCase(claim).includes(org);
  const all = [org, ...agreed, claim.debtorOrg, claim.creditorOrg];
  return [...new Set(all)].filter((one) => !partial || one !== org);
}

/** Both sides agreed, or a member that is neither: one side alone decides nothing. */
const fair = (agreed: readonly string[], claim: ArbitrationCase["claim"]): boolean =>
  agreed.some((org) => !sidesOfCase(claim).includes(org)) ||
  (agreed.includes(claim.debtorOrg) && creditorsOf(claim).some((org) => agreed.includes(org)));

export function arbitrationRefusals(
  { state, agreed, decidedQuantity }: ResolutionRow,
  { claim, decided }: ArbitrationCase,
): Refusal[] {
  if (decided) return [refusal("ALREADY_DECIDED", "resolutionId")];
  const action = word("裁决", "decide on it");
  if (state !== "ADOPTED")
    return [
      refusal("ILLEGAL_TRANSITION", "resolutionId", { state: resolutionState[state], action }),
    ];
  if (decidedQuantity === null) return [refusal("NO_FIGURE_DECIDED", "resolutionId")];
  if (claim.state !== "DISPUTED")
    return [
      refusal("ILLEGAL_TRANSITION", "resolutionId", { state: claimState[claim.state], action }),
    ];
  return [
    ...(fair(agreed, claim) ? [] : [refusal("ONE_SIDED", "resolutionId")]),
    ...(decidedQuantity <= claim.outstanding
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "resolutionId", { min: 0, max: claim.outstanding })]),
  ];
}
