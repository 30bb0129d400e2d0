import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { localId } from "../graph/node.ts";
import { daysBetween } from "../kernel/day.ts";
import { Claim, RefillTask } from "../ledger/ledger.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { figuresOfClaim, remindersOf } from "./claim-life.loader.ts";
import { ClaimFigure, DueReminder, figureOf, reminderOf } from "./claim-life.types.ts";

type Dated = Pick<Claim, "id" | "dueOn" | "overdue">;

async function lateBy(context: Context, { dueOn, overdue }: Dated): Promise<number> {
  const { today } = await context.reading.tx();
  return overdue && dueOn !== null ? daysBetween(dueOn, today) : 0;
}

const reminded = async (context: Context, { id }: Dated): Promise<DueReminder[]> =>
  (await context.load(remindersOf).load(localId(id)?.id ?? "")).map(reminderOf);

/** Told of the very day on which it is due now, and not past it. */
async function isSoon(context: Context, dated: Dated): Promise<boolean> {
  const told = dated.overdue ? [] : await reminded(context, dated);
  return told.some(({ dueOn }) => dueOn === dated.dueOn);
}

@Resolver(() => Claim)
export class ClaimLife {
  @FieldResolver(() => Boolean, {
    description: "即将到期,且已提醒应办方(他方不可见)。 / Due soon, and its debtor was told so.",
  })
  dueSoon(@Root() claim: Claim, @Ctx() context: Context): Promise<boolean> {
    return isSoon(context, claim);
  }

  @FieldResolver(() => Int, { description: "逾期天数;0 为未逾期。 / Days overdue; 0: not." })
  daysOverdue(@Root() claim: Claim, @Ctx() context: Context): Promise<number> {
    return lateBy(context, claim);
  }

  @FieldResolver(() => [DueReminder], {
    description: "已作的到期提醒,先后为序。 / Reminders of its due day, the oldest first.",
  })
  reminders(@Root() claim: Claim, @Ctx() context: Context): Promise<DueReminder[]> {
    return reminded(context, claim);
  }

  @FieldResolver(() => [ClaimFigure], {
    description:
      "争议双方陈述的数额;未陈述的以账面数为准。 / Each side's figure; one that said none lets the book speak.",
  })
  async figures(@Root() { id }: Claim, @Ctx() context: Context): Promise<ClaimFigure[]> {
    return (await context.load(figuresOfClaim).load(localId(id)?.id ?? "")).map(figureOf);
  }
}

@Resolver(() => RefillTask)
export class RefillTaskLife {
  @FieldResolver(() => Boolean, {
    description: "即将到期,且已提醒承办单位。 / Due soon, and its performer was told so.",
  })
  dueSoon(@Root() task: RefillTask, @Ctx() context: Context): Promise<boolean> {
    return isSoon(context, task);
  }

  @FieldResolver(() => Int, { description: "逾期天数;0 为未逾期。 / Days overdue; 0: not." })
  daysOverdue(@Root() task: RefillTask, @Ctx() context: Context): Promise<number> {
    return lateBy(context, task);
  }

  @FieldResolver(() => [DueReminder], {
    description: "已作的到期提醒,先后为序。 / Reminders of its due day, the oldest first.",
  })
  reminders(@Root() task: RefillTask, @Ctx() context: Context): Promise<DueReminder[]> {
    return reminded(context, task);
  }
}

@Resolver(() => ClaimFigure)
export class ClaimFigureEdges {
  @FieldResolver(() => Organization, { description: "陈述单位。 / Who said it." })
  organization(@Root() { org }: ClaimFigure, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }
}
