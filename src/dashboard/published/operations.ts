/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 以库存补库入库。 / Takes sent goods in; title changes. */
export type AcceptRefillInput = {
  /** 货位。 / Bin. */
  bin?: string | null | undefined;
  /** 补库往来。 / The claim to refill. */
  claimId?: string | null | undefined;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing. */
  gift?: number | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 缺失。 / Missing, base units. */
  missing?: number;
  /** 发生时间。 / When it happened. */
  occurredAt: string;
  /** 验收合格数量,基本单位。 / Passed, base units. */
  passed: number;
  /** 拒收。 / Turned away, base units. */
  rejected?: number;
  /** 补库运单号。 / Number of the shipment. */
  shipmentId: string;
  /** 补库任务。 / The refill task. */
  taskId?: string | null | undefined;
};

/** 账户类别:物资在何种状态,或应收应付。 / In which respect a balance is kept. */
export type AccountKind =
  /** 装入套件 / built into kits */
  | 'ASSEMBLED'
  /** 封存 / blocked */
  | 'BLOCKED'
  /** 借入留存 / borrowed */
  | 'BORROWED'
  /** 消耗 / consumed */
  | 'CONSUMED'
  /** 灭失 / destroyed */
  | 'DESTROYED'
  /** 发放 / distributed */
  | 'DISTRIBUTED'
  /** 预占 / held */
  | 'HELD'
  /** 待检 / in inspection */
  | 'INSPECTION'
  /** 在途 / in transit */
  | 'IN_TRANSIT'
  /** 在库 / on hand */
  | 'ON_HAND'
  /** 现场在用 / on site */
  | 'ON_SITE'
  /** 应付 / payable */
  | 'PAYABLE'
  /** 应收 / receivable */
  | 'RECEIVABLE'
  /** 待修 / in repair */
  | 'REPAIR'
  /** 归还途中 / returning */
  | 'RETURNING'
  /** 轮出 / rotated out */
  | 'ROTATED_OUT'
  /** 报废 / scrapped */
  | 'SCRAPPED'
  /** 盘亏 / shortage */
  | 'SHORTAGE'
  /** 入库来源 / supply */
  | 'SUPPLY'
  /** 盘盈 / surplus */
  | 'SURPLUS'
  /** 划转 / transferred */
  | 'TRANSFERRED';

/** 采纳方案。 / Adopts a proposal. */
export type AdoptProposalInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 方案编号。 / Global id of the proposal. */
  proposalId: string;
};

/** 记录决议通过。 / Records an adoption. */
export type AdoptResolutionInput = {
  /** 同意的成员单位。 / Members that agreed. */
  agreedOrganizationIds: Array<string>;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 说明。 / A note. */
  note?: string | null | undefined;
  /** 哪一决议。 / Which resolution. */
  resolutionId: string;
  /** 表决的版本。 / The version that was voted on. */
  version: number;
};

/** 答复互抵。 / A party's word. */
export type AnswerNettingInput = {
  /** 是否同意。 / Whether it accepts. */
  accepts: boolean;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 理由。 / Why. */
  reason?: string | null | undefined;
  /** 互抵编号。 / Global id of the round. */
  roundId: string;
};

/** 审批种类。 / Who must agree before an order may be issued. */
export type ApprovalKind =
  /** 保管单位批准 / keeper's approval */
  | 'KEEPER'
  /** 物权单位批准 / owner's approval */
  | 'OWNER'
  /** 补库承诺 / requester's refill pledge */
  | 'REFILL_PLEDGE';

/** 审批状态。 / State of an approval. */
export type ApprovalState =
  /** 先调后补 / act first, papers later */
  | 'DEEMED'
  /** 已批准 / granted */
  | 'GRANTED'
  /** 逾期失效 / lapsed */
  | 'LAPSED'
  /** 手续逾期 / papers overdue */
  | 'PAPERS_OVERDUE'
  /** 待审批 / pending */
  | 'PENDING'
  /** 已补手续 / ratified */
  | 'RATIFIED'
  /** 已拒绝 / refused */
  | 'REFUSED'
  /** 事后不予追认 / refused afterwards */
  | 'REFUSED_AFTERWARDS';

/** 双方相距层级,决定由谁审批。 / How far apart two parties stand: who must approve. */
export type ApprovalTier =
  /** 跨省(区) / cross-province */
  | 'CROSS_PROVINCE'
  /** 同市 / same city */
  | 'SAME_CITY'
  /** 同省(区) / same province */
  | 'SAME_PROVINCE';

/** 办理争议裁决。 / Carries out what a resolution says of a claim. */
export type ArbitrateClaimInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 已通过、载明裁定数额的决议。 / An adopted resolution. */
  resolutionId: string;
};

/** 依调查报告认定追偿。 / Attributes recourse by a report. */
export type AttributeRecourseInput = {
  /** 出具日期,不晚于今天。 / Its day, not in the future. */
  decidedOn: string;
  /** 存放处。 / Where it can be read. */
  document?: string | null | undefined;
  /** 另行认定的往来。 / Claims that the report judges otherwise. */
  exceptions?: Array<ReportExceptionInput>;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件。 / The incident. */
  incidentId: string;
  /** 出具单位。 / Who issued it. */
  issuedBy: string;
  /** 报告文号。 / Number of the report. */
  number: string;
  /** 责任份额,先列者得尾差,合计不超过 10000。 / Shares, first-named first. */
  shares: Array<ReportShareInput>;
};

/** 调用方式:调令不得拒绝。 / How a lender is asked; a command cannot be refused. */
export type Authority =
  /** 调令 / command */
  | 'COMMAND'
  /** 协议调用 / pact */
  | 'PACT'
  /** 商请 / request */
  | 'REQUEST';

/** 调用依据,决定归还与结算。 / Legal ground of a line; it decides what is owed. */
export type Basis =
  /** 指令调拨 / command */
  | 'COMMAND'
  /** 捐赠 / donation */
  | 'DONATION'
  /** 借用 / loan */
  | 'LOAN'
  /** 自有 / own stock */
  | 'OWN'
  /** 协议借用 / pact */
  | 'PACT'
  /** 协议采购 / purchase */
  | 'PURCHASE'
  /** 征用 / requisition */
  | 'REQUISITION'
  /** 划转 / transfer of title */
  | 'TRANSFER_TITLE';

/** 与上期相比。 / How it stands to the briefing before. */
export type BriefingChangeKind =
  /** 新增 / added */
  | 'ADDED'
  /** 变化 / changed */
  | 'CHANGED'
  /** 不再列出 / no longer listed */
  | 'REMOVED';

/** 简报的部分。 / A part of a briefing. */
export type BriefingSection =
  /** 待决事项 / decisions due */
  | 'DECISIONS'
  /** 定额缺口 / gaps against targets */
  | 'GAPS'
  /** 未办结事件 / open incidents */
  | 'INCIDENTS'
  /** 四项指标 / the four figures */
  | 'KPIS'
  /** 在途调拨 / orders on the way */
  | 'ON_THE_WAY'
  /** 逾期往来与补库 / overdue claims and refills */
  | 'OVERDUE'
  /** 区域应还应补应付 / owed between regions */
  | 'OWED'
  /** 物资态势 / position by item */
  | 'POSITION'
  /** 未了决议 / open resolutions */
  | 'RESOLUTIONS'
  /** 督办事项 / supervision items */
  | 'SUPERVISION';

/** 取消求解。 / Ending a solve. */
export type CancelProposalInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 方案编号。 / Global id of the proposal. */
  proposalId: string;
};

/** 取消盘点,账面不变。 / Cancels a count; the book stays as it is. */
export type CancelStocktakeInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 盘点编号。 / Global id of the stocktake. */
  stocktakeId: string;
};

/** 动态筛选;各条件同时满足。 / Which changes; all conditions hold. */
export type ChangeFilterInput = {
  /** 事实类别。 / Kinds of facts. */
  kinds?: Array<EventKind> | null | undefined;
  /** 对象全局编号。 / Global ids of subjects. */
  subjectIds?: Array<string> | null | undefined;
  /** 对象类别。 / Kinds of subjects. */
  subjectKinds?: Array<SubjectKind> | null | undefined;
};

/** 封存、召回或放行一个批次。 / Blocks, recalls or releases a lot. */
export type ChangeLotInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 批次编号。 / Global id of the lot. */
  lotId: string;
  /** 原因或凭据,记入台账。 / Why; it stays in the book. */
  reason: string;
  /** 办理时所见版本;不符则不予办理。 / The version seen; another one is refused. */
  version?: number | null | undefined;
};

/** 一笔往来。 / One claim. */
export type ClaimInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
};

/** 往来种类:一方应向另一方做什么。 / What one organization is to do for another. */
export type ClaimKind =
  /** 补偿 / compensate */
  | 'COMPENSATE'
  /** 赔偿 / damages */
  | 'DAMAGES'
  /** 货款 / pay */
  | 'PAY'
  /** 追偿 / recourse */
  | 'RECOURSE'
  /** 补库 / refill */
  | 'REFILL'
  /** 修复 / repair */
  | 'REPAIR'
  /** 复原 / restore */
  | 'RESTORE'
  /** 归还 / return */
  | 'RETURN'
  /** 队伍装备费用 / service */
  | 'SERVICE';

/** 往来的一方;代保管单位随应收一方。 / A side of a claim; a keeper speaks on the creditor's. */
export type ClaimSide =
  /** 应收一方 / creditor */
  | 'CREDITOR'
  /** 应办一方 / debtor */
  | 'DEBTOR';

/** 往来状态。 / State of a claim. */
export type ClaimState =
  /** 已确认 / confirmed */
  | 'CONFIRMED'
  /** 有争议 / disputed */
  | 'DISPUTED'
  /** 部分清偿 / part settled */
  | 'PART_SETTLED'
  /** 待确认 / provisional */
  | 'PROVISIONAL'
  /** 已冲销 / reversed */
  | 'REVERSED'
  /** 已清偿 / settled */
  | 'SETTLED';

/** 结束盘点并入账。 / Closes a count and books it. */
export type CloseStocktakeInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 每个不符的批次一条。 / One for each lot that differs. */
  reasons?: Array<LotReasonInput>;
  /** 盘点编号。 / Global id of the stocktake. */
  stocktakeId: string;
};

/** 会议所议的范围。 / What a conference looks at. */
export type ConferenceSubject =
  /** 片区 / cluster */
  | 'CLUSTER'
  /** 区域 / region */
  | 'REGION';

/** 签认对账单。 / The other side signs. */
export type CountersignStatementInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 对账单编号。 / Global id of the statement. */
  statementId: string;
};

/** 审批。 / Decides one approval. */
export type DecideApprovalInput = {
  /** 审批编号。 / Global id of the approval. */
  approvalId: string;
  /** 征用决定文号;空则由枢纽编号。 / Number of a requisition; absent: the hub's own. */
  certificate?: string | null | undefined;
  /** 决定。 / The decision. */
  decision: Decision;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 理由;拒绝时必填。 / The reason; needed for a refusal. */
  reason?: string | null | undefined;
};

/** 审批决定。 / What an approver decides. */
export type Decision =
  /** 批准 / grant */
  | 'GRANT'
  /** 拒绝 / refuse */
  | 'REFUSE';

/** 待决的种类。 / What waits for a decision. */
export type DecisionKind =
  /** 协议60日内到期 / agreement ends within 60 days */
  | 'AGREEMENT_ENDING'
  /** 审批超过24小时未决 / approval pending for over 24 hours */
  | 'APPROVAL_WAITING'
  /** 往来有争议 / claim disputed */
  | 'CLAIM_DISPUTED'
  /** 先调后补手续逾期 / papers of an act-first overdue */
  | 'PAPERS_OVERDUE'
  /** 决议待表决 / resolution proposed */
  | 'RESOLUTION_PROPOSED';

/** 一批需求,全收或全退。 / A list of needs: all of it or nothing. */
export type DeclareNeedsInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件编号。 / Global id of the incident. */
  incidentId: string;
  /** 需求,至多 200 项。 / The needs, at most 200. */
  needs: Array<NeedInput>;
  /** 申报单位。 / Who asks; one's own if absent. */
  requestedById?: string | null | undefined;
};

/** 否认差异的一行。 / One line of which less is missing. */
export type DeniedLineInput = {
  /** 发出方认定的缺失(基本单位)。 / Missing as the sender has it, in base units. */
  missing: number;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
};

/** 否认差异。 / Denies a difference. */
export type DenyDifferenceInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 运段编号。 / Global id of the leg. */
  legId: string;
  /** 所否认的各行。 / The lines that it denies. */
  lines: Array<DeniedLineInput>;
  /** 理由,1–500 字。 / The reason, 1–500 characters. */
  reason: string;
};

/** 启运清点的一行。 / One line counted out at the gate. */
export type DepartLineInput = {
  /** 启运数量(基本单位)。 / Departed, in base units. */
  departed: number;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
};

/** 出库启运。 / A departure. */
export type DepartOrderInput = {
  /** 承运单位;队伍自行开进时为其单位。 / Who drives. */
  carrierId: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 清点结果。 / The counted lines. */
  lines: Array<DepartLineInput>;
  /** 启运时间;空为现在。 / When; absent: now. */
  occurredAt?: string | null | undefined;
  /** 调拨单编号。 / Global id of the order. */
  orderId: string;
  /** 车辆;空则自动选择。 / The vehicles; absent: as few as hold the load. */
  vehicleIds?: Array<string> | null | undefined;
};

/** 储备库层级。 / Tier of a depot. */
export type DepotTier =
  /** 慈善仓 / charity */
  | 'CHARITY'
  /** 县级库 / county */
  | 'COUNTY'
  /** 企业库 / enterprise */
  | 'ENTERPRISE'
  /** 园区库 / industrial park */
  | 'PARK'
  /** 市级库 / prefecture */
  | 'PREFECTURE'
  /** 省级库 / province */
  | 'PROVINCE'
  /** 区域中心库 / regional hub */
  | 'REGIONAL_HUB'
  /** 专用库 / specialised */
  | 'SPECIALISED';

/** 差异状态。 / Where a difference stands. */
export type DifferenceState =
  /** 已确认 / agreed */
  | 'AGREED'
  /** 有争议 / contested */
  | 'CONTESTED'
  /** 逾期视同确认 / deemed agreed */
  | 'DEEMED'
  /** 待确认 / open */
  | 'OPEN';

/** 提出或撤回异议。 / Disputes a figure, or takes that back. */
export type DisputeClaimInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 否为撤回。 / False takes it back. */
  disputed?: boolean;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 有异议的数量;不填为全部。 / The part that is disputed; absent: all. */
  quantity?: number | null | undefined;
  /** 理由。 / The reason. */
  reason: string;
  /** 本方主张的数额;不填:应办方为零,应收方为账面数。 / What this side holds to be owed of it. */
  says?: number | null | undefined;
};

/** 一次发放:只记地点、单位类别、数量和日期。 / One distribution; no names. */
export type DistributionInput = {
  /** 日期。 / Day. */
  day: string;
  /** 地点。 / Where. */
  place: string;
  /** 数量,基本单位。 / How much, in base units. */
  quantity: number;
  /** 单位类别,如社区。 / Kind of unit, e.g. a community. */
  unit: string;
};

/** 期限自何日起算。 / The day from which a term is counted. */
export type DueAnchor =
  /** 约定日期 / agreed date */
  | 'DATE'
  /** 自签收之日起 / from receipt */
  | 'RECEIPT'
  /** 自解除应急响应之日起 / from the end of the response */
  | 'RESPONSE_END';

/** 应还、应补、应付。 / To return, to refill, to pay. */
export type Duty =
  /** 应付 / to pay */
  | 'TO_PAY'
  /** 应补 / to refill */
  | 'TO_REFILL'
  /** 应还 / to return */
  | 'TO_RETURN';

/** 否决或办结决议。 / Rejects or closes a resolution. */
export type EndResolutionInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 说明,1–4000 字。 / Why, or what came of it. */
  note: string;
  /** 哪一决议。 / Which resolution. */
  resolutionId: string;
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

/** 凭证与说明。 / What an auditor would ask for. */
export type EvidenceInput = {
  /** 单据编号。 / Numbers of documents. */
  documents?: Array<string> | null | undefined;
  /** 说明。 / A note. */
  note?: string | null | undefined;
};

/** 中转交接。 / A hand-over at a relay. */
export type HandOverLegInput = {
  /** 交付方出示的交接码。 / The code that the giver shows. */
  code: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 运段编号。 / Global id of the leg. */
  legId: string;
  /** 逐行清点。 / Every line, counted. */
  lines: Array<RelayLineInput>;
  /** 交接时间;空为现在。 / When; absent: now. */
  occurredAt?: string | null | undefined;
  /** 接续车辆;空则自动选择。 / The vehicles; absent: as few as hold the load. */
  vehicleIds?: Array<string> | null | undefined;
};

/** 警戒区的形状与时段。 / Shape and time of a hazard zone. */
export type HazardZoneInput = {
  /** 起始;空为现在。 / From; absent: now. */
  from?: string | null | undefined;
  /** 中心纬度;空为事发点。 / Latitude. */
  lat?: number | null | undefined;
  /** 中心经度;空为事发点。 / Longitude. */
  lon?: number | null | undefined;
  /** 半径,千米,0.01–200。 / Radius in kilometres. */
  radiusKm: number;
  /** 扇形全张角,度。 / Opening angle, degrees. */
  sectorDegrees?: number | null | undefined;
  /** 截止。 / Until. */
  until: string;
  /** 风去向,度。 / Where the wind blows to. */
  windTowardsDegrees?: number | null | undefined;
};

/** 枢纽类别:实战或演练,建立时确定。 / Live or exercise, fixed when the hub is made. */
export type HubKind =
  /** 演练 / exercise */
  | 'EXERCISE'
  /** 实战 / live */
  | 'LIVE';

/** 突发事件类别(应对法第二条)。 / Category of an incident (Emergency Response Law Art. 2). */
export type IncidentCategory =
  /** 事故灾难 / accident disaster */
  | 'ACCIDENT_DISASTER'
  /** 自然灾害 / natural disaster */
  | 'NATURAL_DISASTER'
  /** 公共卫生事件 / public health event */
  | 'PUBLIC_HEALTH'
  /** 社会安全事件 / social security incident */
  | 'SOCIAL_SECURITY';

/** 事件分级;社会安全事件不分级。 / Grade; none for social security incidents (Art. 3). */
export type IncidentGrade =
  /** 特别重大 / grade I, exceptionally serious */
  | 'GRADE_I'
  /** 重大 / grade II, serious */
  | 'GRADE_II'
  /** 较大 / grade III, major */
  | 'GRADE_III'
  /** 一般 / grade IV, ordinary */
  | 'GRADE_IV';

/** 事件状态。 / State of an incident. */
export type IncidentState =
  /** 响应中 / active */
  | 'ACTIVE'
  /** 善后 / aftermath */
  | 'AFTERMATH'
  /** 办结 / closed */
  | 'CLOSED'
  /** 已报告 / reported */
  | 'REPORTED'
  /** 解除应急响应 / response ended */
  | 'RESPONSE_ENDED';

/** 归还验收结果。 / What the keeper found. */
export type InspectReturnInput = {
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 完好。 / Good, base units. */
  good?: number;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 曾被签收。 / Was accepted before. */
  received?: boolean;
  /** 未签收物资的风险是否已在中转时转移;该行两类都有时必填。 / Of goods not accepted: whether their risk passed at a relay; needed where the line has both kinds there. */
  relayed?: boolean | null | undefined;
  /** 待修。 / To be repaired, base units. */
  repair?: number;
  /** 完好中须复原(充气、洗消、检测)的数量。 / Of the good: to be restored first. */
  restore?: number;
  /** 报废。 / Scrapped, base units. */
  scrapped?: number;
  /** 造成报废的承运或签收单位。 / Who spoiled what is scrapped. */
  spoiledById?: string | null | undefined;
};

/** 出具联席会议简报。 / Issues a briefing. */
export type IssueBriefingInput = {
  /** 片区编号。 / Global id of the cluster. */
  clusterId?: string | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 以哪个单位的名义;空为本人首个有权的单位。 / In whose name; absent: the first that may. */
  organizationId?: string | null | undefined;
  /** 区划代码,二选一。 / Region, or: */
  regionCode?: string | null | undefined;
  /** 标题,1–80 字。 / Title, 1–80 characters. */
  titleZh: string;
};

/** 出具对账单。 / Issues a statement. */
export type IssueStatementInput = {
  /** 对方单位;空为全部。 / Other side; null: all. */
  counterpartyId?: string | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 所属事件;空为全部。 / Incident; null: all. */
  incidentId?: string | null | undefined;
  /** 出具单位。 / Whose statement. */
  organizationId: string;
  /** 区划代码:汇总该区域政府单位。 / Roll up the governments of this region, its own. */
  regionCode?: string | null | undefined;
};

/** 留存物资。 / Keeps goods at a depot of the holder. */
export type KeepGoodsInput = {
  /** 本单位的储备库。 / A depot of the holder. */
  depotId: string;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 数量,基本单位。 / How much, in base units. */
  quantity: number;
};

/** 需之即有、调之即应、应之即到、到之即用。 / The four figures by which a reserve is judged. */
export type KpiKind =
  /** 调之即应(接令用时) / called and answered: time to acknowledge */
  | 'ACKNOWLEDGE'
  /** 应之即到(到达用时) / answered and arrived: time to arrive */
  | 'ARRIVE'
  /** 需之即有(需求满足) / wanted and there: needs met */
  | 'FILL'
  /** 到之即用(验收可用) / arrived and usable: passed on arrival */
  | 'USABLE';

/** 运段状态。 / State of a leg. */
export type LegState =
  /** 已到达 / arrived */
  | 'ARRIVED'
  /** 已启运 / departed */
  | 'DEPARTED'
  /** 已改道 / diverted */
  | 'DIVERTED'
  /** 已中转交接 / handed over */
  | 'HANDED_OVER'
  /** 待启运 / planned */
  | 'PLANNED'
  /** 已折返 / turned back */
  | 'TURNED_BACK';

/** 对一程办理。 / What is done to one leg. */
export type LegStepInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 运段编号。 / Global id of the leg. */
  legId: string;
};

/** 决定责任的协议条款。 / Which term of the agreement decided who owes. */
export type LiabilityClause =
  /** 清偿方式 / the regime */
  | 'REGIME'
  /** 分担比例 / the shares */
  | 'SHARES';

/** 责任认定依据,先符合者为准。 / The row of the liability order that decided. */
export type LiabilityRule =
  /** 谁造成损失谁赔偿 / whoever caused the loss pays */
  | 'AT_FAULT'
  /** 指令调拨,由下令政府负担 / by command, the commander owes */
  | 'COMMAND'
  /** 协议或产能储备,签约政府付款 / contracted stock, the contractor pays */
  | 'CONTRACTED'
  /** 捐赠物资按意愿使用,不记往来 / donated and used as given */
  | 'DONATED'
  /** 捐赠物资未按意愿使用,保管方赔偿 / donated, not used as given */
  | 'DONATED_DAMAGED'
  /** 按约定付费 / a fee by agreement */
  | 'FEE'
  /** 协议约定无偿支援,不记往来 / free under the agreement */
  | 'FREE_AID'
  /** 演练枢纽约定不产生往来 / exercise hub without liability */
  | 'NO_LIABILITY_HUB'
  /** 物权单位为事故责任单位,自救自担 / the owner is at fault */
  | 'OWNER_AT_FAULT'
  /** 物权单位即负担单位,只记补库任务 / the owner is the payer */
  | 'OWNER_IS_PAYER'
  /** 征用,由征用政府补偿 / requisitioned, compensate */
  | 'REQUISITION'
  /** 权属已划转 / title was transferred */
  | 'TRANSFER_TITLE'
  /** 谁使用谁补库 / who uses, refills */
  | 'USER_REFILLS'
  /** 协议约定限期结算,谁使用谁付款 / who uses, settles in money */
  | 'USER_SETTLES';

