import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { decideApproval } from "./approval.service.ts";
import type { Approval } from "./approval.types.ts";
import { ApprovalConnection, approvalOf, DecideApprovalPayload } from "./approval.types.ts";
import { listApprovals } from "./order-page.service.ts";
import { ApprovalsArgs, DecideApprovalInput } from "./order.args.types.ts";
import { approvalById } from "./order.loader.ts";

export const loadApproval = async (context: Context, id: string): Promise<Approval | null> => {
  const row = await context.load(approvalById).load(id);
  return row && approvalOf(row);
};
registerNode("Approval", loadApproval);

@Resolver()
export class ApprovalResolver {
  @Query(() => ApprovalConnection, {
    description:
      "本单位的审批箱,先到期的在前。 / What one's organizations are asked to approve, the first to lapse first.",
  })
  async approvals(
    @Args(() => ApprovalsArgs) { states, ...page }: ApprovalsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Approval>> {
    const tx = await context.reading.tx();
    const listed = await listApprovals(tx, context.principal, states, page);
    return pageWith(granted(context, listed), approvalOf);
  }

  @Mutation(() => DecideApprovalPayload, {
    description:
      "审批(被提请单位审批人)。拒绝即释放该单全部占用。 / Decides an approval; a refusal frees that order's holds.",
  })
  decideApproval(
    @Arg("input", () => DecideApprovalInput, { description: "决定。 / The decision." })
    { idempotencyKey: key, approvalId, ...rest }: DecideApprovalInput,
    @Ctx() context: Context,
  ): Promise<Approval | Refused> {
    const { principal } = context;
    const input = { ...rest, approvalId: idOf("Approval", approvalId) };
    return answer(
      context,
      () => decideApproval(context.hub.database, { principal, key }, input),
      ({ id }) => loadApproval(context, id),
    );
  }
}
