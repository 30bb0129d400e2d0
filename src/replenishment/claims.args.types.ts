import { Field, ID, InputType } from "type-graphql";
import type { ServiceUnit } from "../../schema/words/replenishment.ts";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { ServiceUnitEnum } from "../regions/service-rate.types.ts";
import { EvidenceInput, LineInput } from "./goods.args.types.ts";

@InputType({ description: "一笔往来。 / One claim." })
export class ClaimInput extends KeyedInput {
  @Field(() => ID, { description: "往来编号。 / Global id of the claim." })
  claimId!: string;
}

@InputType({ description: "提出或撤回异议。 / Disputes a figure, or takes that back." })
export class DisputeClaimInput extends ClaimInput {
  @Field(() => Boolean, { defaultValue: true, description: "否为撤回。 / False takes it back." })
  disputed!: boolean;

  @Field(() => Quantity, {
    nullable: true,
    description: "有异议的数量;不填为全部。 / The part that is disputed; absent: all.",
  })
  quantity?: number;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "本方主张的数额;不填:应办方为零,应收方为账面数。 / What this side holds to be owed of it.",
  })
  says?: number;

  @Field(() => String, { description: "理由。 / The reason." })
  reason!: string;
}

@InputType({ description: "陈述争议数额。 / What a side of a dispute holds to be owed." })
export class StateFigureInput extends ClaimInput {
  @Field(() => Quantity, {
    description: "本方主张的数额,往来的单位。 / In the claim's own unit.",
  })
  quantity!: number;

  @Field(() => String, { description: "理由。 / The reason." })
  reason!: string;
}

@InputType({ description: "等值结算。 / The creditor has the money." })
export class SettleInCashInput extends ClaimInput {
  @Field(() => Quantity, {
    description: "清偿数量,基本单位;金额往来为分。 / In the claim's own unit.",
  })
  quantity!: number;

  @Field(() => Fen, {
    nullable: true,
    description: "单价,分/基本单位;金额往来不填。 / 分 per base unit; none for money.",
  })
  unitPriceFen?: number;

  @Field(() => String, { description: "收款凭证号。 / Number of the voucher." })
  voucher!: string;

  @Field(() => EvidenceInput, { nullable: true, description: "凭证。 / Evidence." })
  evidence?: EvidenceInput;

  @Field(() => Instant, { description: "到账时间。 / When it was paid." })
  occurredAt!: Date;
}

@InputType({ description: "豁免。 / The creditor forgives so much." })
export class WaiveClaimInput extends ClaimInput {
  @Field(() => Quantity, { description: "豁免数量。 / In the claim's own unit." })
  quantity!: number;

  @Field(() => String, { description: "理由。 / The reason." })
  reason!: string;

  @Field(() => EvidenceInput, { nullable: true, description: "凭证。 / Evidence." })
  evidence?: EvidenceInput;

  @Field(() => Instant, { description: "决定时间。 / When it was decided." })
  occurredAt!: Date;
}

@InputType({ description: "工时单的一行。 / One line of a time sheet." })
export class SheetLineInput {
  @Field(() => Day, { description: "工作日期;同一单元同日同项只计一次。 / Counted once per unit." })
  day!: string;

  @Field(() => ServiceUnitEnum, { description: "单位。 / What is counted." })
  unit!: ServiceUnit;

  @Field(() => Quantity, { description: "数量。 / How many." })
  quantity!: number;

  @Field(() => Fen, { description: "费率,分/单位。 / Rate, 分 per unit." })
  rateFen!: number;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;
}

@InputType({ description: "队伍装备工时单。 / The signed time sheet of a team or a machine." })
export class RecordServiceInput extends LineInput {
  @Field(() => String, { description: "工时单号。 / Number of the sheet." })
  sheetNumber!: string;

  @Field(() => String, { description: "所依据的费率表。 / The rate table that it follows." })
  rateTable!: string;

  @Field(() => String, { description: "队伍签认岗位(非姓名)。 / Duty that signed for the team." })
  signedForTeam!: string;

  @Field(() => String, { description: "现场签认岗位(非姓名)。 / Duty that signed on site." })
  signedForReceiver!: string;

  @Field(() => [SheetLineInput], { description: "各行,1–100。 / The lines, 1–100." })
  lines!: SheetLineInput[];
}

@InputType({ description: "保管费用。 / What the owner owes whoever keeps its goods." })
export class RecordFeeInput extends LineInput {
  @Field(() => Fen, { description: "金额(分)。 / Amount in 分." })
  amountFen!: number;

  @Field(() => String, { description: "账单号。 / Number of the bill." })
  voucher!: string;
}
