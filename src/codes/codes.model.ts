import type { CodeChange, CodeTableKind, CodeTableSight } from "../../schema/words/codes.ts";
import type { FindableItem } from "../catalog/item-finder.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";

/** What tells a table from all others: whose it is, of which system, and what its codes are of. */
export interface CodeTableKey {
  readonly org: string;
  readonly system: string;
  readonly kind: CodeTableKind;
}

/** `give` of the foreign unit are `counts` of the hub's; whole, positive, in lowest terms. */
export interface Ratio {
  readonly give: number;
  readonly counts: number;
}

/** A code and what it stands for. */
export interface CodeRow extends Ratio {
  readonly code: string;
  /** The hub's code; empty: known, and not mapped. */
  readonly target: string;
  /** The unit that the foreign system counts in; empty: the item's base unit. */
  readonly unit: string;
  readonly name: string | null;
}

export interface CodeTableRow extends CodeTableKey {
  readonly id: string;
  readonly sight: CodeTableSight;
  readonly version: number;
  readonly edition: string | null;
  readonly rows: number;
  readonly importedAt: Date;
}

export interface CodeVersionRow {
  readonly version: number;
  readonly edition: string | null;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly importedAt: Date;
}

/** A row that a version added, changed or removed, as it was before and as it is after. */
export interface ChangedRow {
  readonly change: CodeChange;
  readonly before: CodeRow | null;
  readonly after: CodeRow | null;
}

export interface KnownPack {
  readonly unitZh: string;
  readonly unitEn: string;
  readonly quantity: number;
}

export interface CountedItem extends FindableItem {
  readonly unit: string;
  readonly unitZh: string;
  readonly packs: readonly KnownPack[];
}

/** What codes of one kind may be mapped to. */
export interface KnownTargets {
  readonly kind: CodeTableKind;
  /** For ITEM: the catalogue; empty for other kinds. */
  readonly items: readonly CountedItem[];
  /** For other kinds: what people may write, and the hub's code for it. */
  readonly codes: ReadonlyMap<string, string>;
  /** Letters without tones for what a person typed in Chinese. */
  readonly spell: (text: string) => string;
}

/** What a dry run found; nothing was written. */
export interface CodeTablePreview {
  /** Of everything that a confirmation would write, and of what it was compared with. */
  readonly digest: string;
  /** The version that a confirmation would make; the present one if nothing would change. */
  readonly version: number;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly same: number;
  readonly errorRows: number;
  readonly findings: readonly Finding[];
  readonly changes: readonly ChangedRow[];
}
