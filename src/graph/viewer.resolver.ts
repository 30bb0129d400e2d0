import { Ctx, Query, Resolver } from "type-graphql";
import { mayDo } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import type { Context } from "./context.ts";
import { globalId } from "./node.ts";
import { Viewer } from "./viewer.types.ts";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description: "当前登录者;未登录为空。 / Who is signed in; null for the public.",
  })
  viewer(@Ctx() { principal }: Context): Viewer | null {
    return principal === undefined ? null : viewerOf(principal);
  }
}

const organization = (orgId: string): string => globalId("Organization", orgId);

const viewerOf = ({ id, name, kind, orgId, memberships, partners, ...by }: Principal): Viewer =>
  Object.assign(new Viewer(), {
    id: globalId("Principal", id),
    name,
    kind,
    actsForId: orgId === "" ? null : organization(orgId),
    memberships: memberships.map((held) => ({
      organizationId: organization(held.orgId),
      roles: [...held.roles],
      mayDo: mayDo(held.roles),
    })),
    partnerIds: partners.map(organization),
    signedInBy: by.credential?.means ?? null,
    signedInUntil: by.credential?.until ?? null,
  });
