import type {
  ConferenceSubject,
  DecisionKind,
  ResolutionState,
  SupervisionState,
} from "../words/conference.ts";
import type { IncidentState } from "../words/incidents.ts";
import type { KpiKind } from "../words/kpi.ts";
import type { ClaimKind } from "../words/ledger.ts";
import type { Duty } from "../words/replenishment.ts";

/** What a briefing says, frozen. Instants are RFC 3339 UTC, days are of Asia/Shanghai. */
export interface BriefingContent {
  readonly format: 1;
  /** Null: not told. */
  readonly hub: "LIVE" | "EXERCISE" | null;
  readonly number: string;
  readonly titleZh: string;
  readonly subject: BriefingSubject;
  readonly issuer: { readonly id: string; readonly nameZh: string };
  readonly recordedAt: string;
  readonly today: string;
  /** Up to where the feed was sealed. */
  readonly feedSeq: number;
  /** The issuer's sealed book; null: nothing of it is sealed. */
  readonly ledgerHead: BriefingHead | null;
  /** The briefing before this one by the same issuer on the same subject. */
  readonly previous: { readonly number: string; readonly digest: string } | null;
  readonly position: readonly BriefedItem[];
  readonly gaps: BriefedGaps;
  readonly incidents: readonly BriefedIncident[];
  readonly onTheWay: readonly BriefedLine[];
  readonly owed: readonly BriefedOwed[];
  readonly overdue: readonly BriefedOverdue[];
  readonly kpis: readonly BriefedKpi[];
  readonly resolutions: readonly BriefedResolution[];
  readonly supervision: readonly BriefedSupervision[];
  readonly decisions: readonly BriefedDecision[];
}

export interface BriefingSubject {
  readonly kind: ConferenceSubject;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface BriefingHead {
  readonly book: string;
  readonly size: number;
  readonly root: string;
  readonly hash: string;
  readonly sealedAt: string;
}

/** A sum is as old as its oldest count; null: unknown, never zero. */
interface Counted {
  readonly item: string;
  readonly nameZh: string;
  readonly unit: string;
  readonly uncountedLots: number;
  readonly countedAt: string | null;
  readonly ageDays: number | null;
}

export interface BriefedItem extends Counted {
  readonly onHand: number | null;
  readonly held: number | null;
  readonly out: number | null;
  readonly target: number | null;
}

export interface BriefedGaps {
  /** Depots and items that are short. */
  readonly short: number;
  /** Targets of which nobody told the issuer what there is. */
  readonly unknown: number;
  readonly top: readonly BriefedGap[];
}

export interface BriefedGap extends Counted {
  readonly depot: string;
  readonly target: number;
  readonly usable: number | null;
  readonly gap: number;
}

export interface BriefedIncident {
  readonly id: string;
  readonly nameZh: string;
  readonly state: IncidentState;
  readonly responseLevel: string | null;
  readonly reportedAt: string;
  readonly needs: readonly BriefedNeed[];
}

export interface BriefedNeed {
  /** Sku of goods, or what kind of force; with it go its name and its unit. */
  readonly code: string;
  readonly nameZh: string;
  readonly unit: string;
  readonly needs: number;
  readonly asked: number;
  readonly promised: number;
  readonly received: number;
  readonly declaredAt: string;
}

export interface BriefedLine {
  readonly orderId: string;
  readonly number: string;
  readonly lender: string;
  readonly requester: string;
  readonly item: string;
  readonly nameZh: string;
  readonly unit: string;
  readonly onTheWay: number;
  readonly issuedAt: string | null;
  readonly arrivesAt: string;
}

export interface BriefedOwed {
  readonly debtorRegion: string;
  readonly creditorRegion: string;
  readonly duty: Duty;
  readonly kind: ClaimKind;
  readonly item: string | null;
  readonly unit: string;
  readonly outstanding: number;
  readonly overdue: number;
  readonly disputed: number;
}

export interface BriefedOverdue {
  readonly source: "CLAIM" | "REFILL_TASK";
  readonly id: string;
  /** Null: a refill task. */
  readonly kind: ClaimKind | null;
  /** Who is to do it, and for whom. */
  readonly debtor: string;
  readonly creditor: string;
  readonly item: string | null;
  readonly nameZh: string;
  readonly unit: string;
  readonly outstanding: number;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly daysOverdue: number;
}

export interface BriefedKpi {
  readonly kind: KpiKind;
  readonly numerator: number;
  readonly denominator: number;
  readonly shareBasisPoints: number | null;
  readonly meanBasisPoints: number | null;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  readonly onTime: number | null;
}

export interface BriefedResolution {
  readonly id: string;
  readonly titleZh: string;
  readonly state: ResolutionState;
  readonly version: number;
  readonly proposedAt: string;
  readonly dueOn: string | null;
}

export interface BriefedSupervision {
  readonly id: string;
  readonly titleZh: string;
  readonly responsible: string;
  readonly state: SupervisionState;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly daysOverdue: number;
}

export interface BriefedDecision {
  readonly kind: DecisionKind;
  /** Of the approval, claim, agreement or resolution. */
  readonly id: string;
  readonly titleZh: string;
  /** Who is to decide; null: all members together. */
  readonly org: string | null;
  /** Since when it waits. */
  readonly since: string;
  readonly dueOn: string | null;
}
