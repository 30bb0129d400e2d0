import type { Authority } from "../../schema/words/dispatch.ts";
import type { NeedSet } from "../incidents/need.model.ts";
import type { AgreementInForce, OpenAgreement } from "../regions/regions.model.ts";
import type { Plan } from "../solver/plan.ts";
import type { Need } from "../solver/problem.ts";
import type { ApprovalNeeded, Ground, Grounds } from "./proposal.model.ts";
import type { InSet } from "./set.rules.ts";

/** What adoption reads of a need while its row is locked. */
export interface NeedFacts {
  readonly id: string;
  readonly node: string;
  readonly item: string | null;
  readonly capabilities: readonly string[] | null;
  readonly quantity: number;
  readonly promised: number;
  readonly requestedByOrg: string;
  /** Withdrawn, or expired because nobody renewed it. */
  readonly over: boolean;
}

/** One line of an order to be: allocation `at` of the plan on its ground. */
export interface DraftLine {
  readonly at: number;
  readonly needId: string;
  readonly ground: Ground;
  readonly ordered: number;
  readonly counted: number;
  readonly inSet: InSet;
  readonly unitPriceFen: number | null;
  readonly leavesAt: Date;
  readonly arrivesAt: Date;
  readonly reasons: unknown;
}

/** One order to be: one lender, one destination, one receiver, one ground in law. */
export interface Draft {
  readonly lenderOrg: string;
  readonly receiverOrg: string;
  readonly destination: string;
  readonly authority: Authority;
  readonly agreement: AgreementInForce | undefined;
  readonly approvals: readonly ApprovalNeeded[];
  readonly lines: readonly DraftLine[];
}

export interface AdoptionFacts {
  readonly plan: Pick<Plan, "allocations">;
  /** Of the problem file. */
  readonly wanted: readonly Need[];
  readonly grounds: Grounds;
  readonly zeroAt: Date;
  readonly needs: readonly NeedFacts[];
  /** The sets of these needs that lines fill up. */
  readonly sets: readonly NeedSet[];
  /** Under which the requester or the payer may borrow today: the two that the planner asks. */
  readonly agreements: readonly OpenAgreement[];
  /** 分 per base unit from the catalogue, where a ground knows no price of its own. */
  readonly prices: ReadonlyMap<string, number>;
  /** Category of each item of the plan. */
  readonly categories: ReadonlyMap<string, string>;
  readonly requesterOrg: string;
  readonly payerOrg: string;
}

/** One shelf of a lender: of one item in one depot what is sound, in base units. */
export interface ShelfStock {
  readonly lenderOrg: string;
  readonly depotId: string;
  readonly item: string;
  readonly free: number;
  /** Free or held: it has not left. */
  readonly lying: number;
  readonly norm: number | null;
}

/** What one lender has under one agreement: the items that are asked for. */
export interface LenderStore {
  readonly agreementId: string;
  readonly lenderOrg: string;
  readonly items: readonly string[];
}

/** How much of an item a lender has free under an agreement, and how much of it waits. */
export interface AgreementStock {
  readonly agreementId: string;
  readonly lenderOrg: string;
  readonly item: string;
  readonly free: number;
  /** Held by orders whose approvals are not all given. */
  readonly unapproved: number;
}
