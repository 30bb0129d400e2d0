/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 动态筛选;各条件同时满足。 / Which changes; all conditions hold. */
export type ChangeFilterInput = {
  /** 事实类别。 / Kinds of facts. */
  kinds?: Array<EventKind> | null | undefined;
  /** 对象全局编号。 / Global ids of subjects. */
  subjectIds?: Array<string> | null | undefined;
  /** 对象类别。 / Kinds of subjects. */
  subjectKinds?: Array<SubjectKind> | null | undefined;
};

/** 发生了什么;新版本可能增加取值。 / What happened; later versions may add values. */
export type EventKind =
  /** 缔约方已退出协议 / a party left the agreement */
  | 'AGREEMENT_LEFT'
  /** 协议新版本已提出 / agreement version proposed */
  | 'AGREEMENT_PROPOSED'
  /** 协议已恢复 / agreement resumed */
  | 'AGREEMENT_RESUMED'
  /** 协议已签订 / agreement signed */
  | 'AGREEMENT_SIGNED'
  /** 协议已中止 / agreement suspended */
  | 'AGREEMENT_SUSPENDED'
  /** 协议提案已撤回 / proposed agreement withdrawn */
  | 'AGREEMENT_WITHDRAWN'
  /** 已提请审批 / approval asked */
  | 'APPROVAL_ASKED'
  /** 审批已决定 / approval decided */
  | 'APPROVAL_DECIDED'
  /** 审批逾期失效 / approval lapsed */
  | 'APPROVAL_LAPSED'
  /** 会议简报已出具 / conference briefing issued */
  | 'BRIEFING_ISSUED'
  /** 慈善项目已更新 / campaign changed */
  | 'CAMPAIGN_CHANGED'
  /** 慈善项目已登记 / campaign opened */
  | 'CAMPAIGN_OPENED'
  /** 往来已变化 / claim changed */
  | 'CLAIM_CHANGED'
  /** 争议往来已由决议裁决 / disputed claim decided by a resolution */
  | 'CLAIM_DECIDED'
  /** 往来即将到期 / claim due soon */
  | 'CLAIM_DUE_SOON'
  /** 争议一方已陈述数额 / a side of a dispute stated its figure */
  | 'CLAIM_FIGURE_STATED'
  /** 往来已产生 / claim opened */
  | 'CLAIM_OPENED'
  /** 往来已逾期 / claim overdue */
  | 'CLAIM_OVERDUE'
  /** 码表已更新 / code table changed */
  | 'CODE_TABLE_CHANGED'
  /** 已调用协议储备 / call right used */
  | 'COMMITMENT_CALLED'
  /** 调用协议已登记 / call right recorded */
  | 'COMMITMENT_RECORDED'
  /** 差异已确认 / difference confirmed */
  | 'DIFFERENCE_CONFIRMED'
  /** 发出方不认差异 / sender denied the difference */
  | 'DIFFERENCE_DENIED'
  /** 捐赠公示已更正 / disclosure corrected */
  | 'DISCLOSURE_CORRECTED'
  /** 公示即将到期 / disclosure due soon */
  | 'DISCLOSURE_DUE_SOON'
  /** 公示已建立 / disclosure opened */
  | 'DISCLOSURE_OPENED'
  /** 公示已逾期 / disclosure overdue */
  | 'DISCLOSURE_OVERDUE'
  /** 捐赠信息已公示 / disclosure published */
  | 'DISCLOSURE_PUBLISHED'
  /** 捐赠物资已导入 / donations imported */
  | 'DONATIONS_IMPORTED'
  /** 捐赠物资已发放 / donated goods distributed */
  | 'DONATION_DISTRIBUTED'
  /** 到期规则已设定 / due policy set */
  | 'DUE_POLICY_SET'
  /** 保管费用已登记 / keeper's fee recorded */
  | 'FEE_RECORDED'
  /** 物资已找回 / lost goods found again */
  | 'GOODS_FOUND'
  /** 物资已验收 / goods inspected */
  | 'GOODS_INSPECTED'
  /** 物资已留存 / goods kept */
  | 'GOODS_KEPT'
  /** 物资已转用于其他事件 / goods moved to another incident */
  | 'GOODS_MOVED'
  /** 归还物资已到库 / goods returned */
  | 'GOODS_RETURNED'
  /** 物资归还途中 / goods returning */
  | 'GOODS_RETURNING'
  /** 物资已使用 / goods used */
  | 'GOODS_USED'
  /** 库存已处置 / stock disposed of */
  | 'GOODS_WRITTEN_OFF'
  /** 不再可见 / no longer yours to see */
  | 'HIDDEN'
  /** 占用已续期 / hold renewed */
  | 'HOLD_RENEWED'
  /** 应急响应已启动 / response started */
  | 'INCIDENT_ACTIVATED'
  /** 已转入善后 / aftermath began */
  | 'INCIDENT_AFTERMATH'
  /** 事件已办结 / incident closed */
  | 'INCIDENT_CLOSED'
  /** 响应级别已调整 / response level changed */
  | 'INCIDENT_LEVEL_CHANGED'
  /** 事件已报告 / incident reported */
  | 'INCIDENT_REPORTED'
  /** 应急响应已解除 / response ended */
  | 'INCIDENT_RESPONSE_ENDED'
  /** 事故责任单位已认定 / party at fault named */
  | 'INCIDENT_RESPONSIBLE_NAMED'
  /** 警戒区已调整 / hazard zone changed */
  | 'INCIDENT_ZONE_CHANGED'
  /** 套件已组装 / kits assembled */
  | 'KIT_ASSEMBLED'
  /** 套件已拆分 / kits broken up */
  | 'KIT_BROKEN'
  /** 已到达 / leg arrived */
  | 'LEG_ARRIVED'
  /** 已启运 / leg departed */
  | 'LEG_DEPARTED'
  /** 已改道 / leg diverted */
  | 'LEG_DIVERTED'
  /** 已中转交接 / leg handed over */
  | 'LEG_HANDED_OVER'
  /** 已折返 / leg turned back */
  | 'LEG_TURNED_BACK'
  /** 批次已封存 / lot blocked */
  | 'LOT_BLOCKED'
  /** 批次已过期,待处置 / a lot expired, to be disposed of */
  | 'LOT_EXPIRED'
  /** 需求已变化 / need changed */
  | 'NEED_CHANGED'
  /** 需求已申报 / need declared */
  | 'NEED_DECLARED'
  /** 互抵已答复 / netting answered by a party */
  | 'NETTING_ANSWERED'
  /** 互抵已办理 / netting done */
  | 'NETTING_DONE'
  /** 互抵未办理 / netting ended with nothing done */
  | 'NETTING_ENDED'
  /** 互抵已提出 / netting proposed */
  | 'NETTING_PROPOSED'
  /** 已接令 / order acknowledged */
  | 'ORDER_ACKNOWLEDGED'
  /** 调拨单已取消 / order cancelled */
  | 'ORDER_CANCELLED'
  /** 调拨单已关闭 / order closed */
  | 'ORDER_CLOSED'
  /** 调拨单已拟制 / order drafted */
  | 'ORDER_DRAFTED'
  /** 调拨单已下达 / order issued */
  | 'ORDER_ISSUED'
  /** 装载中 / order loading */
  | 'ORDER_LOADING'
  /** 出借单位提出异议 / lender objected to a command */
  | 'ORDER_OBJECTED'
  /** 调拨单含召回批次 / an order holds recalled goods */
  | 'ORDER_RECALLED'
  /** 已签收 / order received */
  | 'ORDER_RECEIVED'
  /** 拣货短少 / order short-picked */
  | 'ORDER_SHORT'
  /** 方案已采纳 / proposal adopted */
  | 'PROPOSAL_ADOPTED'
  /** 方案已取消 / proposal cancelled */
  | 'PROPOSAL_CANCELLED'
  /** 方案求解失败 / proposal failed */
  | 'PROPOSAL_FAILED'
  /** 方案已就绪 / proposal ready */
  | 'PROPOSAL_READY'
  /** 方案求解中 / proposal requested */
  | 'PROPOSAL_REQUESTED'
  /** 方案已失效 / proposal stale */
  | 'PROPOSAL_STALE'
  /** 方案已被取代 / proposal superseded */
  | 'PROPOSAL_SUPERSEDED'
  /** 追偿已依调查报告认定 / recourse decided by a report */
  | 'RECOURSE_DECIDED'
  /** 补库物资已入库 / refill goods taken in */
  | 'REFILL_RECEIVED'
  /** 补库物资已启运 / refill goods sent */
  | 'REFILL_SENT'
  /** 补库任务已变化 / refill task changed */
  | 'REFILL_TASK_CHANGED'
  /** 补库任务即将到期 / refill task due soon */
  | 'REFILL_TASK_DUE_SOON'
  /** 补库任务已产生 / refill task opened */
  | 'REFILL_TASK_OPENED'
  /** 补库任务已逾期 / refill task overdue */
  | 'REFILL_TASK_OVERDUE'
  /** 平急状态已转换 / operating mode changed */
  | 'REGION_MODE_CHANGED'
  /** 已安排中转 / relay planned */
  | 'RELAY_PLANNED'
  /** 决议已通过 / resolution adopted */
  | 'RESOLUTION_ADOPTED'
  /** 决议已修订 / resolution amended */
  | 'RESOLUTION_AMENDED'
  /** 决议已办结 / resolution closed */
  | 'RESOLUTION_CLOSED'
  /** 决议已提出 / resolution proposed */
  | 'RESOLUTION_PROPOSED'
  /** 决议未通过 / resolution rejected */
  | 'RESOLUTION_REJECTED'
  /** 轮换要约已发布 / goods offered for rotation */
  | 'ROTATION_OFFERED'
  /** 轮换物资已承接 / offered goods taken */
  | 'ROTATION_TAKEN'
  /** 轮换要约已撤回 / rotation offer withdrawn */
  | 'ROTATION_WITHDRAWN'
  /** 队伍装备工时已登记 / work of a team or machine recorded */
  | 'SERVICE_RECORDED'
  /** 现已可见 / now yours to see */
  | 'SHOWN'
  /** 对账单已出具 / statement issued */
  | 'STATEMENT_ISSUED'
  /** 盘点已取消 / stocktake cancelled */
  | 'STOCKTAKE_CANCELLED'
  /** 盘点已结束 / stocktake closed */
  | 'STOCKTAKE_CLOSED'
  /** 盘点已录入 / stocktake counted */
  | 'STOCKTAKE_COUNTED'
  /** 盘点已开始 / stocktake opened */
  | 'STOCKTAKE_OPENED'
  /** 库存已变化 / stock changed */
  | 'STOCK_CHANGED'
  /** 期初库存已登记 / opening stock recorded */
  | 'STOCK_OPENED'
  /** 督办已销号 / supervision closed */
  | 'SUPERVISION_CLOSED'
  /** 督办已立项 / supervision opened */
  | 'SUPERVISION_OPENED'
  /** 督办进展已报告 / progress reported */
  | 'SUPERVISION_REPORTED'
  /** 督办已退回 / supervision returned */
  | 'SUPERVISION_RETURNED'
  /** 储备定额已设定 / reserve target set */
  | 'TARGET_SET'
  /** 操作证照已登记 / licence recorded */
  | 'TEAM_LICENSED'
  /** 编组已合并 / parts merged */
  | 'TEAM_MERGED'
  /** 队伍已编组 / team split into parts */
  | 'TEAM_SPLIT'
  /** 队伍装备状态已变化 / unit state changed */
  | 'UNIT_MOVED'
  /** 队伍装备已转场至其他事件 / unit went to another incident */
  | 'UNIT_TRANSFERRED';

