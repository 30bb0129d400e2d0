import type { ApprovalKind, Authority, Basis, ProposalState } from "../../schema/words/dispatch.ts";
import type { ApprovalTier } from "../../schema/words/regions.ts";
import type { Plan } from "../solver/plan.ts";
import type { Need, Problem } from "../solver/problem.ts";

/**
 * How ids of the problem file name things of the hub:
 *
 * - source: a depot's id for the goods of its owner, `DEPOT/ORG` for another's goods there,
 *   `DEPOT/calls` for contracts, `base:ORG:NODE` for the teams and machines of one owner at a node;
 * - lot: a stock lot's uuid, or `commitment:ID:DAY` for what a contract delivers on day 1, 2, …;
 * - unit: `team:ID` or `equipment:ID`;
 * - need: the need's uuid; `UUID:set:SET` for what fills up a set of it that lost a unit; either
 *   with `:late` for what arrives after the deadline, which is better than never. All are one
 *   need: `needIdOf` answers which.
 */
export type LotOrUnitId = string;

const lateMark = ":late";
const setMark = ":set:";

export const lateIdOf = (needId: string): string => `${needId}${lateMark}`;
export const isLate = (problemNeed: string): boolean => problemNeed.endsWith(lateMark);

/** The need of the problem file that a late one goes with. */
export const onTimeIdOf = (problemNeed: string): string =>
  isLate(problemNeed) ? problemNeed.slice(0, -lateMark.length) : problemNeed;

export const fillUpIdOf = (needId: string, setId: string): string => `${needId}${setMark}${setId}`;

const partsOf = (problemNeed: string): readonly string[] => onTimeIdOf(problemNeed).split(setMark);

/** The hub's need behind a need of the problem file. */
export const needIdOf = (problemNeed: string): string => partsOf(problemNeed)[0] ?? problemNeed;

/** The set that a need of the problem file fills up; undefined: it asks for whole ones. */
export const setIdOf = (problemNeed: string): string | undefined => partsOf(problemNeed)[1];

/** What a ground speaks of: exactly one of a lot, a contract, a team or a machine. */
export type GroundThing =
  | { readonly kind: "LOT"; readonly lotId: string; readonly depotId: string }
  | { readonly kind: "COMMITMENT"; readonly commitmentId: string; readonly depotId: string }
  | { readonly kind: "TEAM"; readonly teamId: string }
  | { readonly kind: "EQUIPMENT"; readonly equipmentId: string };

/** One approval that an order with this line waits for, and of whom. */
export interface ApprovalNeeded {
  readonly kind: ApprovalKind;
  readonly org: string;
}

/**
 * Why the requester may draw on a lot, a contract, a team or a machine, as it stood at the
 * problem's zero. Adoption makes order lines of it and asks `agreement` again at commit.
 */
export interface Ground {
  readonly thing: GroundThing;
  /** Base units of this item; absent for teams and machines. */
  readonly item: string | null;
  /**
   * Who is asked: the owner; for a partner's contract the contracting government, for one's own
   * contract the supplier. Orders are one per lender and destination.
   */
  readonly lenderOrg: string;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  /** Who signed the contract or the storage agreement and pays under it; else null. */
  readonly contractingOrg: string | null;
  readonly agreement: { readonly id: string; readonly version: number } | null;
  readonly basis: Basis;
  readonly authority: Authority;
  /** COMMAND: the superior whose right it is, and who will owe; else null. */
  readonly commanderOrg: string | null;
  /** 1 own level, 2 superior or pact, 3 custodial or contract, 4 charity, 5 requisition. */
  readonly rank: number;
  /** 分 per base unit; null: not known. */
  readonly unitValueFen: number | null;
  readonly tier: ApprovalTier;
  /** None for own goods and commands; for what is taken the payer's decision (REFILL_PLEDGE). */
  readonly approvals: readonly ApprovalNeeded[];
  /** The version of the lot, contract, team or machine when it was read. */
  readonly version: number;
}

export type Grounds = Readonly<Record<LotOrUnitId, Ground>>;

/** One run of the solver for one incident, whole. */
export interface ProposalRow {
  readonly id: string;
  readonly incidentId: string;
  readonly requestedByOrg: string;
  readonly requestedBy: string;
  readonly state: ProposalState;
  readonly zeroAt: Date;
  readonly problem: Problem;
  readonly grounds: Grounds;
  readonly plan: Plan | null;
  readonly planHash: string | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly readyAt: Date | null;
  readonly adoptedAt: Date | null;
  readonly version: number;
}

/** A proposal without the file that went in, which may be large. */
export type ProposalView = Omit<ProposalRow, "problem"> & {
  readonly preset: string;
  /** Of the problem's needs those that fill up a broken set. */
  readonly fillUps: readonly Need[];
};
