import { Field, ID, Int, ObjectType } from "type-graphql";
import type {
  BriefedGaps,
  BriefedIncident,
  BriefedItem,
  BriefedLine,
  BriefedNeed,
  BriefedOwed,
} from "../../schema/shapes/briefing.ts";
import type { IncidentState } from "../../schema/words/incidents.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { Duty } from "../../schema/words/replenishment.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { IncidentStateEnum } from "../incidents/incident.types.ts";
import { ClaimKindEnum } from "../ledger/ledger.types.ts";
import { DutyEnum } from "../replenishment/statement.types.ts";

const maybe = (description: string) => ({ nullable: true, description });

@ObjectType({
  description: "简报中一种物资的名称、单位与盘点时间。 / An item, its unit, its count.",
})
class BriefingCounted {
  @Field(() => String, { description: "物资代码。 / Sku." })
  item!: string;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => String, { description: "单位。 / Unit of the figures." })
  unit!: string;

  @Field(() => Int, { description: "从未盘点的批次数。 / Lots never counted." })
  uncountedLots!: number;

  @Field(() => Instant, maybe("最早的盘点时间。 / The oldest count; null: never counted."))
  countedAt!: string | null;

  @Field(() => Int, maybe("出具时该盘点已过天数。 / Days since that count, at the issue."))
  ageDays!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "一种物资的态势。 / Position of one item." })
export class BriefingItem extends BriefingCounted implements BriefedItem {
  @Field(() => Quantity, maybe("在库未预占;未知为空。 / On hand; null: unknown."))
  onHand!: number | null;

  @Field(() => Quantity, maybe("已预占;未知为空。 / Held; null: unknown."))
  held!: number | null;

  @Field(() => Quantity, maybe("在外(在途、现场、借出、归还途中)。 / Out; null: none seen."))
  out!: number | null;

  @Field(() => Quantity, maybe("定额。 / Target; null: none set."))
  target!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "一库一物资的缺口。 / One gap." })
export class BriefingGap extends BriefingCounted {
  @Field(() => String, { description: "库编码。 / Code of the depot." })
  depot!: string;

  @Field(() => Quantity, { description: "定额。 / Target." })
  target!: number;

  @Field(() => Quantity, maybe("可用。 / Usable."))
  usable!: number | null;

  @Field(() => Quantity, { description: "缺口。 / Gap." })
  gap!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "缺口数与最缺的十项。 / Gaps, and the worst ten.",
})
export class BriefingGaps {
  @Field(() => Int, { description: "有缺口的库与物资数(项)。 / Depots and items that are short." })
  short!: number;

  @Field(() => Int, { description: "存量未知的定额数(项)。 / Targets with unknown stock." })
  unknown!: number;

  @Field(() => [BriefingGap], { description: "按缺口比例最缺的十项。 / The worst by share." })
  top!: BriefedGaps["top"];
}

@ObjectType({ simpleResolvers: true, description: "一事件一物资的需求。 / Needs for one thing." })
export class BriefingNeed implements BriefedNeed {
  @Field(() => String, { description: "物资或技能代码。 / Sku, or code of a skill." })
  code!: string;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => String, { description: "单位。 / Unit." })
  unit!: string;

  @Field(() => Int, { description: "需求条数。 / How many needs." })
  needs!: number;

  @Field(() => Quantity, { description: "申报。 / Asked for." })
  asked!: number;

  @Field(() => Quantity, { description: "已承诺。 / Promised." })
  promised!: number;

  @Field(() => Quantity, { description: "已收到。 / Received." })
  received!: number;

  @Field(() => Instant, { description: "最早申报时间。 / When the oldest was declared." })
  declaredAt!: string;
}

@ObjectType({ simpleResolvers: true, description: "一起未办结事件。 / One open incident." })
export class BriefingIncident implements BriefedIncident {
  @Field(() => ID, { description: "事件编号。 / Global id of the incident." })
  id!: string;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => IncidentStateEnum, { description: "状态。 / State." })
  state!: IncidentState;

  @Field(() => String, maybe("响应级别。 / Response level."))
  responseLevel!: string | null;

  @Field(() => Instant, { description: "报告时间。 / Reported at." })
  reportedAt!: string;

  @Field(() => [BriefingNeed], { description: "需求。 / Its needs." })
  needs!: readonly BriefedNeed[];
}

@ObjectType({ simpleResolvers: true, description: "在途的一单一物资。 / Goods on the way." })
export class BriefingOnTheWay implements BriefedLine {
  @Field(() => ID, { description: "调拨单编号。 / Global id of the order." })
  orderId!: string;

  @Field(() => String, { description: "调拨单号。 / Number of the order." })
  number!: string;

  @Field(() => String, { description: "出借单位代码。 / Code of the lender." })
  lender!: string;

  @Field(() => String, { description: "需求单位代码。 / Code of the requester." })
  requester!: string;

  @Field(() => String, { description: "物资代码。 / Sku." })
  item!: string;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => String, { description: "单位。 / Unit." })
  unit!: string;

  @Field(() => Quantity, { description: "在途数量。 / How many are on the way." })
  onTheWay!: number;

  @Field(() => Instant, maybe("下达时间。 / Issued at."))
  issuedAt!: string | null;

  @Field(() => Instant, { description: "预计到达。 / Planned arrival." })
  arrivesAt!: string;
}

@ObjectType({ simpleResolvers: true, description: "区域间应还应补应付的一格。 / One cell owed." })
export class BriefingOwed implements BriefedOwed {
  @Field(() => String, { description: "应办一方区域代码。 / Region that is to do it." })
  debtorRegion!: string;

  @Field(() => String, { description: "应收一方区域代码。 / Region to which it is due." })
  creditorRegion!: string;

  @Field(() => DutyEnum, { description: "应还、应补或应付。 / What is to be done." })
  duty!: Duty;

  @Field(() => ClaimKindEnum, { description: "往来种类。 / Kind of claim." })
  kind!: ClaimKind;

  @Field(() => String, maybe("物资代码;金额为空。 / Sku; null: money."))
  item!: string | null;

  @Field(() => String, { description: "单位;金额为“分”。 / Unit; 分 for money." })
  unit!: string;

  @Field(() => Quantity, { description: "未清。 / Outstanding." })
  outstanding!: number;

  @Field(() => Quantity, { description: "其中逾期。 / Of it, overdue." })
  overdue!: number;

  @Field(() => Quantity, { description: "其中有争议。 / Of it, disputed." })
  disputed!: number;
}
