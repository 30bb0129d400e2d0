import type {
  ClockAnchor,
  ClockScope,
  DisclosureState,
  DisclosureSubject,
  ImportMode,
  PublicationKind,
} from "../../schema/words/donations.ts";
import type { Finding } from "../sheets/finding.model.ts";

/** What a dry run found; nothing was written. */
export interface Preview {
  readonly org: string;
  /** Of everything that a confirmation would write, and of what it was compared with. */
  readonly digest: string;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly errorRows: number;
  readonly findings: readonly Finding[];
}

export interface ImportRow {
  readonly id: string;
  readonly org: string;
  readonly digest: string;
  readonly mode: ImportMode;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  readonly importedAt: Date;
}

export interface CampaignRow {
  readonly id: string;
  readonly number: string;
  readonly org: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly regionCode: string;
  readonly incidentId: string | null;
  readonly major: boolean;
  readonly filingNumber: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly version: number;
}

export interface DisclosureRow {
  readonly id: string;
  readonly number: string;
  readonly org: string;
  readonly subjectKind: DisclosureSubject;
  readonly campaignId: string | null;
  readonly incidentId: string | null;
  readonly regionCode: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly watchers: readonly string[];
  readonly state: DisclosureState;
  readonly version: number;
  readonly openedOn: string;
  readonly publishedAt: Date | null;
  readonly dueRule: string | null;
  readonly dueOn: string | null;
  readonly changes: number;
}

/** What the clocks of one disclosure run from; days of Asia/Shanghai. */
export interface ClockFacts {
  readonly openedOn: string;
  readonly publishedOn: string | null;
  /** Day of the earliest receipt that no version shows yet. */
  readonly unpublishedOn: string | null;
  readonly campaign: {
    readonly startsOn: string;
    readonly endsOn: string | null;
    readonly major: boolean;
    readonly filed: boolean;
    /** The incident's response is over since. */
    readonly responseEndedOn: string | null;
  } | null;
}

/** A clock of the law that is in force today. */
export interface ClockRule {
  readonly code: string;
  readonly scope: ClockScope;
  readonly anchor: ClockAnchor;
  readonly days: number;
  readonly months: number;
}

export interface Due {
  readonly rule: string;
  /** To the end of this day. */
  readonly on: string;
}

/** One donation as it is, or was, told to the public; quantities in base units. */
export interface PublicLine {
  readonly number: string;
  readonly lotId: string;
  readonly donor: string | null;
  readonly item: string;
  readonly given: string | null;
  readonly receivedOn: string;
  readonly earmark: string | null;
  readonly received: number;
  readonly inStock: number;
  readonly out: number;
  readonly distributed: number;
  readonly used: number;
  readonly lost: number;
}

export interface PublicDistribution {
  readonly source: string;
  readonly number: string;
  readonly item: string;
  readonly place: string | null;
  readonly unit: string | null;
  readonly quantity: number;
  readonly day: string;
}

export interface VersionRow {
  readonly disclosureId: string;
  readonly version: number;
  readonly kind: PublicationKind;
  readonly note: string | null;
  readonly publishedAt: Date;
  readonly added: number;
  readonly changed: number;
}
