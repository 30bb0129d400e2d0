import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { StatementClaim } from "../../schema/shapes/statement.ts";
import { dutyOf } from "../../schema/words/replenishment.ts";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import type { StatementRow } from "./statement.model.ts";
import {
  countersignStatement,
  issueStatement,
  listStatements,
  statementById,
} from "./statement.service.ts";
import { cutsOf } from "./statement.rules.ts";
import {
  CountersignStatementInput,
  IssueStatementInput,
  StatementsArgs,
} from "./statement.args.types.ts";
import {
  CountersignStatementPayload,
  IssueStatementPayload,
  Statement,
  StatementBook,
  StatementConnection,
  StatementGoodsOut,
  StatementLine,
  StatementTaskAge,
  StatementVoucher,
} from "./statement.types.ts";

const loadStatement = async (context: Context, id: string): Promise<Statement | null> => {
  const row = await statementById(await context.reading.tx(), id);
  return row === undefined ? null : statementOf(row);
};
registerNode("Statement", loadStatement);

const statementOf = (row: StatementRow): Statement =>
  Object.assign(new Statement(), {
    id: globalId("Statement", row.id),
    row,
    ...{ cutAt: row.cutAt, onDay: row.onDay, headRoot: row.headRoot, org: row.org },
    headSize: Number(row.headSize),
    ...{ issuedAt: row.issuedAt, countersignedAt: row.countersignedAt },
    ...{ counterpartyOrg: row.counterparty, incidentKey: row.incidentId },
    lines: row.content.claims.map((line) => lineOf(row, line)),
    withinLines: (row.content.within ?? []).map((line) => lineOf(row, line)),
    books: (row.content.books ?? []).map(({ org, fromSize, head }) =>
      Object.assign(new StatementBook(), {
        ...{ org, fromSize, size: head?.size ?? 0, root: head?.root ?? "" },
      }),
    ),
    goodsOut: row.content.goodsOut.map(({ holder, item, ...goods }) =>
      Object.assign(new StatementGoodsOut(), { ...goods, itemCode: item, holderOrg: holder }),
    ),
    tasks: row.content.tasks.map(({ depot, performer, item, ...task }) =>
      Object.assign(new StatementTaskAge(), {
        ...task,
        ...{ depotCode: depot, performerOrg: performer, itemCode: item },
      }),
    ),
  });

const lineOf = (
  row: StatementRow,
  { org, side, counterparty, item, ...line }: StatementClaim,
): StatementLine =>
  Object.assign(new StatementLine(), {
    ...line,
    ...{ collects: side === "COLLECT", duty: dutyOf[line.kind], org: org ?? null },
    ...{ itemCode: item, counterpartyOrg: counterparty, settled: [...line.settled] },
    vouchers: (line.vouchers ?? []).map((one) =>
      Object.assign(new StatementVoucher(), {
        ...one,
        key: {
          transferId: one.transfer,
          line: { counterparty, kind: line.kind, item },
          cuts: cutsOf(row),
        },
      }),
    ),
  });

const local = (type: string, id: string | null | undefined): string | undefined =>
  id ? idOf(type, id) : undefined;

const subjectOf = (input: IssueStatementInput | StatementsArgs) => ({
  counterparty: local("Organization", input.counterpartyId),
  incidentId: local("Incident", input.incidentId),
  region: input.regionCode ?? undefined,
});

const onStatement = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Statement | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => loadStatement(context, id),
  );

@Resolver(() => Statement)
export class StatementResolver {
  @Query(() => StatementConnection, {
    description: "对账单,新的在前。 / Statements, newest first.",
  })
  async statements(
    @Args(() => StatementsArgs) args: StatementsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Statement>> {
    const filter = { ...subjectOf(args), org: local("Organization", args.organizationId) };
    const { first, after } = args;
    const page = { first, after, ...filter };
    return pageWith(
      granted(context, await listStatements(await context.reading.tx(), page)),
      statementOf,
    );
  }

  @Mutation(() => IssueStatementPayload, {
    description: "出具对账单,截至最近切点。 / Issues a statement, up to the last cut of the books.",
  })
  issueStatement(
    @Arg("input", () => IssueStatementInput, { description: "对象。 / About what." })
    input: IssueStatementInput,
    @Ctx() context: Context,
  ): Promise<Statement | Refused> {
    const org = idOf("Organization", input.organizationId);
    const asked = { org, ...subjectOf(input) };
    return onStatement(context, input.idempotencyKey, (asking) =>
      issueStatement(context.hub.database, asking, asked),
    );
  }

  @Mutation(() => CountersignStatementPayload, {
    description: "签认对账单(对方财务办理)。 / The other side's finance signs.",
  })
  countersignStatement(
    @Arg("input", () => CountersignStatementInput, { description: "哪份。 / Which one." })
    input: CountersignStatementInput,
    @Ctx() context: Context,
  ): Promise<Statement | Refused> {
    const statementId = idOf("Statement", input.statementId);
    return onStatement(context, input.idempotencyKey, (asking) =>
      countersignStatement(context.hub.database, asking, { statementId }),
    );
  }

  @FieldResolver(() => Organization, { description: "出具单位。 / Whose statement." })
  organization(@Root() { org }: Statement, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "对方单位;空为全部。 / The other side; null: everyone.",
  })
  async counterparty(
    @Root() { counterpartyOrg }: Statement,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return counterpartyOrg === null ? null : loadOrganization(context, counterpartyOrg);
  }
}
