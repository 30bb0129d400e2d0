import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { proposalById } from "./proposal.loader.ts";
import { cancelProposal, listProposals, proposeDispatch, solvingOf } from "./proposal.service.ts";
import type { ProposalView } from "./proposal.model.ts";
import {
  CancelProposalInput,
  CancelProposalPayload,
  Proposal,
  ProposalConnection,
  proposalOf,
  ProposalsArgs,
  ProposeDispatchInput,
  ProposeDispatchPayload,
} from "./proposal.types.ts";

const shown =
  ({ hub }: Context) =>
  (row: ProposalView): Proposal =>
    proposalOf(row, solvingOf(hub.database, row.id));

export const loadProposal = async (context: Context, id: string): Promise<Proposal | null> => {
  const row = await context.load(proposalById).load(id);
  return row && shown(context)(row);
};
registerNode("Proposal", loadProposal);

const changed = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Proposal | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => loadProposal(context, id),
  );

@Resolver()
export class ProposalResolver {
  @Query(() => Proposal, { nullable: true, description: "按编号取方案。 / A proposal by its id." })
  proposal(
    @Arg("id", () => ID, { description: "方案编号。 / Global id of the proposal." }) id: string,
    @Ctx() context: Context,
  ): Promise<Proposal | null> {
    return loadProposal(context, idOf("Proposal", id));
  }

  @Query(() => ProposalConnection, {
    description: "本单位的方案,新者在前。 / One's own proposals, newest first.",
  })
  async proposals(
    @Args(() => ProposalsArgs) { incidentId, ...args }: ProposalsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Proposal>> {
    const of = incidentId === undefined ? {} : { incidentId: idOf("Incident", incidentId) };
    const listed = await listProposals(await context.reading.tx(), { ...args, ...of });
    return pageWith(granted(context, listed), shown(context));
  }

  @Mutation(() => ProposeDispatchPayload, {
    description:
      "求解调拨方案;立即返回求解中的方案,就绪时有动态通知。 / Asks for a plan; the feed tells when it is ready.",
  })
  proposeDispatch(
    @Arg("input", () => ProposeDispatchInput, { description: "求解请求。 / What to solve." })
    { idempotencyKey, incidentId, preset, needIds, pins, ...rest }: ProposeDispatchInput,
    @Ctx() context: Context,
  ): Promise<Proposal | Refused> {
    const input = {
      ...rest,
      incidentId: idOf("Incident", incidentId),
      preset: preset ?? "BALANCED",
      needIds: needIds?.map((id) => idOf("Need", id)),
      pins: pins?.map(({ needId, ...pin }) => ({ ...pin, needId: idOf("Need", needId) })),
    } as const;
    return changed(context, idempotencyKey, (asking) =>
      proposeDispatch(context.hub.database, asking, input),
    );
  }

  @Mutation(() => CancelProposalPayload, {
    description: "取消求解中的方案。 / Ends a solve; a finished proposal cannot be cancelled.",
  })
  cancelProposal(
    @Arg("input", () => CancelProposalInput, { description: "方案。 / The proposal." })
    { idempotencyKey, proposalId }: CancelProposalInput,
    @Ctx() context: Context,
  ): Promise<Proposal | Refused> {
    const input = { proposalId: idOf("Proposal", proposalId) };
    return changed(context, idempotencyKey, (asking) =>
      cancelProposal(context.hub.database, asking, input),
    );
  }
}
