import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import {
  issueKey,
  listKeys,
  readKeyOf,
  revokeKey,
  rotateKey,
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
  RotateApiKeyInput,
  RotateApiKeyPayload,
  RotatedApiKey,
} from "./key.types.ts";
import { globalId, idOf, localId, registerNode } from "./node.ts";
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

  @Mutation(() => RotateApiKeyPayload, {
    description:
      "轮换系统的密钥:新旧并行一段时间(管理员)。 / Rotates a system's key: old and new overlap; by its administrator.",
  })
  async rotateApiKey(
    @Arg("input", () => RotateApiKeyInput, { description: "轮换内容。 / What to rotate." })
    { apiKeyId, ...order }: RotateApiKeyInput,
    @Ctx() context: Context,
  ): Promise<RotatedApiKey | Refused> {
    const { database } = context.hub;
    const act = (): Promise<Outcome<IssuedKey>> =>
      rotateKey(database, context.principal, { ...order, id: idOf("ApiKey", apiKeyId) });
    return answer(context, act, async ({ written, secret }) => {
      const apiKey = await readApiKey(context, written.id);
      const old = localId(apiKey?.replacesId ?? "")?.id ?? "";
      const previous = await readApiKey(context, old);
      return apiKey && previous && Object.assign(new RotatedApiKey(), { apiKey, previous, secret });
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

const apiKeyOf = ({ id, principalId, orgs, roles, replaces, replacedBy, ...row }: KeyRow): ApiKey =>
  Object.assign(new ApiKey(), {
    name: row.name,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
    state: row.state,
    id: globalId("ApiKey", id),
    principalId: globalId("Principal", principalId),
    organizationIds: orgs.map((org) => globalId("Organization", org)),
    roles: [...roles],
    replacesId: keyId(replaces),
    replacedById: keyId(replacedBy),
  });

const keyId = (id: string | null): string | null => (id === null ? null : globalId("ApiKey", id));
