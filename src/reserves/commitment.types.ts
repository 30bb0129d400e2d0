import { Field, ID, InputType, Int } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { Day, Fen, Quantity } from "../graph/scalars.ts";
import { Commitment } from "./stock.types.ts";
import { ReserveInput } from "./stocktake.types.ts";

@InputType()
export class CommitmentTermsInput extends ReserveInput {
  @Field(() => Quantity, { description: "总额度,基本单位。 / Limit in all, in base units." })
  maxQuantity!: number;

  @Field(() => Quantity, { description: "日供数量。 / Base units per day." })
  dailyRate!: number;

  @Field(() => Int, { description: "首批供货时间(分钟)。 / Minutes to the first delivery." })
  leadMinutes!: number;

  @Field(() => Fen, { description: "约定单价(分)。 / Agreed price per base unit, in 分." })
  unitPriceFen!: number;

  @Field(() => Day, { description: "生效日。 / First day of validity." })
  validFrom!: string;

  @Field(() => Day, { description: "届满日(含)。 / Last day of validity." })
  validTo!: string;
}

@InputType({ description: "登记协议或产能储备的调用权。 / Records a call right." })
export class RecordCommitmentInput extends CommitmentTermsInput {
  @Field(() => String, { description: "编码,如 CM-20。 / Code, e.g. CM-20." })
  code!: string;

  @Field(() => String, { description: "供货点的库编码。 / Code of the depot it comes from." })
  depot!: string;

  @Field(() => String, { description: "供货单位编码。 / Code of the supplier." })
  supplier!: string;

  @Field(() => String, { description: "签约单位编码。 / Code of whoever may call." })
  contractor!: string;

  @Field(() => String, { description: "物资编码。 / Sku." })
  item!: string;
}

@InputType({ description: "续签或变更调用权。 / Renews or changes a call right." })
export class RenewCommitmentInput extends CommitmentTermsInput {
  @Field(() => ID, { description: "调用权编号。 / Global id of the call right." })
  commitmentId!: string;

  @Field(() => Int, { description: "办理时所见版本。 / The version seen; another is refused." })
  version!: number;
}

@InputType({
  description: "调用协议储备(调拨单以外)。 / Calls goods under a contract, outside of orders.",
})
export class CallCommitmentInput extends ReserveInput {
  @Field(() => ID, { description: "调用权编号。 / Global id of the call right." })
  commitmentId!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How many, in base units." })
  quantity!: number;

  @Field(() => Day, { description: "要货日。 / The day on which they are wanted." })
  day!: string;

  @Field(() => String, { description: "用途或凭据。 / What for." })
  note!: string;
}

export const RecordCommitmentPayload = payloadOf("RecordCommitment", Commitment);
export const RenewCommitmentPayload = payloadOf("RenewCommitment", Commitment);
export const CallCommitmentPayload = payloadOf("CallCommitment", Commitment);
