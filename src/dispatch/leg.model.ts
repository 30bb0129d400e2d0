import type { LegState, SlipKind } from "../../schema/words/dispatch.ts";

/** A stretch of road under one carrier. */
export interface LegRow {
  readonly id: string;
  readonly orderId: string;
  readonly position: number;
  readonly state: LegState;
  readonly carrierOrg: string;
  /** One, or a convoy of the same carrier; empty: a team that drives itself. */
  readonly vehicleIds: readonly string[];
  readonly fromDepot: string | null;
  readonly toNode: string;
  /** The leg that handed the goods over to this one, at `fromNode`; null: it left a depot. */
  readonly priorLegId: string | null;
  readonly fromNode: string | null;
  /** Where it is to be handed over; null: it goes through. */
  readonly relayNode: string | null;
  readonly relayCarrierOrg: string | null;
  /** Keeps the relay point and counts there; null: the taking carrier does. */
  readonly relayKeeperOrg: string | null;
  readonly departedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly differenceWindowEndsAt: Date | null;
  readonly differenceSettledAt: Date | null;
  /** Who confirmed; null with a date: deemed agreed when the window had passed. */
  readonly differenceSettledBy: string | null;
  /** Present where the sender denied it: then nothing but a signature settles it. */
  readonly differenceDeniedAt: Date | null;
  readonly differenceDeniedBy: string | null;
  readonly differenceDeniedReason: string | null;
  readonly version: number;
}

/**
 * What left and what arrived on a leg, or was taken over at its relay; `id` is the `ref` of the
 * ledger's transit account.
 */
export interface LegLineRow {
  readonly id: string;
  readonly legId: string;
  readonly orderLineId: string;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  /** The sender's figure where it denied the receiver's `missing`; null: it did not. */
  readonly deniedMissing: number | null;
  readonly version: number;
}

/** The sender's own figure of what is missing of a line. */
export interface DeniedLine {
  readonly orderLineId: string;
  readonly missing: number;
}

/** One of the two slips, signed by the two who stand at the vehicle. */
export interface SlipRow {
  readonly id: string;
  readonly legId: string;
  readonly kind: SlipKind;
  readonly codeHash: string;
  readonly counts: unknown;
  readonly givenByOrg: string;
  readonly takenByOrg: string;
  readonly signedAt: Date | null;
  readonly signedBy: string | null;
  readonly version: number;
}

export interface DepartLine {
  readonly orderLineId: string;
  readonly departed: number;
}

export interface DepartInput {
  readonly orderId: string;
  /** Who drives; a team that drives itself names its own organization. */
  readonly carrierOrg: string;
  /** One vehicle or a convoy; absent: the smallest of the carrier's that may take the load. */
  readonly vehicleIds?: readonly string[] | null | undefined;
  readonly lines: readonly DepartLine[];
  /** When it left, if that is not now; never in the future. */
  readonly occurredAt?: Date | null | undefined;
}

/** Where and to whom a leg is handed over on its way. */
export interface RelayPlan {
  readonly nodeId: string;
  readonly carrierOrg: string;
  /** Who keeps the relay point and counts there; absent: the taking carrier counts. */
  readonly keeperOrg?: string | null | undefined;
}

export interface PlanRelayInput {
  readonly legId: string;
  /** Absent: it goes through after all. */
  readonly relay?: RelayPlan | null | undefined;
}

export interface RelayLine {
  readonly orderLineId: string;
  readonly taken: number;
}

export interface HandOverInput {
  readonly legId: string;
  /** The code that the giving carrier shows. */
  readonly code: string;
  /** Of the taking carrier; absent: the smallest that may take the load. */
  readonly vehicleIds?: readonly string[] | null | undefined;
  readonly lines: readonly RelayLine[];
  readonly occurredAt?: Date | null | undefined;
}

export interface ReceiveLine {
  readonly orderLineId: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

export interface ReceiveInput {
  readonly legId: string;
  /** The arrival code that the carrier shows. */
  readonly code: string;
  readonly lines: readonly ReceiveLine[];
  readonly occurredAt?: Date | null | undefined;
}