/** 一个地点。 / A place. */
export type PointInput = {
  /** 纬度(WGS-84)。 / Latitude, WGS-84 degrees. */
  lat: number;
  /** 经度(WGS-84)。 / Longitude, WGS-84 degrees. */
  lon: number;
};

/** 变化所涉对象的类别。 / What kind of thing a change is about. */
export type SubjectKind =
  /** 协议 / agreement */
  | 'AGREEMENT'
  /** 审批 / approval */
  | 'APPROVAL'
  /** 会议简报 / conference briefing */
  | 'BRIEFING'
  /** 慈善项目 / campaign */
  | 'CAMPAIGN'
  /** 往来 / claim */
  | 'CLAIM'
  /** 码表 / code table */
  | 'CODE_TABLE'
  /** 调用协议 / call right */
  | 'COMMITMENT'
  /** 储备库 / depot */
  | 'DEPOT'
  /** 捐赠公示 / disclosure */
  | 'DISCLOSURE'
  /** 捐赠导入 / import of donations */
  | 'DONATION_IMPORT'
  /** 装备 / equipment */
  | 'EQUIPMENT'
  /** 事件 / incident */
  | 'INCIDENT'
  /** 运段 / leg */
  | 'LEG'
  /** 批次 / lot */
  | 'LOT'
  /** 需求 / need */
  | 'NEED'
  /** 互抵 / netting round */
  | 'NETTING'
  /** 调拨单 / order */
  | 'ORDER'
  /** 单位 / organization */
  | 'ORGANIZATION'
  /** 方案 / proposal */
  | 'PROPOSAL'
  /** 补库任务 / refill task */
  | 'REFILL_TASK'
  /** 区域 / region */
  | 'REGION'
  /** 会议决议 / resolution */
  | 'RESOLUTION'
  /** 轮换要约 / rotation offer */
  | 'ROTATION_OFFER'
  /** 对账单 / statement */
  | 'STATEMENT'
  /** 盘点 / stocktake */
  | 'STOCKTAKE'
  /** 督办事项 / supervision item */
  | 'SUPERVISION'
  /** 队伍 / team */
  | 'TEAM';

