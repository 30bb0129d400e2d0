import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { readCut } from "../feed/cut.service.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { listPastAccounts, listPastClaims, listPastTasks, readOwed } from "./as-of.service.ts";
import {
  AccountPositionConnection,
  AccountsAsOfArgs,
  AsOf,
  AsOfArgs,
  asOfOf,
  ClaimAsOf,
  ClaimAsOfConnection,
  ClaimsAsOfArgs,
  OwedAsOf,
  owedOf,
  pastClaimOf,
  pastTaskOf,
  RefillTaskAsOf,
  RefillTaskAsOfConnection,
  RefillTasksAsOfArgs,
} from "./as-of.types.ts";
import { loadClaim } from "./ledger.edges.ts";
import { taskById } from "./ledger.loader.ts";
import { type AccountPosition, Claim, positionOf, RefillTask, taskOf } from "./ledger.types.ts";

const local = (type: string, id: string | null | undefined): string | undefined =>
  id == null ? undefined : idOf(type, id);

@Resolver(() => AsOf)
export class AsOfResolver {
  @Query(() => AsOf, {
    description:
      "截至某时刻或游标枢纽已登记的数;引用的数永不改变。 / " +
      "What the hub had recorded by a time or cursor; a cited figure never changes.",
  })
  async asOf(@Args(() => AsOfArgs) wish: AsOfArgs, @Ctx() context: Context): Promise<AsOf> {
    return asOfOf(granted(context, await readCut(await context.reading.tx(), wish)));
  }

  @FieldResolver(() => [OwedAsOf], {
    description:
      "彼时一方应向另一方办理的,按种类与物资合计。 / What one owed the other then, summed.",
  })
  async owed(
    @Root() { cut }: AsOf,
    @Arg("debtorId", () => ID, { description: "应办一方。 / Who is to do it." }) debtorId: string,
    @Arg("creditorId", () => ID, { description: "应收一方。 / To whom it is due." })
    creditorId: string,
    @Ctx() context: Context,
  ): Promise<OwedAsOf[]> {
    const pair = {
      debtorOrg: idOf("Organization", debtorId),
      creditorOrg: idOf("Organization", creditorId),
    };
    return (await readOwed(await context.reading.tx(), cut, pair)).map(owedOf);
  }

  @FieldResolver(() => ClaimAsOfConnection, {
    description: "彼时已产生的往来,新的在前。 / Claims opened by then, newest first.",
  })
  async claims(
    @Root() { cut }: AsOf,
    @Args(() => ClaimsAsOfArgs) { debtorId, creditorId, incidentId, ...page }: ClaimsAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ClaimAsOf>> {
    const filter = {
      debtorOrg: local("Organization", debtorId),
      creditorOrg: local("Organization", creditorId),
      incidentId: local("Incident", incidentId),
    };
    const listed = await listPastClaims(await context.reading.tx(), cut, filter, page);
    return pageWith(granted(context, listed), pastClaimOf);
  }

  @FieldResolver(() => RefillTaskAsOfConnection, {
    description: "彼时已产生的补库任务,新的在前。 / Refill tasks opened by then, newest first.",
  })
  async refillTasks(
    @Root() { cut }: AsOf,
    @Args(() => RefillTasksAsOfArgs) args: RefillTasksAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<RefillTaskAsOf>> {
    const filter = {
      ownerOrg: local("Organization", args.ownerId),
      performerOrg: local("Organization", args.performerId),
      incidentId: local("Incident", args.incidentId),
      depotId: local("Depot", args.depotId),
    };
    const listed = await listPastTasks(await context.reading.tx(), cut, filter, args);
    return pageWith(granted(context, listed), pastTaskOf);
  }

  @FieldResolver(() => AccountPositionConnection, {
    description:
      "一账簿或一事件彼时的账户结余;ownerId 与 incidentId 至少给一个。 / " +
      "Balances of one book or of an incident then; one of the two is to be given.",
  })
  async accountPositions(
    @Root() { cut }: AsOf,
    @Args(() => AccountsAsOfArgs) { ownerId, incidentId, kinds, ...page }: AccountsAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<AccountPosition>> {
    const filter = {
      owner: local("Organization", ownerId),
      incidentId: local("Incident", incidentId),
      kinds: kinds ?? undefined,
    };
    const listed = await listPastAccounts(await context.reading.tx(), cut, filter, page);
    return pageWith(granted(context, listed), positionOf);
  }
}

@Resolver(() => RefillTaskAsOf)
export class RefillTaskAsOfEdges {
  @FieldResolver(() => RefillTask, {
    nullable: true,
    description: "该任务今日的情形。 / The task as it is today.",
  })
  async task(
    @Root() { taskId }: RefillTaskAsOf,
    @Ctx() context: Context,
  ): Promise<RefillTask | null> {
    const row = await context.load(taskById).load(taskId);
    return row && taskOf(row);
  }
}

@Resolver(() => ClaimAsOf)
export class ClaimAsOfEdges {
  @FieldResolver(() => Claim, {
    nullable: true,
    description: "该笔往来今日的情形。 / The claim as it is today.",
  })
  claim(@Root() { claimId }: ClaimAsOf, @Ctx() context: Context): Promise<Claim | null> {
    return loadClaim(context, claimId);
  }
}
