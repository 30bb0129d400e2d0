import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, refused, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { roundById } from "./netting.loader.ts";
import { priceListOf } from "./netting-scope.rules.ts";
import { answerNetting, listRounds, proposeNetting, withdrawNetting } from "./netting.service.ts";
import type { NettingRound } from "./netting.types.ts";
import {
  AnswerNettingInput,
  AnswerNettingPayload,
  NettingRoundConnection,
  NettingRoundsArgs,
  ProposeNettingInput,
  ProposeNettingPayload,
  roundOf,
  WithdrawNettingInput,
  WithdrawNettingPayload,
} from "./netting.types.ts";

const readRound = async (context: Context, id: string): Promise<NettingRound | null> => {
  const row = await context.load(roundById).load(id);
  return row && roundOf(row);
};

registerNode("NettingRound", readRound);

const onRound = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<NettingRound | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => readRound(context, id),
  );

@Resolver()
export class NettingResolver {
  @Query(() => NettingRoundConnection, {
    description: "本单位参与的互抵,新者在前。 / Rounds that one is a party of, newest first.",
  })
  async nettingRounds(
    @Args(() => NettingRoundsArgs) { states, ...args }: NettingRoundsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<NettingRound>> {
    const listed = await listRounds(await context.reading.tx(), args, states ?? null);
    return pageWith(granted(context, listed), roundOf);
  }

  @Mutation(() => ProposeNettingPayload, {
    description:
      "提出互抵:找出与本单位有关、可抵最多的往来;各方同意前不记账。 / Finds what cancels; nothing is booked yet.",
  })
  proposeNetting(
    @Arg("input", () => ProposeNettingInput, { description: "抵什么。 / What is to be netted." })
    { idempotencyKey, mode, kind, item, prices, organizationIds }: ProposeNettingInput,
    @Ctx() context: Context,
  ): Promise<NettingRound | Refused> {
    const listed = priceListOf(prices ?? []);
    if (!listed.ok) return Promise.resolve(refused(listed.refused, context.locale));
    const input = {
      mode,
      kind: kind ?? undefined,
      item: item ?? undefined,
      prices: prices ? listed.value : undefined,
      among: organizationIds?.map((id) => idOf("Organization", id)),
    };
    return onRound(context, idempotencyKey, (asking) =>
      proposeNetting(context.hub.database, asking, input),
    );
  }

  @Mutation(() => AnswerNettingPayload, {
    description:
      "答复互抵(各方财务);最后一方同意时一并记账。 / A party's word; booked whole with the last acceptance.",
  })
  answerNetting(
    @Arg("input", () => AnswerNettingInput, { description: "答复。 / The answer." })
    { idempotencyKey, roundId, accepts, reason }: AnswerNettingInput,
    @Ctx() context: Context,
  ): Promise<NettingRound | Refused> {
    const input = { roundId: idOf("NettingRound", roundId), accepts, reason: reason ?? undefined };
    return onRound(context, idempotencyKey, (asking) =>
      answerNetting(context.hub.database, asking, input),
    );
  }

  @Mutation(() => WithdrawNettingPayload, {
    description: "撤回本单位提出的互抵。 / Takes back a round that one has proposed.",
  })
  withdrawNetting(
    @Arg("input", () => WithdrawNettingInput, { description: "互抵。 / The round." })
    { idempotencyKey, roundId }: WithdrawNettingInput,
    @Ctx() context: Context,
  ): Promise<NettingRound | Refused> {
    const input = { roundId: idOf("NettingRound", roundId) };
    return onRound(context, idempotencyKey, (asking) =>
      withdrawNetting(context.hub.database, asking, input),
    );
  }
}
