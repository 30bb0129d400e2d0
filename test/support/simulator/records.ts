import type { ClaimKind, ClaimState } from "../../../schema/words/ledger.ts";
import type { RiskPassesAt } from "../../../schema/words/regions.ts";
import type { LotPlan } from "./world.ts";

/** What the model remembers, in its own names. Rows never change: each change makes a new one. */
export interface Lot extends LotPlan {
  readonly condition: "GOOD" | "BLOCKED" | "RECALLED";
  readonly expired: boolean;
  /** The expiry sweep has told its owner. */
  readonly told: boolean;
}

/** An incident with the one proposal that was made for it, or with none where goods go on to it. */
export interface Case {
  readonly name: string;
  readonly requester: string;
  readonly payer: string;
  /** The firm at fault. */
  readonly firm: string | undefined;
  readonly incident: "ACTIVE" | "RESPONSE_ENDED" | "AFTERMATH" | "CLOSED";
  readonly proposal: "NONE" | "READY" | "ADOPTED" | "STALE";
}

export interface Order {
  readonly name: string;
  readonly incident: string;
  readonly lender: string;
  readonly requester: string;
  readonly commanded: boolean;
  readonly pact: string | undefined;
  readonly issued: boolean;
  readonly acknowledged: boolean;
  readonly loading: boolean;
  readonly cancelled: boolean;
  readonly closed: boolean;
  /** The hold has run out by the clock; a sweep ends it. */
  readonly ranOut: boolean;
  /** Whose goods are on the road for another incident, until this order is issued. */
  readonly fromLeg?: string;
}

export interface Approval {
  readonly name: string;
  readonly order: string;
  readonly kind: string;
  readonly org: string;
  readonly state: "PENDING" | "GRANTED" | "REFUSED" | "LAPSED";
}

/** Who owes for a line's goods, as LEDGER §3 says; `loss` absent: nobody does. */
export interface Law {
  readonly debtor: string | undefined;
  readonly loss: ClaimKind | undefined;
  /** The payer's own goods: it bears its losses and may recover them. */
  readonly payerOwns: boolean;
  readonly recoverFrom: string | undefined;
  readonly returnable: boolean;
  readonly risk: RiskPassesAt;
}

export interface Line {
  readonly name: string;
  readonly order: string;
  readonly lot: string;
  readonly law: Law;
  readonly ordered: number;
  readonly held: number;
  readonly loaded: number;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  readonly cancelled: number;
  readonly redirected: number;
}

export interface Load {
  readonly line: string;
  readonly departed: number;
  readonly missing: number;
  /** The sender's figure, where it denies the receiver's. */
  readonly denied?: number;
}

export interface Leg {
  readonly name: string;
  readonly order: string;
  readonly carrier: string;
  readonly state: "DEPARTED" | "HANDED_OVER" | "ARRIVED" | "TURNED_BACK" | "DIVERTED";
  readonly relayPlanned: boolean;
  /** It began at a relay. */
  readonly relayed: boolean;
  readonly loads: readonly Load[];
  /** Contested: the sender says that fewer are missing, and the window decides no more. */
  readonly difference: "NONE" | "OPEN" | "CONTESTED" | "SETTLED";
  /** The window for the difference is over by the clock. */
  readonly ranOut: boolean;
}

export interface Claim {
  readonly name: string;
  /** Absent: owed for what was lost on the way to a refill. */
  readonly line: string | undefined;
  readonly lot: string;
  readonly kind: ClaimKind;
  readonly debtor: string;
  readonly creditor: string;
  readonly mirrors: ClaimKind | undefined;
  readonly money: boolean;
  readonly opened: number;
  readonly outstanding: number;
  readonly state: ClaimState;
  readonly debtorSigned: boolean;
  readonly creditorSigned: boolean;
  readonly disputedBy: "DEBTOR" | "CREDITOR" | undefined;
  /** Keeps goods for the creditor, and signs for it. */
  readonly custodian: string | undefined;
  /** A bill of its own, to which nothing is added. */
  readonly bill: boolean;
  /** Of a recourse: what became another loss, and what a report denied. */
  readonly converted: number;
  readonly denied: number;
}

/** What somebody bears of a line's losses and costs, whether or not a firm answers for it. */
export interface Borne {
  readonly name: string;
  readonly line: string;
  readonly bearer: string;
  readonly kind: ClaimKind;
  readonly money: boolean;
  readonly quantity: number;
}

export interface Task {
  readonly name: string;
  /** The moment when it was opened, as the board counts them, and by the hub's clock once told. */
  readonly era: number;
  readonly openedAt: number;
  readonly line: string | undefined;
  readonly lot: string;
  readonly owner: string;
  readonly performer: string;
  /** Whose it was at first. */
  readonly opener: string;
  readonly quantity: number;
  readonly done: number;
  readonly claim: string | undefined;
  /** The write-off that opened it. */
  readonly loss?: string;
}

/** A debtor's own goods on their way to the creditor's shelf. */
export interface Shipment {
  /** What it settles, as it was when it was sent. */
  readonly claim: string | undefined;
  readonly name: string;
  readonly task: string;
  readonly lot: string;
  readonly carrier: string;
  /** The offer under which more was sent than is owed. */
  readonly swap: string | undefined;
}

/** Ageing goods that go over for fresh ones, with the refill of a claim. */
export interface Swap {
  readonly name: string;
  readonly claim: string;
  readonly lot: string;
  readonly quantity: number;
  readonly taken: number;
  /** How often some were taken. */
  readonly takes: number;
  readonly withdrawn: boolean;
}

/** A loss from a shelf that may be found again, once. */
export interface Loss {
  readonly name: string;
  readonly lot: string;
  readonly parts: readonly { readonly from: "ON_HAND" | "BLOCKED"; readonly quantity: number }[];
  readonly to: "SCRAPPED" | "ROTATED_OUT";
  readonly tasks: readonly string[];
  readonly found: boolean;
}

/** What one deed did to claims, tasks and burdens, so that it can be taken back. */
export interface Effect {
  readonly claims: readonly {
    readonly name: string;
    readonly opened: number;
    readonly outstanding: number;
  }[];
  readonly tasks: readonly { readonly name: string; readonly quantity: number }[];
  readonly borne: readonly Omit<Borne, "name">[];
  readonly converted: readonly { readonly name: string; readonly quantity: number }[];
}

/** Goods that are missing, from a shelf or of an order, and may be there after all. */
export interface Mislaid extends Effect {
  readonly name: string;
  readonly lot: string;
  readonly line: string | undefined;
  readonly parts: readonly { readonly from: string; readonly quantity: number }[];
  readonly to: "SHORTAGE" | "DESTROYED";
  readonly found: boolean;
}

/** A netting round; what it moves was read from the hub when it was proposed. */
export interface Round {
  readonly name: string;
  readonly parties: readonly string[];
  readonly accepted: readonly string[];
  readonly moves: readonly { readonly claim: string; readonly quantity: number }[];
  readonly state: "PROPOSED" | "DONE" | "REFUSED" | "STALE";
}
