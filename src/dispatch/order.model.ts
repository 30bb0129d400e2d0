import type { Authority, Basis, OrderState, ShortReason } from "../../schema/words/dispatch.ts";
import type { ForceKind } from "../../schema/words/forces.ts";
import type { LiabilityRule } from "../../schema/words/ledger.ts";
import type { LotOrigin } from "../../schema/words/reserves.ts";
import type { Liability } from "../ledger/posting.model.ts";

/** A 调拨单 as it is stored; its state is derived from it and its lines. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  /** Null: its goods come of another order. */
  readonly proposalId: string | null;
  /** The leg that is diverted when this order is issued. */
  readonly fromLegId: string | null;
  readonly incidentId: string;
  readonly lenderOrg: string;
  readonly requesterOrg: string;
  readonly receiverOrg: string;
  readonly payerOrg: string;
  /** A road node. */
  readonly destination: string;
  readonly authority: Authority;
  readonly agreementId: string | null;
  readonly agreementVersion: number | null;
  readonly holdLapsesAt: Date | null;
  readonly draftedAt: Date;
  readonly issuedAt: Date | null;
  readonly issuedBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly loadingAt: Date | null;
  readonly closedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly objectedAt: Date | null;
  readonly objectedBy: string | null;
  readonly objection: string | null;
  /** Of a requisition. */
  readonly certificate: string | null;
  readonly parties: readonly string[];
  readonly version: number;
}

/**
 * The quantities, in base units of the line's item (1 for a team or a machine).
 * `held` is what is reserved now; the others only grow. Everything that was ordered is at last
 * either departed or cancelled, everything departed accepted, rejected, missing or redirected.
 */
export interface Quantities {
  readonly ordered: number;
  readonly held: number;
  readonly loaded: number;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  readonly cancelled: number;
  /** Turned back or diverted on the road. */
  readonly redirected: number;
}

/** A lot's quantity, a contract's quantity, or one team or machine: exactly one of the four. */
export interface LineRow extends Quantities {
  readonly id: string;
  readonly orderId: string;
  readonly needId: string;
  readonly depotId: string | null;
  /** The line whose goods these were, on the road or on site. */
  readonly fromLineId: string | null;
  readonly lotId: string | null;
  readonly commitmentId: string | null;
  readonly teamId: string | null;
  readonly equipmentId: string | null;
  readonly item: string | null;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  readonly basis: Basis;
  readonly liability: LiabilityRule | null;
  /** What the liability order answered at issue; null before. */
  readonly liabilityTerms: Liability | null;
  readonly debtorOrg: string | null;
  /** Who signed the contract for these goods and pays under it. */
  readonly contractingOrg: string | null;
  /** COMMAND: the superior whose right it was, and who owes. */
  readonly commanderOrg: string | null;
  readonly lotOrigin: LotOrigin | null;
  readonly underNorm: boolean;
  /** 分 per base unit; null: not known. */
  readonly unitPriceFen: number | null;
  /** What `ordered` fills of the need, in the need's unit. */
  readonly counted: number;
  /** The set of a need of several capabilities that the unit is part of. */
  readonly setId: string | null;
  /** What the unit can do of what such a need asks for; null for all other needs. */
  readonly covers: readonly string[] | null;
  readonly leavesAt: Date;
  readonly arrivesAt: Date;
  readonly reasons: unknown;
  readonly version: number;
}

export interface UnitOfLine {
  readonly kind: ForceKind;
  readonly id: string;
}

/** What the state of an order is derived from. */
export interface OrderFacts {
  readonly issuedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly loadingAt: Date | null;
  readonly closedAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** What is done to an order; which of them its state allows, `order.rules.ts` says. */
export type OrderEvent =
  | "ISSUE"
  | "ACKNOWLEDGE"
  | "LOAD"
  | "DEPART"
  | "CANCEL"
  | "CLOSE"
  | "RENEW"
  | "ACT_FIRST"
  | "OBJECT";

export interface LoadInput {
  readonly lineId: string;
  /** Loaded now, on top of what was loaded before. */
  readonly loaded: number;
  /** Given: what is still to be loaded never comes, and this is why. */
  readonly shortReason?: ShortReason | undefined;
  /** Taken off the vehicles again, of what was loaded and has not left; needs the reason. */
  readonly unloaded?: number | null | undefined;
}

/** One line after a loading: how much is on the vehicles, and what falls away. */
export interface LoadedLine {
  readonly line: LineRow;
  /** On the vehicles now, more than before; less than 0 where goods were taken off. */
  readonly loaded: number;
  readonly short: number;
  readonly shortReason: ShortReason | undefined;
}

export type { OrderState };
