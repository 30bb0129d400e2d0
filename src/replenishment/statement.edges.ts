import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import type { StatementCell } from "./statement.model.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { cellText } from "./statement-table.rules.ts";
import { tableOfStatement } from "./statement-table.service.ts";
import {
  StatementFact,
  StatementHeading,
  StatementPage,
  StatementPart,
} from "./statement-table.types.ts";
import {
  Statement,
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

const isNumber = (cell: StatementCell | undefined): boolean => typeof cell === "object";

@Resolver(() => StatementLine)
export class StatementLineEdges {
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
