import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { CodeTableKind } from "../../schema/words/codes.ts";
import { Item } from "../catalog/catalog.types.ts";
import { Batch } from "../graph/batch.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import { listChanges, listEntries } from "./code-reading.service.ts";
import { plainCode } from "./code-row.rules.ts";
import { CodeChangesArgs, CodeEntriesArgs, CodesArgs } from "./codes.args.types.ts";
import { codesOfThing, versionsOfTable } from "./codes.loader.ts";
import {
  changeOf,
  CodeEntryChangeConnection,
  CodeEntryConnection,
  CodeTable,
  CodeTableVersion,
  entryOf,
  versionOf,
  type CodeEntry,
  type CodeEntryChange,
} from "./codes.types.ts";

/** Whose table is meant: one's own where nobody is named. */
export const ownerOf = ({ principal }: Context, { organizationId }: CodesArgs): string =>
  organizationId == null ? (principal?.orgId ?? "") : idOf("Organization", organizationId);

export type Codes = string[] | null;

/** The codes of some things in the one table that is asked for; null: there is no such table. */
export const codesOf = async (
  kind: CodeTableKind,
  targets: readonly string[],
  context: Context,
  args: CodesArgs,
): Promise<(Codes | Error)[]> => {
  const table = { org: ownerOf(context, args), system: plainCode(args.system), kind };
  const asked = targets.map((target) => ({ ...table, target }));
  const found = await context.load(codesOfThing).loadMany(asked);
  return found.map((codes) => (codes instanceof Error || codes === null ? codes : [...codes]));
};

export async function codesOfOne(
  kind: CodeTableKind,
  target: string,
  context: Context,
  args: CodesArgs,
): Promise<Codes> {
  const [codes = null] = await codesOf(kind, [target], context, args);
  if (codes instanceof Error) throw codes;
  return codes;
}

export const codesAre = {
  nullable: true,
  description:
    "在某码表中的编码;未收录为空列表,无该表为空。 / Its codes in a table; null: there is no such table.",
} as const;

@Resolver(() => Item)
export class ItemCodes {
  @FieldResolver(() => [String], codesAre)
  @Batch((items: readonly Item[], context, args: CodesArgs) =>
    codesOf(
      "ITEM",
      items.map(({ sku }) => sku),
      context,
      args,
    ),
  )
  codes(
    @Root() { sku }: Item,
    @Args(() => CodesArgs) args: CodesArgs,
    @Ctx() context: Context,
  ): Promise<Codes> {
    return codesOfOne("ITEM", sku, context, args);
  }
}

@Resolver(() => Region)
export class RegionCodes {
  @FieldResolver(() => [String], codesAre)
  codes(
    @Root() { code }: Region,
    @Args(() => CodesArgs) args: CodesArgs,
    @Ctx() context: Context,
  ): Promise<Codes> {
    return codesOfOne("REGION", code, context, args);
  }
}

@Resolver(() => Organization)
export class OrganizationCodes {
  @FieldResolver(() => [String], codesAre)
  codes(
    @Root() { code }: Organization,
    @Args(() => CodesArgs) args: CodesArgs,
    @Ctx() context: Context,
  ): Promise<Codes> {
    return codesOfOne("ORGANIZATION", code, context, args);
  }
}

@Resolver(() => CodeTable)
export class CodeTableEdges {
  @FieldResolver(() => Organization, { description: "所属单位。 / Whose table it is." })
  organization(@Root() { org }: CodeTable, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => [CodeTableVersion], {
    description: "各版,由新到旧,至多 100 版。 / Versions, the latest first, at most 100.",
  })
  async versions(@Root() { key }: CodeTable, @Ctx() context: Context): Promise<CodeTableVersion[]> {
    return (await context.load(versionsOfTable).load(key)).map(versionOf);
  }

  @FieldResolver(() => CodeEntryConnection, {
    description: "某版的各行,按编码排序。 / The rows of a version, by code.",
  })
  async entries(
    @Root() { key: id, kind, version: present }: CodeTable,
    @Args(() => CodeEntriesArgs) { version, codes, targets, ...page }: CodeEntriesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CodeEntry>> {
    const filter = { id, version: version ?? present };
    const only = { codes: codes ?? undefined, targets: targets ?? undefined };
    const listed = await listEntries(await context.reading.tx(), { ...filter, ...only }, page);
    return pageWith(granted(context, listed), (row) => entryOf(kind, row));
  }

  @FieldResolver(() => CodeEntryChangeConnection, {
    description: "某版相对上一版的变化。 / What a version changed.",
  })
  async changes(
    @Root() { key: id, kind, version: present }: CodeTable,
    @Args(() => CodeChangesArgs) { version, ...page }: CodeChangesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CodeEntryChange>> {
    const filter = { id, version: version ?? present };
    const listed = await listChanges(await context.reading.tx(), filter, page);
    return pageWith(granted(context, listed), (row) => changeOf(kind, row));
  }
}
