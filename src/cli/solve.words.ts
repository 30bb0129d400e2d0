import { explainMeasure } from "../solver/explain-cures.ts";
import { explainLimit, explainLimitsBeyond, gatherLimits } from "../solver/explain-limits.ts";
import { explainCertificate } from "../solver/explain-proof.ts";
import type { Plan, Shortage } from "../solver/plan.ts";
import type { Sentence } from "../solver/sentence.ts";

/** Why each need is short, the proof, and what would cure it, in words; ids stand for names. */
export const shortagesText = ({ shortages }: Plan): string =>
  shortages
    .map((shortage) => [`  ${shortage.need}`, ...said(shortage).map(line), ""].join("\n"))
    .join("");

const line = ({ zh, en }: Sentence): string => `    ${zh} / ${en}`;

const said = ({ need, missing, limits, limitsBeyond, certificate, measures }: Shortage) => [
  ...gatherLimits(limits, missing).map((limit) => explainLimit(limit, need)),
  ...(limitsBeyond === undefined ? [] : [explainLimitsBeyond(limitsBeyond)]),
  explainCertificate(certificate, need),
  ...measures.map((measure) => explainMeasure(measure, need)),
];
