import type { ProblemError } from "./plan.ts";
import type { Sentence } from "./sentence.ts";

/** What is wrong with a file, by code; the English sentence stands with the fault itself. */
const ZH: Readonly<Record<string, string>> = {
  UNKNOWN_KEY: "文件格式中没有这一项",
  MISSING_KEY: "缺少必填项",
  WRONG_TYPE: "类型不对",
  OUT_OF_RANGE: "超出允许范围",
  DUPLICATE: "重复",
  UNKNOWN_WORD: "不是可用的取值",
  EITHER_OR: "只能且必须择一填写",
  WRONG_SHAPE: "格式不对",
  UNKNOWN_REFERENCE: "问题文件中没有这个对象",
  PIN_UNFIT: "已谈定的货源不能满足这项需求",
  PIN_NOT_WHOLE: "代用品须按整份发出",
  PIN_NO_LANE: "没有从该货源到需求地点的道路",
  PIN_OVER_STOCK: "已谈定的数量超过库存",
  PIN_OVER_NEED: "已谈定的数量超过需求",
  PIN_OVER_CAPACITY: "已谈定的数量超过运力",
  GROUPS_CROSS: "同一物资的保底组须互相包含或互不相交",
  TOO_LARGE: "数值或规模过大",
};

export const explainFault = ({ code, message }: ProblemError): Sentence => ({
  zh: ZH[code] ?? code,
  en: message,
});
