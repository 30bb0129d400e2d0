import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { OrderLine } from "../dispatch/order.types.ts";
import type { Context } from "../graph/context.ts";
import { localId } from "../graph/node.ts";
import { claimById } from "../ledger/ledger.loader.ts";
import { Claim, claimOf } from "../ledger/ledger.types.ts";
import { timeSheetsOfLine } from "./timesheet.loader.ts";
import { TimeSheet, timeSheetOf } from "./timesheet.types.ts";

@Resolver(() => OrderLine)
export class OrderLineSheets {
  @FieldResolver(() => [TimeSheet], {
    description:
      "已登记的工时单,先登记者在前;物资为空。 / Booked time sheets, oldest first; goods have none.",
  })
  async timeSheets(@Root() { id }: OrderLine, @Ctx() context: Context): Promise<TimeSheet[]> {
    const key = localId(id)?.id ?? "";
    return (await context.load(timeSheetsOfLine).load(key)).map(timeSheetOf);
  }
}

@Resolver(() => TimeSheet)
export class TimeSheetClaims {
  @FieldResolver(() => [Claim], {
    description:
      "由此产生、读者可见的往来。 / Claims that it opened, as far as the reader sees them.",
  })
  async claims(@Root() { claimKeys }: TimeSheet, @Ctx() context: Context): Promise<Claim[]> {
    const loader = context.load(claimById);
    const rows = await Promise.all(claimKeys.map((key) => loader.load(key)));
    return rows.flatMap((row) => (row === null ? [] : [claimOf(row)]));
  }
}
