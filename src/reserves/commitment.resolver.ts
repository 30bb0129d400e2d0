import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { callCommitment, recordCommitment, renewCommitment } from "./commitment.service.ts";
import {
  CallCommitmentInput,
  CallCommitmentPayload,
  RecordCommitmentInput,
  RecordCommitmentPayload,
  RenewCommitmentInput,
  RenewCommitmentPayload,
} from "./commitment.types.ts";
import { commitmentById } from "./reserves.loader.ts";
import type { Commitment } from "./stock.types.ts";
import { commitmentOf } from "./stock.types.ts";

const onRight = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Commitment | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    async ({ id }) => {
      const row = await context.load(commitmentById).load(id);
      return row && commitmentOf(row);
    },
  );

@Resolver()
export class CommitmentResolver {
  @Mutation(() => RecordCommitmentPayload, {
    description: "登记调用权(签约单位审批人办理)。 / Records a call right; by the contractor.",
  })
  recordCommitment(
    @Arg("input", () => RecordCommitmentInput, { description: "约定内容。 / The terms." })
    input: RecordCommitmentInput,
    @Ctx() context: Context,
  ): Promise<Commitment | Refused> {
    const { idempotencyKey, depot, supplier, contractor, ...rest } = plain(input);
    const given = {
      ...rest,
      ...{ depotId: depot, supplierOrg: supplier, contractingOrg: contractor },
    };
    return onRight(context, idempotencyKey, (asking) =>
      recordCommitment(context.hub.database, asking, given),
    );
  }

  @Mutation(() => RenewCommitmentPayload, {
    description: "续签或变更调用权,保留原条款。 / Renews a call right; the old terms are kept.",
  })
  renewCommitment(
    @Arg("input", () => RenewCommitmentInput, { description: "新条款。 / The new terms." })
    input: RenewCommitmentInput,
    @Ctx() context: Context,
  ): Promise<Commitment | Refused> {
    const { idempotencyKey, ...terms } = plain(input);
    const given = { ...terms, commitmentId: idOf("Commitment", input.commitmentId) };
    return onRight(context, idempotencyKey, (asking) =>
      renewCommitment(context.hub.database, asking, given),
    );
  }

  @Mutation(() => CallCommitmentPayload, {
    description:
      "调用协议储备,不超过总额度与日供数量。 / Calls goods, within limit and daily rate.",
  })
  callCommitment(
    @Arg("input", () => CallCommitmentInput, { description: "要多少、哪天要。 / What is called." })
    { idempotencyKey, commitmentId, quantity, day, note }: CallCommitmentInput,
    @Ctx() context: Context,
  ): Promise<Commitment | Refused> {
    const given = { commitmentId: idOf("Commitment", commitmentId), quantity, day, note };
    return onRight(context, idempotencyKey, (asking) =>
      callCommitment(context.hub.database, asking, given),
    );
  }
}

/** An input's values without its class. */
const plain = <Input extends object>(input: Input): { [Name in keyof Input]: Input[Name] } =>
  Object.fromEntries(Object.entries(input)) as { [Name in keyof Input]: Input[Name] };
