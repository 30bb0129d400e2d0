import type { Words } from "../../schema/words/word.ts";

export const gbCodeStatus = {
  VERIFIED: { zh: "已对照标准核实", en: "checked against the standard" },
  UNVERIFIED: { zh: "未核实,暂不标注", en: "not checked, so not given" },
} as const satisfies Words;
export type GbCodeStatus = keyof typeof gbCodeStatus;
