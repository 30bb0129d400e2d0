import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, readNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { resolutionById } from "./conference.loader.ts";
import { listDuePolicies, setDuePolicy } from "./due-policy.service.ts";
import {
  DuePolicy,
  duePolicyOf,
  SetDuePolicyInput,
  SetDuePolicyPayload,
} from "./due-policy.types.ts";
import { Resolution, resolutionOf } from "./resolution.types.ts";

@Resolver()
export class DuePolicyResolver {
  @Query(() => [DuePolicy], {
    description:
      "到期规则,后生效的在前,至多 200 条。 / Due policies, the latest first, 200 at most.",
  })
  async duePolicies(
    @Arg("agreement", () => String, {
      nullable: true,
      description: "只看该协议(代码)的。 / Of this agreement only, by its code.",
    })
    agreement: string | undefined,
    @Ctx() context: Context,
  ): Promise<DuePolicy[]> {
    const tx = await context.reading.tx();
    return (await listDuePolicies(tx, agreement ?? null)).map(duePolicyOf);
  }

  @Mutation(() => SetDuePolicyPayload, {
    description:
      "依已通过的决议设定到期规则(会议秘书办理)。 / " +
      "Sets a due policy by an adopted resolution; by its secretary.",
  })
  setDuePolicy(
    @Arg("input", () => SetDuePolicyInput, { description: "规则。 / The policy." })
    { idempotencyKey: key, agreement, autoAfterDays, ...terms }: SetDuePolicyInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    const resolutionId = idOf("Resolution", terms.resolutionId);
    const scope = { resolutionId, agreementId: agreement ?? null };
    const input = { ...terms, ...scope, autoAfterDays: autoAfterDays ?? null };
    return answer(
      context,
      () => setDuePolicy(context.hub.database, { principal: context.principal, key }, input),
      async ({ id }) => (await readNode(context, globalId("Resolution", id))) as Resolution | null,
    );
  }
}

@Resolver(() => DuePolicy)
export class DuePolicyEdges {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: "以谁的名义自动督办。 / In whose name it is supervised by itself.",
  })
  async autoOrganization(
    @Root() { autoOrg }: DuePolicy,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return autoOrg === null ? null : loadOrganization(context, autoOrg);
  }

  @FieldResolver(() => Resolution, {
    nullable: true,
    description: "所依决议;非会议成员不可见。 / The resolution; null to who is no member.",
  })
  async resolution(
    @Root() { resolutionId }: DuePolicy,
    @Ctx() context: Context,
  ): Promise<Resolution | null> {
    const row = resolutionId && (await context.load(resolutionById).load(resolutionId));
    return row ? resolutionOf(row) : null;
  }
}
