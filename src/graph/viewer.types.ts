import { Field, ID, ObjectType } from "type-graphql";
import {
  principalKind,
  role,
  signInMeans,
  type PrincipalKind,
  type Role,
  type SignInMeans,
} from "../../schema/words/access.ts";
import { Instant } from "./scalars.ts";
import { enumOf } from "./words.ts";

export const RoleEnum = enumOf(
  "Role",
  role,
  "在本单位内的角色。 / A role within one organization.",
);

export const PrincipalKindEnum = enumOf(
  "PrincipalKind",
  principalKind,
  "用户类别。 / What kind of principal signs in.",
);

const SignInMeansEnum = enumOf(
  "SignInMeans",
  signInMeans,
  "登录方式。 / By what a caller is known.",
);

@ObjectType({
  simpleResolvers: true,
  description: "在一个单位内的身份。 / Belonging to one organization.",
})
export class Membership {
  @Field(() => ID, { description: "单位的全局编号。 / Global id of the organization." })
  organizationId!: string;

  @Field(() => [RoleEnum], { description: "所任角色。 / The roles held there." })
  roles!: Role[];

  @Field(() => [String], {
    description: "凭这些角色可办的事项代码。 / Codes of what these roles may do.",
  })
  mayDo!: string[];
}

@ObjectType({ simpleResolvers: true, description: "当前登录者。 / Who is signed in." })
export class Viewer {
  @Field(() => ID, { description: "登录者的全局编号。 / Global id of the principal." })
  id!: string;

  @Field(() => String, { description: "岗位或系统名称。 / Name of the duty or system." })
  name!: string;

  @Field(() => PrincipalKindEnum, { description: "类别。 / Person, machine or the hub." })
  kind!: PrincipalKind;

  @Field(() => ID, {
    nullable: true,
    description:
      "当前以哪个单位的名义办理。 / Global id of the organization in whose name it acts now.",
  })
  actsForId!: string | null;

  @Field(() => [Membership], { description: "全部所属单位。 / Every organization it belongs to." })
  memberships!: Membership[];

  @Field(() => [ID], {
    description:
      "依有效协议向其开放储备的单位。 / Organizations whose reserves an agreement in force opens to it.",
  })
  partnerIds!: string[];

  @Field(() => SignInMeansEnum, {
    nullable: true,
    description: "以何种方式登录。 / By what it is known: a session, a key or a token.",
  })
  signedInBy!: SignInMeans | null;

  @Field(() => Instant, {
    nullable: true,
    description: "登录或凭据有效至;空为不限期。 / Until when that is good; null: it has no end.",
  })
  signedInUntil!: Date | null;
}
