import type { AccountKind } from "../../schema/words/ledger.ts";
import type { Line } from "../ledger/ledger.model.ts";
import type { OpenClaim, TaskFacts } from "../ledger/posting.model.ts";

export interface FoundInput {
  /** The transfer that booked the loss. */
  readonly transferId: string;
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
  readonly orderLineId: string | null;
  readonly incidentState: string | null;
  readonly place: AccountKind;
  readonly quantity: number;
  readonly occurredAt: string;
  readonly isFound: boolean;
  /** The keeper owed for it. */
  readonly isKeepersFault: boolean;
  /** Something of it was refilled, settled or passed on already. */
  readonly isMadeGood: boolean;
  readonly tasks: readonly TaskFacts[];
  readonly lines: readonly Line[];
}

/** A firm at fault owes this much more than was lost after all, in the claim's unit. */
export type Excess = OpenClaim & { readonly excess: number };
