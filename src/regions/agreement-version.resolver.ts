import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { agreementByKey, signaturesOf, suspensionsOf } from "./agreement.loader.ts";
import { leaveAgreement, resumeAgreement, suspendAgreement } from "./agreement-standing.service.ts";
import { AgreementSignature, AgreementSuspension } from "./agreement-standing.types.ts";
import {
  LeaveAgreementInput,
  LeaveAgreementPayload,
  ProposeAgreementVersionInput,
  ProposeAgreementVersionPayload,
  ResumeAgreementInput,
  ResumeAgreementPayload,
  SignAgreementInput,
  SignAgreementPayload,
  SuspendAgreementInput,
  SuspendAgreementPayload,
  termsFrom,
  WithdrawAgreementVersionInput,
  WithdrawAgreementVersionPayload,
} from "./agreement-version.args.types.ts";
import {
  proposeAgreementVersion,
  signAgreement,
  withdrawAgreementVersion,
} from "./agreement-version.service.ts";
import { Agreement, agreementOf } from "./agreement.types.ts";

type Answer = Promise<Agreement | Refused>;

const onAgreement = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Answer =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    async ({ id }) => {
      const row = await context.load(agreementByKey).load(id);
      return row && agreementOf(row);
    },
  );

const keyOf = ({ agreementId }: { readonly agreementId: string }): string =>
  idOf("Agreement", agreementId);

@Resolver(() => Agreement)
export class AgreementVersionResolver {
  @Mutation(() => ProposeAgreementVersionPayload, {
    description: "提出协议版本,须各方签署。 / Proposes a version; every party must sign it.",
  })
  proposeAgreementVersion(
    @Arg("input", () => ProposeAgreementVersionInput, { description: "版本。 / The version." })
    { idempotencyKey, parties, terms, ...input }: ProposeAgreementVersionInput,
    @Ctx() context: Context,
  ): Answer {
    const given = {
      ...input,
      parties: parties.map(({ orgId, lends, borrows }) => ({ orgId, lends, borrows })),
      terms: termsFrom(terms),
    };
    return onAgreement(context, idempotencyKey, (asking) =>
      proposeAgreementVersion(context.hub.database, asking, given),
    );
  }

  @Mutation(() => SignAgreementPayload, {
    description: "签署协议版本;各方签毕且到期即生效。 / Signs; with the last signature it counts.",
  })
  signAgreement(
    @Arg("input", () => SignAgreementInput, { description: "哪一版本。 / Which version." })
    input: SignAgreementInput,
    @Ctx() context: Context,
  ): Answer {
    const given = { agreementId: keyOf(input) };
    return onAgreement(context, input.idempotencyKey, (asking) =>
      signAgreement(context.hub.database, asking, given),
    );
  }

  @Mutation(() => WithdrawAgreementVersionPayload, {
    description: "撤回或拒签未签毕的版本。 / Withdraws or declines a version not signed by all.",
  })
  withdrawAgreementVersion(
    @Arg("input", () => WithdrawAgreementVersionInput, { description: "版本与理由。 / Why." })
    input: WithdrawAgreementVersionInput,
    @Ctx() context: Context,
  ): Answer {
    const given = { agreementId: keyOf(input), reason: input.reason };
    return onAgreement(context, input.idempotencyKey, (asking) =>
      withdrawAgreementVersion(context.hub.database, asking, given),
    );
  }

  @Mutation(() => SuspendAgreementPayload, {
    description: "中止协议;已下达的不受影响,未下达的释放占用。 / Suspends; what waits is released.",
  })
  suspendAgreement(
    @Arg("input", () => SuspendAgreementInput, { description: "版本与理由。 / Why." })
    input: SuspendAgreementInput,
    @Ctx() context: Context,
  ): Answer {
    const given = { agreementId: keyOf(input), reason: input.reason, from: input.from };
    return onAgreement(context, input.idempotencyKey, (asking) =>
      suspendAgreement(context.hub.database, asking, given),
    );
  }

  @Mutation(() => ResumeAgreementPayload, {
    description: "恢复由本单位中止的协议。 / Resumes what one's own organization suspended.",
  })
  resumeAgreement(
    @Arg("input", () => ResumeAgreementInput, { description: "版本与理由。 / Why." })
    input: ResumeAgreementInput,
    @Ctx() context: Context,
  ): Answer {
    const given = { agreementId: keyOf(input), reason: input.reason };
    return onAgreement(context, input.idempotencyKey, (asking) =>
      resumeAgreement(context.hub.database, asking, given),
    );
  }

  @Mutation(() => LeaveAgreementPayload, {
    description: "退出协议;既有往来不变。 / Leaves an agreement; what is owed stays.",
  })
  leaveAgreement(
    @Arg("input", () => LeaveAgreementInput, { description: "版本、末日与理由。 / When, why." })
    input: LeaveAgreementInput,
    @Ctx() context: Context,
  ): Answer {
    const { reason, lastDay } = input;
    const given = { agreementId: keyOf(input), reason, lastDay };
    return onAgreement(context, input.idempotencyKey, (asking) =>
      leaveAgreement(context.hub.database, asking, given),
    );
  }

  @FieldResolver(() => [AgreementSignature], {
    description: "须签署与已签署的各方。 / Who has to sign, and who has.",
  })
  async signatures(
    @Root() { key }: Agreement,
    @Ctx() context: Context,
  ): Promise<AgreementSignature[]> {
    const rows = await context.load(signaturesOf).load(key);
    return rows.map((row) => Object.assign(new AgreementSignature(), row));
  }

  @FieldResolver(() => [AgreementSuspension], {
    description: "历次中止。 / Each time that it was suspended.",
  })
  async suspensions(
    @Root() { key }: Agreement,
    @Ctx() context: Context,
  ): Promise<AgreementSuspension[]> {
    const rows = await context.load(suspensionsOf).load(key);
    return rows.map((row) => Object.assign(new AgreementSuspension(), row));
  }
}