/** 运输资质类别。 / Class of a transport licence. */
export type LicenceClass =
  /** 危险货物第2类(气体) / dangerous goods class 2, gases */
  | 'DG_2'
  /** 危险货物第3类(易燃液体) / dangerous goods class 3, flammable liquids */
  | 'DG_3'
  /** 危险货物第8类(腐蚀品) / dangerous goods class 8, corrosives */
  | 'DG_8'
  /** 其他危险货物 / other dangerous goods */
  | 'DG_OTHER'
  /** 普通货运 / general freight */
  | 'GENERAL'
  /** 大件运输 / oversize loads */
  | 'OVERSIZE';

/** 装载清点的一行。 / One counted line of a loading. */
export type LoadLineInput = {
  /** 调拨单行编号。 / Global id of the order line. */
  lineId: string;
  /** 本次装载(基本单位)。 / Loaded now, in base units. */
  loaded: number;
  /** 余数不再装载的原因。 / Given: the rest never comes, and this is why. */
  shortReason?: ShortReason | null | undefined;
  /** 卸下数量(基本单位,已装未启运),须注明原因。 / Taken off again of what has not left; needs the reason. */
  unloaded?: number | null | undefined;
};

/** 拣货装载。 / Counts what is loaded. */
export type LoadOrderInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 清点结果。 / The counted lines. */
  lines: Array<LoadLineInput>;
  /** 调拨单编号。 / Global id of the order. */
  orderId: string;
};

/** 批次状态。 / Whether a lot may be used. */
export type LotCondition =
  /** 封存 / blocked */
  | 'BLOCKED'
  /** 完好 / good */
  | 'GOOD'
  /** 召回 / recalled */
  | 'RECALLED';

/** 一个批次的实点数量。 / What was found of one lot. */
export type LotCountInput = {
  /** 实点数量,基本单位。 / How many, in base units. */
  counted: number;
  /** 点数时刻;空为现在。 / When it was counted; absent: now. */
  countedAt?: string | null | undefined;
  /** 批次编号。 / Global id of the lot. */
  lotId: string;
};

/** 一个批次账实不符的原因。 / Why one lot differs. */
export type LotReasonInput = {
  /** 批次编号。 / Global id of the lot. */
  lotId: string;
  /** 说明。 / A note. */
  note?: string | null | undefined;
  /** 原因。 / The reason. */
  reason: StocktakeReason;
};

/** 一项需求:物资、能力、成套能力三者填一。 / One need: an item, a capability, or those of a set. */
export type NeedInput = {
  /** 成套能力代码,2–6 项,一套须齐备。 / Capabilities of a set, two to six, all of them at once. */
  capabilities?: Array<string> | null | undefined;
  /** 能力代码。 / Capability code. */
  capability?: string | null | undefined;
  /** 最迟到达。 / Latest arrival. */
  deadlineAt?: string | null | undefined;
  /** 物资代码。 / Item code. */
  item?: string | null | undefined;
  /** 失效时间。 / When it lapses. */
  lapsesAt?: string | null | undefined;
  /** 剩余保质期下限,分钟。 / Shelf life left. */
  minShelfMinutes?: number | null | undefined;
  /** 送达节点;空为事发节点。 / Road node. */
  node?: string | null | undefined;
  /** 优先级 1–5,空为 3。 / Priority 1–5, else 3. */
  priority?: number | null | undefined;
  /** 数量,1–10^9:物资基本单位、队伍装备数或套数。 / Base units, teams and machines, or sets. */
  quantity: number;
  /** 所用单位;与基本单位不符即退回。 / The unit counted in; checked if given. */
  unit?: string | null | undefined;
};

/** 需求状态;“已满足”以签收计。 / State of a need; MET counts what was received. */
export type NeedState =
  /** 已过期 / expired */
  | 'EXPIRED'
  /** 已满足 / met */
  | 'MET'
  /** 待满足 / open */
  | 'OPEN'
  /** 部分满足 / partly met */
  | 'PARTLY_MET'
  /** 已撤回 / withdrawn */
  | 'WITHDRAWN';

/** 互抵方式:循环不出现新的应补方,承接可能出现,折价按统一价目跨品种。 / How a round nets. */
export type NettingMode =
  /** 循环互抵 / cycles only */
  | 'CYCLES'
  /** 承接互抵 / with novation */
  | 'NOVATION'
  /** 折价互抵 / by value */
  | 'VALUE';

/** 价目一项。 / One price of the list. */
export type NettingPriceInput = {
  /** 每基本单位多少分。 / 分 for a base unit. */
  fen: number;
  /** 品种代码。 / The item's sku. */
  item: string;
};

/** 互抵状态。 / State of a netting round. */
export type NettingState =
  /** 已互抵 / done */
  | 'DONE'
  /** 待各方同意 / awaiting the parties */
  | 'PROPOSED'
  /** 有一方不同意 / refused by a party */
  | 'REFUSED'
  /** 往来已变化,未办理 / claims have changed, nothing done */
  | 'STALE'
  /** 已撤回 / withdrawn */
  | 'WITHDRAWN';

/** 发布轮换要约。 / Offers goods for rotation. */
export type OfferRotationInput = {
  /** 互换:随哪笔补库往来,应收方为本单位、同品种、同一储备库。 / For a swap: the claim to refill that comes in where the lot lies. */
  claimId?: string | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 批次编号。 / Global id of the lot. */
  lotId: string;
  /** 条件。 / Terms. */
  mode: RotationMode;
  /** 说明。 / A note. */
  note?: string | null | undefined;
  /** 数量,基本单位。 / How many, in base units. */
  quantity: number;
  /** 以新换旧的归还期限,1–730 天。 / For an exchange: 1–730 days. */
  refillDays?: number | null | undefined;
  /** 截止日,不晚于有效期。 / Last day, not after they expire. */
  untilOn: string;
};

/** 开始盘点。 / Opens a count. */
export type OpenStocktakeInput = {
  /** 只点这些货位。 / Only these bins. */
  bins?: Array<string> | null | undefined;
  /** 库编码。 / Code of the depot. */
  depot: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 只点这些物资。 / Only these skus. */
  items?: Array<string> | null | undefined;
  /** 说明。 / A note. */
  note?: string | null | undefined;
};

/** 督办立项。 / Puts something under supervision. */
export type OpenSupervisionInput = {
  /** 期限,不早于今天。 / Due day, not in the past. */
  dueOn: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 以哪个单位的名义。 / In whose name; absent: the first that may. */
  organizationId?: string | null | undefined;
  /** 责任单位;仅决议需填。 / Who is to do it; for a resolution only. */
  responsibleOrganizationId?: string | null | undefined;
  /** 来源的全局编号。 / Global id of that. */
  sourceId: string;
  /** 来源种类。 / From what it comes. */
  sourceKind: SupervisionSource;
  /** 事项,1–80 字。 / What is to be done. */
  titleZh: string;
};

/** 平急状态。 / Whether a region works in routine or in emergency mode. */
export type OperatingMode =
  /** 急时 / emergency */
  | 'EMERGENCY'
  /** 平时 / routine */
  | 'ROUTINE';

/** 调拨单状态,由各行数量推得。 / State of an order, derived from the quantities of its lines. */
export type OrderState =
  /** 已接令 / acknowledged */
  | 'ACKNOWLEDGED'
  /** 已取消 / cancelled */
  | 'CANCELLED'
  /** 已关闭 / closed */
  | 'CLOSED'
  /** 拟制 / draft */
  | 'DRAFT'
  /** 在途 / in transit */
  | 'IN_TRANSIT'
  /** 已下达 / issued */
  | 'ISSUED'
  /** 装载中 / loading */
  | 'LOADING'
  /** 部分签收 / partly received */
  | 'PARTLY_RECEIVED'
  /** 部分启运 / partly shipped */
  | 'PARTLY_SHIPPED'
  /** 已签收 / received */
  | 'RECEIVED'
  /** 签收有差异 / received with a difference */
  | 'RECEIVED_WITH_DIFFERENCE';

/** 对一张调拨单办理。 / What is done to one order. */
export type OrderStepInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 调拨单编号。 / Global id of the order. */
  orderId: string;
};

/** 已与出借方谈定、求解时不得变动的一笔。 / What is agreed already. */
export type PinInput = {
  /** 需求编号。 / Global id of the need. */
  needId: string;
  /** 发出数量;队伍装备不填。 / As shipped; none for teams and machines. */
  quantity?: number | null | undefined;
  /** 货源编号,即方案行的 supply。 / The supply id of a line of an earlier proposal. */
  supply: string;
};

/** 损耗按何价计。 / By what price a loss is valued. */
export type PriceBasis =
  /** 批次账面价值 / the lot's book value */
  | 'BOOK_VALUE'
  /** 目录参考价 / the catalogue's price */
  | 'CATALOGUE';

/** 用户类别。 / What kind of principal signs in. */
export type PrincipalKind =
  /** 系统 / machine */
  | 'MACHINE'
  /** 人员 / person */
  | 'PERSON'
  /** 枢纽自身 / the hub itself */
  | 'SYSTEM';

/** 求解取向。 / In which order the solver weighs its wishes. */
export type ProposalPreset =
  /** 兼顾时效与就近 / balanced */
  | 'BALANCED'
  /** 最快到达 / fastest arrival */
  | 'FASTEST'
  /** 本地优先 / local first */
  | 'LOCAL_FIRST';

/** 方案状态。 / State of a proposal. */
export type ProposalState =
  /** 已采纳 / adopted */
  | 'ADOPTED'
  /** 已取消 / cancelled */
  | 'CANCELLED'
  /** 求解失败 / failed */
  | 'FAILED'
  /** 待采纳 / ready */
  | 'READY'
  /** 求解中 / solving */
  | 'SOLVING'
  /** 已失效(货源变化) / stale, a source changed */
  | 'STALE'
  /** 已被取代 / superseded */
  | 'SUPERSEDED';

/** 求解请求。 / What to solve. */
export type ProposeDispatchInput = {
  /** 允许征用(须属地政府审批人已定响应级别;应对法第十二条)。 / Allow requisition (Art. 12). */
  allowRequisition?: boolean | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件编号。 / Global id of the incident. */
  incidentId: string;
  /** 只求解这些需求;空为全部待满足者。 / Only these needs; all wanted ones if absent. */
  needIds?: Array<string> | null | undefined;
  /** 已谈定的各笔。 / What is agreed. */
  pins?: Array<PinInput> | null | undefined;
  /** 求解取向,空为兼顾。 / The preset; BALANCED if absent. */
  preset?: ProposalPreset | null | undefined;
};

/** 提出互抵。 / What is to be netted. */
export type ProposeNettingInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 品种代码,款项填 CNY;折价时不填。 / The item's sku, CNY for money; not by value. */
  item?: string | null | undefined;
  /** 往来种类;折价时不填。 / Kind of claims; not by value. */
  kind?: ClaimKind | null | undefined;
  /** 方式。 / Mode. */
  mode: NettingMode;
  /** 只在这些政府单位之间;空为全部。 / Only among these governments; absent: all. */
  organizationIds?: Array<string> | null | undefined;
  /** 价目;仅折价时填。 / Price list; by value only. */
  prices?: Array<NettingPriceInput> | null | undefined;
};

/** 提出或修订决议。 / Proposes or amends a resolution. */
export type ProposeResolutionInput = {
  /** 所涉协议。 / About this agreement. */
  agreementId?: string | null | undefined;
  /** 修订哪一决议;范围与所涉不变。 / Amends this one; what it is about stays. */
  amendsId?: string | null | undefined;
  /** 所涉简报。 / About this briefing. */
  briefingId?: string | null | undefined;
  /** 所涉往来。 / About this claim. */
  claimId?: string | null | undefined;
  /** 片区编号。 / Global id of the cluster. */
  clusterId?: string | null | undefined;
  /** 对该争议往来裁定的数额,往来的单位;修订时须重填。 / With it: what the disputed claim is found to be. */
  decidedQuantity?: number | null | undefined;
  /** 办结期限。 / To be done by. */
  dueOn?: string | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 所涉需求。 / About this need. */
  needId?: string | null | undefined;
  /** 以哪个单位的名义;空为本人首个有权的单位。 / In whose name; absent: the first that may. */
  organizationId?: string | null | undefined;
  /** 区划代码,二选一。 / Region, or: */
  regionCode?: string | null | undefined;
  /** 正文,1–4000 字。 / Text, 1–4000 characters. */
  textZh: string;
  /** 标题,1–80 字。 / Title, 1–80 characters. */
  titleZh: string;
  /** 修订时所见版本。 / With it: the version seen. */
  version?: number | null | undefined;
};

/** 说明理由后对一张调拨单办理。 / The same, with a reason. */
export type ReasonedOrderInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 调拨单编号。 / Global id of the order. */
  orderId: string;
  /** 理由,1–500 字。 / The reason, 1–500 characters. */
  reason: string;
};

/** 签收一程。 / Receives a leg. */
export type ReceiveLegInput = {
  /** 承运人出示的交接码。 / The code that the carrier shows. */
  code: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 运段编号。 / Global id of the leg. */
  legId: string;
  /** 逐行清点。 / Every line of the leg, counted. */
  lines: Array<ReceiveLineInput>;
  /** 到达时间;空为现在。 / When; absent: now. */
  occurredAt?: string | null | undefined;
};

/** 签收清点的一行,三数之和等于启运数。 / One counted line; adds up. */
export type ReceiveLineInput = {
  /** 合格(基本单位)。 / Accepted, in base units. */
  accepted: number;
  /** 缺失(基本单位)。 / Missing, in base units. */
  missing: number;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 拒收(基本单位)。 / Rejected, in base units. */
  rejected: number;
};

/** 采购补库入库。 / Bought goods at the gate, and what of them passes. */
export type ReceiveRefillInput = {
  /** 到货数量,基本单位。 / Arrived, base units. */
  arrived: number;
  /** 批号。 / Batch. */
  batch: string;
  /** 货位。 / Bin. */
  bin?: string | null | undefined;
  /** 补库往来。 / The claim to refill. */
  claimId?: string | null | undefined;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 有效期至。 / Good to the end of this day. */
  expiresOn?: string | null | undefined;
  /** 其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing. */
  gift?: number | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 到货物资代码;空为所欠物资。 / Sku that came; null: the item owed. */
  item?: string | null | undefined;
  /** 生产日期。 / Day of making. */
  madeOn?: string | null | undefined;
  /** 发生时间。 / When it happened. */
  occurredAt: string;
  /** 验收合格数量,基本单位。 / Passed, base units. */
  passed: number;
  /** 补库任务。 / The refill task. */
  taskId?: string | null | undefined;
  /** 单价,分/基本单位。 / 分 per base unit. */
  unitPriceFen?: number | null | undefined;
  /** 采购发票号。 / Number of the invoice. */
  voucher: string;
};

/** 录入实点数量。 / Records counts. */
export type RecordCountsInput = {
  /** 各批次,1–500。 / The lots, 1–500. */
  counts: Array<LotCountInput>;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 盘点编号。 / Global id of the stocktake. */
  stocktakeId: string;
};

/** 登记找回。 / Goods that were lost are found again. */
export type RecordFoundInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 哪一批;一次盘点亏缺多批时必填。 / Which lot, where one count missed several. */
  lotId?: string | null | undefined;
  /** 找回时间,不晚于现在。 / When; not in the future. */
  occurredAt: string;
  /** 找回数量,基本单位;调拨物资须全数。 / Base units; all, where an order lost them. */
  quantity: number;
  /** 何处、如何找回,1–200 字。 / Where and how, 1–200 chars. */
  reason: string;
  /** 登记灭失的分录凭证。 / The transfer that booked the loss. */
  transferId: string;
};

/** 修复验收。 / What came back from the workshop. */
export type RecordRepairInput = {
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 修好。 / Fixed, base units. */
  fixed?: number;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 曾被签收。 / Was accepted before. */
  received?: boolean;
  /** 未签收物资的风险是否已在中转时转移;该行两类都有时必填。 / Of goods not accepted: whether their risk passed at a relay; needed where the line has both kinds there. */
  relayed?: boolean | null | undefined;
  /** 报废。 / Beyond repair, base units. */
  scrapped?: number;
  /** 修理发票号。 / Number of the invoice. */
  voucher: string;
};

/** 队伍装备工时单。 / The signed time sheet of a team or a machine. */
export type RecordServiceInput = {
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 各行,1–100。 / The lines, 1–100. */
  lines: Array<SheetLineInput>;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 所依据的费率表。 / The rate table that it follows. */
  rateTable: string;
  /** 工时单号。 / Number of the sheet. */
  sheetNumber: string;
  /** 现场签认岗位(非姓名)。 / Duty that signed on site. */
  signedForReceiver: string;
  /** 队伍签认岗位(非姓名)。 / Duty that signed for the team. */
  signedForTeam: string;
};

/** 登记使用。 / What became of goods on site. */
export type RecordUseInput = {
  /** 其中未按捐赠意愿使用的数量。 / Of these, used against the donor's wish. */
  againstEarmark?: number;
  /** 消耗。 / Consumed, base units. */
  consumed?: number;
  /** 灭失。 / Destroyed, base units. */
  destroyed?: number;
  /** 发放。 / Given out. */
  distributed?: Array<DistributionInput>;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 取自留存物资,而非现场物资。 / Taken from goods kept at a depot. */
  fromKept?: boolean;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 报废。 / Worn out, base units. */
  scrapped?: number;
};

/** 用后是否回收。 / What becomes of goods after use. */
export type Recovery =
  /** 用后必须归还 / must be returned */
  | 'MUST_RETURN'
  /** 消耗品,不回收 / consumed, not recovered */
  | 'NON_RECOVERABLE'
  /** 使用未超期限须归还 / returned if used under the limit */
  | 'RETURN_IF_UNDER_MONTHS';

/** 补库任务状态。 / State of a refill task. */
export type RefillTaskState =
  /** 已补足 / done */
  | 'DONE'
  /** 待补 / open */
  | 'OPEN'
  /** 部分补足 / part done */
  | 'PART_DONE';

