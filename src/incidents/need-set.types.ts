import { Field, ObjectType } from "type-graphql";
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

  standingCodes!: readonly string[];
  lackingCodes!: readonly string[];
  receivedCodes!: readonly string[];
}

/** How a set of a need that asks for these capabilities stands. */
export function needSetOf(asked: readonly string[], row: NeedSetRow): NeedSet {
  const { setId: code, standing, received } = row;
  const lacking = asked.filter((one) => !standing.includes(one));
  return Object.assign(new NeedSet(), {
    ...{ code, whole: lacking.length === 0 },
    complete: asked.every((one) => received.includes(one)),
    ...{ standingCodes: standing, lackingCodes: lacking, receivedCodes: received },
  });
}
