import type { Words } from "./word.ts";

export const nettingMode = {
  CYCLES: { zh: "循环互抵", en: "cycles only" },
  NOVATION: { zh: "承接互抵", en: "with novation" },
  VALUE: { zh: "折价互抵", en: "by value" },
} as const satisfies Words;
export type NettingMode = keyof typeof nettingMode;

export const nettingState = {
  PROPOSED: { zh: "待各方同意", en: "awaiting the parties" },
  DONE: { zh: "已互抵", en: "done" },
  REFUSED: { zh: "有一方不同意", en: "refused by a party" },
  STALE: { zh: "往来已变化,未办理", en: "claims have changed, nothing done" },
  WITHDRAWN: { zh: "已撤回", en: "withdrawn" },
} as const satisfies Words;
export type NettingState = keyof typeof nettingState;
