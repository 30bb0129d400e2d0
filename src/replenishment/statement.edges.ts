import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import type { StatementCell } from "./statement.model.ts";
import { loadOrganization, loadRegion } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import { cellText } from "./statement-telling.rules.ts";
import { tableOfStatement } from "./statement-table.service.ts";
import {
  StatementFact,
  StatementHeading,
  StatementPage,
  StatementPart,
} from "./statement-table.types.ts";
import {
  Statement,
  StatementBook,
  StatementGoodsOut,
  StatementLine,
  StatementTaskAge,
} from "./statement.types.ts";

@Resolver(() => Statement)
export class StatementPageEdges {
  @FieldResolver(() => StatementPage, {
    description: "可读的对账单,与下载文件同一数字。 / As people read it; the files say the same.",
  })
  async page(
    @Arg("english", () => Boolean, {
      defaultValue: false,
      description: "英文。 / In English.",
    })
    english: boolean,
    @Root() { row }: Statement,
    @Ctx() context: Context,
  ): Promise<StatementPage> {
    const tx = await context.reading.tx();
    const table = await tableOfStatement(tx, row, english ? "en" : "zh");
    return Object.assign(new StatementPage(), {
      ...{ number: table.number, title: table.title },
      facts: table.facts.map(([term, text]) => Object.assign(new StatementFact(), { term, text })),
      sections: table.sections.map(({ rows, headings, ...section }) =>
        Object.assign(new StatementPart(), {
          ...section,
          headings: headings.map((text, at) =>
            Object.assign(new StatementHeading(), { text, number: isNumber(rows[0]?.[at]) }),
          ),
          rows: rows.map((cells) => cells.map(cellText)),
        }),
      ),
    });
  }
}

@Resolver(() => Statement)
export class StatementRegionEdges {
  @FieldResolver(() => Region, {
    nullable: true,
    description: "汇总的区域;空为单个单位。 / The region rolled up; null: one organization.",
  })
  async region(@Root() { row }: Statement, @Ctx() context: Context): Promise<Region | null> {
    return row.region === null ? null : loadRegion(context, row.region);
  }

  @FieldResolver(() => [Organization], {
    description: "区域内未纳入的政府单位,其数不详。 / Its governments that are not in the figures.",
  })
  untold(@Root() { row }: Statement, @Ctx() context: Context): Promise<Organization[]> {
    return Promise.all((row.content.untold ?? []).map((org) => loadOrganization(context, org)));
  }
}

@Resolver(() => StatementBook)
export class StatementBookEdges {
  @FieldResolver(() => Organization, { description: "谁的账簿。 / Whose book." })
  organization(@Root() { org }: StatementBook, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }
}

const isNumber = (cell: StatementCell | undefined): boolean => typeof cell === "object";

@Resolver(() => StatementLine)
export class StatementLineEdges {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: "区域内往来的本方;其余为空。 / Whose side, between governments of a region.",
  })
  async organization(
    @Root() { org }: StatementLine,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return org === null ? null : loadOrganization(context, org);
  }

  @FieldResolver(() => Organization, { description: "对方单位。 / The other side." })
  counterparty(
    @Root() { counterpartyOrg }: StatementLine,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, counterpartyOrg);
  }
}

@Resolver(() => StatementGoodsOut)
export class StatementGoodsOutEdges {
  @FieldResolver(() => Organization, { description: "持有方。 / Who has them." })
  holder(@Root() { holderOrg }: StatementGoodsOut, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, holderOrg);
  }
}

@Resolver(() => StatementTaskAge)
export class StatementTaskAgeEdges {
  @FieldResolver(() => Organization, { description: "承办单位。 / Who performs it." })
  performer(
    @Root() { performerOrg }: StatementTaskAge,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, performerOrg);
  }
}
