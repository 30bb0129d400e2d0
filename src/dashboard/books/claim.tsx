import { useState, type ReactNode } from "react";
import { figure, yuan } from "../core/figures.ts";
import { useLang, useName, useSay } from "../core/lang.ts";
import { Empty, Panel } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import {
  DashClaimDocument,
  DashLiabilityDocument,
  type DashClaimQuery,
} from "../published/operations.ts";
import { relayTitle } from "../depot/slip.tsx";
import { isForReport } from "./attribute.tsx";
import { ClaimAct, type ClaimDeed } from "./claim-acts.tsx";
import { ClaimLife } from "./claim-life.tsx";
import { LateBy } from "./late-by.tsx";
import { TimeSheets } from "./time-sheets.tsx";

export type ClaimShown = Extract<DashClaimQuery["node"], { readonly debtor: unknown }>;

const isClaim = (node: DashClaimQuery["node"] | undefined): node is ClaimShown =>
  node !== null && node !== undefined && "debtor" in node;

/** One claim: who owes, why, on which papers, and what may be done about it. */
export function Claim({ id }: { readonly id: string }) {
  const say = useSay();
  const word = useWord();
  const reading = useReading(DashClaimDocument, { id });
  const node = reading.data?.node;
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (!isClaim(node))
    return <Empty>{say("没有这笔往来,或您无权查看。", "No such claim, or not yours.")}</Empty>;
  return (
    <div className="page">
      <h1>
        {word("ClaimKind", node.kind)}{" "}
        <span className="state">{word("ClaimState", node.state)}</span>
        <Acts claim={node} now={reading.data.hub.now} />
      </h1>
      <p>
        <Link href="/books">{say("← 往来", "← Books")}</Link>
      </p>
      <Panel title={say("往来", "The claim")} reading={reading}>
        <Facts claim={node} />
      </Panel>
      <Panel title={say("提醒、争议与认定", "Reminders, dispute, decision")} reading={reading}>
        <ClaimLife claim={node} />
      </Panel>
      <Panel title={say("凭证", "Vouchers")} reading={reading}>
        <Vouchers claim={node} />
        <div className="worked">
          <TimeSheets sheets={sheetsOf(node)} />
        </div>
      </Panel>
    </div>
  );
}

/** The sheets that opened it, or the claim from which a disputed part was split. */
function sheetsOf({ id, parent, orderLine }: ClaimShown) {
  return (orderLine?.timeSheets ?? []).filter(({ claims }) =>
    claims.some((claim) => claim.id === id || claim.id === parent?.id),
  );
}

function Acts({ claim, now }: { readonly claim: ClaimShown; readonly now: string }) {
  const say = useSay();
  const me = useMe();
  const [deed, setDeed] = useState<ClaimDeed | null>(null);
  const both = [claim.debtor.id, claim.creditor.id];
  const open = ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"].includes(claim.state);
  const mine = me.may("claim:confirm", both);
  const keeps = claim.custodian !== null && me.may("goods:inspect", [claim.custodian.id]);
  const credits = me.may("claim:confirm", [claim.creditor.id]);
  const supervised = claim.supervision.some(({ state }) => state !== "CLOSED");
  const deeds: readonly (readonly [ClaimDeed, string, boolean])[] = [
    ["CONFIRM", say("确认", "Confirm"), claim.state === "PROVISIONAL" && mine],
    ["DISPUTE", say("提出争议", "Dispute"), open && mine],
    ["FIGURE", say("陈述数额", "State a figure"), claim.state === "DISPUTED" && mine],
    ["AGREE", say("撤回争议", "End the dispute"), claim.state === "DISPUTED" && mine],
    ["CASH", say("货币结清", "Settle in cash"), open && credits],
    ["REFILL", say("验收补库", "Accept a refill"), claim.kind === "REFILL" && open && keeps],
    ["WAIVE", say("豁免", "Waive"), open && me.may("claim:waive", [claim.creditor.id])],
    [
      "RESOLVE",
      say("提请裁决", "Put to the conference"),
      claim.state === "DISPUTED" && me.may("resolution:manage"),
    ],
    [
      "SUPERVISE",
      say("督办立项", "Supervise"),
      claim.overdue && !supervised && me.may("supervision:manage"),
    ],
    [
      "ATTRIBUTE",
      say("登记调查报告", "Record the report"),
      isForReport(claim) && me.may("recourse:attribute"),
    ],
  ];
  return (
    <span className="acts">
      {deeds
        .filter(([, , may]) => may)
        .map(([one, text]) => (
          <button key={one} type="button" onClick={() => setDeed(one)}>
            {text}
          </button>
        ))}
      {deed === null ? null : <ClaimAct {...{ deed, claim, now }} onClose={() => setDeed(null)} />}
    </span>
  );
}

