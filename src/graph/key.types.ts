import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { apiKeyState, type ApiKeyState, type Role } from "../../schema/words/access.ts";
import { connectionOf } from "./connection.ts";
import { Node } from "./node.ts";
import { payloadOf } from "./refused.ts";
import { Instant } from "./scalars.ts";
import { RoleEnum } from "./viewer.types.ts";
import { enumOf } from "./words.ts";

const ApiKeyStateEnum = enumOf(
  "ApiKeyState",
  apiKeyState,
  "密钥的状态,以枢纽时钟为准。 / State of a key, by the hub's clock.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "接口密钥,口令部分从不回显。 / An API key; its secret is never told again.",
})
export class ApiKey extends Node {
  @Field(() => String, { description: "持钥系统名称。 / Name of the system that holds it." })
  name!: string;

  @Field(() => ID, { description: "持钥者的全局编号。 / Global id of its principal." })
  principalId!: string;

  @Field(() => [ID], { description: "所属单位。 / Organizations that it belongs to." })
  organizationIds!: string[];

  @Field(() => [RoleEnum], { description: "可用角色。 / Roles that it may use." })
  roles!: Role[];

  @Field(() => Instant, { description: "签发时间。 / When it was issued." })
  createdAt!: Date;

  @Field(() => Instant, {
    nullable: true,
    description: "到期时间;空为不限期。 / When it expires; null: never.",
  })
  expiresAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: "撤销时间;空为未撤销。 / When it was revoked; null: it was not.",
  })
  revokedAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: "最近使用时间(精确到分钟)。 / When it was last used, to the minute.",
  })
  lastUsedAt!: Date | null;

  @Field(() => ApiKeyStateEnum, {
    description: "状态;将到期的须尽快轮换。 / Its state; one that ends soon wants a rotation.",
  })
  state!: ApiKeyState;

  @Field(() => ID, {
    nullable: true,
    description: "它所接替的密钥。 / Global id of the key that it was issued in place of.",
  })
  replacesId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "接替它的密钥;空为未轮换。 / Global id of the key issued in its place, if any.",
  })
  replacedById!: string | null;
}

export const ApiKeyConnection = connectionOf("ApiKey", ApiKey);

@ObjectType({
  simpleResolvers: true,
  description: "已签发的密钥,口令只出示一次。 / An issued key; its secret is shown once.",
})
export class IssuedApiKey {
  @Field(() => ApiKey, { description: "密钥。 / The key." })
  apiKey!: ApiKey;

  @Field(() => String, {
    nullable: true,
    description:
      "完整密钥文本,仅首次返回;重复提交时为空。 / The whole key, told once; null when the call is repeated.",
  })
  secret!: string | null;
}

@InputType({ description: "签发密钥的内容。 / What key to issue." })
export class IssueApiKeyInput {
  @Field(() => String, { description: "幂等键。 / Idempotency key." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "为哪个单位签发。 / Global id of the organization." })
  organizationId!: string;

  @Field(() => String, { description: "持钥系统名称。 / Name of the system that will hold it." })
  name!: string;

  @Field(() => [RoleEnum], { description: "授予的角色,至少一个。 / Roles to give, one or more." })
  roles!: Role[];

  @Field(() => Instant, {
    nullable: true,
    description: "到期时间;不填为不限期。 / When it expires; absent: never.",
  })
  expiresAt?: Date | null;
}

@InputType({ description: "撤销密钥的内容。 / What key to revoke." })
export class RevokeApiKeyInput {
  @Field(() => String, { description: "幂等键。 / Idempotency key." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "密钥的全局编号。 / Global id of the key." })
  apiKeyId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "轮换的结果,新口令只出示一次。 / A rotation; the new secret is shown once.",
})
export class RotatedApiKey extends IssuedApiKey {
  @Field(() => ApiKey, {
    description: "原密钥,到其到期时间为止仍有效。 / The old key; it is good until it expires.",
  })
  previous!: ApiKey;
}

@InputType({ description: "轮换密钥的内容。 / How to rotate a key." })
export class RotateApiKeyInput {
  @Field(() => String, { description: "幂等键。 / Idempotency key." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "原密钥的全局编号。 / Global id of the key to replace." })
  apiKeyId!: string;

  @Field(() => Int, {
    defaultValue: 24,
    description:
      "原密钥继续有效的小时数,0–720;0 为立即失效。 / Hours that the old key goes on, 0–720; 0: it ends now.",
  })
  overlapHours!: number;

  @Field(() => Instant, {
    nullable: true,
    description:
      "新密钥到期时间;不填则与原密钥的期限等长。 / When the new key expires; absent: after as long as the old one had.",
  })
  expiresAt?: Date | null;
}

export const RotateApiKeyPayload = payloadOf("RotateApiKey", RotatedApiKey);
export const IssueApiKeyPayload = payloadOf("IssueApiKey", IssuedApiKey);
export const RevokeApiKeyPayload = payloadOf("RevokeApiKey", ApiKey);
