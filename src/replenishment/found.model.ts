import type { IncidentState } from "../../schema/words/incidents.ts";
import type { AccountKind } from "../../schema/words/ledger.ts";
import type { RiskPassesAt } from "../../schema/words/regions.ts";
import type { Line } from "../ledger/ledger.model.ts";
import type { OpenClaim, ShelfFacts, TaskFacts } from "../ledger/posting.model.ts";

export interface FoundInput {
  /** The transfer that booked the loss. */
  readonly transferId: string;
  /** Which lot of a count that lost several; absent: it lost one. */
  readonly lotId?: string;
  /** Base units found again. */
  readonly quantity: number;
  readonly reason: string;
  readonly occurredAt: Date;
}

/** A loss of one lot's goods, as its owner and keeper list it. */
export interface LossRow {
  readonly lotId: string;
  readonly transferId: string;
  /** Where the goods were lost. */
  readonly place: AccountKind;
  readonly sink: AccountKind;
  readonly quantity: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly foundAt: Date | null;
}

/** The same, locked, with all that taking it back needs. */
export interface Loss {
  readonly transferId: string;
  readonly lotId: string;
  readonly lotVersion: number;
  readonly item: string;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  readonly depotId: string;
  readonly underNorm: boolean;
  /** Who had the goods in hand. */
  readonly holderOrg: string;
  /** Of an order: who lent the goods, and how they were on the road. */
  readonly lenderOrg: string | null;
  readonly orderLineId: string | null;
  readonly isRelayed: boolean;
  readonly riskPassesAt: RiskPassesAt | null;
  readonly incidentState: IncidentState | null;
  readonly place: AccountKind;
  readonly quantity: number;
  /** Off how many heaps of the shelf they were missing. */
  readonly heaps: number;
  /** What else the same count booked. */
  readonly rest: readonly RestOfCount[];
  readonly occurredAt: string;
  readonly isFound: boolean;
  /** The keeper owed for it. */
  readonly isKeepersFault: boolean;
  /** Something of it was refilled, settled or passed on already. */
  readonly isMadeGood: boolean;
  readonly tasks: readonly TaskFacts[];
  readonly lines: readonly Line[];
}

export interface RestOfCount extends ShelfFacts {
  readonly at: "ON_HAND" | "BLOCKED";
  readonly booked: number;
  readonly counted: number;
  readonly custodianAtFault: boolean;
}

/** A firm at fault owes this much more than was lost after all, in the claim's unit. */
export type Excess = OpenClaim & { readonly excess: number };
