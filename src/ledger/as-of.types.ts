import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import type {
  AccountKind,
  ClaimKind,
  ClaimState,
  RefillTaskState,
} from "../../schema/words/ledger.ts";
import type { Cut } from "../feed/cut.service.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import type { OwedRow, PastClaimRow, PastTaskRow } from "./as-of.service.ts";
import {
  AccountKindEnum,
  AccountPosition,
  ClaimKindEnum,
  ClaimStateEnum,
  RefillTaskStateEnum,
} from "./ledger.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "某一时刻账簿已封存的数;此后的登记、更正、互抵都不改变它。按今日权限可见。 / " +
    "What was sealed in the books by a moment; nothing later changes it. Today's rights apply.",
})
export class AsOf {
  @Field(() => String, {
    description:
      "引用用的游标;同一游标永远是同一数,亦可由此接续 changes。 / " +
      "Cite this: the same figures for ever; `changes` goes on from it.",
  })
  cursor!: string;

  @Field(() => Instant, {
    nullable: true,
    description:
      "该处封存的时刻;空为此前尚无记录。 / When it was sealed; null: nothing was recorded yet.",
  })
  sealedAt!: Date | null;

  cut!: Cut;
}

export const asOfOf = (cut: Cut): AsOf =>
  Object.assign(new AsOf(), { cursor: cut.cursor, sealedAt: cut.sealedAt, cut });

@ObjectType({
  simpleResolvers: true,
  description: "彼时一方应向另一方办理的合计。 / What one side owed the other then, in all.",
})
export class OwedAsOf {
  @Field(() => ClaimKindEnum, { description: "种类。 / Kind." })
  kind!: ClaimKind;

  @Field(() => String, { nullable: true, description: "物资代码;金额为空。 / Item; null: money." })
  itemCode!: string | null;

  @Field(() => String, { description: "计量单位;金额为“分”。 / Unit; 分 for money." })
  unit!: string;

  @Field(() => Quantity, { description: "未清合计。 / Outstanding in all." })
  outstanding!: number;
}

export const owedOf = (row: OwedRow): OwedAsOf => Object.assign(new OwedAsOf(), row);

@ObjectType({
  simpleResolvers: true,
  description: "一笔往来彼时的情形。 / How a claim stood then.",
})
export class ClaimAsOf {
  @Field(() => Quantity, { description: "彼时未清数量。 / Outstanding then." })
  outstanding!: number;

  @Field(() => ClaimStateEnum, { description: "彼时状态。 / Its state then." })
  state!: ClaimState;

  claimId!: string;
}

export const pastClaimOf = ({ id, outstanding, state }: PastClaimRow): ClaimAsOf =>
  Object.assign(new ClaimAsOf(), { claimId: id, outstanding, state });

export const ClaimAsOfConnection = connectionOf("ClaimAsOf", ClaimAsOf);

@ObjectType({
  simpleResolvers: true,
  description: "一项补库任务彼时的情形。 / How a refill task stood then.",
})
export class RefillTaskAsOf {
  @Field(() => Quantity, { description: "彼时应补数量。 / To be refilled, as it was then." })
  quantity!: number;

  @Field(() => Quantity, { description: "彼时已补数量。 / Refilled by then." })
  done!: number;

  @Field(() => RefillTaskStateEnum, { description: "彼时状态。 / Its state then." })
  state!: RefillTaskState;

  taskId!: string;
}

export const pastTaskOf = ({ id, quantity, done, state }: PastTaskRow): RefillTaskAsOf =>
  Object.assign(new RefillTaskAsOf(), { taskId: id, quantity, done, state });

export const RefillTaskAsOfConnection = connectionOf("RefillTaskAsOf", RefillTaskAsOf);

export const AccountPositionConnection = connectionOf("AccountPosition", AccountPosition);

@ArgsType()
export class AsOfArgs {
  @Field(() => Instant, {
    nullable: true,
    description: "截至该时刻;与 cursor 二选一,都不给为最新封存。 / By this time; this or `cursor`.",
  })
  time?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "截至该游标(asOf 或 changes 所给)。 / By this cursor of `asOf` or `changes`.",
  })
  cursor?: string | null;
}

@ArgsType()
export class ClaimsAsOfArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "应办一方。 / Who is to do it." })
  debtorId?: string | null;

  @Field(() => ID, { nullable: true, description: "应收一方。 / To whom it is due." })
  creditorId?: string | null;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string | null;
}

@ArgsType()
export class RefillTasksAsOfArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "物权单位。 / Whose shelf." })
  ownerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "今日的承办单位。 / Who performs it today.",
  })
  performerId?: string | null;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string | null;

  @Field(() => ID, { nullable: true, description: "待补的储备库。 / Of this depot." })
  depotId?: string | null;
}

@ArgsType()
export class AccountsAsOfArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "账户所属单位。 / Whose book." })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: "在外的事件。 / Out for what." })
  incidentId?: string | null;

  @Field(() => [AccountKindEnum], { nullable: true, description: "类别。 / Kinds." })
  kinds?: AccountKind[] | null;
}