function Facts({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const money = claim.unit === "分";
  const said = (value: number): string =>
    money ? `${yuan(value)} ${say("元", "CNY")}` : `${figure(value)} ${claim.unit}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say("应办一方", "Owes"), name(claim.debtor)],
    [say("应收一方", "Is owed"), name(claim.creditor)],
    [
      say("物资", "Item"),
      claim.item === null ? say("金额", "money") : `${name(claim.item)} ${claim.itemCode ?? ""}`,
    ],
    [say("累计", "In all"), said(claim.opened)],
    [say("未清", "Open"), said(claim.outstanding)],
    [
      say("到期", "Due"),
      <>
        {claim.dueOn ?? say("起算日未到", "term not begun")}
        {claim.overdue ? <LateBy days={claim.daysOverdue} /> : null}
      </>,
    ],
    [say("送达", "Goes to"), name(claim.depot)],
    [say("验收单位", "Signs"), name(claim.custodian)],
    [say("应办方确认", "Debtor signed"), stampOf(claim.debtorConfirmedAt)],
    [say("应收方确认", "Creditor signed"), stampOf(claim.creditorConfirmedAt)],
    [say("产生", "Opened"), stampOf(claim.openedAt)],
    [say("认定依据", "Why"), word("LiabilityRule", claim.liability)],
  ];
  return (
    <dl className="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every line has its papers: the order, its slips, and the rule that decided who owes. */
function Vouchers({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const { order, orderLine, parent } = claim;
  return (
    <ul className="vouchers">
      {orderLine === null ? null : <Liability orderLineId={orderLine.id} />}
      {order === null ? (
        <li>{say("不由调拨单产生。", "Not from an order.")}</li>
      ) : (
        <li>
          {say("调拨单 ", "Order ")}
          <Link href={`/orders/${order.id}`}>{order.number}</Link>
          {` · ${stampOf(order.issuedAt)} · `}
          {order.agreement === null ? "—" : `${name(order.agreement)} ${order.agreement.code}`}
        </li>
      )}
      {(order?.legs ?? []).flatMap((leg) =>
        leg.slips.map((slip) => (
          <li key={`${leg.id}.${slip.kind}`}>
            {slip.kind === "DEPARTURE" && leg.prior !== null
              ? relayTitle(say)
              : word("SlipKind", slip.kind)}{" "}
            · {say(`第 ${leg.position} 程`, `leg ${leg.position}`)}
            {" · "}
            {name(slip.givenBy)} → {name(slip.takenBy)} ·{" "}
            {slip.signedAt === null ? say("未签", "unsigned") : stampOf(slip.signedAt)}
          </li>
        )),
      )}
      {parent === null ? null : (
        <li>
          {say("由此拆分:", "Split from ")}
          <Link href={`/books/${parent.id}`}>{word("ClaimKind", parent.kind)}</Link>
        </li>
      )}
    </ul>
  );
}

function Liability({ orderLineId }: { readonly orderLineId: string }) {
  const say = useSay();
  const name = useName();
  const locale = useLang();
  const found = useReading(DashLiabilityDocument, { orderLineId }).data?.explainLiability;
  if (found === null || found === undefined) return null;
  const shares = found.debtors
    .map(({ organization, basisPoints }) => `${name(organization)} ${String(basisPoints / 100)}%`)
    .join("、");
  return (
    <li>
      {say("责任认定:", "Liability: ")}
      {locale === "en" ? found.en : found.zh}
      {shares === "" ? "" : ` (${shares} → ${name(found.creditor)})`}
    </li>
  );
}
