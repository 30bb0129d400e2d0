import type {
  BriefedDecision,
  BriefedIncident,
  BriefedLine,
  BriefedNeed,
  BriefedOverdue,
  BriefedResolution,
  BriefedSupervision,
  BriefingHead,
  BriefingSubject,
} from "../../schema/shapes/briefing.ts";
import type { ConferenceSubject } from "../../schema/words/conference.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { GapRow } from "../reserves/gap.rules.ts";
import type { PositionRow } from "../reserves/reserves.model.ts";
import type { Kpi } from "./kpi.rules.ts";

/** What a conference is about, and who sits at its table. */
export interface Conference extends BriefingSubject {
  /** Its regions, none of which lies in another. */
  readonly tops: readonly string[];
  /** The same with all below them. */
  readonly codes: readonly string[];
  /** Governments of the region and of its clusters. */
  readonly readers: readonly string[];
}

export interface OwedRow {
  readonly debtorRegion: string;
  readonly creditorRegion: string;
  readonly kind: ClaimKind;
  readonly itemCode: string | null;
  readonly unit: string;
  readonly outstanding: number;
  readonly overdue: number;
  readonly disputed: number;
}

export interface ItemName {
  readonly item: string;
  readonly nameZh: string;
  readonly unit: string;
}

/** All that stores and services told the issuer, in one snapshot. */
export interface BriefingFacts {
  readonly position: readonly PositionRow[];
  readonly out: readonly { readonly item: string; readonly quantity: number }[];
  readonly short: readonly GapRow[];
  readonly unknownTargets: number;
  readonly items: readonly ItemName[];
  readonly incidents: readonly Omit<BriefedIncident, "needs">[];
  readonly needs: readonly (BriefedNeed & { readonly incidentId: string })[];
  readonly onTheWay: readonly BriefedLine[];
  readonly owed: readonly OwedRow[];
  readonly overdue: readonly Omit<BriefedOverdue, "daysOverdue">[];
  readonly kpis: readonly Kpi[];
  readonly resolutions: readonly BriefedResolution[];
  readonly supervision: readonly Omit<BriefedSupervision, "daysOverdue">[];
  readonly decisions: readonly BriefedDecision[];
}

export interface Standing {
  readonly hub: "LIVE" | "EXERCISE" | null;
  readonly feedSeq: number;
  readonly ledgerHead: BriefingHead | null;
}

export interface BriefingRow {
  readonly id: string;
  readonly number: string;
  readonly org: string;
  readonly subjectKind: ConferenceSubject;
  readonly subjectCode: string;
  readonly readers: readonly string[];
  readonly titleZh: string;
  readonly content: string;
  readonly digest: string;
  readonly feedSeq: number;
  readonly ledgerHead: BriefingHead | null;
  readonly previousId: string | null;
  readonly issuedBy: string;
  readonly recordedAt: Date;
}