export type ChangesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ChangeFilterInput | null | undefined;
}>;


export type ChangesQuery = { changes: { edges: Array<{ cursor: string, node: { kind: EventKind, subjectKind: SubjectKind, subjectId: string, version: number, occurredAt: string, recordedAt: string, facts: Record<string, unknown> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StockQueryVariables = Exact<{
  item: string;
  near?: PointInput | null | undefined;
  node?: string | null | undefined;
  minQuantity?: number | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type StockQuery = { stock: { edges: Array<{ cursor: string, node: { quantity: number, distanceKm: number, lots: number, expiresFirst: string | null, countedAt: string | null, depot: { code: string, name: string, readyMinutes: number } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, unknown> | undefined;

  constructor(value: string, __meta__?: Record<string, unknown> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ChangesDocument = new TypedDocumentString(`
    query Changes($first: Int!, $after: String, $filter: ChangeFilterInput) {
  changes(first: $first, after: $after, filter: $filter) {
    edges {
      cursor
      node {
        kind
        subjectKind
        subjectId
        version
        occurredAt
        recordedAt
        facts
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const StockDocument = new TypedDocumentString(`
    query Stock($item: String!, $near: PointInput, $node: String, $minQuantity: Quantity, $first: Int!, $after: String) {
  stock(
    item: $item
    near: $near
    node: $node
    minQuantity: $minQuantity
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        quantity
        distanceKm
        lots
        expiresFirst
        countedAt
        depot {
          code
          name
          readyMinutes
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<StockQuery, StockQueryVariables>;
