import { Field, ObjectType } from "type-graphql";
import type { ServiceUnit } from "../../schema/words/replenishment.ts";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import { ServiceUnitEnum } from "../regions/service-rate.types.ts";
import { amountOf } from "./claims.rules.ts";
import type { TimeSheetRow } from "./timesheet.loader.ts";

@ObjectType({
  simpleResolvers: true,
  description: "工时单的一行。 / One line of a time sheet.",
})
export class TimeSheetDay {
  @Field(() => Day, { description: "工作日期。 / The day of the work." })
  day!: string;

  @Field(() => ServiceUnitEnum, { description: "单位。 / What is counted." })
  unit!: ServiceUnit;

  @Field(() => Quantity, { description: "数量。 / How many." })
  quantity!: number;

  @Field(() => Fen, { description: "费率,分/单位。 / Rate, 分 per unit." })
  rateFen!: number;

  @Field(() => Fen, { description: "金额(分)。 / Amount of the line in 分." })
  amountFen!: number;

  @Field(() => String, { nullable: true, description: "说明;空为无。 / A note; null: none." })
  note!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "已登记的队伍装备工时单。 / A time sheet of a team or a machine, as it was booked.",
})
export class TimeSheet {
  @Field(() => String, { description: "工时单号。 / Number of the sheet." })
  sheetNumber!: string;

  @Field(() => String, { description: "所依据的费率表。 / The rate table that it follows." })
  rateTable!: string;

  @Field(() => String, { description: "队伍签认岗位(非姓名)。 / Duty that signed for the team." })
  signedForTeam!: string;

  @Field(() => String, { description: "现场签认岗位(非姓名)。 / Duty that signed on site." })
  signedForReceiver!: string;

  @Field(() => [TimeSheetDay], { description: "各行,1–100。 / The lines, 1–100." })
  days!: readonly TimeSheetDay[];

  @Field(() => Fen, { description: "合计(分)。 / Sum of its lines in 分." })
  totalFen!: number;

  @Field(() => Instant, { description: "登记时间。 / When it was recorded." })
  recordedAt!: Date;

  claimKeys!: readonly string[];
}

export function timeSheetOf({ sheet, recordedAt, claims }: TimeSheetRow): TimeSheet {
  const { lines, ...said } = sheet;
  const days = lines.map((line) =>
    Object.assign(new TimeSheetDay(), line, {
      ...{ amountFen: line.quantity * line.rateFen, note: line.note ?? null },
    }),
  );
  const totalFen = Number(amountOf(lines));
  return Object.assign(new TimeSheet(), said, { recordedAt, days, totalFen, claimKeys: claims });
}
