import { Field, ObjectType } from "type-graphql";
import { claimSide, type ClaimSide } from "../../schema/words/ledger.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { FigureRow, ReminderRow } from "./claims.model.ts";

export const ClaimSideEnum = enumOf(
  "ClaimSide",
  claimSide,
  "往来的一方;代保管单位随应收一方。 / A side of a claim; a keeper speaks on the creditor's.",
);

@ObjectType({
  simpleResolvers: true,
  description: "争议一方所陈述的数额,永不更改。 / What a side of a dispute says is owed.",
})
export class ClaimFigure {
  @Field(() => ClaimSideEnum, { description: "哪一方。 / Which side." })
  side!: ClaimSide;

  @Field(() => Quantity, { description: "数额,往来的单位。 / In the claim's own unit." })
  quantity!: number;

  @Field(() => String, { description: "理由。 / The reason." })
  reason!: string;

  @Field(() => Instant, { description: "陈述时间。 / When it was said." })
  saidAt!: Date;

  org!: string;
}

export const figureOf = (row: FigureRow): ClaimFigure => Object.assign(new ClaimFigure(), row);

@ObjectType({
  simpleResolvers: true,
  description: "已作的到期提醒。 / A reminder of a due day.",
})
export class DueReminder {
  @Field(() => Day, { description: "所提醒的到期日。 / The due day." })
  dueOn!: string;

  @Field(() => Quantity, {
    nullable: true,
    description: "提前几日;空为逾期提醒。 / Days before it; null: it had passed.",
  })
  daysBefore!: number | null;

  @Field(() => Instant, { description: "提醒时间。 / When it was told." })
  toldAt!: Date;
}

export const reminderOf = ({ dueOn, stage, toldAt }: ReminderRow): DueReminder =>
  Object.assign(new DueReminder(), { dueOn, daysBefore: stage < 0 ? null : stage, toldAt });
