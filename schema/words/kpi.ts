import type { Words } from "./word.ts";

/** 需之即有、调之即应、应之即到、到之即用: the four figures by which a reserve is judged. */
export const kpiKind = {
  FILL: { zh: "需之即有(需求满足)", en: "wanted and there: needs met" },
  ACKNOWLEDGE: { zh: "调之即应(接令用时)", en: "called and answered: time to acknowledge" },
  ARRIVE: { zh: "应之即到(到达用时)", en: "answered and arrived: time to arrive" },
  USABLE: { zh: "到之即用(验收可用)", en: "arrived and usable: passed on arrival" },
} as const satisfies Words;
export type KpiKind = keyof typeof kpiKind;
