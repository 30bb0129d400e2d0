import { explainMeasure } from "../solver/explain-cures.ts";
import { explainLimit, explainLimitsBeyond, gatherLimits } from "../solver/explain-limits.ts";
import { explainCertificate, proofBehind } from "../solver/explain-proof.ts";
import type { Plan, Shortage } from "../solver/plan.ts";
import type { Sentence } from "../solver/sentence.ts";

/** Why each need is short, the proof, and what would cure it, in words; ids stand for names. */
export const shortagesText = (plan: Plan): string =>
  plan.shortages
    .map((shortage) => [`  ${shortage.need}`, ...said(shortage, plan).map(line), ""].join("\n"))
    .join("");

const line = ({ zh, en }: Sentence): string => `    ${zh} / ${en}`;

const said = (shortage: Shortage, plan: Plan) => {
  const { need, missing, limits, limitsBeyond, measures } = shortage;
  return [
    ...gatherLimits(limits, missing).map((limit) => explainLimit(limit, need)),
    ...(limitsBeyond === undefined ? [] : [explainLimitsBeyond(limitsBeyond)]),
    explainCertificate(proofBehind(shortage, plan), need),
    ...measures.map((measure) => explainMeasure(measure, need)),
  ];
};
