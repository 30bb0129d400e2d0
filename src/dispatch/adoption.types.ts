import { Field, ID, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { DispatchOrder } from "./order.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "采纳的结果:每个出借单位一张调拨单。 / What adoption made: an order for each lender.",
})
export class Adoption {
  @Field(() => ID, { description: "所采纳方案的编号。 / Global id of the adopted proposal." })
  proposalId!: string;

  @Field(() => [DispatchOrder], { description: "拟制的调拨单。 / The draft orders." })
  orders!: DispatchOrder[];
}

export const AdoptProposalPayload = payloadOf("AdoptProposal", Adoption);