/** 不予办理的原因代码,长期稳定。 / Why a request is not done; codes are stable. */
export type RefusalCode =
  /** 不符合先调后补条件:{why} / this may not go first and be approved later: {why} */
  | 'ACT_FIRST_NOT_ALLOWED'
  /** 没有有效的互助协议 / no agreement in force */
  | 'AGREEMENT'
  /** 协议 {agreement} 第 {version} 版已不能作为依据:{why} / version {version} of agreement {agreement} binds no more: {why} */
  | 'AGREEMENT_LAPSED'
  /** 已由他人办理 / already decided */
  | 'ALREADY_DECIDED'
  /** 该事项已在督办,期限 {dueOn} / this is under supervision already, due {dueOn} */
  | 'ALREADY_SUPERVISED'
  /** 尚缺审批:{missing} / approvals missing: {missing} */
  | 'APPROVAL_MISSING'
  /** 该时刻尚未到来,枢纽现在是 {now} / that time has not come yet; it is {now} here */
  | 'AS_OF_FUTURE'
  /** 该游标尚未封存 / nothing is sealed under this cursor yet */
  | 'AS_OF_NOT_SEALED'
  /** 枢纽已恢复或迁移,该游标出自之前 / this cursor is from before the hub was restored or moved */
  | 'AS_OF_OTHER_EPOCH'
  /** 账簿核对不符:{problem} / the book does not hold: {problem} */
  | 'BOOK_NOT_WHOLE'
  /** 枢纽繁忙,本次提交未能确认 / the hub is busy and could not confirm this */
  | 'BUSY'
  /** 上级调令不得拒绝,可提出异议 / a command cannot be refused, only objected to */
  | 'CANNOT_REFUSE_COMMAND'
  /** 协议额度剩余 {available},需要 {wanted} / {available} left under the contract, {wanted} wanted */
  | 'COMMITMENT_EXHAUSTED'
  /** {count} 条已公示内容将被更正,须附公开说明 / {count} published entries would be corrected; say publicly why */
  | 'CORRECTION_NEEDS_NOTE'
  /** 合格 + 拒收 + 缺失应等于 {shipped} / accepted + rejected + missing must be {shipped} */
  | 'COUNTS_DO_NOT_ADD_UP'
  /** 批次 {lot} 尚未点完:{stage} / lot {lot} is not counted out: {stage} */
  | 'COUNT_MISSING'
  /** 批次 {lot} 正在另一次盘点中 / lot {lot} is in another open count */
  | 'COUNT_UNDER_WAY'
  /** {unit} 的操作人员没有在有效期内的“{licence}” / the crew of {unit} holds no valid licence: {licence} */
  | 'CREW_UNLICENSED'
  /** {day} 前可供 {available},需要 {wanted} / {available} can be supplied until {day}, {wanted} wanted */
  | 'DAILY_RATE_EXCEEDED'
  /** 定向捐赠,用途不符 / earmarked for another purpose */
  | 'EARMARK'
  /** 游标早于保留期({days} 天) / older than the {days} days kept */
  | 'FEED_CURSOR_EXPIRED'
  /** 游标无效 / this cursor is not valid */
  | 'FEED_CURSOR_INVALID'
  /** 枢纽已恢复或迁移,游标失效 / the hub was restored or moved */
  | 'FEED_EPOCH_CHANGED'
  /** 文件与写出时不同(第 {line} 行,{what}) / the file is not as it was written (line {line}, {what}) */
  | 'FILE_CHANGED'
  /** 文件不完整,读到第 {line} 行为止 / the file is cut short after line {line} */
  | 'FILE_CUT_SHORT'
  /** 文件格式为 {found},本版本只识 {known} / the file has format {found}, this version knows {known} */
  | 'FILE_FORMAT'
  /** 文件开头写明 {said},其中的枢纽却是 {is} / the file says {said}, the hub in it is {is} */
  | 'FILE_OTHER_KIND'
  /** 文件的数据库版本不同:文件独有 {fileOnly};此处独有 {hereOnly} / the file is of another database version: only there {fileOnly}; only here {hereOnly} */
  | 'FILE_OTHER_SCHEMA'
  /** {file} 不是枢纽的导出文件 / {file} is not the export of a hub */
  | 'FILE_UNREADABLE'
  /** 仍有在途、在用或归还中的物资 / goods are still on site, in transit or returning */
  | 'GOODS_STILL_OUT'
  /** 未批准占用将超过协议可用库存的 {share}% / unapproved holds would pass {share} % of the agreement's free stock */
  | 'HOLD_SHARE_EXCEEDED'
  /** 此处已有数据(枢纽类型 {kind}) / there is data here already (a hub of kind {kind}) */
  | 'HUB_FOUNDED'
  /** 当前状态为“{state}”,不能{action} / in state {state} one cannot {action} */
  | 'ILLEGAL_TRANSITION'
  /** {count} 处有误,未写入任何一行 / {count} errors; no row was written */
  | 'IMPORT_HAS_ERRORS'
  /** 没有可写入的行 / there is no row to write */
  | 'IMPORT_NOTHING'
  /** 输入无效:{why} / invalid input: {why} */
  | 'INVALID_INPUT'
  /** 位于警戒区内 / inside the hazard zone */
  | 'IN_HAZARD_ZONE'
  /** 密钥已到期或已撤销 / the key has expired or was revoked */
  | 'KEY_ENDED'
  /** 该密钥不属于您所管理的系统 / the key is not that of a system that you administer alone */
  | 'KEY_NOT_A_SYSTEMS'
  /** 该幂等键已用于其他内容的提交 / this idempotency key was used with other input */
  | 'KEY_REUSED'
  /** 该密钥已轮换过,每个密钥只轮换一次 / the key was rotated already; each is rotated once */
  | 'KEY_ROTATED_ALREADY'
  /** 套件 {kit} 需要每套 {need} {component} / kit {kit} needs {need} of {component} each */
  | 'KIT_PARTS'
  /** 出借单位已拒绝本事件的调用 / its lender has refused it for this incident */
  | 'LENDER_REFUSED'
  /** 没有具备“{licence}”资质的车辆 / no vehicle licensed for {licence} */
  | 'LICENCE'
  /** 该灭失已补库、清偿或另行办理,找回的物资归出资单位 / the loss was refilled, settled or passed on already: what is found belongs to whoever paid */
  | 'LOSS_MADE_GOOD'
  /** 批次 {lot} 已封存或召回 / lot {lot} is blocked or recalled */
  | 'LOT_BLOCKED'
  /** 批次 {lot} 已过期 / lot {lot} has expired */
  | 'LOT_EXPIRED'
  /** 平急转换条件不具备:{missing} / the criteria of the operating mode are not met: {missingEn} */
  | 'MODE_CRITERIA_NOT_MET'
  /** 方案没有可采纳的内容 / the proposal allocates nothing */
  | 'NOTHING_TO_ADOPT'
  /** 该事件没有待认定的追偿 / this incident has no recourse that waits for a report */
  | 'NOTHING_TO_ATTRIBUTE'
  /** 本单位没有可互抵的往来 / nothing of this organization would cancel */
  | 'NOTHING_TO_NET'
  /** 没有可公示的内容 / there is nothing to publish */
  | 'NOTHING_TO_PUBLISH'
  /** 您没有“{action}”的权限 / you may not {action} */
  | 'NOT_ALLOWED'
  /** {org} 不是协作区内可受让的单位 / {org} is no neighbour to whom this is offered */
  | 'NOT_A_NEIGHBOUR'
  /** 没有找到,或您无权查看 / not found, or not yours to see */
  | 'NOT_FOUND'
  /** 人身意外保险已过期 / accident insurance has lapsed */
  | 'NOT_INSURED'
  /** 该事项尚未逾期或已了结 / this is not overdue, or is settled */
  | 'NOT_OVERDUE'
  /** 决议未载明裁定数额 / the resolution names no decided figure */
  | 'NO_FIGURE_DECIDED'
  /** 轮换要约剩余 {available},需要 {wanted} / {available} left of the offer, {wanted} wanted */
  | 'OFFER_LEFT'
  /** 仅争议一方不能裁决:同意单位须含双方,或含争议之外的成员 / one side alone decides nothing: both must agree, or a member that is neither */
  | 'ONE_SIDED'
  /** {org} 不是该区域或片区的政府成员单位 / {org} is no government member of this region or cluster */
  | 'OUTSIDE_CONFERENCE'
  /** {org} 不是该区域本级政府单位 / {org} is no government of this very region */
  | 'OUTSIDE_REGION'
  /** 协议 {agreement} 的当事方 {orgs} 未同意该决议 / {orgs}, party of agreement {agreement}, did not agree to the resolution */
  | 'PARTY_NOT_AGREED'
  /** 疑似{what},枢纽不收个人信息 / looks like {whatEn}; the hub takes no personal data */
  | 'PERSONAL_DATA'
  /** 预检之后文件或已登记数据有变化 / the file or what is registered changed after the dry run */
  | 'PREVIEW_STALE'
  /** 求解文件无效:{why} / the problem file is invalid: {why} */
  | 'PROBLEM_INVALID'
  /** 货源已变化,方案失效 / a source changed, the proposal is stale */
  | 'PROPOSAL_STALE'
  /** 质量封存 / on quality hold */
  | 'QUALITY_HOLD'
  /** 数量应在 {min} 至 {max} 之间 / a quantity must be between {min} and {max} */
  | 'QUANTITY_OUT_OF_RANGE'
  /** 批次 {lot} 账实不符,须说明原因 / lot {lot} differs from the book and needs a reason */
  | 'REASON_MISSING'
  /** 复点须由另一名保管员办理 / another keeper must count it again */
  | 'RECOUNT_BY_ANOTHER'
  /** 数量超过在外数量 / more than is out */
  | 'RECOVERY_NOT_DUE'
  /** 协议 {agreement} 第 {version} 版“{clause}”条款约定实物补库 / “{clauseEn}” of agreement {agreement}, version {version}, asks for a refill in kind */
  | 'REFILL_IN_KIND_ONLY'
  /** 协议 {agreement} 第 {version} 版约定以新购物资补库 / agreement {agreement}, version {version}, asks for newly bought goods */
  | 'REFILL_NEW_ONLY'
  /** 剩余有效期不足:有效期至 {expiresOn},要求至少到 {goodUntil} / too little shelf life is left: good until {expiresOn}, must be until {goodUntil} at least */
  | 'REFILL_TOO_OLD'
  /** 协议 {agreement} 第 {version} 版费率表:{rates} / the rate table of agreement {agreement}, version {version}, says: {ratesEn} */
  | 'SERVICE_RATE_AGREED'
  /** {item} 可用 {available},需要 {wanted} / {item}: {available} available, {wanted} wanted */
  | 'SHORT_OF_STOCK'
  /** 需要登录 / sign in first */
  | 'SIGN_IN_REQUIRED'
  /** 交接码不正确 / wrong hand-over code */
  | 'SLIP_CODE_WRONG'
  /** 盘点已超过 {days} 天 / last counted more than {days} days ago */
  | 'STALE_COUNT'
  /** 数据已被他人更新 / someone else changed this meanwhile */
  | 'STALE_VERSION'
  /** {passed} 折合 {counted},多出的 {excess} 不足折合一个单位 / {passed} count as {counted}; {excess} more are not another whole unit */
  | 'SUBSTITUTE_EXCESS'
  /** {item} 不能抵补 {owed};可用:{allowed} / {item} does not refill {owed}; allowed: {allowedEn} */
  | 'SUBSTITUTE_NOT_ALLOWED'
  /** 最多 {max} 项 / at most {max} of these */
  | 'TOO_MANY'
  /** {unit} 休整至 {until} / {unit} rests until {until} */
  | 'UNIT_RESTING'
  /** {unit} 已被占用 / {unit} is taken */
  | 'UNIT_TAKEN'
  /** 没有代码“{code}” / there is no code “{code}” */
  | 'UNKNOWN_CODE'
  /** 车辆 {vehicle} 尚在途中 / vehicle {vehicle} is still on the road */
  | 'VEHICLE_ON_ROAD'
  /** 单位应为“{unit}” / the unit must be “{unit}” */
  | 'WRONG_UNIT';

/** 往来如何清偿。 / What happens to what is owed under an agreement. */
export type Regime =
  /** 无偿支援 / free of charge */
  | 'FREE'
  /** 实物补库 / refill in kind */
  | 'REFILL_IN_KIND'
  /** 实物补库或等值结算 / refill in kind or cash equivalent */
  | 'REFILL_OR_CASH'
  /** 限期结算 / settle within days */
  | 'SETTLE_WITHIN_DAYS';

/** 中转点收的一行。 / One line counted over at a relay. */
export type RelayLineInput = {
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 点收数量(基本单位),其余为缺失。 / Taken over, in base units; the rest is missing. */
  taken: number;
};

/** 另行认定的一笔追偿。 / A recourse with shares of its own. */
export type ReportExceptionInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 该笔的份额;空列表为全部冲销。 / Its shares; none: all of it goes. */
  shares: Array<ReportShareInput>;
};

/** 事件报告。 / The report of an incident. */
export type ReportIncidentInput = {
  /** 类别。 / Its category. */
  category: IncidentCategory;
  /** 灾种代码,如 HAZCHEM。 / Hazard code, such as HAZCHEM. */
  hazard: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件分级。 / Its grade. */
  incidentGrade?: IncidentGrade | null | undefined;
  /** 纬度(WGS-84)。 / Latitude, WGS-84. */
  lat?: number | null | undefined;
  /** 牵头单位;空为本单位。 / Lead organization; absent: one's own. */
  leadId?: string | null | undefined;
  /** 经度(WGS-84)。 / Longitude, WGS-84. */
  lon?: number | null | undefined;
  /** 英文名称。 / Name in English. */
  nameEn?: string | null | undefined;
  /** 中文名称,至多 120 字。 / Name in Chinese, at most 120. */
  nameZh: string;
  /** 路网节点;空取最近者。 / Road node; absent: the nearest to the point. */
  node?: string | null | undefined;
  /** 发生时间;空为现在。 / When; now. */
  occurredAt?: string | null | undefined;
  /** 区划代码。 / GB/T 2260 code of its region. */
  regionCode: string;
  /** 事故责任单位(安全生产应急条例第十九条)。 / The firm responsible for the accident. */
  responsibleId?: string | null | undefined;
  /** 预警级别。 / Warning level. */
  warningLevel?: WarningLevel | null | undefined;
};

/** 责任份额。 / A party's part. */
export type ReportShareInput = {
  /** 万分之几,1–10000。 / Basis points. */
  basisPoints: number;
  /** 责任单位。 / The party. */
  organizationId: string;
};

/** 储备方式。 / How a reserve is kept. */
export type ReserveMode =
  /** 协议储备 / agreement */
  | 'AGREEMENT'
  /** 产能储备 / production capacity */
  | 'CAPACITY'
  /** 代储 / custodial */
  | 'CUSTODIAL'
  /** 实物储备 / physical */
  | 'PHYSICAL';

/** 对决议可办的事。 / What can be done about a resolution. */
export type ResolutionAction =
  /** 通过 / adopt */
  | 'ADOPT'
  /** 修订 / amend */
  | 'AMEND'
  /** 办结 / close */
  | 'CLOSE'
  /** 否决 / reject */
  | 'REJECT'
  /** 督办 / supervise */
  | 'SUPERVISE';

/** 决议所涉。 / What a resolution is about. */
export type ResolutionReference =
  /** 协议 / agreement */
  | 'AGREEMENT'
  /** 简报 / briefing */
  | 'BRIEFING'
  /** 往来 / claim */
  | 'CLAIM'
  /** 需求 / need */
  | 'NEED'
  /** 其他事项 / another matter */
  | 'TEXT';

/** 决议的状态。 / How far a resolution is. */
export type ResolutionState =
  /** 通过 / adopted */
  | 'ADOPTED'
  /** 办结 / closed */
  | 'CLOSED'
  /** 拟议 / proposed */
  | 'PROPOSED'
  /** 未通过 / rejected */
  | 'REJECTED';

/** 响应级别,无颜色。 / Response level, without colour (Art. 71). */
export type ResponseLevel =
  /** 一级响应 / response level 1 */
  | 'LEVEL_1'
  /** 二级响应 / response level 2 */
  | 'LEVEL_2'
  /** 三级响应 / response level 3 */
  | 'LEVEL_3'
  /** 四级响应 / response level 4 */
  | 'LEVEL_4';

/** 响应级别及负担单位。 / A response level, and who bears the cost. */
export type ResponseLevelInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件分级。 / Grade. */
  incidentGrade?: IncidentGrade | null | undefined;
  /** 事件编号。 / Global id of the incident. */
  incidentId: string;
  /** 负担单位;空则不变,初次为属地政府。 / Payer; absent: as before, at first the government. */
  payerId?: string | null | undefined;
  /** 理由。 / The reason; it stays on the record. */
  reason: string;
  /** 响应级别。 / Response level. */
  responseLevel: ResponseLevel;
  /** 预警级别。 / Warning level. */
  warningLevel?: WarningLevel | null | undefined;
};

/** 归途中的物资。 / Goods on their way back. */
export type ReturnedInput = {
  /** 承运单位。 / Who carries them. */
  carrierId: string;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 数量,基本单位。 / How much, in base units. */
  quantity: number;
  /** 曾被签收;拒收或折返的为否。 / False: rejected at arrival or turned back. */
  received?: boolean;
  /** 未签收物资的风险是否已在中转时转移;该行两类都有时必填。 / Of goods not accepted: whether their risk passed at a relay; needed where the line has both kinds there. */
  relayed?: boolean | null | undefined;
};

/** 毁损风险何时转移。 / Where the risk of loss passes to the borrower. */
export type RiskPassesAt =
  /** 到达签收时 / at arrival */
  | 'ARRIVAL'
  /** 出库启运时 / at departure */
  | 'DEPARTURE'
  /** 中转交接时 / at the relay hand-over */
  | 'RELAY';

/** 在本单位内的角色。 / A role within one organization. */
export type Role =
  /** 管理员 / administrator */
  | 'ADMIN'
  /** 审批人 / approver */
  | 'APPROVER'
  /** 审计 / auditor */
  | 'AUDITOR'
  /** 联席会议秘书 / conference secretary */
  | 'CONFERENCE_SECRETARY'
  /** 值班调度员 / dispatcher */
  | 'DISPATCHER'
  /** 财务 / finance */
  | 'FINANCE'
  /** 保管员 / keeper */
  | 'KEEPER'
  /** 公示员 / publisher */
  | 'PUBLISHER'
  /** 签收人 / receiver */
  | 'RECEIVER'
  /** 查看 / viewer */
  | 'VIEWER';

/** 轮换条件。 / On which terms goods that expire soon are offered. */
export type RotationMode =
  /** 以新换旧 / in exchange for fresh goods */
  | 'EXCHANGE'
  /** 无偿划转 / as a gift */
  | 'GIFT'
  /** 随补库互换 / swapped as a refill comes */
  | 'SWAP';

/** 轮换要约的状态。 / How far a rotation offer is. */
export type RotationState =
  /** 已过期 / expired */
  | 'EXPIRED'
  /** 待承接 / offered */
  | 'OFFERED'
  /** 部分承接 / partly taken */
  | 'PARTLY_TAKEN'
  /** 已全部承接 / taken */
  | 'TAKEN'
  /** 已撤回 / withdrawn */
  | 'WITHDRAWN';

/** 政府、企业、慈善。 / Whether an organization is government, enterprise or charity. */
export type Sector =
  /** 慈善 / charity */
  | 'CHARITY'
  /** 政府 / government */
  | 'GOVERNMENT'
  /** 企业 / enterprise */
  | 'MARKET';

/** 以库存补库启运。 / Sends own stock to the shelf. */
export type SendRefillInput = {
  /** 承运单位。 / Who carries them. */
  carrierId: string;
  /** 补库往来。 / The claim to refill. */
  claimId?: string | null | undefined;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing. */
  gift?: number | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 本单位批次:所欠物资,或协议可抵补的物资。 / A lot of one's own: the item owed, or an agreed substitute. */
  lotId: string;
  /** 发生时间。 / When it happened. */
  occurredAt: string;
  /** 应收方为该笔补库发布的互换要约:超出应补的部分换回其临期物资。 / A swap offered for this refill: what is more than owed goes for its ageing goods. */
  offerId?: string | null | undefined;
  /** 数量,批次的基本单位。 / In base units of the lot. */
  quantity: number;
  /** 补库任务。 / The refill task. */
  taskId?: string | null | undefined;
};

/** 工时单计量单位。 / What a time sheet counts. */
export type ServiceUnit =
  /** 升(油料) / litre of fuel */
  | 'LITRE'
  /** 台班 / machine-shift */
  | 'MACHINE_SHIFT'
  /** 人日 / person-day */
  | 'PERSON_DAY';

/** 依决议设定到期规则。 / Sets when debtors are told, by a resolution. */
export type SetDuePolicyInput = {
  /** 只对该协议(代码),其当事方须全部同意该决议;空为全枢纽。 / Code of an agreement, all of whose parties agreed; null: the hub. */
  agreement?: string | null | undefined;
  /** 逾期几天后自动督办;空为不自动。 / Days past it, by itself; null: never. */
  autoAfterDays?: number | null | undefined;
  /** 自动督办的办理天数,1–365。 / Days that such an item gives. */
  autoTermDays?: number;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 已通过的决议,只用一次。 / An adopted resolution; once. */
  resolutionId: string;
  /** 逾期几天后可督办,1–365。 / Days past it, 1–365. */
  superviseAfterDays: number;
  /** 生效日,不早于今天。 / The first day, today at the earliest. */
  validFrom: string;
  /** 到期前几天提醒,至多 5 个。 / Days before, 5 at most. */
  warnDays: Array<number>;
};

/** 警戒区与封闭道路。 / The zone and the roads that are shut. */
export type SetHazardZoneInput = {
  /** 封闭道路编号;不写为不变。 / Global ids of shut roads; absent: as before. */
  closedRoadIds?: Array<string> | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 事件编号。 / Global id of the incident. */
  incidentId: string;
  /** 警戒区;写 null 为解除,不写为不变。 / The zone; null lifts it, absent keeps it. */
  zone?: HazardZoneInput | null | undefined;
};

/** 等值结算。 / The creditor has the money. */
export type SettleInCashInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 到账时间。 / When it was paid. */
  occurredAt: string;
  /** 清偿数量,基本单位;金额往来为分。 / In the claim's own unit. */
  quantity: number;
  /** 单价,分/基本单位;金额往来不填。 / 分 per base unit; none for money. */
  unitPriceFen?: number | null | undefined;
  /** 收款凭证号。 / Number of the voucher. */
  voucher: string;
};

/** 清偿方式。 / How a claim was made smaller. */
export type SettlementMeans =
  /** 调查报告改定 / attributed otherwise by a report */
  | 'BY_REPORT'
  /** 决议不予支持 / not upheld by a resolution */
  | 'BY_RESOLUTION'
  /** 等值结算 / cash equivalent */
  | 'CASH_EQUIVALENT'
  /** 转化 / converted */
  | 'CONVERTED'
  /** 实物 / goods */
  | 'GOODS'
  /** 凭票结算 / against an invoice */
  | 'INVOICE'
  /** 互抵 / netted */
  | 'NETTED'
  /** 归还 / returned */
  | 'RETURNED'
  /** 豁免 / waived */
  | 'WAIVED';

/** 工时单的一行。 / One line of a time sheet. */
export type SheetLineInput = {
  /** 工作日期;同一单元同日同项只计一次。 / Counted once per unit. */
  day: string;
  /** 说明。 / A note. */
  note?: string | null | undefined;
  /** 数量。 / How many. */
  quantity: number;
  /** 费率,分/单位。 / Rate, 分 per unit. */
  rateFen: number;
  /** 单位。 / What is counted. */
  unit: ServiceUnit;
};

/** 拣货短少的原因。 / Why less was loaded than was ordered. */
export type ShortReason =
  /** 破损变质 / damaged */
  | 'DAMAGED'
  /** 账实不符 / not found */
  | 'NOT_FOUND'
  /** 车辆装不下 / no room on the vehicle */
  | 'NO_ROOM';

/** 登录方式。 / By what a caller is known. */
export type SignInMeans =
  /** 接口密钥 / an API key */
  | 'API_KEY'
  /** 演练登录 / named oneself in an exercise */
  | 'DEV'
  /** 统一身份登录 / signed in at the identity provider */
  | 'OIDC'
  /** 令牌(JWT) / a token (JWT) */
  | 'TOKEN';

/** 交接单种类。 / Which of the two slips. */
export type SlipKind =
  /** 到达签收单 / arrival slip */
  | 'ARRIVAL'
  /** 出库交接单 / departure slip */
  | 'DEPARTURE';

/** 归还启运。 / Sends goods back. */
export type StartReturnInput = {
  /** 承运单位。 / Who carries them. */
  carrierId: string;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 取自留存物资。 / Taken from goods kept at a depot. */
  fromKept?: boolean;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 发生时间,不晚于现在。 / When it happened; not in the future. */
  occurredAt: string;
  /** 调拨单行编号。 / Global id of the order line. */
  orderLineId: string;
  /** 数量,基本单位。 / How much, in base units. */
  quantity: number;
};

/** 陈述争议数额。 / What a side of a dispute holds to be owed. */
export type StateFigureInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 本方主张的数额,往来的单位。 / In the claim's own unit. */
  quantity: number;
  /** 理由。 / The reason. */
  reason: string;
};

/** 账实不符的原因。 / Why a count differs from the book. */
export type StocktakeReason =
  /** 保管短少(保管单位责任) / lost by the keeper's fault */
  | 'LOST_IN_KEEPING'
  /** 前次点错 / miscounted before */
  | 'MISCOUNTED'
  /** 自然损耗 / natural loss */
  | 'NATURAL_LOSS'
  /** 保管损毁(保管单位责任) / spoilt by the keeper's fault */
  | 'SPOILT_IN_KEEPING'
  /** 失窃 / stolen */
  | 'STOLEN'
  /** 出库未登记 / issued without a record */
  | 'UNRECORDED_ISSUE'
  /** 入库未登记 / received without a record */
  | 'UNRECORDED_RECEIPT'
  /** 错放他处 / put elsewhere */
  | 'WRONG_PLACE';

/** 一个批次点到哪一步;不透露数量。 / Where one lot of a stocktake stands; it tells no figure. */
export type StocktakeStage =
  /** 账实不符 / differs */
  | 'DIFFERS'
  /** 账实相符 / as the book says */
  | 'MATCHED'
  /** 须复点 / to be counted again */
  | 'RECOUNT'
  /** 未点 / not counted */
  | 'UNCOUNTED';

/** 盘点的状态。 / How far a stocktake is. */
export type StocktakeState =
  /** 已取消 / cancelled */
  | 'CANCELLED'
  /** 已结束 / closed */
  | 'CLOSED'
  /** 盘点中 / open */
  | 'OPEN';

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

/** 督办的一步。 / A step of supervision. */
export type SupervisionAction =
  /** 销号 / close */
  | 'CLOSE'
  /** 报告进展 / report progress */
  | 'REPORT'
  /** 退回 / return */
  | 'RETURN'
  /** 清偿销号 / close as settled */
  | 'SETTLE';

/** 督办的来源。 / From what it came under supervision. */
export type SupervisionSource =
  /** 逾期往来 / overdue claim */
  | 'CLAIM'
  /** 逾期捐赠公示 / overdue disclosure */
  | 'DISCLOSURE'
  /** 逾期补库任务 / overdue refill task */
  | 'REFILL_TASK'
  /** 会议决议 / resolution */
  | 'RESOLUTION';

/** 督办的状态;逾期另计。 / How far a supervision item is; overdue is told apart. */
export type SupervisionState =
  /** 销号 / closed */
  | 'CLOSED'
  /** 待办 / open */
  | 'OPEN'
  /** 已报进展 / progress reported */
  | 'REPORTED'
  /** 退回 / returned */
  | 'RETURNED';

/** 督办的一步。 / A step of supervision. */
export type SupervisionStepInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 哪一督办事项。 / Which item. */
  supervisionId: string;
  /** 说明,1–4000 字。 / What is to be said. */
  textZh: string;
};

