import { Field, Float, Int, ObjectType } from "type-graphql";
import { gapOf, type Progress } from "../solver/engine.ts";

@ObjectType({ description: "求解进度。 / How far a solve has come." })
export class SolveProgress {
  @Field(() => String, {
    description:
      "正在优化的阶段,名称同方案的 stages。 / The stage that is being improved, as in `stages`.",
  })
  stage!: string;

  @Field(() => Int, { description: "阶段中的第几项,从1起。 / Which part of the stage, from 1." })
  part!: number;

  @Field(() => Float, { description: "已找到的最好值。 / The best value found so far." })
  best!: number;

  @Field(() => Float, { description: "已证的下界。 / The proven bound." })
  bound!: number;

  @Field(() => Float, {
    description:
      "差距:(最好值−下界)÷最好值,0为已证最优。 / (best − bound) / best; 0 is proven optimal.",
  })
  gap!: number;

  @Field(() => Float, { description: "已用秒数。 / Seconds since the solve began." })
  seconds!: number;
}

export const progressShown = (progress: Progress | undefined): SolveProgress | null => {
  if (progress === undefined) return null;
  const { stage, part, best, bound, ms } = progress;
  const told = { stage, part: part + 1, best, bound, gap: gapOf(progress), seconds: ms / 1000 };
  return Object.assign(new SolveProgress(), told);
};
