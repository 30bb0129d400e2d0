import type { RowChange } from "../../schema/words/donations.ts";
import type { FindableItem } from "../catalog/item-finder.rules.ts";
import type { ForeignCodes } from "../codes/foreign.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";

/** The columns of the template; each has one title and the titles that people also use. */
export const importField = {
  key: { zh: "捐赠编号", en: "Donation no.", required: true },
  item: { zh: "物资名称或代码", en: "Item", required: true },
  quantity: { zh: "数量", en: "Quantity", required: true },
  unit: { zh: "单位", en: "Unit", required: true },
  receivedOn: { zh: "接收日期", en: "Received on", required: true },
  batch: { zh: "批号", en: "Batch", required: false },
  madeOn: { zh: "生产日期", en: "Made on", required: false },
  expiresOn: { zh: "有效期至", en: "Expires on", required: false },
  donor: { zh: "捐赠方", en: "Donor", required: false },
  consent: { zh: "同意公示捐赠方", en: "Donor may be named", required: false },
  depot: { zh: "存放库", en: "Depot", required: false },
  campaign: { zh: "慈善项目", en: "Campaign", required: false },
  earmark: { zh: "定向用途", en: "Earmark", required: false },
  note: { zh: "备注", en: "Note", required: false },
} as const;
export type ImportField = keyof typeof importField;

/** What an item is called, counted in and worth. */
export interface KnownItem extends FindableItem {
  readonly unit: string;
  readonly unitZh: string;
  readonly valueFen: number | null;
  readonly packs: readonly KnownPack[];
}

export interface KnownPack {
  readonly unitZh: string;
  readonly unitEn: string;
  /** Base units in one. */
  readonly quantity: number;
}

export interface KnownDepot {
  readonly id: string;
  readonly nameZh: string;
  readonly custodianOrg: string;
}

export interface KnownCampaign {
  readonly id: string;
  readonly number: string;
  readonly nameZh: string;
  readonly disclosureId: string;
}

/** All that a row is checked against. */
export interface Known {
  readonly items: readonly KnownItem[];
  readonly depots: readonly KnownDepot[];
  readonly campaigns: readonly KnownCampaign[];
  /** The hub's day, Asia/Shanghai. */
  readonly today: string;
  /** What the charity's own code tables say of items and units. */
  readonly foreign: ForeignCodes;
  /** Letters without tones for what a person typed in Chinese. */
  readonly spell: (text: string) => string;
}

/** A row that may be written; quantities in base units. */
export interface GivenRow {
  readonly row: number;
  readonly key: string;
  readonly item: string;
  readonly quantity: number;
  /** As written, where that was in packs: `12 箱`. */
  readonly given: string | null;
  readonly receivedOn: string;
  readonly batch: string;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  /** Null: the donor is not named. */
  readonly donor: string | null;
  readonly depotId: string;
  readonly campaignId: string | null;
  readonly earmark: string | null;
  readonly note: string | null;
}

export interface CheckedRows {
  /** Rows of the table that hold data. */
  readonly total: number;
  readonly rows: readonly GivenRow[];
  readonly findings: readonly Finding[];
}

/** A donation that is registered under the same key. */
export interface RegisteredRow extends Omit<GivenRow, "row" | "key"> {
  readonly id: string;
  readonly key: string;
  readonly lotId: string;
  readonly version: number;
  readonly intakes: number;
}

export interface PlannedRow extends GivenRow {
  readonly change: RowChange;
  readonly registered: RegisteredRow | undefined;
}