/** 退回的补库物资。 / Refill goods that were not taken in. */
export type TakeBackRefillInput = {
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 已灭失。 / Lost, base units. */
  missing?: number;
  /** 发生时间。 / When it happened. */
  occurredAt: string;
  /** 已退回。 / Back, base units. */
  returned?: number;
  /** 补库运单号。 / Number of the shipment. */
  shipmentId: string;
};

/** 承接轮换物资。 / Takes part of an offer. */
export type TakeOfferInput = {
  /** 存入本单位的库;空为留在原库。 / Into which depot of one's own; absent: they stay. */
  depot?: string | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 要约编号。 / Global id of the offer. */
  offerId: string;
  /** 数量,基本单位。 / How many, in base units. */
  quantity: number;
};

/** 补库任务已开多久。 / Age of a task. */
export type TaskAge =
  /** 超过365日 / over 365 days */
  | 'OLDER'
  /** 30日以内 / within 30 days */
  | 'WITHIN_30'
  /** 31至90日 / 31 to 90 days */
  | 'WITHIN_90'
  /** 91至365日 / 91 to 365 days */
  | 'WITHIN_365';

/** 分录的业务。 / What a transfer books. */
export type TransferOp =
  /** 封存 / block */
  | 'BLOCK'
  /** 裁决与责任认定 / decide what is owed */
  | 'DECIDE'
  /** 启运 / depart */
  | 'DEPART'
  /** 差异确认 / confirm a difference */
  | 'DIFFERENCE'
  /** 转为正式占用 / make firm */
  | 'FIRM'
  /** 权属划转 / change of title */
  | 'GIFT'
  /** 中转交接 / hand over */
  | 'HAND_OVER'
  /** 预占 / hold */
  | 'HOLD'
  /** 验收 / inspect */
  | 'INSPECT'
  /** 留存 / keep */
  | 'KEEP'
  /** 套件组装与拆分 / assemble or break kits */
  | 'KIT'
  /** 转用于其他事件 / move to another incident */
  | 'MOVE'
  /** 期初盘点 / opening count */
  | 'OPENING'
  /** 签收 / receive */
  | 'RECEIVE'
  /** 追偿 / recourse */
  | 'RECOURSE'
  /** 补库入库 / refill */
  | 'REFILL'
  /** 释放 / release */
  | 'RELEASE'
  /** 归还到库 / a return arrives */
  | 'RETURN_ARRIVE'
  /** 归还启运 / start a return */
  | 'RETURN_START'
  /** 冲销 / reversal */
  | 'REVERSAL'
  /** 队伍装备工时 / service */
  | 'SERVICE'
  /** 清偿 / settle */
  | 'SETTLE'
  /** 拣货短少 / short pick */
  | 'SHORT_PICK'
  /** 往来拆分 / split a claim */
  | 'SPLIT'
  /** 盘点 / stocktake */
  | 'STOCKTAKE'
  /** 折返 / turn back */
  | 'TURN_BACK'
  /** 使用 / use */
  | 'USE';

/** 折返。 / Turns a leg back. */
export type TurnBackLegInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 运段编号。 / Global id of the leg. */
  legId: string;
  /** 折返时间;空为现在。 / When; absent: now. */
  occurredAt?: string | null | undefined;
  /** 理由,1–500 字。 / The reason, 1–500 characters. */
  reason: string;
};

/** 豁免。 / The creditor forgives so much. */
export type WaiveClaimInput = {
  /** 往来编号。 / Global id of the claim. */
  claimId: string;
  /** 凭证。 / Evidence. */
  evidence?: EvidenceInput | null | undefined;
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 决定时间。 / When it was decided. */
  occurredAt: string;
  /** 豁免数量。 / In the claim's own unit. */
  quantity: number;
  /** 理由。 / The reason. */
  reason: string;
};

/** 预警级别,有颜色。 / Warning level, by colour (Art. 63). */
export type WarningLevel =
  /** 四级(蓝色) / level 4, blue */
  | 'BLUE'
  /** 二级(橙色) / level 2, orange */
  | 'ORANGE'
  /** 一级(红色) / level 1, red */
  | 'RED'
  /** 三级(黄色) / level 3, yellow */
  | 'YELLOW';

/** 撤回互抵。 / Withdrawing a round. */
export type WithdrawNettingInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 互抵编号。 / Global id of the round. */
  roundId: string;
};

/** 撤回轮换要约。 / Withdraws an offer. */
export type WithdrawOfferInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 要约编号。 / Global id of the offer. */
  offerId: string;
};

/** 报废或轮出。 / Disposes of goods on a shelf. */
export type WriteOffLotInput = {
  /** 幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters. */
  idempotencyKey: string;
  /** 批次编号。 / Global id of the lot. */
  lotId: string;
  /** 处置方式。 / What becomes of them. */
  outcome: WriteOffOutcome;
  /** 数量,基本单位。 / How many, in base units. */
  quantity: number;
  /** 原因或凭据,记入台账。 / Why; it stays in the book. */
  reason: string;
  /** 办理时所见版本;不符则不予办理。 / The version seen; another one is refused. */
  version?: number | null | undefined;
};

/** 库存如何处置。 / What becomes of goods that leave a shelf without an order. */
export type WriteOffOutcome =
  /** 轮出 / rotated out */
  | 'ROTATED_OUT'
  /** 报废 / scrapped */
  | 'SCRAPPED';

export type DecideApprovalMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;


