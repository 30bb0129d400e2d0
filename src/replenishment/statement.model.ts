import type { StatementContent, StatementVoucher } from "../../schema/shapes/statement.ts";
import type { ClaimKind, SettlementMeans } from "../../schema/words/ledger.ts";

export interface StatementInput {
  readonly org: string;
  /** Absent: against everyone. */
  readonly counterparty?: string | undefined;
  readonly incidentId?: string | undefined;
  /** A roll-up of the governments of this region, `org`'s own. */
  readonly region?: string | undefined;
}

/** What a statement is about; two of the same subject follow one another without a gap. */
export interface Subject {
  readonly org: string;
  readonly counterparty: string | null;
  readonly incidentId: string | null;
  readonly region: string | null;
  /** Of a region: the books in it. */
  readonly books: readonly string[];
}

/** Up to where a book is told, and from where. */
export interface BookCut {
  readonly book: string;
  readonly since: number;
  readonly until: number;
  /** Up to which place in the order of readers everything was sealed at that head. */
  readonly seq: number;
  readonly head: StatementContent["head"];
  /** The cut that the head lies at, of all books the same; 0 while there is none. */
  readonly cutSeq: number;
}

/** What is told of: books up to their cuts, and who stands inside the subject. */
export interface Scope {
  readonly cuts: readonly BookCut[];
  /** All governments of the region; none where the statement is of one organization. */
  readonly governments: readonly string[];
  readonly counterparty: string | null;
  readonly incidentId: string | null;
}

/** The line that a movement belongs to; `org` is set between two governments of a region. */
export interface LineKey {
  readonly org: string | null;
  readonly side: "COLLECT" | "OWE";
  readonly counterparty: string;
  readonly kind: ClaimKind;
  readonly item: string | null;
}

/** Movements of one claim account, summed: before the last statement's cut, or since. */
export interface Movement extends LineKey {
  readonly unit: string;
  readonly when: "BEFORE" | "SINCE";
  readonly what: "OPENED" | "SETTLED" | "REVERSED";
  readonly means: SettlementMeans | "";
  /** OPENED and SETTLED are positive; REVERSED has the sign of what it does to the claim. */
  readonly quantity: number;
}

export interface Disputed extends LineKey {
  readonly quantity: number;
}

/** A transfer of the period as the store reads it, before its papers are picked out. */
export interface ToldVoucher extends LineKey, Omit<StatementVoucher, "papers"> {
  readonly unit: string;
  readonly evidence: unknown;
  /** It happened before the statement before this one was cut. */
  readonly late: boolean;
}

export interface OpenTask {
  readonly depot: string;
  readonly performer: string;
  readonly item: string;
  readonly unit: string;
  readonly missing: number;
  /** Whole days since it was opened. */
  readonly days: number;
}

export interface StatementRow extends Subject {
  readonly id: string;
  readonly cutAt: Date;
  readonly onDay: string;
  readonly headSize: string;
  readonly headRoot: string;
  readonly content: StatementContent;
  readonly issuedBy: string;
  readonly issuedAt: Date;
  readonly countersignedBy: string | null;
  readonly countersignedAt: Date | null;
}

export type StatementNames = ReadonlyMap<
  string,
  { readonly zh: string; readonly en: string | null; readonly unit: string | null }
>;

/** A number of a table keeps its decimals: base units have none, 元 two. */
export interface Amount {
  readonly value: number;
  readonly decimals: 0 | 2;
}
export type StatementCell = string | Amount;

export interface StatementSection {
  readonly code: "CLAIMS" | "WITHIN" | "VOUCHERS" | "GOODS_OUT" | "TASKS" | "LATE";
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly StatementCell[])[];
}

/** What a statement says, once: the page, the CSV and the XLSX all show this. */
export interface StatementTable {
  readonly number: string;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly StatementSection[];
}
