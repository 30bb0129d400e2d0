import { Field, ObjectType } from "type-graphql";
import { Skill } from "../catalog/capability.types.ts";
import type { NeedSet as NeedSetRow } from "./need.model.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "成套需求的一套:在用与已到的能力。 / One set of a need: what its units cover, and what came.",
})
export class NeedSet {
  @Field(() => String, {
    description: "套的编号,调拨各行同值。 / Its code; lines of orders bear the same.",
  })
  code!: string;

  @Field(() => Boolean, {
    description: "承诺的队伍装备是否齐备。 / Whether its units cover all that is asked.",
  })
  whole!: boolean;

  @Field(() => Boolean, { description: "是否已全部到场。 / Whether all of that has come." })
  complete!: boolean;

  @Field(() => [Skill], {
    description: "在用的能力:预占、在途或已到。 / What its units cover: held, on the way or there.",
  })
  standing!: Skill[];

  @Field(() => [Skill], {
    description: "尚缺的能力,再求解时只补这些。 / What it lacks; the next plan fills up just that.",
  })
  lacking!: Skill[];

  @Field(() => [Skill], { description: "已到场的能力。 / What came of it." })
  received!: Skill[];
}

/** How a set of a need that asks for these skills stands. */
export function needSetOf(asked: readonly Skill[], row: NeedSetRow): NeedSet {
  const { setId: code, received } = row;
  const whole = asked.every((skill) => row.standing.includes(skill.code));
  const standing = whole ? row.standing : row.present;
  const lacking = asked.filter((skill) => !standing.includes(skill.code));
  return Object.assign(new NeedSet(), {
    ...{ code, lacking, whole },
    complete: asked.every((skill) => received.includes(skill.code)),
    standing: asked.filter((skill) => standing.includes(skill.code)),
    received: asked.filter((skill) => received.includes(skill.code)),
  });
}
