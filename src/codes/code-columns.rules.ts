import type { CodeTableKind } from "../../schema/words/codes.ts";
import { HeaderReader, type ColumnWord } from "../sheets/header.rules.ts";

/** The columns of a code table; what is exported has the same. */
export const codeColumn = {
  code: {
    zh: "外部编码",
    en: "Code",
    required: true,
    synonyms: ["编码", "代码", "物料编码", "物料号", "区划代码", "机构代码", "externalcode"],
  },
  target: {
    zh: "枢纽代码",
    en: "Hub code",
    required: true,
    synonyms: ["枢纽编码", "对应代码", "对应编码", "target", "hubsku"],
  },
  unit: {
    zh: "外部单位",
    en: "Unit",
    required: false,
    synonyms: ["单位", "计量单位", "uom"],
  },
  factor: {
    zh: "折合数",
    en: "Factor",
    required: false,
    synonyms: ["换算率", "换算系数", "折合基本单位数", "conversionfactor"],
  },
  name: {
    zh: "外部名称",
    en: "Name",
    required: false,
    synonyms: ["名称", "物料名称", "品名", "描述", "description"],
  },
} as const satisfies Readonly<Record<string, ColumnWord>>;
export type CodeColumn = keyof typeof codeColumn;

/** Only goods have units of their own, and only what is counted has a factor. */
export const columnsOf = (kind: CodeTableKind): readonly CodeColumn[] => {
  if (kind === "ITEM") return ["code", "target", "unit", "factor", "name"];
  return kind === "UNIT" ? ["code", "target", "factor", "name"] : ["code", "target", "name"];
};

/** Two titles make a header. */
export const codeHeader = (kind: CodeTableKind): HeaderReader<CodeColumn> =>
  new HeaderReader(
    columnsOf(kind).map((column) => [column, codeColumn[column]]),
    2,
  );
