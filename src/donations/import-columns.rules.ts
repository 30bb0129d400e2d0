import { findingCode, type FindingCode } from "../../schema/words/import-findings.ts";
import { codesOf } from "../../schema/words/word.ts";
import { importField, type Finding, type ImportField } from "./import.model.ts";
import type { SheetRow } from "./sheet.model.ts";

/** Titles that people write for a column, beside the template's own two. */
const synonyms: Readonly<Record<ImportField, readonly string[]>> = {
  key: [
    "编号",
    "序号",
    "公示号",
    "捐赠号",
    "捐赠批号",
    "id",
    "no",
    "number",
    "donationno",
    "rowkey",
  ],
  item: [
    "物资",
    "物资名称",
    "名称",
    "品名",
    "物品",
    "物品名称",
    "物资代码",
    "sku",
    "itemname",
    "goods",
  ],
  quantity: ["捐赠数量", "接收数量", "实收数量", "件数", "qty", "amount", "count"],
  unit: ["计量单位", "数量单位", "uom"],
  receivedOn: [
    "日期",
    "接收时间",
    "入库日期",
    "捐赠日期",
    "收到日期",
    "date",
    "receivedon",
    "received",
  ],
  batch: ["批次", "批次号", "生产批号", "lot", "lotno", "batchno"],
  madeOn: ["生产时间", "出厂日期", "madeon", "productiondate"],
  expiresOn: ["有效期", "到期日期", "失效日期", "保质期至", "截止日期", "expiry", "expirydate"],
  donor: ["捐赠人", "捐赠单位", "捐赠者", "捐赠来源", "donorname"],
  consent: ["是否公示", "是否公开", "同意公示", "公示捐赠方", "consent"],
  depot: ["仓库", "库点", "存放地点", "存放仓库", "储备库", "warehouse"],
  campaign: ["项目", "活动", "项目编号", "募捐活动", "appeal"],
  earmark: ["用途", "捐赠意向", "指定用途", "purpose"],
  note: ["说明", "备注说明", "remark", "remarks", "notes"],
};

/** Titles under which people keep what the hub must not take. */
const personal = [
  /电话|手机|联系方式|联系人|身份证|证件|护照|住址|家庭地址|银行|账号|卡号|微信|邮箱/,
  /phone|mobile|idcard|passport|email|wechat|address/i,
];

const fields = codesOf(importField as never) as readonly ImportField[];

const plain = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[((].*?[))]|[\s*_.::*-]/gu, "");

const byTitle = new Map<string, ImportField>(
  fields.flatMap((field) =>
    [importField[field].zh, importField[field].en, ...synonyms[field]].map(
      (title) => [plain(title), field] as const,
    ),
  ),
);

export const fieldOf = (title: string): ImportField | undefined => byTitle.get(plain(title));

export interface Header {
  readonly row: number;
  readonly titles: readonly string[];
  /** The place of each field's column. */
  readonly places: ReadonlyMap<ImportField, number>;
}

/** How many cells of a row are titles of columns: three make a header. */
const titlesMin = 3;
const searched = 10;

const titleCount = ({ cells }: SheetRow): number =>
  cells.filter((cell) => fieldOf(cell) !== undefined).length;

export const isHeader = (row: SheetRow): boolean => titleCount(row) >= titlesMin;

/** The header of a table and all that is wrong with it; no header, no rows. */
export function headerOf(rows: readonly SheetRow[]): {
  readonly header: Header | undefined;
  readonly findings: readonly Finding[];
} {
  const at = rows.slice(0, searched).findIndex(isHeader);
  const found = rows[at];
  if (found === undefined) return { header: undefined, findings: [aboutFile("HEADER_MISSING")] };
  const findings = at > 0 ? [headerNotFirst(found.number)] : [];
  const places = new Map<ImportField, number>();
  found.cells.forEach((title, place) => {
    const field = fieldOf(title);
    if (field !== undefined && places.has(field))
      findings.push(titled(found.number, title, "COLUMN_TWICE", { name: title }));
    else if (field !== undefined) places.set(field, place);
    else if (personal.some((word) => word.test(plain(title))))
      findings.push(titled(found.number, title, "PERSONAL_COLUMN"));
    else if (title.trim() !== "")
      findings.push({ ...titled(found.number, title, "COLUMN_IGNORED"), level: "NOTE" });
  });
  for (const field of fields.filter((one) => importField[one].required && !places.has(one))) {
    const { zh: name } = importField[field];
    findings.push({ ...titled(found.number, name, "COLUMN_MISSING", { name }), suggestion: name });
  }
  return { header: { row: found.number, titles: found.cells, places }, findings };
}

export const aboutFile = (code: FindingCode, facts: Finding["facts"] = {}): Finding =>
  titled(0, "", code, facts);

const headerNotFirst = (row: number): Finding => titled(row, "", "HEADER_NOT_FIRST", { row });

const titled = (
  row: number,
  column: string,
  code: FindingCode,
  facts: Finding["facts"] = {},
): Finding => ({ row, column, code, level: "ERROR", facts, suggestion: null });

/** What is wrong, and the fix, in one language. */
export function sayFinding(
  { code, facts }: Finding,
  locale: "zh" | "en",
): { readonly message: string; readonly fix: string } {
  const word = findingCode[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? ""));
  return { message: fill(word[locale]), fix: fill(word.fix[locale]) };
}
