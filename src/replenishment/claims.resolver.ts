import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { OrderLine } from "../dispatch/order.types.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, readNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Claim } from "../ledger/ledger.types.ts";
import type { Database } from "../postgres/pool.ts";
import {
  ClaimInput,
  DisputeClaimInput,
  RecordFeeInput,
  RecordServiceInput,
  SettleInCashInput,
  StateFigureInput,
  WaiveClaimInput,
} from "./claims.args.types.ts";
import { confirmClaim, settleInCash, waiveClaim } from "./claims.service.ts";
import {
  ConfirmClaimPayload,
  DisputeClaimPayload,
  SettleInCashPayload,
  StateFigurePayload,
  WaiveClaimPayload,
} from "./claims.types.ts";
import { disputeClaim, stateFigure } from "./dispute.service.ts";
import { recordFee } from "./fee.service.ts";
import { evidenceOf, onLine, saidOf } from "./goods.resolver.ts";
import { RecordFeePayload, RecordServicePayload } from "./goods.types.ts";
import { recordService } from "./timesheet.service.ts";

const claimIdOf = ({ claimId }: ClaimInput): string => idOf("Claim", claimId);

/** Runs a write about a claim and reads the claim, or the child that was split off, again. */
function onClaim<Input>(
  context: Context,
  { idempotencyKey }: ClaimInput,
  input: Input,
  act: (database: Database, asking: Asking, input: Input) => Promise<Outcome<Written>>,
): Promise<Claim | Refused> {
  const asking = { principal: context.principal, key: idempotencyKey };
  return answer(
    context,
    () => act(context.hub.database, asking, input),
    async ({ id }) => (await readNode(context, globalId("Claim", id))) as Claim | null,
  );
}

@Resolver()
export class ClaimsResolver {
  @Mutation(() => ConfirmClaimPayload, {
    description: "确认往来(双方财务各自签认)。 / Signs a claim's figure; finance of each side.",
  })
  confirmClaim(
    @Arg("input", () => ClaimInput, { description: "哪笔往来。 / Which claim." })
    input: ClaimInput,
    @Ctx() context: Context,
  ): Promise<Claim | Refused> {
    return onClaim(context, input, { claimId: claimIdOf(input) }, confirmClaim);
  }

  @Mutation(() => DisputeClaimPayload, {
    description: "提出或撤回异议;部分异议先拆分。 / Disputes a claim or a part of it.",
  })
  disputeClaim(
    @Arg("input", () => DisputeClaimInput, { description: "异议内容。 / What is disputed." })
    input: DisputeClaimInput,
    @Ctx() context: Context,
  ): Promise<Claim | Refused> {
    const { disputed, reason } = input;
    const quantity = input.quantity ?? undefined;
    const says = input.says ?? undefined;
    const asked = { claimId: claimIdOf(input), disputed, reason, quantity, says };
    return onClaim(context, input, asked, disputeClaim);
  }

  @Mutation(() => StateFigurePayload, {
    description:
      "陈述本方主张的数额(争议期间双方各自办理)。 / A side of a dispute says its figure.",
  })
  stateFigure(
    @Arg("input", () => StateFigureInput, { description: "数额与理由。 / Figure and reason." })
    input: StateFigureInput,
    @Ctx() context: Context,
  ): Promise<Claim | Refused> {
    const { quantity, reason } = input;
    return onClaim(context, input, { claimId: claimIdOf(input), quantity, reason }, stateFigure);
  }

  @Mutation(() => SettleInCashPayload, {
    description:
      "等值结算(应收方财务办理);补库任务转由物权单位承办。 / Settles in money; the shelf stays empty.",
  })
  settleInCash(
    @Arg("input", () => SettleInCashInput, { description: "结算内容。 / What was paid." })
    input: SettleInCashInput,
    @Ctx() context: Context,
  ): Promise<Claim | Refused> {
    const { quantity, voucher, occurredAt } = input;
    const unitPriceFen = input.unitPriceFen ?? undefined;
    const evidence = evidenceOf(input.evidence);
    const paid = { claimId: claimIdOf(input), quantity, unitPriceFen, voucher };
    return onClaim(context, input, { ...paid, evidence, occurredAt }, settleInCash);
  }

  @Mutation(() => WaiveClaimPayload, {
    description: "豁免(应收方审批人办理)。 / Forgives so much; an approver of the creditor.",
  })
  waiveClaim(
    @Arg("input", () => WaiveClaimInput, { description: "豁免内容。 / What is forgiven." })
    input: WaiveClaimInput,
    @Ctx() context: Context,
  ): Promise<Claim | Refused> {
    const { quantity, reason, occurredAt } = input;
    const evidence = evidenceOf(input.evidence);
    const asked = { claimId: claimIdOf(input), quantity, reason, evidence, occurredAt };
    return onClaim(context, input, asked, waiveClaim);
  }

  @Mutation(() => RecordServicePayload, {
    description: "登记队伍装备工时(签收单位办理)。 / Books the work of a team or a machine.",
  })
  recordService(
    @Arg("input", () => RecordServiceInput, { description: "工时单。 / The time sheet." })
    input: RecordServiceInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { sheetNumber, rateTable, signedForTeam, signedForReceiver } = input;
    const lines = input.lines.map(({ day, unit, quantity, rateFen, note }) => {
      return { day, unit, quantity, rateFen, note: note ?? undefined };
    });
    const sheet = { sheetNumber, rateTable, signedForTeam, signedForReceiver, lines };
    return onLine(context, input, { ...saidOf(input), ...sheet }, recordService);
  }

  @Mutation(() => RecordFeePayload, {
    description: "登记保管费用(物权单位财务)。 / Books what the owner owes its keeper.",
  })
  recordFee(
    @Arg("input", () => RecordFeeInput, { description: "保管费用。 / The fee." })
    input: RecordFeeInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { amountFen, voucher } = input;
    return onLine(context, input, { ...saidOf(input), amountFen, voucher }, recordFee);
  }
}
