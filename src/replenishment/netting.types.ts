import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import {
  nettingMode,
  nettingState,
  type NettingMode,
  type NettingState,
} from "../../schema/words/netting.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { ClaimKindEnum } from "../ledger/ledger.types.ts";
import type { NettingAnswer, NettingMove as Move, NettingRow } from "./netting.model.ts";

const NettingModeEnum = enumOf(
  "NettingMode",
  nettingMode,
  "互抵方式:循环不出现新的应补方,承接可能出现,折价按统一价目跨品种。 / How a round nets.",
);
const NettingStateEnum = enumOf(
  "NettingState",
  nettingState,
  "互抵状态。 / State of a netting round.",
);

@ObjectType({ simpleResolvers: true, description: "价目一项。 / One price of the list." })
export class NettingPrice {
  @Field(() => String, { description: "品种代码。 / The item's sku." })
  item!: string;

  @Field(() => Quantity, { description: "每基本单位多少分。 / 分 for a base unit." })
  fen!: number;
}

@ObjectType({ description: "对一笔往来的互抵。 / What a round does to one claim." })
export class NettingMove {
  @Field(() => ID, { description: "往来编号。 / Global id of the claim." })
  claimId!: string;

  @Field(() => ClaimKindEnum, { description: "往来种类。 / Kind of the claim." })
  kind!: ClaimKind;

  @Field(() => Quantity, {
    description: "抵去多少:基本单位,款项为分。 / How much: base units, 分 for money.",
  })
  quantity!: number;

  @Field(() => Quantity, {
    nullable: true,
    description: "折价:每单位多少分。 / By value: 分 for a unit.",
  })
  unitPriceFen!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "折价:末一单位多抵的,改记应付多少分。 / By value: 分 that stay owed in money.",
  })
  residueFen!: number | null;

  itemCode!: string;
  debtorOrg!: string;
  creditorOrg!: string;
  newDebtorOrg!: string | null;
}

@ObjectType({ description: "互抵的一方。 / One party of a round." })
export class NettingParty {
  @Field(() => Boolean, {
    nullable: true,
    description: "是否同意;空为未答复。 / Whether it accepts; null: not answered yet.",
  })
  accepts!: boolean | null;

  @Field(() => Instant, { nullable: true, description: "答复时间。 / When it answered." })
  answeredAt!: Date | null;

  org!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "互抵:政府间已确认、无争议的往来,各方财务都同意才抵;补库任务不减。 / Netting: all accept or nothing.",
})
export class NettingRound extends Node {
  @Field(() => NettingModeEnum, { description: "方式。 / Mode." })
  mode!: NettingMode;

  @Field(() => NettingStateEnum, { description: "状态。 / State." })
  state!: NettingState;

  @Field(() => ClaimKindEnum, { nullable: true, description: "往来种类。 / Kind of claims." })
  kind!: ClaimKind | null;

  @Field(() => [NettingPrice], { description: "价目(折价方式)。 / Price list, by value only." })
  prices!: NettingPrice[];

  @Field(() => [NettingMove], { description: "逐笔。 / Claim by claim." })
  moves!: NettingMove[];

  @Field(() => String, { nullable: true, description: "未办理的原因。 / Why nothing was done." })
  reason!: string | null;

  @Field(() => Instant, { description: "提出时间。 / Proposed at." })
  proposedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "了结时间。 / Ended at." })
  closedAt!: Date | null;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  key!: string;
  org!: string;
  itemCode!: string | null;
  partyOrgs!: readonly string[];
}

export const roundOf = (row: NettingRow): NettingRound =>
  Object.assign(new NettingRound(), {
    ...row,
    key: row.id,
    id: globalId("NettingRound", row.id),
    itemCode: row.item,
    partyOrgs: row.parties,
    prices: Object.entries(row.prices ?? {}).map(([item, fen]) =>
      Object.assign(new NettingPrice(), { item, fen }),
    ),
    moves: row.moves.map(moveOf),
  });

const moveOf = ({ claimId, item, ...move }: Move): NettingMove =>
  Object.assign(new NettingMove(), {
    unitPriceFen: null,
    residueFen: null,
    newDebtorOrg: null,
    ...move,
    claimId: globalId("Claim", claimId),
    itemCode: item,
  });

export const partyOf = (org: string, answer: NettingAnswer | undefined): NettingParty =>
  Object.assign(new NettingParty(), {
    org,
    accepts: answer?.accepts ?? null,
    answeredAt: answer?.answeredAt ?? null,
  });

export const NettingRoundConnection = connectionOf("NettingRound", NettingRound);
export const ProposeNettingPayload = payloadOf("ProposeNetting", NettingRound);
export const AnswerNettingPayload = payloadOf("AnswerNetting", NettingRound);
export const WithdrawNettingPayload = payloadOf("WithdrawNetting", NettingRound);

@ArgsType()
export class NettingRoundsArgs extends PageArgs {
  @Field(() => [NettingStateEnum], {
    nullable: true,
    description: "只看这些状态。 / In these states only.",
  })
  states?: NettingState[];
}

@InputType({ description: "价目一项。 / One price of the list." })
export class NettingPriceInput {
  @Field(() => String, { description: "品种代码。 / The item's sku." })
  item!: string;

  @Field(() => Quantity, { description: "每基本单位多少分。 / 分 for a base unit." })
  fen!: number;
}

@InputType({ description: "提出互抵。 / What is to be netted." })
export class ProposeNettingInput extends KeyedInput {
  @Field(() => NettingModeEnum, { description: "方式。 / Mode." })
  mode!: NettingMode;

  @Field(() => ClaimKindEnum, {
    nullable: true,
    description: "往来种类;折价时不填。 / Kind of claims; not by value.",
  })
  kind?: ClaimKind;

  @Field(() => String, {
    nullable: true,
    description: "品种代码,款项填 CNY;折价时不填。 / The item's sku, CNY for money; not by value.",
  })
  item?: string;

  @Field(() => [NettingPriceInput], {
    nullable: true,
    description: "价目;仅折价时填。 / Price list; by value only.",
  })
  prices?: NettingPriceInput[];

  @Field(() => [ID], {
    nullable: true,
    description: "只在这些政府单位之间;空为全部。 / Only among these governments; absent: all.",
  })
  organizationIds?: string[];
}

@InputType({ description: "答复互抵。 / A party's word." })
export class AnswerNettingInput extends KeyedInput {
  @Field(() => ID, { description: "互抵编号。 / Global id of the round." })
  roundId!: string;

  @Field(() => Boolean, { description: "是否同意。 / Whether it accepts." })
  accepts!: boolean;

  @Field(() => String, { nullable: true, description: "理由。 / Why." })
  reason?: string;
}

@InputType({ description: "撤回互抵。 / Withdrawing a round." })
export class WithdrawNettingInput extends KeyedInput {
  @Field(() => ID, { description: "互抵编号。 / Global id of the round." })
  roundId!: string;
}
