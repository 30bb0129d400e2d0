import type { Word } from "./word.ts";

/** What is wrong in a cell, and what to do: `{name}` is filled from the finding's facts. */
export interface FindingWord extends Word {
  readonly fix: Word;
}

const say = (zh: string, en: string, fixZh: string, fixEn: string): FindingWord => ({
  zh,
  en,
  fix: { zh: fixZh, en: fixEn },
});

export const findingCode = {
  // The file
  FILE_EMPTY: say(
    "文件没有内容",
    "the file is empty",
    "请选择有数据的文件",
    "choose one with data",
  ),
  FILE_TOO_LARGE: say("文件超过 {max} MB", "larger than {max} MB", "请拆分后分批导入", "split it"),
  FILE_KIND: say(
    "不是 .csv 或 .xlsx 文件",
    "neither .csv nor .xlsx",
    "请在表格软件中另存为 .xlsx 或 .csv",
    "save it as .xlsx or .csv",
  ),
  FILE_ENCODING: say(
    "文字编码无法识别",
    "the text encoding is not known",
    "请另存为 UTF-8 或 GBK 编码的 .csv",
    "save it as UTF-8 or GBK",
  ),
  FILE_BROKEN: say(
    "文件已损坏:{why}",
    "the file is damaged: {why}",
    "请重新导出",
    "export it again",
  ),
  FILE_EXPANDS: say(
    "解压后过大,疑似压缩炸弹",
    "it expands to far more than it is",
    "请另存为只含数据的新文件",
    "save only the data as a new file",
  ),
  QUOTE_NOT_CLOSED: say(
    "引号没有成对",
    "a quotation mark is not closed",
    "请补上或删除多余的引号",
    "close or remove it",
  ),
  TOO_MANY_ROWS: say(
    "共 {rows} 行,超过 {max} 行",
    "{rows} rows, at most {max}",
    "请拆分后分批导入",
    "split the file",
  ),
  TOO_MANY_COLUMNS: say(
    "列数超过 {max}",
    "more than {max} columns",
    "请删除多余的列",
    "delete the columns that are not needed",
  ),
  // The header
  HEADER_MISSING: say(
    "没有找到表头",
    "there is no header row",
    "请下载模板,第一行须为表头",
    "use the template; its first row is the header",
  ),
  HEADER_NOT_FIRST: say(
    "表头在第 {row} 行,其上有标题等内容",
    "the header is in row {row}, below other content",
    "请删除表头以上的行",
    "delete the rows above the header",
  ),
  HEADER_REPEATED: say(
    "重复的表头",
    "the header is repeated here",
    "请删除本行,全表只留一个表头",
    "delete this row",
  ),
  COLUMN_MISSING: say("缺少列“{name}”", "column “{name}” is missing", "请补上该列", "add it"),
  COLUMN_TWICE: say(
    "列“{name}”出现两次",
    "column “{name}” occurs twice",
    "请只保留一列",
    "keep one of them",
  ),
  COLUMN_IGNORED: say("不识别的列,已忽略", "unknown column, ignored", "无需处理", "nothing to do"),
  PERSONAL_COLUMN: say(
    "该列用于个人信息,枢纽不收个人信息",
    "this column is for personal data, which the hub does not take",
    "删除个人信息",
    "delete the personal data",
  ),
  // A cell
  PERSONAL_DATA: say(
    "疑似{what}",
    "looks like {whatEn}",
    "删除个人信息",
    "delete the personal data",
  ),
  REQUIRED: say("必填", "required", "请填写{name}", "fill in {name}"),
  MERGED_CELL: say(
    "合并单元格 {range}",
    "merged cells {range}",
    "请取消合并并逐行填写",
    "unmerge them and fill in each row",
  ),
  FORMULA_CELL: say(
    "单元格是公式",
    "the cell is a formula",
    "请“复制—选择性粘贴—数值”",
    "paste it as a value",
  ),
  CONTROL_CHARACTER: say(
    "含换行或不可见字符",
    "contains line breaks or invisible characters",
    "请删除后重新输入",
    "delete and type it again",
  ),
  TOO_LONG: say("超过 {max} 个字", "longer than {max} characters", "请缩短", "shorten it"),
  EXTRA_CELLS: say(
    "本行单元格多于表头",
    "more cells than the header has",
    "请检查逗号、引号或错列",
    "check commas, quotes and shifted cells",
  ),
  UNKNOWN_ITEM: say(
    "目录中没有“{text}”",
    "“{text}” is not in the catalogue",
    "请改为目录中的名称",
    "use a name of the catalogue",
  ),
  AMBIGUOUS_ITEM: say(
    "“{text}”对应多种物资",
    "“{text}” may be several items",
    "请写明规格或物资代码",
    "give the size or the code",
  ),
  NOT_A_NUMBER: say("“{text}”不是整数", "“{text}” is no whole number", "请只填数字", "digits only"),
  NEGATIVE: say("数量为负", "negative", "捐赠数量须为正整数", "it must be positive"),
  ZERO: say(
    "数量为零",
    "zero",
    "请填实际接收数量,或删除本行",
    "fill in what came, or delete the row",
  ),
  FRACTIONAL: say(
    "数量不是整数",
    "not a whole number",
    "请换算为基本单位“{unit}”后填整数",
    "convert it to whole {unit}",
  ),
  TOO_LARGE: say("数量超过 {max}", "more than {max}", "请核对数量", "check it"),
  WRONG_UNIT: say(
    "单位“{text}”应为“{unit}”",
    "unit “{text}” should be “{unit}”",
    "请改为“{unit}”并核对数量",
    "change it to “{unit}” and check the quantity",
  ),
  PACK_CONVERTED: say(
    "{given} 已换算为 {quantity} {unit}",
    "{given} is taken as {quantity} {unit}",
    "请核对",
    "please check",
  ),
  BAD_DATE: say(
    "“{text}”不是有效日期",
    "“{text}” is no date",
    "请写成 2026-03-05 的样式",
    "write it like 2026-03-05",
  ),
  DATE_IN_FUTURE: say("日期在今天之后", "after today", "请核对日期", "check the date"),
  EXPIRED: say(
    "已于 {day} 过期",
    "expired on {day}",
    "过期物资不得登记,请隔离处置",
    "expired goods are not registered",
  ),
  DATES_CROSSED: say(
    "有效期早于生产日期",
    "expires before it was made",
    "请核对两个日期",
    "check both dates",
  ),
  YES_OR_NO: say("只能填“是”或“否”", "yes or no only", "请改为“是”或“否”", "write yes or no"),
  UNKNOWN_DEPOT: say(
    "本单位没有库“{text}”",
    "no depot “{text}” of this organization",
    "请改为本单位的库",
    "use one of its depots",
  ),
  UNKNOWN_CAMPAIGN: say(
    "本单位没有项目“{text}”",
    "no campaign “{text}” of this organization",
    "请先登记项目,或留空",
    "register it first, or leave it empty",
  ),
  UNKNOWN_EARMARK: say(
    "不识别的定向用途“{text}”",
    "unknown purpose “{text}”",
    "请填灾种名称或代码,不限用途则留空",
    "name a hazard, or leave it empty",
  ),
  ROW_TWICE: say(
    "与第 {row} 行的捐赠编号相同",
    "same donation number as row {row}",
    "请删除重复行或更正编号",
    "delete it or correct the number",
  ),
  LOT_TWICE: say(
    "与第 {row} 行为同一批次的同一笔捐赠",
    "the same lot and gift as row {row}",
    "请删除重复行,或分别写明批号",
    "delete it, or give each its batch",
  ),
  QUANTITY_LOWERED: say(
    "已登记 {before},不能改少为 {after}",
    "{before} are registered; it cannot become {after}",
    "减少须由保管员办理盘点",
    "the keeper does a stocktake",
  ),
  GOODS_DIFFER: say(
    "该编号已登记为其他物资、库点或项目",
    "this number is registered for other goods, depot or campaign",
    "请另起捐赠编号",
    "use a new donation number",
  ),
} as const satisfies Readonly<Record<string, FindingWord>>;
export type FindingCode = keyof typeof findingCode;
