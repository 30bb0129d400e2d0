import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import type { AccountKind } from "../../schema/words/ledger.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageFrom, pageOf } from "../kernel/page.ts";
import { refuseFor } from "../kernel/refusal.ts";
import { LedgerHead } from "./head.types.ts";
import { ClaimsArgs, RefillTasksArgs } from "./ledger.args.types.ts";
import {
  claimById,
  readAccountSights,
  readClaimPage,
  readTaskPage,
  taskById,
} from "./ledger.loader.ts";
import type { Claim, RefillTask } from "./ledger.types.ts";
import {
  AccountKindEnum,
  AccountPosition,
  ClaimConnection,
  claimOf,
  positionOf,
  RefillTaskConnection,
  taskOf,
} from "./ledger.types.ts";
import { lastHeads } from "./proof.service.ts";
import { headOf } from "./proof.types.ts";

registerNode("Claim", async (context, id) => {
  const row = await context.load(claimById).load(id);
  return row && claimOf(row);
});
registerNode("RefillTask", async (context, id) => {
  const row = await context.load(taskById).load(id);
  return row && taskOf(row);
});

const byTime = ["timestamptz", "uuid"] as const;

const local = (type: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : idOf(type, id);

@Resolver()
export class LedgerResolver {
  @Query(() => ClaimConnection, {
    description:
      "往来,新的在前;各筛选条件同时满足。 / Claims, newest first; all filters hold at once.",
  })
  async claims(
    @Args(() => ClaimsArgs) args: ClaimsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Claim>> {
    const page = granted(context, pageOf(args, byTime));
    const filter = {
      debtorOrg: local("Organization", args.debtorId),
      creditorOrg: local("Organization", args.creditorId),
      incidentId: local("Incident", args.incidentId),
      kinds: args.kinds,
      states: args.states,
      overdue: args.overdue,
    };
    const rows = await readClaimPage(await context.reading.tx(), filter, page);
    return pageFrom(rows, page, ({ openedKey, id }) => [openedKey, id], claimOf);
  }

  @Query(() => RefillTaskConnection, {
    description: "补库任务,新的在前。 / Refill tasks, newest first.",
  })
  async refillTasks(
    @Args(() => RefillTasksArgs) args: RefillTasksArgs,
    @Ctx() context: Context,
  ): Promise<Connection<RefillTask>> {
    const page = granted(context, pageOf(args, byTime));
    const filter = {
      ownerOrg: local("Organization", args.ownerId),
      performerOrg: local("Organization", args.performerId),
      incidentId: local("Incident", args.incidentId),
      depotId: local("Depot", args.depotId),
      ...{ states: args.states, overdue: args.overdue },
    };
    const rows = await readTaskPage(await context.reading.tx(), filter, page);
    return pageFrom(rows, page, ({ openedKey, id }) => [openedKey, id], taskOf);
  }

  @Query(() => [AccountPosition], {
    description: "账户结余,至多 1000 行。 / Balances of an incident or of one book, at most 1000.",
  })
  async accountPositions(
    @Arg("ownerId", () => ID, { nullable: true, description: "账户所属单位。 / Whose book." })
    ownerId: string | undefined,
    @Arg("incidentId", () => ID, { nullable: true, description: "在外的事件。 / Out for what." })
    incidentId: string | undefined,
    @Arg("kinds", () => [AccountKindEnum], { nullable: true, description: "类别。 / Kinds." })
    kinds: AccountKind[] | undefined,
    @Ctx() context: Context,
  ): Promise<AccountPosition[]> {
    const rows = await readAccountSights(await context.reading.tx(), {
      owner: local("Organization", ownerId),
      incidentId: local("Incident", incidentId),
      kinds,
    });
    return rows.map(positionOf);
  }

  @Query(() => [LedgerHead], {
    description: "各账簿最新的封存头。 / The latest sealed head of each book.",
  })
  async ledgerHeads(
    @Arg("organizationIds", () => [ID], { description: "账簿所属单位。 / Whose books." })
    organizationIds: string[],
    @Ctx() context: Context,
  ): Promise<LedgerHead[]> {
    if (organizationIds.length > 100)
      granted(context, refuseFor("TOO_MANY", "organizationIds", { max: 100 }));
    const books = organizationIds.map((id) => idOf("Organization", id));
    const heads = await lastHeads(await context.reading.tx(), books);
    return heads.map(headOf);
  }
}
