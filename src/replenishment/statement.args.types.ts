import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../graph/connection.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";

@InputType({ description: "出具对账单。 / Issues a statement." })
export class IssueStatementInput extends KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: "区划代码:汇总该区域政府单位。 / Roll up the governments of this region, its own.",
  })
  regionCode?: string;

  @Field(() => ID, { description: "出具单位。 / Whose statement." })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: "对方单位;空为全部。 / Other side; null: all." })
  counterpartyId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件;空为全部。 / Incident; null: all." })
  incidentId?: string;
}

@InputType({ description: "签认对账单。 / The other side signs." })
export class CountersignStatementInput extends KeyedInput {
  @Field(() => ID, { description: "对账单编号。 / Global id of the statement." })
  statementId!: string;
}

@ArgsType()
export class StatementsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "区划代码。 / Roll-ups of this region." })
  regionCode?: string;

  @Field(() => ID, { nullable: true, description: "出具单位。 / Whose statements." })
  organizationId?: string;

  @Field(() => ID, { nullable: true, description: "对方单位。 / The other side." })
  counterpartyId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;
}
