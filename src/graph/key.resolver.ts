import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import {
  issueKey,
  listKeys,
  readKeyOf,
  revokeKey,
  type IssuedKey,
  type KeyRow,
} from "../access/key.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { PageArgs, type Connection } from "./connection.ts";
import type { Context } from "./context.ts";
import {
  ApiKey,
  ApiKeyConnection,
  IssueApiKeyInput,
  IssueApiKeyPayload,
  IssuedApiKey,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from "./key.types.ts";
import { globalId, idOf, registerNode } from "./node.ts";
import { answer, granted, type Refused } from "./refused.ts";

registerNode("ApiKey", readApiKey);

@Resolver(() => ApiKey)
export class KeyResolver {
  @Query(() => ApiKeyConnection, {
    description:
      "本人的密钥,以及本人所管理单位的密钥。 / One's own keys and those of organizations one administers.",
  })
  async apiKeys(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ApiKey>> {
    const tx = await context.reading.tx();
    const { edges, pageInfo } = granted(context, await listKeys(tx, context.principal, args));
    return { edges: edges.map(({ node, cursor }) => ({ node: apiKeyOf(node), cursor })), pageInfo };
  }

  @Mutation(() => IssueApiKeyPayload, {
    description:
      "为本单位的系统签发密钥(管理员)。 / Issues a key to a system of one's organization; by its administrator.",
  })
  async issueApiKey(
    @Arg("input", () => IssueApiKeyInput, { description: "签发内容。 / What to issue." })
    { organizationId, ...order }: IssueApiKeyInput,
    @Ctx() context: Context,
  ): Promise<IssuedApiKey | Refused> {
    const { database } = context.hub;
    const orgId = idOf("Organization", organizationId);
    const act = (): Promise<Outcome<IssuedKey>> =>
      issueKey(database, context.principal, { ...order, orgId });
    return answer(context, act, async ({ written, secret }) => {
      const apiKey = await readApiKey(context, written.id);
      return apiKey && Object.assign(new IssuedApiKey(), { apiKey, secret });
    });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: "撤销密钥,即时生效。 / Revokes a key, at once and for good.",
  })
  async revokeApiKey(
    @Arg("input", () => RevokeApiKeyInput, { description: "撤销内容。 / What to revoke." })
    { apiKeyId, idempotencyKey }: RevokeApiKeyInput,
    @Ctx() context: Context,
  ): Promise<ApiKey | Refused> {
    const { database } = context.hub;
    const asked = { idempotencyKey, id: idOf("ApiKey", apiKeyId) };
    return answer(
      context,
      () => revokeKey(database, context.principal, asked),
      ({ id }) => readApiKey(context, id),
    );
  }
}

async function readApiKey(context: Context, id: string): Promise<ApiKey | null> {
  if (context.principal === undefined) return null;
  const row = await readKeyOf(await context.reading.tx(), context.principal, id);
  return row === undefined ? null : apiKeyOf(row);
}

const apiKeyOf = ({ id, principalId, orgs, roles, ...row }: KeyRow): ApiKey =>
  Object.assign(new ApiKey(), {
    ...row,
    id: globalId("ApiKey", id),
    principalId: globalId("Principal", principalId),
    organizationIds: orgs.map((org) => globalId("Organization", org)),
    roles: [...roles],
  });
