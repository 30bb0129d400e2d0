import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { globalId, idOf } from "../graph/node.ts";
import { refused, type Refused } from "../graph/refused.ts";
import { isLate, needIdOf } from "./proposal.model.ts";
import { RobustnessArgs, WhatIfArgs } from "./trial.args.types.ts";
import {
  robustnessOfProposal,
  whatIfOf,
  type ProposalSweep,
  type ProposalTrial as Tried,
} from "./trial.service.ts";
import {
  FragileLine,
  LossNeed,
  ProposalLoss,
  ProposalRobustness,
  ProposalRobustnessPayload,
  ProposalTrial,
  TrialLine,
  TrialNeed,
  TrialStage,
  WhatIfPayload,
} from "./trial.types.ts";

const needOf = (id: string) => globalId("Need", needIdOf(id));
const keyed = <Row extends { readonly needId: string }>(rows: readonly Row[] | undefined) =>
  rows?.map((row) => Object.assign({}, row, { needId: idOf("Need", row.needId) }));

@Resolver()
export class TrialResolver {
  @Query(() => WhatIfPayload, {
    description:
      "推演:情况变化后如何;只算不写。 / What other circumstances would change; writes nothing.",
  })
  async whatIf(
    @Args(() => WhatIfArgs) { proposalId, edits }: WhatIfArgs,
    @Ctx() { hub, principal, gone, locale }: Context,
  ): Promise<ProposalTrial | Refused> {
    const answer = await whatIfOf(
      hub.database,
      { principal, gone },
      {
        proposalId: idOf("Proposal", proposalId),
        edits: {
          forbid: edits.forbid,
          close: keyed(edits.close),
          pins: keyed(edits.pins),
          floors: edits.floors,
          stock: edits.stock,
          deadlines: keyed(edits.deadlines),
        },
      },
    );
    return answer.ok ? trialOf(answer.value) : refused(answer.refused, locale);
  }

  @Query(() => ProposalRobustnessPayload, {
    description:
      "稳健性:逐一失去方案所用的道路与货源;只算不写。 / What the loss of each road and depot would leave short.",
  })
  async proposalRobustness(
    @Args(() => RobustnessArgs) { proposalId, losses }: RobustnessArgs,
    @Ctx() { hub, principal, gone, locale }: Context,
  ): Promise<ProposalRobustness | Refused> {
    const asked = { proposalId: idOf("Proposal", proposalId), losses };
    const answer = await robustnessOfProposal(hub.database, { principal, gone }, asked);
    return answer.ok ? robustnessOf(answer.value) : refused(answer.refused, locale);
  }
}

const minuteMs = 60_000;

function trialOf({ changes, zeroAt }: Tried): ProposalTrial {
  const { plan, stages, lines, needs, churn, warnings } = changes;
  const after = (minutes: number | undefined) =>
    minutes === undefined ? null : new Date(zeroAt.getTime() + minutes * minuteMs);
  return Object.assign(new ProposalTrial(), {
    status: plan.status,
    planHash: plan.planHash,
    stages: stages.map((stage) => Object.assign(new TrialStage(), stage)),
    lines: lines.map(({ change, lot, unit, need, before, after: now }) =>
      Object.assign(new TrialLine(), {
        change,
        supply: lot ?? unit ?? "",
        needId: needOf(need),
        late: isLate(need),
        before,
        after: now,
      }),
    ),
    needs: needs
      .filter(({ need }) => !isLate(need))
      .map(({ need, missingBefore, missingAfter, lastBefore, lastAfter }) =>
        Object.assign(new TrialNeed(), {
          needId: needOf(need),
          missingBefore,
          missingAfter,
          lastBefore: after(lastBefore),
          lastAfter: after(lastAfter),
        }),
      ),
    moved: churn.pieces,
    warnings: warnings.map(({ code }) => code),
  });
}

function robustnessOf({ found }: ProposalSweep): ProposalRobustness {
  return Object.assign(new ProposalRobustness(), {
    ...found,
    stoppedBy: found.stoppedBy ?? null,
    losses: found.losses.map((loss) =>
      Object.assign(new ProposalLoss(), {
        ...loss,
        to: loss.to ?? null,
        needs: loss.needs
          .filter(({ need }) => !isLate(need))
          .map(({ need, ...row }) =>
            Object.assign(new LossNeed(), { ...row, needId: needOf(need) }),
          ),
      }),
    ),
    fragile: found.fragile.map(({ lot, unit, need, ...line }) =>
      Object.assign(new FragileLine(), {
        ...line,
        supply: lot ?? unit ?? "",
        needId: needOf(need),
      }),
    ),
  });
}