export type DecideApprovalMutation = { decideApproval:
    | { id: string, state: ApprovalState, reason: string | null, decidedAt: string | null, order: { id: string, state: OrderState } | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AttributeRecourseMutationVariables = Exact<{
  input: AttributeRecourseInput;
}>;


export type AttributeRecourseMutation = { attributeRecourse:
    | { id: string, investigationReports: Array<{ number: string, issuedBy: string, decidedOn: string, document: string | null, exceptions: number, recordedAt: string, shares: Array<{ basisPoints: number, organization: { id: string, nameZh: string } }> }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ConfirmClaimMutationVariables = Exact<{
  input: ClaimInput;
}>;


export type ConfirmClaimMutation = { confirmClaim:
    | { id: string, state: ClaimState, outstanding: number, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type DisputeClaimMutationVariables = Exact<{
  input: DisputeClaimInput;
}>;


export type DisputeClaimMutation = { disputeClaim:
    | { id: string, state: ClaimState, outstanding: number, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type SettleInCashMutationVariables = Exact<{
  input: SettleInCashInput;
}>;


export type SettleInCashMutation = { settleInCash:
    | { id: string, state: ClaimState, outstanding: number, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type StateFigureMutationVariables = Exact<{
  input: StateFigureInput;
}>;


export type StateFigureMutation = { stateFigure:
    | { id: string, state: ClaimState, outstanding: number, version: number, figures: Array<{ side: ClaimSide, quantity: number, reason: string, saidAt: string, organization: { id: string, nameZh: string } }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type WaiveClaimMutationVariables = Exact<{
  input: WaiveClaimInput;
}>;


export type WaiveClaimMutation = { waiveClaim:
    | { id: string, state: ClaimState, outstanding: number, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AdoptResolutionMutationVariables = Exact<{
  input: AdoptResolutionInput;
}>;


export type AdoptResolutionMutation = { adoptResolution:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: ResolutionState, may: Array<ResolutionAction>, titleZh: string, textZh: string, referenceKind: ResolutionReference, reference: string | null, dueOn: string | null, version: number, decidedAt: string | null, closedAt: string | null, note: string | null, agreed: Array<{ id: string, nameZh: string }>, past: Array<{ version: number, state: ResolutionState, titleZh: string, agreed: Array<string> }> }
   };

export type ArbitrateClaimMutationVariables = Exact<{
  input: ArbitrateClaimInput;
}>;


export type ArbitrateClaimMutation = { arbitrateClaim:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, number: string | null, state: ResolutionState, decidedQuantity: number | null, decision: { claim: string, upheld: number, denied: number, decidedAt: string, organization: { id: string, nameZh: string } } | null }
   };

export type CloseResolutionMutationVariables = Exact<{
  input: EndResolutionInput;
}>;


export type CloseResolutionMutation = { closeResolution:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: ResolutionState, may: Array<ResolutionAction>, titleZh: string, textZh: string, referenceKind: ResolutionReference, reference: string | null, dueOn: string | null, version: number, decidedAt: string | null, closedAt: string | null, note: string | null, agreed: Array<{ id: string, nameZh: string }>, past: Array<{ version: number, state: ResolutionState, titleZh: string, agreed: Array<string> }> }
   };

export type CloseSupervisionMutationVariables = Exact<{
  input: SupervisionStepInput;
}>;


export type CloseSupervisionMutation = { closeSupervision:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: SupervisionState, may: Array<SupervisionAction>, titleZh: string, sourceKind: SupervisionSource, source: string, dueOn: string, overdue: boolean, daysOverdue: number, version: number, responsible: { id: string, nameZh: string }, notes: Array<{ action: SupervisionAction, textZh: string, org: string, writtenAt: string }> }
   };

export type IssueBriefingMutationVariables = Exact<{
  input: IssueBriefingInput;
}>;


export type IssueBriefingMutation = { issueBriefing:
    | { id: string, number: string, titleZh: string, subjectKind: ConferenceSubject, subjectCode: string, subjectZh: string, exercise: boolean, recordedAt: string, feedSeq: number, digest: string, citationZh: string, citationEn: string }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type OpenSupervisionMutationVariables = Exact<{
  input: OpenSupervisionInput;
}>;


export type OpenSupervisionMutation = { openSupervision:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: SupervisionState, may: Array<SupervisionAction>, titleZh: string, sourceKind: SupervisionSource, source: string, dueOn: string, overdue: boolean, daysOverdue: number, version: number, responsible: { id: string, nameZh: string }, notes: Array<{ action: SupervisionAction, textZh: string, org: string, writtenAt: string }> }
   };

export type ProposeResolutionMutationVariables = Exact<{
  input: ProposeResolutionInput;
}>;


export type ProposeResolutionMutation = { proposeResolution:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: ResolutionState, may: Array<ResolutionAction>, titleZh: string, textZh: string, referenceKind: ResolutionReference, reference: string | null, dueOn: string | null, version: number, decidedAt: string | null, closedAt: string | null, note: string | null, agreed: Array<{ id: string, nameZh: string }>, past: Array<{ version: number, state: ResolutionState, titleZh: string, agreed: Array<string> }> }
   };

export type RejectResolutionMutationVariables = Exact<{
  input: EndResolutionInput;
}>;


export type RejectResolutionMutation = { rejectResolution:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: ResolutionState, may: Array<ResolutionAction>, titleZh: string, textZh: string, referenceKind: ResolutionReference, reference: string | null, dueOn: string | null, version: number, decidedAt: string | null, closedAt: string | null, note: string | null, agreed: Array<{ id: string, nameZh: string }>, past: Array<{ version: number, state: ResolutionState, titleZh: string, agreed: Array<string> }> }
   };

export type ReportProgressMutationVariables = Exact<{
  input: SupervisionStepInput;
}>;


export type ReportProgressMutation = { reportProgress:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: SupervisionState, may: Array<SupervisionAction>, titleZh: string, sourceKind: SupervisionSource, source: string, dueOn: string, overdue: boolean, daysOverdue: number, version: number, responsible: { id: string, nameZh: string }, notes: Array<{ action: SupervisionAction, textZh: string, org: string, writtenAt: string }> }
   };

export type ReturnSupervisionMutationVariables = Exact<{
  input: SupervisionStepInput;
}>;


export type ReturnSupervisionMutation = { returnSupervision:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: SupervisionState, may: Array<SupervisionAction>, titleZh: string, sourceKind: SupervisionSource, source: string, dueOn: string, overdue: boolean, daysOverdue: number, version: number, responsible: { id: string, nameZh: string }, notes: Array<{ action: SupervisionAction, textZh: string, org: string, writtenAt: string }> }
   };

export type SetDuePolicyMutationVariables = Exact<{
  input: SetDuePolicyInput;
}>;


export type SetDuePolicyMutation = { setDuePolicy:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, number: string | null, state: ResolutionState }
   };

export type DashApprovalsQueryVariables = Exact<{
  first: number;
  states?: Array<ApprovalState> | ApprovalState | null | undefined;
}>;


export type DashApprovalsQuery = { hub: { now: string }, approvals: { edges: Array<{ node: { id: string, kind: ApprovalKind, state: ApprovalState, reason: string | null, askedAt: string, lapsesAt: string, decidedAt: string | null, organization: { id: string, nameZh: string, nameEn: string | null }, order: { id: string, number: string, state: OrderState, authority: Authority, requester: { nameZh: string, nameEn: string | null }, lender: { nameZh: string, nameEn: string | null }, destination: { nameZh: string }, incident: { nameZh: string, nameEn: string | null, responseLevel: ResponseLevel | null }, lines: Array<{ id: string, ordered: number, arrivesAt: string, basis: Basis, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { type: { nameZh: string, nameEn: string } } | null }> } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type DashArrivalsQueryVariables = Exact<{
  first: number;
  states?: Array<OrderState> | OrderState | null | undefined;
}>;


export type DashArrivalsQuery = { hub: { now: string, kind: HubKind }, orders: { edges: Array<{ node: { id: string, number: string, state: OrderState, incident: { nameZh: string, nameEn: string | null }, lender: { nameZh: string, nameEn: string | null }, receiver: { id: string, nameZh: string, nameEn: string | null }, destination: { nameZh: string }, lines: Array<{ id: string, ordered: number, arrivesAt: string, accepted: number, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { code: string, type: { nameZh: string, nameEn: string } } | null }>, legs: Array<{ id: string, position: number, state: LegState, departedAt: string | null, carrier: { id: string, nameZh: string, nameEn: string | null }, relay: { node: { nameZh: string }, carrier: { id: string, nameZh: string, nameEn: string | null }, keeper: { id: string, nameZh: string, nameEn: string | null } | null } | null, lines: Array<{ orderLineId: string, departed: number }> }> } }> } };

export type DashBooksQueryVariables = Exact<{
  incidentId?: string | null | undefined;
  first: number;
}>;


export type DashBooksQuery = { hub: { now: string, today: string }, regionPositions: Array<{ duty: Duty, kind: ClaimKind, itemCode: string | null, unit: string, outstanding: number, overdue: number, disputed: number, item: { nameZh: string, nameEn: string } | null, debtor: { code: string, nameZh: string, nameEn: string }, creditor: { code: string, nameZh: string, nameEn: string } }>, claims: { edges: Array<{ node: { id: string, kind: ClaimKind, state: ClaimState, itemCode: string | null, unit: string, opened: number, outstanding: number, dueOn: string | null, overdue: boolean, daysOverdue: number, dueSoon: boolean, mirrors: ClaimKind | null, liability: LiabilityRule, openedAt: string, item: { nameZh: string, nameEn: string } | null, debtor: { nameZh: string, nameEn: string | null }, creditor: { nameZh: string, nameEn: string | null }, incident: { id: string, nameZh: string, nameEn: string | null } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type DashBriefingQueryVariables = Exact<{
  number: string;
  since?: string | null | undefined;
}>;


export type DashBriefingQuery = { hub: { now: string }, briefing: { id: string, number: string, titleZh: string, subjectKind: ConferenceSubject, subjectZh: string, exercise: boolean, recordedAt: string, feedSeq: number, digest: string, citationZh: string, citationEn: string, issuer: { nameZh: string, nameEn: string | null }, ledgerHead: { size: number, hash: string, sealedAt: string } | null, position: Array<{ item: string, nameZh: string, unit: string, onHand: number | null, held: number | null, out: number | null, target: number | null, uncountedLots: number, countedAt: string | null, ageDays: number | null }>, gaps: { short: number, unknown: number, top: Array<{ depot: string, item: string, nameZh: string, unit: string, target: number, usable: number | null, gap: number, uncountedLots: number, countedAt: string | null, ageDays: number | null }> }, incidents: Array<{ id: string, nameZh: string, state: IncidentState, reportedAt: string, needs: Array<{ code: string, nameZh: string, unit: string, asked: number, promised: number, received: number, declaredAt: string }> }>, onTheWay: Array<{ orderId: string, number: string, lender: string, requester: string, item: string, nameZh: string, unit: string, onTheWay: number, arrivesAt: string }>, owed: Array<{ debtorRegion: string, creditorRegion: string, duty: Duty, kind: ClaimKind, item: string | null, unit: string, outstanding: number, overdue: number, disputed: number }>, overdue: Array<{ source: SupervisionSource, id: string, kind: ClaimKind | null, debtor: string, creditor: string, nameZh: string, unit: string, outstanding: number, dueOn: string, daysOverdue: number }>, kpis: Array<{ kind: KpiKind, numerator: number, denominator: number, shareBasisPoints: number | null }>, resolutions: Array<{ id: string, titleZh: string, state: ResolutionState, dueOn: string | null }>, supervision: Array<{ id: string, titleZh: string, responsible: string, state: SupervisionState, dueOn: string, daysOverdue: number }>, decisions: Array<{ kind: DecisionKind, id: string, titleZh: string, org: string | null, since: string, dueOn: string | null }>, previous: { number: string, recordedAt: string, gaps: { short: number, unknown: number }, incidents: Array<{ id: string }>, overdue: Array<{ id: string }>, decisions: Array<{ id: string }>, kpis: Array<{ kind: KpiKind, shareBasisPoints: number | null }> } | null, earlier: Array<{ number: string, titleZh: string, recordedAt: string }>, changes: Array<{ section: BriefingSection, kind: BriefingChangeKind, key: string, nameZh: string, field: string, unit: string | null, before: string | null, after: string | null, difference: number | null }> | null } | null, organizations: { edges: Array<{ node: { code: string, nameZh: string, nameEn: string | null } }> }, depots: { edges: Array<{ node: { code: string, nameZh: string } }> }, clusters: Array<{ members: Array<{ code: string, nameZh: string, nameEn: string }> }> };

export type DashBriefingsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DashBriefingsQuery = { hub: { now: string }, briefings: { edges: Array<{ node: { id: string, number: string, titleZh: string, subjectKind: ConferenceSubject, subjectZh: string, exercise: boolean, recordedAt: string, digest: string, issuer: { nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean } }, clusters: Array<{ id: string, nameZh: string, nameEn: string, members: Array<{ code: string, nameZh: string, nameEn: string }> }> };

export type DashClaimQueryVariables = Exact<{
  id: string;
}>;


export type DashClaimQuery = { hub: { now: string }, node:
    | { id: string, kind: ClaimKind, state: ClaimState, itemCode: string | null, unit: string, unitPriceFen: number | null, opened: number, outstanding: number, openedAt: string, dueOn: string | null, overdue: boolean, daysOverdue: number, liability: LiabilityRule, mirrors: ClaimKind | null, debtorConfirmedAt: string | null, creditorConfirmedAt: string | null, item: { nameZh: string, nameEn: string } | null, reminders: Array<{ dueOn: string, daysBefore: number | null, toldAt: string }>, supervision: Array<{ id: string, state: SupervisionState, dueOn: string }>, figures: Array<{ side: ClaimSide, quantity: number, reason: string, saidAt: string, organization: { nameZh: string, nameEn: string | null } }>, decision: { upheld: number, denied: number, decidedAt: string, resolution: { number: string | null, titleZh: string } | null, organization: { nameZh: string, nameEn: string | null } } | null, attribution: { upheld: number, elsewhere: number, denied: number, report: { number: string, issuedBy: string, decidedOn: string } | null } | null, debtor: { id: string, nameZh: string, nameEn: string | null }, creditor: { id: string, nameZh: string, nameEn: string | null }, custodian: { id: string, nameZh: string, nameEn: string | null } | null, depot: { nameZh: string, nameEn: string | null } | null, parent: { id: string, kind: ClaimKind } | null, incident: { id: string, nameZh: string, nameEn: string | null, category: IncidentCategory, responsible: { id: string } | null } | null, orderLine: { id: string, timeSheets: Array<{ sheetNumber: string, rateTable: string, signedForTeam: string, signedForReceiver: string, totalFen: number, recordedAt: string, days: Array<{ day: string, unit: ServiceUnit, quantity: number, rateFen: number, amountFen: number, note: string | null }>, claims: Array<{ id: string, kind: ClaimKind, state: ClaimState }> }> } | null, order: { id: string, number: string, state: OrderState, issuedAt: string | null, agreement: { code: string, version: number, nameZh: string, nameEn: string } | null, legs: Array<{ id: string, position: number, departedAt: string | null, arrivedAt: string | null, prior: { id: string } | null, slips: Array<{ kind: SlipKind, signedAt: string | null, givenBy: { nameZh: string, nameEn: string | null }, takenBy: { nameZh: string, nameEn: string | null } }> }> } | null }
    | Record<PropertyKey, never>
   | null };

export type DashComingQueryVariables = Exact<{
  claimId: string;
  number: string;
}>;


export type DashComingQuery = { node:
    | { id: string, shipment: { itemCode: string, quantity: number, offerId: string | null, ratio: { give: number, counts: number } | null } | null }
    | Record<PropertyKey, never>
   | null };

export type DashConferenceQueryVariables = Exact<{
  first: number;
}>;


export type DashConferenceQuery = { hub: { now: string, today: string }, resolutions: { edges: Array<{ node: { id: string, state: ResolutionState, may: Array<ResolutionAction>, subjectCode: string, titleZh: string, textZh: string, referenceKind: ResolutionReference, reference: string | null, number: string | null, decidedQuantity: number | null, dueOn: string | null, version: number, proposedAt: string, decidedAt: string | null, closedAt: string | null, note: string | null, decision: { upheld: number, denied: number, decidedAt: string } | null, proposer: { id: string, nameZh: string, nameEn: string | null }, agreed: Array<{ id: string, nameZh: string, nameEn: string | null }>, past: Array<{ version: number }> } }>, pageInfo: { hasNextPage: boolean } }, supervisionItems: { edges: Array<{ node: { id: string, state: SupervisionState, may: Array<SupervisionAction>, titleZh: string, sourceKind: SupervisionSource, source: string, dueOn: string, overdue: boolean, daysOverdue: number, supervisor: { id: string, nameZh: string, nameEn: string | null }, responsible: { id: string, nameZh: string, nameEn: string | null }, notes: Array<{ action: SupervisionAction, textZh: string, writtenAt: string }> } }>, pageInfo: { hasNextPage: boolean } } };

export type DashCounterpartiesQueryVariables = Exact<{
  first: number;
}>;


export type DashCounterpartiesQuery = { organizations: { edges: Array<{ node: { id: string, nameZh: string, nameEn: string | null, region: { code: string, nameZh: string, nameEn: string } } }> } };

export type DashDepotOrderQueryVariables = Exact<{
  id: string;
}>;


export type DashDepotOrderQuery = { hub: { now: string, kind: HubKind }, order: { id: string, number: string, state: OrderState, authority: Authority, version: number, issuedAt: string | null, objectedAt: string | null, incident: { id: string, nameZh: string, nameEn: string | null }, lender: { id: string, nameZh: string, nameEn: string | null }, requester: { id: string, nameZh: string, nameEn: string | null }, receiver: { id: string, nameZh: string, nameEn: string | null }, destination: { nameZh: string }, lines: Array<{ id: string, ordered: number, held: number, loaded: number, departed: number, cancelled: number, leavesAt: string, arrivesAt: string, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string } | null, lot: { code: string, bin: string | null, batch: string, expiresOn: string | null } | null, depot: { code: string, nameZh: string, nameEn: string | null } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { code: string, type: { nameZh: string, nameEn: string } } | null, owner: { id: string, nameZh: string, nameEn: string | null }, custodian: { id: string, nameZh: string, nameEn: string | null } }>, legs: Array<{ id: string, position: number, state: LegState, departedAt: string | null, differenceWindowEndsAt: string | null, differenceSettledAt: string | null, differenceState: DifferenceState | null, differenceDeniedReason: string | null, carrier: { id: string, nameZh: string, nameEn: string | null }, prior: { carrier: { nameZh: string, nameEn: string | null } } | null, lines: Array<{ orderLineId: string, departed: number, accepted: number, rejected: number, missing: number, deniedMissing: number | null }> }> } | null };

export type DashDepotQueryVariables = Exact<{
  first: number;
  states?: Array<OrderState> | OrderState | null | undefined;
}>;


export type DashDepotQuery = { hub: { now: string }, orders: { edges: Array<{ node: { id: string, number: string, state: OrderState, authority: Authority, objectedAt: string | null, incident: { nameZh: string, nameEn: string | null }, receiver: { id: string }, lender: { id: string }, requester: { id: string }, destination: { nameZh: string }, lines: Array<{ id: string, ordered: number, loaded: number, departed: number, cancelled: number, leavesAt: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { type: { nameZh: string, nameEn: string } } | null, custodian: { id: string } }>, legs: Array<{ id: string, state: LegState, differenceWindowEndsAt: string | null, differenceSettledAt: string | null, differenceState: DifferenceState | null }> } }>, pageInfo: { hasNextPage: boolean } } };

export type DashDuePoliciesQueryVariables = Exact<{
  agreement?: string | null | undefined;
}>;


export type DashDuePoliciesQuery = { hub: { now: string }, duePolicies: Array<{ agreementId: string | null, validFrom: string, decides: boolean, warnDays: Array<number>, superviseAfterDays: number, autoAfterDays: number | null, autoTermDays: number, sourceZh: string, sourceEn: string, setAt: string | null, autoOrganization: { nameZh: string, nameEn: string | null } | null }> };

export type DashExpiringQueryVariables = Exact<{
  withinDays: number;
  first: number;
}>;


export type DashExpiringQuery = { hub: { now: string, today: string }, expiringLots: { edges: Array<{ node: { id: string, code: string, batch: string, bin: string | null, expiresOn: string | null, expired: boolean, onHand: number | null, blocked: number | null, held: number | null, quantity: number | null, version: number, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string }, owner: { id: string, nameZh: string, nameEn: string | null }, depot: { code: string, nameZh: string, nameEn: string | null, custodian: { id: string } } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type DashFirmsQueryVariables = Exact<{
  first: number;
}>;


export type DashFirmsQuery = { hub: { now: string }, organizations: { edges: Array<{ node: { id: string, nameZh: string, nameEn: string | null } }> } };

export type DashGapsQueryVariables = Exact<{
  regionCode: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DashGapsQuery = { hub: { now: string }, position: { edges: Array<{ node: { onHand: number | null, usable: number | null, held: number | null, target: number | null, gap: number | null, lots: number, uncountedLots: number, countedAt: string | null, item: { id: string, sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string, category: { code: string, nameZh: string, nameEn: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DashIncidentQueryVariables = Exact<{
  id: string;
  needs: number;
}>;


export type DashIncidentQuery = { hub: { now: string }, incident: { id: string, nameZh: string, nameEn: string | null, state: IncidentState, category: IncidentCategory, hazard: string, incidentGrade: IncidentGrade | null, warningLevel: WarningLevel | null, responseLevel: ResponseLevel | null, occurredAt: string, responseStartedAt: string | null, lat: number, lon: number, closedRoadIds: Array<string>, version: number, zone: { lat: number, lon: number, radiusKm: number, sectorDegrees: number | null, windTowardsDegrees: number | null, from: string, until: string } | null, region: { nameZh: string, nameEn: string }, place: { code: string, nameZh: string }, lead: { id: string, nameZh: string, nameEn: string | null }, government: { id: string }, payer: { nameZh: string, nameEn: string | null } | null, levels: Array<{ responseLevel: ResponseLevel | null, reason: string, setAt: string }>, needs: { edges: Array<{ node: { id: string, quantity: number, promised: number, received: number, priority: number, state: NeedState, deadlineAt: string | null, declaredAt: string, place: { nameZh: string }, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string } | null, capability: { code: string, nameZh: string, nameEn: string } | null, capabilities: Array<{ code: string, nameZh: string, nameEn: string }>, sets: Array<{ code: string, whole: boolean, lacking: Array<{ nameZh: string, nameEn: string }> }> } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type DashIncidentsQueryVariables = Exact<{
  first: number;
}>;


export type DashIncidentsQuery = { hub: { now: string }, incidents: { edges: Array<{ node: { id: string, nameZh: string, nameEn: string | null, state: IncidentState, category: IncidentCategory, responseLevel: ResponseLevel | null, warningLevel: WarningLevel | null, occurredAt: string, region: { nameZh: string, nameEn: string }, lead: { nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean } } };

export type DashKeepingQueryVariables = Exact<{ [key: string]: never; }>;


export type DashKeepingQuery = { hub: { now: string, today: string }, depots: { edges: Array<{ node: { id: string, code: string, nameZh: string, nameEn: string | null, custodian: { id: string, nameZh: string, nameEn: string | null }, owner: { id: string } } }> }, stocktakes: { edges: Array<{ node: { id: string, state: StocktakeState, openedAt: string, endedAt: string | null, note: string | null, counter: { id: string, nameZh: string, nameEn: string | null }, depot: { code: string, nameZh: string, nameEn: string | null } | null } }> }, rotationOffers: { edges: Array<{ node: { id: string, state: RotationState, mode: RotationMode, quantity: number, taken: number, expiresOn: string | null, untilOn: string, refillDays: number | null, note: string | null, owner: { id: string, nameZh: string, nameEn: string | null }, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string } } }> } };

export type DashLateQueryVariables = Exact<{
  first: number;
}>;


export type DashLateQuery = { hub: { now: string }, claims: { edges: Array<{ node: { id: string, kind: ClaimKind, unit: string, outstanding: number, dueOn: string | null, item: { nameZh: string, nameEn: string } | null, debtor: { nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean } }, refillTasks: { edges: Array<{ node: { id: string, unit: string, quantity: number, done: number, dueOn: string | null, item: { nameZh: string, nameEn: string }, performer: { nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean } }, disclosuresDue: { edges: Array<{ node: { id: string, number: string, titleZh: string, due: { dueOn: string, overdue: boolean } | null, organization: { nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean } } };

export type DashLiabilityQueryVariables = Exact<{
  orderLineId: string;
}>;


export type DashLiabilityQuery = { explainLiability: { zh: string, en: string, lossClaim: ClaimKind | null, debtors: Array<{ basisPoints: number, organization: { nameZh: string, nameEn: string | null } }>, creditor: { nameZh: string, nameEn: string | null }, recourseFrom: { nameZh: string, nameEn: string | null } | null } | null };

export type DashLossesQueryVariables = Exact<{
  id: string;
}>;


export type DashLossesQuery = { node:
    | { id: string, losses: Array<{ transferId: string, place: AccountKind, kind: AccountKind, quantity: number, recordedAt: string, foundAt: string | null }> }
    | Record<PropertyKey, never>
   | null };

export type DashMapQueryVariables = Exact<{
  depots: number;
}>;


export type DashMapQuery = { hub: { now: string }, clusters: Array<{ nameZh: string, nameEn: string, hub: { code: string }, members: Array<{ id: string, code: string, nameZh: string, nameEn: string, lat: number, lon: number, operatingMode: OperatingMode }> }>, roadNodes: Array<{ code: string, kind: string, nameZh: string, lat: number, lon: number }>, roadLinks: Array<{ id: string, code: string, roads: string, minutes: number, from: { code: string }, to: { code: string }, closures: Array<{ closedFrom: string, closedUntil: string | null, reason: string }> }>, depots: { edges: Array<{ node: { id: string, code: string, nameZh: string, nameEn: string | null, tier: DepotTier, sector: Sector, reserveMode: ReserveMode, lat: number, lon: number, region: { nameZh: string, nameEn: string } } }>, pageInfo: { hasNextPage: boolean } } };

export type DashNettingQueryVariables = Exact<{
  first: number;
  states?: Array<NettingState> | NettingState | null | undefined;
}>;


export type DashNettingQuery = { hub: { now: string }, nettingRounds: { edges: Array<{ node: { id: string, mode: NettingMode, state: NettingState, kind: ClaimKind | null, reason: string | null, proposedAt: string, closedAt: string | null, version: number, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, prices: Array<{ item: string, fen: number }>, proposedBy: { id: string, nameZh: string }, parties: Array<{ accepts: boolean | null, answeredAt: string | null, organization: { id: string, nameZh: string, nameEn: string | null } }>, moves: Array<{ claimId: string, kind: ClaimKind, quantity: number, unitPriceFen: number | null, residueFen: number | null, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, debtor: { id: string, nameZh: string, nameEn: string | null }, creditor: { id: string, nameZh: string, nameEn: string | null }, newDebtor: { id: string, nameZh: string, nameEn: string | null } | null }> } }> } };

export type DashOnSiteQueryVariables = Exact<{
  id: string;
}>;


export type DashOnSiteQuery = { hub: { now: string, today: string }, order: { id: string, number: string, state: OrderState, receiver: { id: string, nameZh: string, nameEn: string | null }, agreement: { code: string, version: number, nameZh: string, nameEn: string, terms: { regime: Regime, serviceRates: Array<{ unit: ServiceUnit, rateFen: number }> } } | null, lines: Array<{ id: string, accepted: number, departed: number, team: { nameZh: string, nameEn: string | null, headcount: number } | null, equipment: { code: string, type: { nameZh: string, nameEn: string } } | null, timeSheets: Array<{ sheetNumber: string, totalFen: number }>, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string, recovery: Recovery } | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string, received: boolean, holder: { id: string, nameZh: string, nameEn: string | null } }> }>, legs: Array<{ id: string, carrier: { id: string, nameZh: string, nameEn: string | null } }> } | null, depots: { edges: Array<{ node: { id: string, nameZh: string, nameEn: string | null, custodian: { id: string } } }> } };

export type DashOrderQueryVariables = Exact<{
  id: string;
}>;


export type DashOrderQuery = { hub: { now: string, kind: HubKind }, order: { id: string, number: string, state: OrderState, authority: Authority, version: number, proposalId: string | null, draftedAt: string, holdLapsesAt: string | null, issuedAt: string | null, acknowledgedAt: string | null, loadingAt: string | null, closedAt: string | null, cancelledAt: string | null, cancelReason: string | null, incident: { id: string, nameZh: string, nameEn: string | null, responseLevel: ResponseLevel | null }, lender: { id: string, nameZh: string, nameEn: string | null }, requester: { id: string, nameZh: string, nameEn: string | null }, receiver: { id: string, nameZh: string, nameEn: string | null }, payer: { id: string, nameZh: string, nameEn: string | null }, destination: { nameZh: string }, agreement: { code: string, version: number, nameZh: string, nameEn: string, terms: { regime: Regime, dueDays: number, dueAnchor: DueAnchor, riskPassesAt: RiskPassesAt, differenceWindowHours: number, refillShelfMonths: number, priceBasis: PriceBasis | null } } | null, approvals: Array<{ id: string, kind: ApprovalKind, state: ApprovalState, reason: string | null, lapsesAt: string, decidedAt: string | null, organization: { id: string, nameZh: string, nameEn: string | null } }>, lines: Array<{ id: string, basis: Basis, liability: LiabilityRule | null, clause: LiabilityClause | null, ordered: number, held: number, loaded: number, departed: number, accepted: number, rejected: number, missing: number, cancelled: number, leavesAt: string, arrivesAt: string, debtor: { id: string, nameZh: string, nameEn: string | null } | null, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string, recovery: Recovery, dangerousGoods: string | null } | null, lot: { code: string } | null, depot: { nameZh: string, nameEn: string | null } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { code: string, type: { nameZh: string, nameEn: string } } | null, custodian: { id: string, nameZh: string, nameEn: string | null }, timeSheets: Array<{ sheetNumber: string, rateTable: string, signedForTeam: string, signedForReceiver: string, totalFen: number, recordedAt: string, days: Array<{ day: string, unit: ServiceUnit, quantity: number, rateFen: number, amountFen: number, note: string | null }>, claims: Array<{ id: string, kind: ClaimKind, state: ClaimState }> }> }>, legs: Array<{ id: string, position: number, state: LegState, departedAt: string | null, arrivedAt: string | null, carrier: { nameZh: string, nameEn: string | null }, vehicles: Array<{ plate: string }>, destination: { nameZh: string }, relay: { node: { nameZh: string } } | null, prior: { relay: { node: { nameZh: string } } | null } | null, lines: Array<{ orderLineId: string }> }> } | null };

export type DashOrdersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: Array<OrderState> | OrderState | null | undefined;
  incidentId?: string | null | undefined;
}>;


export type DashOrdersQuery = { hub: { now: string }, orders: { edges: Array<{ node: { id: string, number: string, state: OrderState, authority: Authority, draftedAt: string, holdLapsesAt: string | null, incident: { id: string, nameZh: string, nameEn: string | null }, lender: { nameZh: string, nameEn: string | null }, requester: { id: string, nameZh: string, nameEn: string | null }, destination: { nameZh: string }, approvals: Array<{ id: string, state: ApprovalState }>, lines: Array<{ id: string, ordered: number, arrivesAt: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { type: { nameZh: string, nameEn: string } } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DashPlanQueryVariables = Exact<{
  id: string;
}>;


export type DashPlanQuery = { hub: { now: string }, proposal: { id: string, state: ProposalState, planHash: string | null, allocations: Array<{ supply: string, late: boolean, quantity: number, counted: number, set: number | null, fills: string | null, leavesAt: string, arrivesAt: string, basis: Basis, authority: Authority, tier: ApprovalTier, covers: Array<{ nameZh: string, nameEn: string }>, need: { id: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, capability: { nameZh: string, nameEn: string } | null, capabilities: Array<{ nameZh: string, nameEn: string }> } | null, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, depot: { nameZh: string, nameEn: string | null } | null, lender: { nameZh: string, nameEn: string | null }, approvals: Array<{ kind: ApprovalKind, organization: { nameZh: string, nameEn: string | null } }>, reasons: Array<{ code: string, zh: string, en: string }> }>, shortages: Array<{ missing: number, arrivesLate: number, need: { id: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, capability: { nameZh: string, nameEn: string } | null, capabilities: Array<{ nameZh: string, nameEn: string }> } | null, limits: Array<{ code: string, zh: string, en: string, quantity: number }>, limitsBeyond: { zh: string, en: string } | null, measures: Array<{ code: string, zh: string, en: string, missingBefore: number, missingAfter: number }>, certificate: { zh: string, en: string } }>, warnings: Array<{ code: string, zh: string, en: string }> } | null };

export type DashPlansQueryVariables = Exact<{
  incidentId: string;
  first: number;
}>;


export type DashPlansQuery = { hub: { now: string }, incident: { id: string, nameZh: string, nameEn: string | null, state: IncidentState, lead: { id: string } } | null, proposals: { edges: Array<{ node: { id: string, preset: ProposalPreset, state: ProposalState, status: string | null, failure: string | null, zeroAt: string, readyAt: string | null, version: number, progress: { stage: string, part: number, gap: number, seconds: number } | null, stages: Array<{ name: string, value: number, baseline: number | null, gap: number }>, coverage: Array<{ wanted: number, need: { id: string, priority: number, deadlineAt: string | null, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, capability: { nameZh: string, nameEn: string } | null, capabilities: Array<{ nameZh: string, nameEn: string }> } | null, plan: { inTime: number, late: number, missing: number, lastArrivesAt: string | null, sources: number }, nearestFirst: { inTime: number, late: number, missing: number, lastArrivesAt: string | null, sources: number } }> } }> } };

export type DashRefillsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: Array<RefillTaskState> | RefillTaskState | null | undefined;
  performerId?: string | null | undefined;
}>;


export type DashRefillsQuery = { hub: { now: string, today: string }, refillTasks: { edges: Array<{ node: { id: string, itemCode: string, quantity: number, done: number, unit: string, dueOn: string | null, overdue: boolean, daysOverdue: number, dueSoon: boolean, state: RefillTaskState, openedAt: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string }, substitutes: Array<{ substitute: string, give: number, counts: number, substituteItem: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null }>, shipments: Array<{ shipmentId: string, itemCode: string, quantity: number, rejected: number | null }>, owner: { id: string, nameZh: string, nameEn: string | null }, performer: { id: string, nameZh: string, nameEn: string | null }, funder: { id: string, nameZh: string, nameEn: string | null }, depot: { code: string, nameZh: string, nameEn: string | null, custodian: { id: string } } | null, claim: { id: string, kind: ClaimKind } | null, incident: { id: string, nameZh: string, nameEn: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DashReturnsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DashReturnsQuery = { hub: { now: string }, returnsDue: { edges: Array<{ node: { order: { id: string, number: string }, line: { id: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string, needsRestoring: boolean } | null, custodian: { id: string } }, standing: { kind: AccountKind, quantity: number, place: string, received: boolean, relayed: boolean, holder: { id: string, nameZh: string, nameEn: string | null } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DashSendRefillQueryVariables = Exact<{
  id: string;
}>;


export type DashSendRefillQuery = { carriers: Array<{ organization: { id: string, nameZh: string, nameEn: string | null } }>, rotationOffers: { edges: Array<{ node: { id: string, quantity: number, taken: number, expiresOn: string | null, claim: { id: string } | null } }> }, node:
    | { id: string, sendable: Array<{ id: string, batch: string, bin: string | null, expiresOn: string | null, quantity: number | null, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string }, depot: { nameZh: string, nameEn: string | null } | null }> }
    | Record<PropertyKey, never>
   | null };

export type DashShelvesQueryVariables = Exact<{
  code: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DashShelvesQuery = { hub: { now: string, today: string }, depot: { id: string, code: string, nameZh: string, nameEn: string | null, custodian: { id: string, nameZh: string, nameEn: string | null }, lots: { edges: Array<{ node: { id: string, code: string, batch: string, bin: string | null, condition: LotCondition, madeOn: string | null, expiresOn: string | null, expired: boolean, onHand: number | null, blocked: number | null, held: number | null, version: number, countedAt: string | null, countAgeDays: number | null, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string }, owner: { id: string, nameZh: string, nameEn: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type DashSituationQueryVariables = Exact<{
  incidents: number;
  needs: number;
  orders: number;
  approvals: number;
}>;


export type DashSituationQuery = { hub: { now: string }, incidents: { edges: Array<{ node: { id: string, nameZh: string, nameEn: string | null, state: IncidentState, category: IncidentCategory, responseLevel: ResponseLevel | null, warningLevel: WarningLevel | null, incidentGrade: IncidentGrade | null, occurredAt: string, lat: number, lon: number, closedRoadIds: Array<string>, zone: { lat: number, lon: number, radiusKm: number, sectorDegrees: number | null, windTowardsDegrees: number | null, until: string } | null, region: { nameZh: string, nameEn: string }, needs: { edges: Array<{ node: { id: string, deadlineAt: string | null } }>, pageInfo: { hasNextPage: boolean } } } }>, pageInfo: { hasNextPage: boolean } }, orders: { edges: Array<{ node: { id: string, number: string, state: OrderState, holdLapsesAt: string | null, lender: { nameZh: string, nameEn: string | null }, destination: { nameZh: string, lat: number, lon: number }, incident: { id: string }, lines: Array<{ id: string, ordered: number, arrivesAt: string, item: { nameZh: string, nameEn: string, unit: string, unitZh: string } | null, depot: { lat: number, lon: number } | null, team: { nameZh: string, nameEn: string | null } | null, equipment: { code: string } | null }> } }>, pageInfo: { hasNextPage: boolean } }, approvals: { edges: Array<{ node: { id: string, lapsesAt: string, organization: { id: string } } }>, pageInfo: { hasNextPage: boolean } } };

export type DashStatementQueryVariables = Exact<{
  id: string;
  english?: boolean;
}>;


export type DashStatementQuery = { hub: { now: string, kind: HubKind }, node:
    | { id: string, issuedAt: string, countersignedAt: string | null, organization: { id: string, nameZh: string, nameEn: string | null }, counterparty: { id: string, nameZh: string, nameEn: string | null } | null, page: { number: string, title: string, facts: Array<{ term: string, text: string }>, sections: Array<{ code: string, title: string, rows: Array<Array<string>>, headings: Array<{ text: string, number: boolean }> }> } }
    | Record<PropertyKey, never>
   | null };

export type DashStatementsQueryVariables = Exact<{
  first: number;
  organizationId?: string | null | undefined;
  counterpartyId?: string | null | undefined;
  regionCode?: string | null | undefined;
}>;


export type DashStatementsQuery = { hub: { now: string }, statements: { edges: Array<{ node: { id: string, onDay: string, cutAt: string, headSize: number, issuedAt: string, countersignedAt: string | null, organization: { id: string, nameZh: string, nameEn: string | null }, counterparty: { id: string, nameZh: string, nameEn: string | null } | null, region: { code: string, nameZh: string, nameEn: string } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type DashStocktakeQueryVariables = Exact<{
  id: string;
}>;


export type DashStocktakeQuery = { hub: { now: string, kind: HubKind }, node:
    | { id: string, state: StocktakeState, openedAt: string, endedAt: string | null, note: string | null, counter: { id: string, nameZh: string, nameEn: string | null }, depot: { code: string, nameZh: string, nameEn: string | null } | null, lines: Array<{ lotId: string, lotCode: string, bin: string | null, batch: string, counts: number, counted: number | null, booked: number | null, difference: number | null, posted: number | null, stage: StocktakeStage, reason: StocktakeReason | null, note: string | null, item: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string } }> }
    | Record<PropertyKey, never>
   | null };

export type DashSwapsQueryVariables = Exact<{
  first: number;
}>;


export type DashSwapsQuery = { claims: { edges: Array<{ node: { id: string, itemCode: string | null, unit: string, outstanding: number, debtor: { nameZh: string, nameEn: string | null }, depot: { nameZh: string, nameEn: string | null } | null } }> } };

export type DashThingsQueryVariables = Exact<{
  search: string;
  first: number;
}>;


export type DashThingsQuery = { items: { edges: Array<{ node: { sku: string, nameZh: string, nameEn: string, unit: string, unitZh: string } }> }, skills: Array<{ code: string, nameZh: string, nameEn: string }> };

export type DashVehiclesQueryVariables = Exact<{
  orderId: string;
}>;


export type DashVehiclesQuery = { vehicleChoices: Array<{ allowed: boolean, holdsAll: boolean, insuredUntil: string | null, why: Array<
      | { code: RefusalCode, message: string }
      | { code: RefusalCode, message: string }
    >, vehicle: { id: string, plate: string, loadKg: number, loadM3: number, licences: Array<LicenceClass>, carrier: { id: string, nameZh: string, nameEn: string | null } } }> };

export type FollowChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: ChangeFilterInput | null | undefined;
}>;


export type FollowChangesSubscription = { changes: { cursor: string, kind: EventKind, subjectKind: SubjectKind, subjectId: string, version: number, occurredAt: string, facts: Record<string, unknown> } };

export type DeclareNeedsMutationVariables = Exact<{
  input: DeclareNeedsInput;
}>;


export type DeclareNeedsMutation = { declareNeeds:
    | { id: string, needs: { edges: Array<{ node: { id: string, quantity: number, priority: number, state: NeedState, item: { sku: string, nameZh: string } | null, capability: { code: string, nameZh: string } | null, capabilities: Array<{ code: string, nameZh: string }> } }> } }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ReportIncidentMutationVariables = Exact<{
  input: ReportIncidentInput;
}>;


export type ReportIncidentMutation = { reportIncident:
    | { id: string, state: IncidentState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type SetHazardZoneMutationVariables = Exact<{
  input: SetHazardZoneInput;
}>;


export type SetHazardZoneMutation = { setHazardZone:
    | { id: string, closedRoadIds: Array<string>, version: number, zone: { lat: number, lon: number, radiusKm: number, sectorDegrees: number | null, windTowardsDegrees: number | null, from: string, until: string } | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type StartResponseMutationVariables = Exact<{
  input: ResponseLevelInput;
}>;


export type StartResponseMutation = { startResponse:
    | { id: string, state: IncidentState, responseLevel: ResponseLevel | null, version: number, payer: { nameZh: string } | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AnswerNettingMutationVariables = Exact<{
  input: AnswerNettingInput;
}>;


export type AnswerNettingMutation = { answerNetting:
    | { id: string, state: NettingState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ProposeNettingMutationVariables = Exact<{
  input: ProposeNettingInput;
}>;


export type ProposeNettingMutation = { proposeNetting:
    | { id: string, state: NettingState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type WithdrawNettingMutationVariables = Exact<{
  input: WithdrawNettingInput;
}>;


export type WithdrawNettingMutation = { withdrawNetting:
    | { id: string, state: NettingState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AcknowledgeOrderMutationVariables = Exact<{
  input: OrderStepInput;
}>;


export type AcknowledgeOrderMutation = { acknowledgeOrder:
    | { id: string, number: string, state: OrderState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AdoptProposalMutationVariables = Exact<{
  input: AdoptProposalInput;
}>;


export type AdoptProposalMutation = { adoptProposal:
    | { proposalId: string, orders: Array<{ id: string, number: string, state: OrderState, holdLapsesAt: string | null, lender: { id: string, nameZh: string }, approvals: Array<{ id: string, kind: ApprovalKind, state: ApprovalState, organization: { id: string, nameZh: string } }> }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { wanted: number, available: number, code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ConfirmDifferenceMutationVariables = Exact<{
  input: LegStepInput;
}>;


export type ConfirmDifferenceMutation = { confirmDifference:
    | { id: string, differenceSettledAt: string | null, differenceState: DifferenceState | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type DenyDifferenceMutationVariables = Exact<{
  input: DenyDifferenceInput;
}>;


export type DenyDifferenceMutation = { denyDifference:
    | { id: string, differenceState: DifferenceState | null, differenceDeniedAt: string | null, differenceDeniedReason: string | null, lines: Array<{ orderLineId: string, missing: number, deniedMissing: number | null }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type DepartOrderMutationVariables = Exact<{
  input: DepartOrderInput;
}>;


export type DepartOrderMutation = { departOrder:
    | { arrivalCode: string | null, leg: { id: string, position: number, state: LegState, vehicleIds: Array<string> } }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type HandOverLegMutationVariables = Exact<{
  input: HandOverLegInput;
}>;


export type HandOverLegMutation = { handOverLeg:
    | { arrivalCode: string | null, leg: { id: string, position: number, state: LegState, prior: { id: string, state: LegState, differenceWindowEndsAt: string | null } | null, order: { id: string, state: OrderState } | null } }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type IssueOrderMutationVariables = Exact<{
  input: OrderStepInput;
}>;


export type IssueOrderMutation = { issueOrder:
    | { id: string, number: string, state: OrderState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type LoadOrderMutationVariables = Exact<{
  input: LoadOrderInput;
}>;


export type LoadOrderMutation = { loadOrder:
    | { id: string, number: string, state: OrderState, version: number, lines: Array<{ id: string, held: number, loaded: number, cancelled: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ObjectToOrderMutationVariables = Exact<{
  input: ReasonedOrderInput;
}>;


export type ObjectToOrderMutation = { objectToOrder:
    | { id: string, state: OrderState, authority: Authority, objectedAt: string | null, objection: string | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ReceiveLegMutationVariables = Exact<{
  input: ReceiveLegInput;
}>;


export type ReceiveLegMutation = { receiveLeg:
    | { id: string, state: LegState, differenceWindowEndsAt: string | null, order: { id: string, state: OrderState } | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type RenewArrivalCodeMutationVariables = Exact<{
  input: LegStepInput;
}>;


export type RenewArrivalCodeMutation = { renewArrivalCode:
    | { arrivalCode: string | null, leg: { id: string } }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type TurnBackLegMutationVariables = Exact<{
  input: TurnBackLegInput;
}>;


export type TurnBackLegMutation = { turnBackLeg:
    | { id: string, state: LegState, order: { id: string, state: OrderState, lines: Array<{ id: string, redirected: number }> } | null }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type CancelProposalMutationVariables = Exact<{
  input: CancelProposalInput;
}>;


export type CancelProposalMutation = { cancelProposal:
    | { id: string, state: ProposalState, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ProposeDispatchMutationVariables = Exact<{
  input: ProposeDispatchInput;
}>;


export type ProposeDispatchMutation = { proposeDispatch:
    | { id: string, state: ProposalState, preset: ProposalPreset, zeroAt: string, version: number }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type AcceptRefillMutationVariables = Exact<{
  input: AcceptRefillInput;
}>;


export type AcceptRefillMutation = { acceptRefill:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, quantity: number | null }
   };

export type InspectReturnMutationVariables = Exact<{
  input: InspectReturnInput;
}>;


export type InspectReturnMutation = { inspectReturn:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type KeepGoodsMutationVariables = Exact<{
  input: KeepGoodsInput;
}>;


export type KeepGoodsMutation = { keepGoods:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type ReceiveRefillMutationVariables = Exact<{
  input: ReceiveRefillInput;
}>;


export type ReceiveRefillMutation = { receiveRefill:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, quantity: number | null }
   };

export type ReceiveReturnMutationVariables = Exact<{
  input: ReturnedInput;
}>;


export type ReceiveReturnMutation = { receiveReturn:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type RecordRepairMutationVariables = Exact<{
  input: RecordRepairInput;
}>;


export type RecordRepairMutation = { recordRepair:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type RecordServiceMutationVariables = Exact<{
  input: RecordServiceInput;
}>;


export type RecordServiceMutation = { recordService:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type RecordUseMutationVariables = Exact<{
  input: RecordUseInput;
}>;


export type RecordUseMutation = { recordUse:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type SendRefillMutationVariables = Exact<{
  input: SendRefillInput;
}>;


export type SendRefillMutation = { sendRefill:
    | { shipmentId: string }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type StartReturnMutationVariables = Exact<{
  input: StartReturnInput;
}>;


export type StartReturnMutation = { startReturn:
    | { id: string, liability: LiabilityRule | null, goodsOut: Array<{ kind: AccountKind, quantity: number, place: string }>, claims: Array<{ kind: ClaimKind, outstanding: number }> }
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
   };

export type TakeBackRefillMutationVariables = Exact<{
  input: TakeBackRefillInput;
}>;


export type TakeBackRefillMutation = { takeBackRefill:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, quantity: number | null }
   };

export type BlockLotMutationVariables = Exact<{
  input: ChangeLotInput;
}>;


export type BlockLotMutation = { blockLot:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, condition: LotCondition, quantity: number | null, onHand: number | null, blocked: number | null, version: number }
   };

export type CancelStocktakeMutationVariables = Exact<{
  input: CancelStocktakeInput;
}>;


export type CancelStocktakeMutation = { cancelStocktake:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: StocktakeState, version: number, lines: Array<{ lotId: string, lotCode: string, bin: string | null, batch: string, stage: StocktakeStage, counts: number, counted: number | null, booked: number | null, difference: number | null, posted: number | null, reason: StocktakeReason | null, item: { sku: string, nameZh: string, unitZh: string } }> }
   };

export type CloseStocktakeMutationVariables = Exact<{
  input: CloseStocktakeInput;
}>;


export type CloseStocktakeMutation = { closeStocktake:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: StocktakeState, version: number, lines: Array<{ lotId: string, lotCode: string, bin: string | null, batch: string, stage: StocktakeStage, counts: number, counted: number | null, booked: number | null, difference: number | null, posted: number | null, reason: StocktakeReason | null, item: { sku: string, nameZh: string, unitZh: string } }> }
   };

export type OfferRotationMutationVariables = Exact<{
  input: OfferRotationInput;
}>;


export type OfferRotationMutation = { offerRotation:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: RotationState, mode: RotationMode, quantity: number, taken: number, refillDays: number | null, untilOn: string, expiresOn: string | null, version: number }
   };

export type OpenStocktakeMutationVariables = Exact<{
  input: OpenStocktakeInput;
}>;


export type OpenStocktakeMutation = { openStocktake:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: StocktakeState, version: number, lines: Array<{ lotId: string, lotCode: string, bin: string | null, batch: string, stage: StocktakeStage, counts: number, counted: number | null, booked: number | null, difference: number | null, posted: number | null, reason: StocktakeReason | null, item: { sku: string, nameZh: string, unitZh: string } }> }
   };

export type RecallLotMutationVariables = Exact<{
  input: ChangeLotInput;
}>;


export type RecallLotMutation = { recallLot:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, condition: LotCondition, quantity: number | null, onHand: number | null, blocked: number | null, version: number }
   };

export type RecordCountsMutationVariables = Exact<{
  input: RecordCountsInput;
}>;


export type RecordCountsMutation = { recordCounts:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: StocktakeState, version: number, lines: Array<{ lotId: string, lotCode: string, bin: string | null, batch: string, stage: StocktakeStage, counts: number, counted: number | null, booked: number | null, difference: number | null, posted: number | null, reason: StocktakeReason | null, item: { sku: string, nameZh: string, unitZh: string } }> }
   };

export type RecordFoundMutationVariables = Exact<{
  input: RecordFoundInput;
}>;


export type RecordFoundMutation = { recordFound:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, onHand: number | null, blocked: number | null, version: number }
   };

export type ReleaseLotMutationVariables = Exact<{
  input: ChangeLotInput;
}>;


export type ReleaseLotMutation = { releaseLot:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, condition: LotCondition, quantity: number | null, onHand: number | null, blocked: number | null, version: number }
   };

export type TakeOfferMutationVariables = Exact<{
  input: TakeOfferInput;
}>;


export type TakeOfferMutation = { takeOffer:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: RotationState, mode: RotationMode, quantity: number, taken: number, refillDays: number | null, untilOn: string, expiresOn: string | null, version: number }
   };

export type WithdrawOfferMutationVariables = Exact<{
  input: WithdrawOfferInput;
}>;


export type WithdrawOfferMutation = { withdrawOffer:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, state: RotationState, mode: RotationMode, quantity: number, taken: number, refillDays: number | null, untilOn: string, expiresOn: string | null, version: number }
   };

export type WriteOffLotMutationVariables = Exact<{
  input: WriteOffLotInput;
}>;


export type WriteOffLotMutation = { writeOffLot:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, code: string, condition: LotCondition, quantity: number | null, onHand: number | null, blocked: number | null, held: number | null, expiresOn: string | null, version: number }
   };

export type CountersignStatementMutationVariables = Exact<{
  input: CountersignStatementInput;
}>;


export type CountersignStatementMutation = { countersignStatement:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, countersignedAt: string | null }
   };

export type IssueStatementMutationVariables = Exact<{
  input: IssueStatementInput;
}>;


export type IssueStatementMutation = { issueStatement:
    | { refusals: Array<
        | { code: RefusalCode, message: string, path: string, next: string }
        | { code: RefusalCode, message: string, path: string, next: string }
      > }
    | { id: string, headSize: number, headRoot: string, countersignedAt: string | null, lines: Array<{ collects: boolean, kind: ClaimKind, duty: Duty, itemCode: string | null, unit: string, opening: number, opened: number, closing: number, disputed: number, settled: Array<{ means: SettlementMeans, quantity: number }>, counterparty: { nameZh: string }, vouchers: Array<{ op: TransferOp, occurredOn: string, quantity: number, orders: Array<string>, papers: Array<string> }> }>, withinLines: Array<{ collects: boolean, kind: ClaimKind, itemCode: string | null, unit: string, closing: number, organization: { nameZh: string } | null, counterparty: { nameZh: string } }>, untold: Array<{ nameZh: string }>, goodsOut: Array<{ kind: AccountKind, itemCode: string, unit: string, quantity: number, holder: { nameZh: string } }>, tasks: Array<{ age: TaskAge, itemCode: string, unit: string, missing: number }> }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, kind: PrincipalKind, actsForId: string | null, partnerIds: Array<string>, signedInBy: SignInMeans | null, signedInUntil: string | null, memberships: Array<{ organizationId: string, roles: Array<Role>, mayDo: Array<string> }> } | null, hub: { kind: HubKind, now: string, today: string, latestCursor: string, createdAt: string } };

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

export const DecideApprovalDocument = new TypedDocumentString(`
    mutation DecideApproval($input: DecideApprovalInput!) {
  decideApproval(input: $input) {
    ... on Approval {
      id
      state
      reason
      decidedAt
      order {
        id
        state
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DecideApprovalMutation, DecideApprovalMutationVariables>;
export const AttributeRecourseDocument = new TypedDocumentString(`
    mutation AttributeRecourse($input: AttributeRecourseInput!) {
  attributeRecourse(input: $input) {
    ... on Incident {
      id
      investigationReports {
        number
        issuedBy
        decidedOn
        document
        exceptions
        recordedAt
        shares {
          basisPoints
          organization {
            id
            nameZh
          }
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AttributeRecourseMutation, AttributeRecourseMutationVariables>;
export const ConfirmClaimDocument = new TypedDocumentString(`
    mutation ConfirmClaim($input: ClaimInput!) {
  confirmClaim(input: $input) {
    ... on Claim {
      id
      state
      outstanding
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmClaimMutation, ConfirmClaimMutationVariables>;
export const DisputeClaimDocument = new TypedDocumentString(`
    mutation DisputeClaim($input: DisputeClaimInput!) {
  disputeClaim(input: $input) {
    ... on Claim {
      id
      state
      outstanding
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DisputeClaimMutation, DisputeClaimMutationVariables>;
export const SettleInCashDocument = new TypedDocumentString(`
    mutation SettleInCash($input: SettleInCashInput!) {
  settleInCash(input: $input) {
    ... on Claim {
      id
      state
      outstanding
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SettleInCashMutation, SettleInCashMutationVariables>;
export const StateFigureDocument = new TypedDocumentString(`
    mutation StateFigure($input: StateFigureInput!) {
  stateFigure(input: $input) {
    ... on Claim {
      id
      state
      outstanding
      version
      figures {
        side
        quantity
        reason
        saidAt
        organization {
          id
          nameZh
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StateFigureMutation, StateFigureMutationVariables>;
export const WaiveClaimDocument = new TypedDocumentString(`
    mutation WaiveClaim($input: WaiveClaimInput!) {
  waiveClaim(input: $input) {
    ... on Claim {
      id
      state
      outstanding
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WaiveClaimMutation, WaiveClaimMutationVariables>;
export const AdoptResolutionDocument = new TypedDocumentString(`
    mutation AdoptResolution($input: AdoptResolutionInput!) {
  adoptResolution(input: $input) {
    ... on Resolution {
      id
      state
      may
      titleZh
      textZh
      referenceKind
      reference
      dueOn
      version
      decidedAt
      closedAt
      note
      agreed {
        id
        nameZh
      }
      past {
        version
        state
        titleZh
        agreed
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdoptResolutionMutation, AdoptResolutionMutationVariables>;
export const ArbitrateClaimDocument = new TypedDocumentString(`
    mutation ArbitrateClaim($input: ArbitrateClaimInput!) {
  arbitrateClaim(input: $input) {
    ... on Resolution {
      id
      number
      state
      decidedQuantity
      decision {
        claim
        upheld
        denied
        decidedAt
        organization {
          id
          nameZh
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ArbitrateClaimMutation, ArbitrateClaimMutationVariables>;
export const CloseResolutionDocument = new TypedDocumentString(`
    mutation CloseResolution($input: EndResolutionInput!) {
  closeResolution(input: $input) {
    ... on Resolution {
      id
      state
      may
      titleZh
      textZh
      referenceKind
      reference
      dueOn
      version
      decidedAt
      closedAt
      note
      agreed {
        id
        nameZh
      }
      past {
        version
        state
        titleZh
        agreed
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CloseResolutionMutation, CloseResolutionMutationVariables>;
export const CloseSupervisionDocument = new TypedDocumentString(`
    mutation CloseSupervision($input: SupervisionStepInput!) {
  closeSupervision(input: $input) {
    ... on SupervisionItem {
      id
      state
      may
      titleZh
      sourceKind
      source
      dueOn
      overdue
      daysOverdue
      version
      responsible {
        id
        nameZh
      }
      notes {
        action
        textZh
        org
        writtenAt
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CloseSupervisionMutation, CloseSupervisionMutationVariables>;
export const IssueBriefingDocument = new TypedDocumentString(`
    mutation IssueBriefing($input: IssueBriefingInput!) {
  issueBriefing(input: $input) {
    ... on ConferenceBriefing {
      id
      number
      titleZh
      subjectKind
      subjectCode
      subjectZh
      exercise
      recordedAt
      feedSeq
      digest
      citationZh
      citationEn
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IssueBriefingMutation, IssueBriefingMutationVariables>;
export const OpenSupervisionDocument = new TypedDocumentString(`
    mutation OpenSupervision($input: OpenSupervisionInput!) {
  openSupervision(input: $input) {
    ... on SupervisionItem {
      id
      state
      may
      titleZh
      sourceKind
      source
      dueOn
      overdue
      daysOverdue
      version
      responsible {
        id
        nameZh
      }
      notes {
        action
        textZh
        org
        writtenAt
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenSupervisionMutation, OpenSupervisionMutationVariables>;
export const ProposeResolutionDocument = new TypedDocumentString(`
    mutation ProposeResolution($input: ProposeResolutionInput!) {
  proposeResolution(input: $input) {
    ... on Resolution {
      id
      state
      may
      titleZh
      textZh
      referenceKind
      reference
      dueOn
      version
      decidedAt
      closedAt
      note
      agreed {
        id
        nameZh
      }
      past {
        version
        state
        titleZh
        agreed
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProposeResolutionMutation, ProposeResolutionMutationVariables>;
export const RejectResolutionDocument = new TypedDocumentString(`
    mutation RejectResolution($input: EndResolutionInput!) {
  rejectResolution(input: $input) {
    ... on Resolution {
      id
      state
      may
      titleZh
      textZh
      referenceKind
      reference
      dueOn
      version
      decidedAt
      closedAt
      note
      agreed {
        id
        nameZh
      }
      past {
        version
        state
        titleZh
        agreed
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RejectResolutionMutation, RejectResolutionMutationVariables>;
export const ReportProgressDocument = new TypedDocumentString(`
    mutation ReportProgress($input: SupervisionStepInput!) {
  reportProgress(input: $input) {
    ... on SupervisionItem {
      id
      state
      may
      titleZh
      sourceKind
      source
      dueOn
      overdue
      daysOverdue
      version
      responsible {
        id
        nameZh
      }
      notes {
        action
        textZh
        org
        writtenAt
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProgressMutation, ReportProgressMutationVariables>;
export const ReturnSupervisionDocument = new TypedDocumentString(`
    mutation ReturnSupervision($input: SupervisionStepInput!) {
  returnSupervision(input: $input) {
    ... on SupervisionItem {
      id
      state
      may
      titleZh
      sourceKind
      source
      dueOn
      overdue
      daysOverdue
      version
      responsible {
        id
        nameZh
      }
      notes {
        action
        textZh
        org
        writtenAt
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReturnSupervisionMutation, ReturnSupervisionMutationVariables>;
export const SetDuePolicyDocument = new TypedDocumentString(`
    mutation SetDuePolicy($input: SetDuePolicyInput!) {
  setDuePolicy(input: $input) {
    ... on Resolution {
      id
      number
      state
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SetDuePolicyMutation, SetDuePolicyMutationVariables>;
export const DashApprovalsDocument = new TypedDocumentString(`
    query DashApprovals($first: Int!, $states: [ApprovalState!]) {
  hub {
    now
  }
  approvals(first: $first, states: $states) {
    edges {
      node {
        id
        kind
        state
        reason
        askedAt
        lapsesAt
        decidedAt
        organization {
          id
          nameZh
          nameEn
        }
        order {
          id
          number
          state
          authority
          requester {
            nameZh
            nameEn
          }
          lender {
            nameZh
            nameEn
          }
          destination {
            nameZh
          }
          incident {
            nameZh
            nameEn
            responseLevel
          }
          lines {
            id
            ordered
            arrivesAt
            basis
            item {
              nameZh
              nameEn
              unit
              unitZh
            }
            team {
              nameZh
              nameEn
            }
            equipment {
              type {
                nameZh
                nameEn
              }
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashApprovalsQuery, DashApprovalsQueryVariables>;
export const DashArrivalsDocument = new TypedDocumentString(`
    query DashArrivals($first: Int!, $states: [OrderState!]) {
  hub {
    now
    kind
  }
  orders(first: $first, states: $states) {
    edges {
      node {
        id
        number
        state
        incident {
          nameZh
          nameEn
        }
        lender {
          nameZh
          nameEn
        }
        receiver {
          id
          nameZh
          nameEn
        }
        destination {
          nameZh
        }
        lines {
          id
          ordered
          arrivesAt
          accepted
          item {
            nameZh
            nameEn
            unit
            unitZh
          }
          team {
            nameZh
            nameEn
          }
          equipment {
            code
            type {
              nameZh
              nameEn
            }
          }
        }
        legs {
          id
          position
          state
          departedAt
          carrier {
            id
            nameZh
            nameEn
          }
          relay {
            node {
              nameZh
            }
            carrier {
              id
              nameZh
              nameEn
            }
            keeper {
              id
              nameZh
              nameEn
            }
          }
          lines {
            orderLineId
            departed
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashArrivalsQuery, DashArrivalsQueryVariables>;
export const DashBooksDocument = new TypedDocumentString(`
    query DashBooks($incidentId: ID, $first: Int!) {
  hub {
    now
    today
  }
  regionPositions(incidentId: $incidentId) {
    duty
    kind
    itemCode
    item {
      nameZh
      nameEn
    }
    unit
    outstanding
    overdue
    disputed
    debtor {
      code
      nameZh
      nameEn
    }
    creditor {
      code
      nameZh
      nameEn
    }
  }
  claims(
    first: $first
    incidentId: $incidentId
    states: [PROVISIONAL, CONFIRMED, DISPUTED, PART_SETTLED]
  ) {
    edges {
      node {
        id
        kind
        state
        itemCode
        item {
          nameZh
          nameEn
        }
        unit
        opened
        outstanding
        dueOn
        overdue
        daysOverdue
        dueSoon
        mirrors
        liability
        openedAt
        debtor {
          nameZh
          nameEn
        }
        creditor {
          nameZh
          nameEn
        }
        incident {
          id
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashBooksQuery, DashBooksQueryVariables>;
export const DashBriefingDocument = new TypedDocumentString(`
    query DashBriefing($number: String!, $since: String) {
  hub {
    now
  }
  briefing(number: $number) {
    id
    number
    titleZh
    subjectKind
    subjectZh
    exercise
    recordedAt
    feedSeq
    digest
    citationZh
    citationEn
    issuer {
      nameZh
      nameEn
    }
    ledgerHead {
      size
      hash
      sealedAt
    }
    position {
      item
      nameZh
      unit
      onHand
      held
      out
      target
      uncountedLots
      countedAt
      ageDays
    }
    gaps {
      short
      unknown
      top {
        depot
        item
        nameZh
        unit
        target
        usable
        gap
        uncountedLots
        countedAt
        ageDays
      }
    }
    incidents {
      id
      nameZh
      state
      reportedAt
      needs {
        code
        nameZh
        unit
        asked
        promised
        received
        declaredAt
      }
    }
    onTheWay {
      orderId
      number
      lender
      requester
      item
      nameZh
      unit
      onTheWay
      arrivesAt
    }
    owed {
      debtorRegion
      creditorRegion
      duty
      kind
      item
      unit
      outstanding
      overdue
      disputed
    }
    overdue {
      source
      id
      kind
      debtor
      creditor
      nameZh
      unit
      outstanding
      dueOn
      daysOverdue
    }
    kpis {
      kind
      numerator
      denominator
      shareBasisPoints
    }
    resolutions {
      id
      titleZh
      state
      dueOn
    }
    supervision {
      id
      titleZh
      responsible
      state
      dueOn
      daysOverdue
    }
    decisions {
      kind
      id
      titleZh
      org
      since
      dueOn
    }
    previous {
      number
      recordedAt
      gaps {
        short
        unknown
      }
      incidents {
        id
      }
      overdue {
        id
      }
      decisions {
        id
      }
      kpis {
        kind
        shareBasisPoints
      }
    }
    earlier {
      number
      titleZh
      recordedAt
    }
    changes(since: $since) {
      section
      kind
      key
      nameZh
      field
      unit
      before
      after
      difference
    }
  }
  organizations(first: 100) {
    edges {
      node {
        code
        nameZh
        nameEn
      }
    }
  }
  depots(first: 100) {
    edges {
      node {
        code
        nameZh
      }
    }
  }
  clusters {
    members {
      code
      nameZh
      nameEn
    }
  }
}
    `) as unknown as TypedDocumentString<DashBriefingQuery, DashBriefingQueryVariables>;
export const DashBriefingsDocument = new TypedDocumentString(`
    query DashBriefings($first: Int!, $after: String) {
  hub {
    now
  }
  briefings(first: $first, after: $after) {
    edges {
      node {
        id
        number
        titleZh
        subjectKind
        subjectZh
        exercise
        recordedAt
        digest
        issuer {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  clusters {
    id
    nameZh
    nameEn
    members {
      code
      nameZh
      nameEn
    }
  }
}
    `) as unknown as TypedDocumentString<DashBriefingsQuery, DashBriefingsQueryVariables>;
export const DashClaimDocument = new TypedDocumentString(`
    query DashClaim($id: ID!) {
  hub {
    now
  }
  node(id: $id) {
    ... on Claim {
      id
      kind
      state
      itemCode
      item {
        nameZh
        nameEn
      }
      unit
      unitPriceFen
      opened
      outstanding
      openedAt
      dueOn
      overdue
      daysOverdue
      liability
      mirrors
      reminders {
        dueOn
        daysBefore
        toldAt
      }
      supervision {
        id
        state
        dueOn
      }
      figures {
        side
        quantity
        reason
        saidAt
        organization {
          nameZh
          nameEn
        }
      }
      decision {
        upheld
        denied
        decidedAt
        resolution {
          number
          titleZh
        }
        organization {
          nameZh
          nameEn
        }
      }
      attribution {
        upheld
        elsewhere
        denied
        report {
          number
          issuedBy
          decidedOn
        }
      }
      debtorConfirmedAt
      creditorConfirmedAt
      debtor {
        id
        nameZh
        nameEn
      }
      creditor {
        id
        nameZh
        nameEn
      }
      custodian {
        id
        nameZh
        nameEn
      }
      depot {
        nameZh
        nameEn
      }
      parent {
        id
        kind
      }
      incident {
        id
        nameZh
        nameEn
        category
        responsible {
          id
        }
      }
      orderLine {
        id
        timeSheets {
          sheetNumber
          rateTable
          signedForTeam
          signedForReceiver
          totalFen
          recordedAt
          days {
            day
            unit
            quantity
            rateFen
            amountFen
            note
          }
          claims {
            id
            kind
            state
          }
        }
      }
      order {
        id
        number
        state
        issuedAt
        agreement {
          code
          version
          nameZh
          nameEn
        }
        legs {
          id
          position
          departedAt
          arrivedAt
          prior {
            id
          }
          slips {
            kind
            signedAt
            givenBy {
              nameZh
              nameEn
            }
            takenBy {
              nameZh
              nameEn
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashClaimQuery, DashClaimQueryVariables>;
export const DashComingDocument = new TypedDocumentString(`
    query DashComing($claimId: ID!, $number: String!) {
  node(id: $claimId) {
    ... on Claim {
      id
      shipment(number: $number) {
        itemCode
        quantity
        offerId
        ratio {
          give
          counts
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashComingQuery, DashComingQueryVariables>;
export const DashConferenceDocument = new TypedDocumentString(`
    query DashConference($first: Int!) {
  hub {
    now
    today
  }
  resolutions(first: $first) {
    edges {
      node {
        id
        state
        may
        subjectCode
        titleZh
        textZh
        referenceKind
        reference
        number
        decidedQuantity
        decision {
          upheld
          denied
          decidedAt
        }
        dueOn
        version
        proposedAt
        decidedAt
        closedAt
        note
        proposer {
          id
          nameZh
          nameEn
        }
        agreed {
          id
          nameZh
          nameEn
        }
        past {
          version
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  supervisionItems(first: $first) {
    edges {
      node {
        id
        state
        may
        titleZh
        sourceKind
        source
        dueOn
        overdue
        daysOverdue
        supervisor {
          id
          nameZh
          nameEn
        }
        responsible {
          id
          nameZh
          nameEn
        }
        notes {
          action
          textZh
          writtenAt
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashConferenceQuery, DashConferenceQueryVariables>;
export const DashCounterpartiesDocument = new TypedDocumentString(`
    query DashCounterparties($first: Int!) {
  organizations(first: $first, sector: GOVERNMENT) {
    edges {
      node {
        id
        nameZh
        nameEn
        region {
          code
          nameZh
          nameEn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashCounterpartiesQuery, DashCounterpartiesQueryVariables>;
export const DashDepotOrderDocument = new TypedDocumentString(`
    query DashDepotOrder($id: ID!) {
  hub {
    now
    kind
  }
  order(id: $id) {
    id
    number
    state
    authority
    version
    issuedAt
    objectedAt
    incident {
      id
      nameZh
      nameEn
    }
    lender {
      id
      nameZh
      nameEn
    }
    requester {
      id
      nameZh
      nameEn
    }
    receiver {
      id
      nameZh
      nameEn
    }
    destination {
      nameZh
    }
    lines {
      id
      ordered
      held
      loaded
      departed
      cancelled
      leavesAt
      arrivesAt
      item {
        sku
        nameZh
        nameEn
        unit
        unitZh
      }
      lot {
        code
        bin
        batch
        expiresOn
      }
      depot {
        code
        nameZh
        nameEn
      }
      team {
        nameZh
        nameEn
      }
      equipment {
        code
        type {
          nameZh
          nameEn
        }
      }
      owner {
        id
        nameZh
        nameEn
      }
      custodian {
        id
        nameZh
        nameEn
      }
    }
    legs {
      id
      position
      state
      departedAt
      differenceWindowEndsAt
      differenceSettledAt
      differenceState
      differenceDeniedReason
      carrier {
        id
        nameZh
        nameEn
      }
      prior {
        carrier {
          nameZh
          nameEn
        }
      }
      lines {
        orderLineId
        departed
        accepted
        rejected
        missing
        deniedMissing
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashDepotOrderQuery, DashDepotOrderQueryVariables>;
export const DashDepotDocument = new TypedDocumentString(`
    query DashDepot($first: Int!, $states: [OrderState!]) {
  hub {
    now
  }
  orders(first: $first, states: $states) {
    edges {
      node {
        id
        number
        state
        authority
        objectedAt
        incident {
          nameZh
          nameEn
        }
        receiver {
          id
        }
        lender {
          id
        }
        requester {
          id
        }
        destination {
          nameZh
        }
        lines {
          id
          ordered
          loaded
          departed
          cancelled
          leavesAt
          item {
            nameZh
            nameEn
            unit
            unitZh
          }
          team {
            nameZh
            nameEn
          }
          equipment {
            type {
              nameZh
              nameEn
            }
          }
          custodian {
            id
          }
        }
        legs {
          id
          state
          differenceWindowEndsAt
          differenceSettledAt
          differenceState
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashDepotQuery, DashDepotQueryVariables>;
export const DashDuePoliciesDocument = new TypedDocumentString(`
    query DashDuePolicies($agreement: String) {
  hub {
    now
  }
  duePolicies(agreement: $agreement) {
    agreementId
    validFrom
    decides
    warnDays
    superviseAfterDays
    autoAfterDays
    autoTermDays
    sourceZh
    sourceEn
    setAt
    autoOrganization {
      nameZh
      nameEn
    }
  }
}
    `) as unknown as TypedDocumentString<DashDuePoliciesQuery, DashDuePoliciesQueryVariables>;
export const DashExpiringDocument = new TypedDocumentString(`
    query DashExpiring($withinDays: Int!, $first: Int!) {
  hub {
    now
    today
  }
  expiringLots(withinDays: $withinDays, first: $first) {
    edges {
      node {
        id
        code
        batch
        bin
        expiresOn
        expired
        onHand
        blocked
        held
        quantity
        version
        item {
          sku
          nameZh
          nameEn
          unit
          unitZh
        }
        owner {
          id
          nameZh
          nameEn
        }
        depot {
          code
          nameZh
          nameEn
          custodian {
            id
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashExpiringQuery, DashExpiringQueryVariables>;
export const DashFirmsDocument = new TypedDocumentString(`
    query DashFirms($first: Int!) {
  hub {
    now
  }
  organizations(first: $first, sector: MARKET) {
    edges {
      node {
        id
        nameZh
        nameEn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashFirmsQuery, DashFirmsQueryVariables>;
export const DashGapsDocument = new TypedDocumentString(`
    query DashGaps($regionCode: String!, $first: Int!, $after: String) {
  hub {
    now
  }
  position(regionCode: $regionCode, first: $first, after: $after) {
    edges {
      node {
        onHand
        usable
        held
        target
        gap
        lots
        uncountedLots
        countedAt
        item {
          id
          sku
          nameZh
          nameEn
          unit
          unitZh
          category {
            code
            nameZh
            nameEn
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DashGapsQuery, DashGapsQueryVariables>;
export const DashIncidentDocument = new TypedDocumentString(`
    query DashIncident($id: ID!, $needs: Int!) {
  hub {
    now
  }
  incident(id: $id) {
    id
    nameZh
    nameEn
    state
    category
    hazard
    incidentGrade
    warningLevel
    responseLevel
    occurredAt
    responseStartedAt
    lat
    lon
    closedRoadIds
    version
    zone {
      lat
      lon
      radiusKm
      sectorDegrees
      windTowardsDegrees
      from
      until
    }
    region {
      nameZh
      nameEn
    }
    place {
      code
      nameZh
    }
    lead {
      id
      nameZh
      nameEn
    }
    government {
      id
    }
    payer {
      nameZh
      nameEn
    }
    levels {
      responseLevel
      reason
      setAt
    }
    needs(first: $needs) {
      edges {
        node {
          id
          quantity
          promised
          received
          priority
          state
          deadlineAt
          declaredAt
          place {
            nameZh
          }
          item {
            sku
            nameZh
            nameEn
            unit
            unitZh
          }
          capability {
            code
            nameZh
            nameEn
          }
          capabilities {
            code
            nameZh
            nameEn
          }
          sets {
            code
            whole
            lacking {
              nameZh
              nameEn
            }
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashIncidentQuery, DashIncidentQueryVariables>;
export const DashIncidentsDocument = new TypedDocumentString(`
    query DashIncidents($first: Int!) {
  hub {
    now
  }
  incidents(first: $first) {
    edges {
      node {
        id
        nameZh
        nameEn
        state
        category
        responseLevel
        warningLevel
        occurredAt
        region {
          nameZh
          nameEn
        }
        lead {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashIncidentsQuery, DashIncidentsQueryVariables>;
export const DashKeepingDocument = new TypedDocumentString(`
    query DashKeeping {
  hub {
    now
    today
  }
  depots(first: 100) {
    edges {
      node {
        id
        code
        nameZh
        nameEn
        custodian {
          id
          nameZh
          nameEn
        }
        owner {
          id
        }
      }
    }
  }
  stocktakes(first: 30) {
    edges {
      node {
        id
        state
        openedAt
        endedAt
        note
        counter {
          id
          nameZh
          nameEn
        }
        depot {
          code
          nameZh
          nameEn
        }
      }
    }
  }
  rotationOffers(first: 50) {
    edges {
      node {
        id
        state
        mode
        quantity
        taken
        expiresOn
        untilOn
        refillDays
        note
        owner {
          id
          nameZh
          nameEn
        }
        item {
          sku
          nameZh
          nameEn
          unit
          unitZh
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashKeepingQuery, DashKeepingQueryVariables>;
export const DashLateDocument = new TypedDocumentString(`
    query DashLate($first: Int!) {
  hub {
    now
  }
  claims(first: $first, overdue: true) {
    edges {
      node {
        id
        kind
        item {
          nameZh
          nameEn
        }
        unit
        outstanding
        dueOn
        debtor {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  refillTasks(first: $first, overdue: true) {
    edges {
      node {
        id
        item {
          nameZh
          nameEn
        }
        unit
        quantity
        done
        dueOn
        performer {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  disclosuresDue(first: $first, withinDays: 0) {
    edges {
      node {
        id
        number
        titleZh
        due {
          dueOn
          overdue
        }
        organization {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashLateQuery, DashLateQueryVariables>;
export const DashLiabilityDocument = new TypedDocumentString(`
    query DashLiability($orderLineId: ID!) {
  explainLiability(orderLineId: $orderLineId) {
    zh
    en
    lossClaim
    debtors {
      basisPoints
      organization {
        nameZh
        nameEn
      }
    }
    creditor {
      nameZh
      nameEn
    }
    recourseFrom {
      nameZh
      nameEn
    }
  }
}
    `) as unknown as TypedDocumentString<DashLiabilityQuery, DashLiabilityQueryVariables>;
export const DashLossesDocument = new TypedDocumentString(`
    query DashLosses($id: ID!) {
  node(id: $id) {
    ... on StockLot {
      id
      losses {
        transferId
        place
        kind
        quantity
        recordedAt
        foundAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashLossesQuery, DashLossesQueryVariables>;
export const DashMapDocument = new TypedDocumentString(`
    query DashMap($depots: Int!) {
  hub {
    now
  }
  clusters {
    nameZh
    nameEn
    hub {
      code
    }
    members {
      id
      code
      nameZh
      nameEn
      lat
      lon
      operatingMode
    }
  }
  roadNodes {
    code
    kind
    nameZh
    lat
    lon
  }
  roadLinks {
    id
    code
    roads
    minutes
    from {
      code
    }
    to {
      code
    }
    closures {
      closedFrom
      closedUntil
      reason
    }
  }
  depots(first: $depots) {
    edges {
      node {
        id
        code
        nameZh
        nameEn
        tier
        sector
        reserveMode
        lat
        lon
        region {
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashMapQuery, DashMapQueryVariables>;
export const DashNettingDocument = new TypedDocumentString(`
    query DashNetting($first: Int!, $states: [NettingState!]) {
  hub {
    now
  }
  nettingRounds(first: $first, states: $states) {
    edges {
      node {
        id
        mode
        state
        kind
        reason
        proposedAt
        closedAt
        version
        item {
          nameZh
          nameEn
          unit
          unitZh
        }
        prices {
          item
          fen
        }
        proposedBy {
          id
          nameZh
        }
        parties {
          accepts
          answeredAt
          organization {
            id
            nameZh
            nameEn
          }
        }
        moves {
          claimId
          kind
          quantity
          unitPriceFen
          residueFen
          item {
            nameZh
            nameEn
            unit
            unitZh
          }
          debtor {
            id
            nameZh
            nameEn
          }
          creditor {
            id
            nameZh
            nameEn
          }
          newDebtor {
            id
            nameZh
            nameEn
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashNettingQuery, DashNettingQueryVariables>;
export const DashOnSiteDocument = new TypedDocumentString(`
    query DashOnSite($id: ID!) {
  hub {
    now
    today
  }
  order(id: $id) {
    id
    number
    state
    receiver {
      id
      nameZh
      nameEn
    }
    agreement {
      code
      version
      nameZh
      nameEn
      terms {
        regime
        serviceRates {
          unit
          rateFen
        }
      }
    }
    lines {
      id
      accepted
      departed
      team {
        nameZh
        nameEn
        headcount
      }
      equipment {
        code
        type {
          nameZh
          nameEn
        }
      }
      timeSheets {
        sheetNumber
        totalFen
      }
      item {
        sku
        nameZh
        nameEn
        unit
        unitZh
        recovery
      }
      goodsOut {
        kind
        quantity
        place
        received
        holder {
          id
          nameZh
          nameEn
        }
      }
    }
    legs {
      id
      carrier {
        id
        nameZh
        nameEn
      }
    }
  }
  depots(first: 100) {
    edges {
      node {
        id
        nameZh
        nameEn
        custodian {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashOnSiteQuery, DashOnSiteQueryVariables>;
export const DashOrderDocument = new TypedDocumentString(`
    query DashOrder($id: ID!) {
  hub {
    now
    kind
  }
  order(id: $id) {
    id
    number
    state
    authority
    version
    proposalId
    draftedAt
    holdLapsesAt
    issuedAt
    acknowledgedAt
    loadingAt
    closedAt
    cancelledAt
    cancelReason
    incident {
      id
      nameZh
      nameEn
      responseLevel
    }
    lender {
      id
      nameZh
      nameEn
    }
    requester {
      id
      nameZh
      nameEn
    }
    receiver {
      id
      nameZh
      nameEn
    }
    payer {
      id
      nameZh
      nameEn
    }
    destination {
      nameZh
    }
    agreement {
      code
      version
      nameZh
      nameEn
      terms {
        regime
        dueDays
        dueAnchor
        riskPassesAt
        differenceWindowHours
        refillShelfMonths
        priceBasis
      }
    }
    approvals {
      id
      kind
      state
      reason
      lapsesAt
      decidedAt
      organization {
        id
        nameZh
        nameEn
      }
    }
    lines {
      id
      basis
      liability
      clause
      debtor {
        id
        nameZh
        nameEn
      }
      ordered
      held
      loaded
      departed
      accepted
      rejected
      missing
      cancelled
      leavesAt
      arrivesAt
      item {
        sku
        nameZh
        nameEn
        unit
        unitZh
        recovery
        dangerousGoods
      }
      lot {
        code
      }
      depot {
        nameZh
        nameEn
      }
      team {
        nameZh
        nameEn
      }
      equipment {
        code
        type {
          nameZh
          nameEn
        }
      }
      custodian {
        id
        nameZh
        nameEn
      }
      timeSheets {
        sheetNumber
        rateTable
        signedForTeam
        signedForReceiver
        totalFen
        recordedAt
        days {
          day
          unit
          quantity
          rateFen
          amountFen
          note
        }
        claims {
          id
          kind
          state
        }
      }
    }
    legs {
      id
      position
      state
      departedAt
      arrivedAt
      carrier {
        nameZh
        nameEn
      }
      vehicles {
        plate
      }
      destination {
        nameZh
      }
      relay {
        node {
          nameZh
        }
      }
      prior {
        relay {
          node {
            nameZh
          }
        }
      }
      lines {
        orderLineId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashOrderQuery, DashOrderQueryVariables>;
export const DashOrdersDocument = new TypedDocumentString(`
    query DashOrders($first: Int!, $after: String, $states: [OrderState!], $incidentId: ID) {
  hub {
    now
  }
  orders(first: $first, after: $after, states: $states, incidentId: $incidentId) {
    edges {
      node {
        id
        number
        state
        authority
        draftedAt
        holdLapsesAt
        incident {
          id
          nameZh
          nameEn
        }
        lender {
          nameZh
          nameEn
        }
        requester {
          id
          nameZh
          nameEn
        }
        destination {
          nameZh
        }
        approvals {
          id
          state
        }
        lines {
          id
          ordered
          arrivesAt
          item {
            nameZh
            nameEn
            unit
            unitZh
          }
          team {
            nameZh
            nameEn
          }
          equipment {
            type {
              nameZh
              nameEn
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DashOrdersQuery, DashOrdersQueryVariables>;
export const DashPlanDocument = new TypedDocumentString(`
    query DashPlan($id: ID!) {
  hub {
    now
  }
  proposal(id: $id) {
    id
    state
    planHash
    allocations {
      supply
      late
      quantity
      counted
      set
      fills
      covers {
        nameZh
        nameEn
      }
      leavesAt
      arrivesAt
      basis
      authority
      tier
      need {
        id
        item {
          nameZh
          nameEn
          unit
          unitZh
        }
        capability {
          nameZh
          nameEn
        }
        capabilities {
          nameZh
          nameEn
        }
      }
      item {
        nameZh
        nameEn
        unit
        unitZh
      }
      depot {
        nameZh
        nameEn
      }
      lender {
        nameZh
        nameEn
      }
      approvals {
        kind
        organization {
          nameZh
          nameEn
        }
      }
      reasons {
        code
        zh
        en
      }
    }
    shortages {
      missing
      arrivesLate
      need {
        id
        item {
          nameZh
          nameEn
          unit
          unitZh
        }
        capability {
          nameZh
          nameEn
        }
        capabilities {
          nameZh
          nameEn
        }
      }
      limits {
        code
        zh
        en
        quantity
      }
      limitsBeyond {
        zh
        en
      }
      measures {
        code
        zh
        en
        missingBefore
        missingAfter
      }
      certificate {
        zh
        en
      }
    }
    warnings {
      code
      zh
      en
    }
  }
}
    `) as unknown as TypedDocumentString<DashPlanQuery, DashPlanQueryVariables>;
export const DashPlansDocument = new TypedDocumentString(`
    query DashPlans($incidentId: ID!, $first: Int!) {
  hub {
    now
  }
  incident(id: $incidentId) {
    id
    nameZh
    nameEn
    state
    lead {
      id
    }
  }
  proposals(first: $first, incidentId: $incidentId) {
    edges {
      node {
        id
        preset
        state
        status
        progress {
          stage
          part
          gap
          seconds
        }
        failure
        zeroAt
        readyAt
        version
        stages {
          name
          value
          baseline
          gap
        }
        coverage {
          wanted
          need {
            id
            priority
            deadlineAt
            item {
              nameZh
              nameEn
              unit
              unitZh
            }
            capability {
              nameZh
              nameEn
            }
            capabilities {
              nameZh
              nameEn
            }
          }
          plan {
            inTime
            late
            missing
            lastArrivesAt
            sources
          }
          nearestFirst {
            inTime
            late
            missing
            lastArrivesAt
            sources
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashPlansQuery, DashPlansQueryVariables>;
export const DashRefillsDocument = new TypedDocumentString(`
    query DashRefills($first: Int!, $after: String, $states: [RefillTaskState!], $performerId: ID) {
  hub {
    now
    today
  }
  refillTasks(
    first: $first
    after: $after
    states: $states
    performerId: $performerId
  ) {
    edges {
      node {
        id
        itemCode
        item {
          nameZh
          nameEn
          unit
          unitZh
        }
        substitutes {
          substitute
          give
          counts
          substituteItem {
            nameZh
            nameEn
            unit
            unitZh
          }
        }
        shipments {
          shipmentId
          itemCode
          quantity
          rejected
        }
        quantity
        done
        unit
        dueOn
        overdue
        daysOverdue
        dueSoon
        state
        openedAt
        owner {
          id
          nameZh
          nameEn
        }
        performer {
          id
          nameZh
          nameEn
        }
        funder {
          id
          nameZh
          nameEn
        }
        depot {
          code
          nameZh
          nameEn
          custodian {
            id
          }
        }
        claim {
          id
          kind
        }
        incident {
          id
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DashRefillsQuery, DashRefillsQueryVariables>;
export const DashReturnsDocument = new TypedDocumentString(`
    query DashReturns($first: Int!, $after: String) {
  hub {
    now
  }
  returnsDue(first: $first, after: $after) {
    edges {
      node {
        order {
          id
          number
        }
        line {
          id
          item {
            nameZh
            nameEn
            unit
            unitZh
            needsRestoring
          }
          custodian {
            id
          }
        }
        standing {
          kind
          quantity
          place
          received
          relayed
          holder {
            id
            nameZh
            nameEn
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DashReturnsQuery, DashReturnsQueryVariables>;
export const DashSendRefillDocument = new TypedDocumentString(`
    query DashSendRefill($id: ID!) {
  carriers {
    organization {
      id
      nameZh
      nameEn
    }
  }
  rotationOffers(first: 50) {
    edges {
      node {
        id
        quantity
        taken
        expiresOn
        claim {
          id
        }
      }
    }
  }
  node(id: $id) {
    ... on RefillTask {
      id
      sendable {
        id
        batch
        bin
        expiresOn
        quantity
        item {
          sku
          nameZh
          nameEn
          unit
          unitZh
        }
        depot {
          nameZh
          nameEn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashSendRefillQuery, DashSendRefillQueryVariables>;
export const DashShelvesDocument = new TypedDocumentString(`
    query DashShelves($code: String!, $first: Int!, $after: String) {
  hub {
    now
    today
  }
  depot(code: $code) {
    id
    code
    nameZh
    nameEn
    custodian {
      id
      nameZh
      nameEn
    }
    lots(first: $first, after: $after) {
      edges {
        node {
          id
          code
          batch
          bin
          condition
          madeOn
          expiresOn
          expired
          onHand
          blocked
          held
          version
          countedAt
          countAgeDays
          item {
            sku
            nameZh
            nameEn
            unit
            unitZh
          }
          owner {
            id
            nameZh
            nameEn
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashShelvesQuery, DashShelvesQueryVariables>;
export const DashSituationDocument = new TypedDocumentString(`
    query DashSituation($incidents: Int!, $needs: Int!, $orders: Int!, $approvals: Int!) {
  hub {
    now
  }
  incidents(
    first: $incidents
    states: [REPORTED, ACTIVE, RESPONSE_ENDED, AFTERMATH]
  ) {
    edges {
      node {
        id
        nameZh
        nameEn
        state
        category
        responseLevel
        warningLevel
        incidentGrade
        occurredAt
        lat
        lon
        closedRoadIds
        zone {
          lat
          lon
          radiusKm
          sectorDegrees
          windTowardsDegrees
          until
        }
        region {
          nameZh
          nameEn
        }
        needs(first: $needs, states: [OPEN, PARTLY_MET]) {
          edges {
            node {
              id
              deadlineAt
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  orders(
    first: $orders
    states: [DRAFT, ISSUED, ACKNOWLEDGED, LOADING, PARTLY_SHIPPED, IN_TRANSIT, PARTLY_RECEIVED]
  ) {
    edges {
      node {
        id
        number
        state
        holdLapsesAt
        lender {
          nameZh
          nameEn
        }
        destination {
          nameZh
          lat
          lon
        }
        incident {
          id
        }
        lines {
          id
          ordered
          arrivesAt
          item {
            nameZh
            nameEn
            unit
            unitZh
          }
          depot {
            lat
            lon
          }
          team {
            nameZh
            nameEn
          }
          equipment {
            code
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  approvals(first: $approvals, states: [PENDING]) {
    edges {
      node {
        id
        lapsesAt
        organization {
          id
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashSituationQuery, DashSituationQueryVariables>;
export const DashStatementDocument = new TypedDocumentString(`
    query DashStatement($id: ID!, $english: Boolean! = false) {
  hub {
    now
    kind
  }
  node(id: $id) {
    ... on Statement {
      id
      issuedAt
      countersignedAt
      organization {
        id
        nameZh
        nameEn
      }
      counterparty {
        id
        nameZh
        nameEn
      }
      page(english: $english) {
        number
        title
        facts {
          term
          text
        }
        sections {
          code
          title
          headings {
            text
            number
          }
          rows
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashStatementQuery, DashStatementQueryVariables>;
export const DashStatementsDocument = new TypedDocumentString(`
    query DashStatements($first: Int!, $organizationId: ID, $counterpartyId: ID, $regionCode: String) {
  hub {
    now
  }
  statements(
    first: $first
    organizationId: $organizationId
    counterpartyId: $counterpartyId
    regionCode: $regionCode
  ) {
    edges {
      node {
        id
        onDay
        cutAt
        headSize
        issuedAt
        countersignedAt
        organization {
          id
          nameZh
          nameEn
        }
        counterparty {
          id
          nameZh
          nameEn
        }
        region {
          code
          nameZh
          nameEn
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DashStatementsQuery, DashStatementsQueryVariables>;
export const DashStocktakeDocument = new TypedDocumentString(`
    query DashStocktake($id: ID!) {
  hub {
    now
    kind
  }
  node(id: $id) {
    ... on Stocktake {
      id
      state
      openedAt
      endedAt
      note
      counter {
        id
        nameZh
        nameEn
      }
      depot {
        code
        nameZh
        nameEn
      }
      lines {
        lotId
        lotCode
        bin
        batch
        counts
        counted
        booked
        difference
        posted
        stage
        reason
        note
        item {
          sku
          nameZh
          nameEn
          unit
          unitZh
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashStocktakeQuery, DashStocktakeQueryVariables>;
export const DashSwapsDocument = new TypedDocumentString(`
    query DashSwaps($first: Int!) {
  claims(
    first: $first
    kinds: [REFILL]
    states: [PROVISIONAL, CONFIRMED, PART_SETTLED]
  ) {
    edges {
      node {
        id
        itemCode
        unit
        outstanding
        debtor {
          nameZh
          nameEn
        }
        depot {
          nameZh
          nameEn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashSwapsQuery, DashSwapsQueryVariables>;
export const DashThingsDocument = new TypedDocumentString(`
    query DashThings($search: String!, $first: Int!) {
  items(search: $search, first: $first) {
    edges {
      node {
        sku
        nameZh
        nameEn
        unit
        unitZh
      }
    }
  }
  skills {
    code
    nameZh
    nameEn
  }
}
    `) as unknown as TypedDocumentString<DashThingsQuery, DashThingsQueryVariables>;
export const DashVehiclesDocument = new TypedDocumentString(`
    query DashVehicles($orderId: ID!) {
  vehicleChoices(orderId: $orderId) {
    allowed
    holdsAll
    insuredUntil
    why {
      code
      message
    }
    vehicle {
      id
      plate
      loadKg
      loadM3
      licences
      carrier {
        id
        nameZh
        nameEn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashVehiclesQuery, DashVehiclesQueryVariables>;
export const FollowChangesDocument = new TypedDocumentString(`
    subscription FollowChanges($after: String, $filter: ChangeFilterInput) {
  changes(after: $after, filter: $filter) {
    cursor
    kind
    subjectKind
    subjectId
    version
    occurredAt
    facts
  }
}
    `) as unknown as TypedDocumentString<FollowChangesSubscription, FollowChangesSubscriptionVariables>;
export const DeclareNeedsDocument = new TypedDocumentString(`
    mutation DeclareNeeds($input: DeclareNeedsInput!) {
  declareNeeds(input: $input) {
    ... on Incident {
      id
      needs(first: 100) {
        edges {
          node {
            id
            quantity
            priority
            state
            item {
              sku
              nameZh
            }
            capability {
              code
              nameZh
            }
            capabilities {
              code
              nameZh
            }
          }
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareNeedsMutation, DeclareNeedsMutationVariables>;
export const ReportIncidentDocument = new TypedDocumentString(`
    mutation ReportIncident($input: ReportIncidentInput!) {
  reportIncident(input: $input) {
    ... on Incident {
      id
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReportIncidentMutation, ReportIncidentMutationVariables>;
export const SetHazardZoneDocument = new TypedDocumentString(`
    mutation SetHazardZone($input: SetHazardZoneInput!) {
  setHazardZone(input: $input) {
    ... on Incident {
      id
      zone {
        lon
        lat
        radiusKm
        windTowardsDegrees
        sectorDegrees
        from
        until
      }
      closedRoadIds
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SetHazardZoneMutation, SetHazardZoneMutationVariables>;
export const StartResponseDocument = new TypedDocumentString(`
    mutation StartResponse($input: ResponseLevelInput!) {
  startResponse(input: $input) {
    ... on Incident {
      id
      state
      responseLevel
      payer {
        nameZh
      }
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StartResponseMutation, StartResponseMutationVariables>;
export const AnswerNettingDocument = new TypedDocumentString(`
    mutation AnswerNetting($input: AnswerNettingInput!) {
  answerNetting(input: $input) {
    ... on NettingRound {
      id
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AnswerNettingMutation, AnswerNettingMutationVariables>;
export const ProposeNettingDocument = new TypedDocumentString(`
    mutation ProposeNetting($input: ProposeNettingInput!) {
  proposeNetting(input: $input) {
    ... on NettingRound {
      id
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProposeNettingMutation, ProposeNettingMutationVariables>;
export const WithdrawNettingDocument = new TypedDocumentString(`
    mutation WithdrawNetting($input: WithdrawNettingInput!) {
  withdrawNetting(input: $input) {
    ... on NettingRound {
      id
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawNettingMutation, WithdrawNettingMutationVariables>;
export const AcknowledgeOrderDocument = new TypedDocumentString(`
    mutation AcknowledgeOrder($input: OrderStepInput!) {
  acknowledgeOrder(input: $input) {
    ... on DispatchOrder {
      id
      number
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeOrderMutation, AcknowledgeOrderMutationVariables>;
export const AdoptProposalDocument = new TypedDocumentString(`
    mutation AdoptProposal($input: AdoptProposalInput!) {
  adoptProposal(input: $input) {
    ... on Adoption {
      proposalId
      orders {
        id
        number
        state
        holdLapsesAt
        lender {
          id
          nameZh
        }
        approvals {
          id
          kind
          state
          organization {
            id
            nameZh
          }
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
        ... on Shortage {
          wanted
          available
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdoptProposalMutation, AdoptProposalMutationVariables>;
export const ConfirmDifferenceDocument = new TypedDocumentString(`
    mutation ConfirmDifference($input: LegStepInput!) {
  confirmDifference(input: $input) {
    ... on Leg {
      id
      differenceSettledAt
      differenceState
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmDifferenceMutation, ConfirmDifferenceMutationVariables>;
export const DenyDifferenceDocument = new TypedDocumentString(`
    mutation DenyDifference($input: DenyDifferenceInput!) {
  denyDifference(input: $input) {
    ... on Leg {
      id
      differenceState
      differenceDeniedAt
      differenceDeniedReason
      lines {
        orderLineId
        missing
        deniedMissing
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DenyDifferenceMutation, DenyDifferenceMutationVariables>;
export const DepartOrderDocument = new TypedDocumentString(`
    mutation DepartOrder($input: DepartOrderInput!) {
  departOrder(input: $input) {
    ... on Departure {
      arrivalCode
      leg {
        id
        position
        state
        vehicleIds
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DepartOrderMutation, DepartOrderMutationVariables>;
export const HandOverLegDocument = new TypedDocumentString(`
    mutation HandOverLeg($input: HandOverLegInput!) {
  handOverLeg(input: $input) {
    ... on Departure {
      arrivalCode
      leg {
        id
        position
        state
        prior {
          id
          state
          differenceWindowEndsAt
        }
        order {
          id
          state
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandOverLegMutation, HandOverLegMutationVariables>;
export const IssueOrderDocument = new TypedDocumentString(`
    mutation IssueOrder($input: OrderStepInput!) {
  issueOrder(input: $input) {
    ... on DispatchOrder {
      id
      number
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IssueOrderMutation, IssueOrderMutationVariables>;
export const LoadOrderDocument = new TypedDocumentString(`
    mutation LoadOrder($input: LoadOrderInput!) {
  loadOrder(input: $input) {
    ... on DispatchOrder {
      id
      number
      state
      version
      lines {
        id
        held
        loaded
        cancelled
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LoadOrderMutation, LoadOrderMutationVariables>;
export const ObjectToOrderDocument = new TypedDocumentString(`
    mutation ObjectToOrder($input: ReasonedOrderInput!) {
  objectToOrder(input: $input) {
    ... on DispatchOrder {
      id
      state
      authority
      objectedAt
      objection
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectToOrderMutation, ObjectToOrderMutationVariables>;
export const ReceiveLegDocument = new TypedDocumentString(`
    mutation ReceiveLeg($input: ReceiveLegInput!) {
  receiveLeg(input: $input) {
    ... on Leg {
      id
      state
      differenceWindowEndsAt
      order {
        id
        state
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReceiveLegMutation, ReceiveLegMutationVariables>;
export const RenewArrivalCodeDocument = new TypedDocumentString(`
    mutation RenewArrivalCode($input: LegStepInput!) {
  renewArrivalCode(input: $input) {
    ... on Departure {
      arrivalCode
      leg {
        id
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RenewArrivalCodeMutation, RenewArrivalCodeMutationVariables>;
export const TurnBackLegDocument = new TypedDocumentString(`
    mutation TurnBackLeg($input: TurnBackLegInput!) {
  turnBackLeg(input: $input) {
    ... on Leg {
      id
      state
      order {
        id
        state
        lines {
          id
          redirected
        }
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TurnBackLegMutation, TurnBackLegMutationVariables>;
export const CancelProposalDocument = new TypedDocumentString(`
    mutation CancelProposal($input: CancelProposalInput!) {
  cancelProposal(input: $input) {
    ... on Proposal {
      id
      state
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelProposalMutation, CancelProposalMutationVariables>;
export const ProposeDispatchDocument = new TypedDocumentString(`
    mutation ProposeDispatch($input: ProposeDispatchInput!) {
  proposeDispatch(input: $input) {
    ... on Proposal {
      id
      state
      preset
      zeroAt
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProposeDispatchMutation, ProposeDispatchMutationVariables>;
export const AcceptRefillDocument = new TypedDocumentString(`
    mutation AcceptRefill($input: AcceptRefillInput!) {
  acceptRefill(input: $input) {
    ... on StockLot {
      id
      quantity
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptRefillMutation, AcceptRefillMutationVariables>;
export const InspectReturnDocument = new TypedDocumentString(`
    mutation InspectReturn($input: InspectReturnInput!) {
  inspectReturn(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InspectReturnMutation, InspectReturnMutationVariables>;
export const KeepGoodsDocument = new TypedDocumentString(`
    mutation KeepGoods($input: KeepGoodsInput!) {
  keepGoods(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeepGoodsMutation, KeepGoodsMutationVariables>;
export const ReceiveRefillDocument = new TypedDocumentString(`
    mutation ReceiveRefill($input: ReceiveRefillInput!) {
  receiveRefill(input: $input) {
    ... on StockLot {
      id
      quantity
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReceiveRefillMutation, ReceiveRefillMutationVariables>;
export const ReceiveReturnDocument = new TypedDocumentString(`
    mutation ReceiveReturn($input: ReturnedInput!) {
  receiveReturn(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReceiveReturnMutation, ReceiveReturnMutationVariables>;
export const RecordRepairDocument = new TypedDocumentString(`
    mutation RecordRepair($input: RecordRepairInput!) {
  recordRepair(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordRepairMutation, RecordRepairMutationVariables>;
export const RecordServiceDocument = new TypedDocumentString(`
    mutation RecordService($input: RecordServiceInput!) {
  recordService(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordServiceMutation, RecordServiceMutationVariables>;
export const RecordUseDocument = new TypedDocumentString(`
    mutation RecordUse($input: RecordUseInput!) {
  recordUse(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordUseMutation, RecordUseMutationVariables>;
export const SendRefillDocument = new TypedDocumentString(`
    mutation SendRefill($input: SendRefillInput!) {
  sendRefill(input: $input) {
    ... on RefillShipment {
      shipmentId
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SendRefillMutation, SendRefillMutationVariables>;
export const StartReturnDocument = new TypedDocumentString(`
    mutation StartReturn($input: StartReturnInput!) {
  startReturn(input: $input) {
    ... on OrderLine {
      id
      liability
      goodsOut {
        kind
        quantity
        place
      }
      claims {
        kind
        outstanding
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StartReturnMutation, StartReturnMutationVariables>;
export const TakeBackRefillDocument = new TypedDocumentString(`
    mutation TakeBackRefill($input: TakeBackRefillInput!) {
  takeBackRefill(input: $input) {
    ... on StockLot {
      id
      quantity
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TakeBackRefillMutation, TakeBackRefillMutationVariables>;
export const BlockLotDocument = new TypedDocumentString(`
    mutation BlockLot($input: ChangeLotInput!) {
  blockLot(input: $input) {
    ... on StockLot {
      id
      condition
      quantity
      onHand
      blocked
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BlockLotMutation, BlockLotMutationVariables>;
export const CancelStocktakeDocument = new TypedDocumentString(`
    mutation CancelStocktake($input: CancelStocktakeInput!) {
  cancelStocktake(input: $input) {
    ... on Stocktake {
      id
      state
      version
      lines {
        lotId
        lotCode
        bin
        batch
        item {
          sku
          nameZh
          unitZh
        }
        stage
        counts
        counted
        booked
        difference
        posted
        reason
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelStocktakeMutation, CancelStocktakeMutationVariables>;
export const CloseStocktakeDocument = new TypedDocumentString(`
    mutation CloseStocktake($input: CloseStocktakeInput!) {
  closeStocktake(input: $input) {
    ... on Stocktake {
      id
      state
      version
      lines {
        lotId
        lotCode
        bin
        batch
        item {
          sku
          nameZh
          unitZh
        }
        stage
        counts
        counted
        booked
        difference
        posted
        reason
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CloseStocktakeMutation, CloseStocktakeMutationVariables>;
export const OfferRotationDocument = new TypedDocumentString(`
    mutation OfferRotation($input: OfferRotationInput!) {
  offerRotation(input: $input) {
    ... on RotationOffer {
      id
      state
      mode
      quantity
      taken
      refillDays
      untilOn
      expiresOn
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OfferRotationMutation, OfferRotationMutationVariables>;
export const OpenStocktakeDocument = new TypedDocumentString(`
    mutation OpenStocktake($input: OpenStocktakeInput!) {
  openStocktake(input: $input) {
    ... on Stocktake {
      id
      state
      version
      lines {
        lotId
        lotCode
        bin
        batch
        item {
          sku
          nameZh
          unitZh
        }
        stage
        counts
        counted
        booked
        difference
        posted
        reason
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenStocktakeMutation, OpenStocktakeMutationVariables>;
export const RecallLotDocument = new TypedDocumentString(`
    mutation RecallLot($input: ChangeLotInput!) {
  recallLot(input: $input) {
    ... on StockLot {
      id
      condition
      quantity
      onHand
      blocked
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecallLotMutation, RecallLotMutationVariables>;
export const RecordCountsDocument = new TypedDocumentString(`
    mutation RecordCounts($input: RecordCountsInput!) {
  recordCounts(input: $input) {
    ... on Stocktake {
      id
      state
      version
      lines {
        lotId
        lotCode
        bin
        batch
        item {
          sku
          nameZh
          unitZh
        }
        stage
        counts
        counted
        booked
        difference
        posted
        reason
      }
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordCountsMutation, RecordCountsMutationVariables>;
export const RecordFoundDocument = new TypedDocumentString(`
    mutation RecordFound($input: RecordFoundInput!) {
  recordFound(input: $input) {
    ... on StockLot {
      id
      onHand
      blocked
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordFoundMutation, RecordFoundMutationVariables>;
export const ReleaseLotDocument = new TypedDocumentString(`
    mutation ReleaseLot($input: ChangeLotInput!) {
  releaseLot(input: $input) {
    ... on StockLot {
      id
      condition
      quantity
      onHand
      blocked
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseLotMutation, ReleaseLotMutationVariables>;
export const TakeOfferDocument = new TypedDocumentString(`
    mutation TakeOffer($input: TakeOfferInput!) {
  takeOffer(input: $input) {
    ... on RotationOffer {
      id
      state
      mode
      quantity
      taken
      refillDays
      untilOn
      expiresOn
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TakeOfferMutation, TakeOfferMutationVariables>;
export const WithdrawOfferDocument = new TypedDocumentString(`
    mutation WithdrawOffer($input: WithdrawOfferInput!) {
  withdrawOffer(input: $input) {
    ... on RotationOffer {
      id
      state
      mode
      quantity
      taken
      refillDays
      untilOn
      expiresOn
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawOfferMutation, WithdrawOfferMutationVariables>;
export const WriteOffLotDocument = new TypedDocumentString(`
    mutation WriteOffLot($input: WriteOffLotInput!) {
  writeOffLot(input: $input) {
    ... on StockLot {
      id
      code
      condition
      quantity
      onHand
      blocked
      held
      expiresOn
      version
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WriteOffLotMutation, WriteOffLotMutationVariables>;
export const CountersignStatementDocument = new TypedDocumentString(`
    mutation CountersignStatement($input: CountersignStatementInput!) {
  countersignStatement(input: $input) {
    ... on Statement {
      id
      countersignedAt
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CountersignStatementMutation, CountersignStatementMutationVariables>;
export const IssueStatementDocument = new TypedDocumentString(`
    mutation IssueStatement($input: IssueStatementInput!) {
  issueStatement(input: $input) {
    ... on Statement {
      id
      headSize
      headRoot
      lines {
        collects
        kind
        duty
        itemCode
        unit
        opening
        opened
        settled {
          means
          quantity
        }
        closing
        disputed
        counterparty {
          nameZh
        }
        vouchers {
          op
          occurredOn
          quantity
          orders
          papers
        }
      }
      withinLines {
        collects
        kind
        itemCode
        unit
        closing
        organization {
          nameZh
        }
        counterparty {
          nameZh
        }
      }
      untold {
        nameZh
      }
      goodsOut {
        kind
        itemCode
        unit
        quantity
        holder {
          nameZh
        }
      }
      tasks {
        age
        itemCode
        unit
        missing
      }
      countersignedAt
    }
    ... on Refused {
      refusals {
        code
        message
        path
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IssueStatementMutation, IssueStatementMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    kind
    actsForId
    memberships {
      organizationId
      roles
      mayDo
    }
    partnerIds
    signedInBy
    signedInUntil
  }
  hub {
    kind
    now
    today
    latestCursor
    createdAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
