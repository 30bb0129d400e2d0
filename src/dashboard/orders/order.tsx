import { useState } from "react";
import { TimeSheets } from "../books/time-sheets.tsx";
import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Level } from "../core/level.tsx";
import { Empty, Panel } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { go, Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { KeeperActs } from "../depot/order-acts.tsx";
import { DashOrderDocument, type DashOrderQuery } from "../published/operations.ts";
import { Issue } from "./issue.tsx";
import { usePrice } from "./liability.ts";
import { Asked, Goods, Legs } from "./order-tables.tsx";
import { isAgreed } from "./ready.ts";

export type OrderShown = NonNullable<DashOrderQuery["order"]>;

export function Order({ id }: { readonly id: string }) {
  const say = useSay();
  const reading = useReading(DashOrderDocument, { id });
  const order = reading.data?.order;
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (order === null || order === undefined)
    return <Empty>{say("没有这张调拨单,或您无权查看。", "No such order, or not yours.")}</Empty>;
  return <Whole order={order} reading={reading} now={reading.data.hub.now} />;
}

interface WholeProps {
  readonly order: OrderShown;
  readonly reading: ReturnType<typeof useReading<DashOrderQuery, unknown>>;
  readonly now: string;
}

function Whole({ order, reading, now }: WholeProps) {
  const say = useSay();
  const word = useWord();
  const me = useMe();
  const [issuing, setIssuing] = useState(false);
  const mayIssue = order.state === "DRAFT" && me.may("order:issue", [order.requester.id]);
  const print = (): void => go(`/orders/${order.id}/print`);
  useKeys([
    ...(mayIssue ? [{ key: "i", zh: "下达", en: "Issue", act: () => setIssuing(true) }] : []),
    { key: "p", zh: "打印单据", en: "Print the sheet", act: print },
  ]);
  return (
    <div className="page">
      <h1>
        {say("调拨单 ", "Order ")}
        {order.number} <span className="state">{word("OrderState", order.state)}</span>
        <span className="acts">
          {mayIssue ? (
            <button
              type="button"
              className={isAgreed(order) ? "primary" : ""}
              onClick={() => setIssuing(true)}
            >
              {say("下达", "Issue")} <kbd>I</kbd>
            </button>
          ) : null}
          <KeeperActs orderId={order.id} />
          <button type="button" onClick={print}>
            {say("打印单据", "Print the sheet")} <kbd>P</kbd>
          </button>
        </span>
      </h1>
      <Panel title={say("单据要素", "The order")} reading={reading}>
        <Facts order={order} />
      </Panel>
      <Panel title={say("行项目", "Lines")} reading={reading}>
        <Goods order={order} now={now} />
      </Panel>
      <Road {...{ order, reading, now }} />
      <Panel title={say("审批", "Approvals")} reading={reading}>
        <Asked order={order} now={now} />
      </Panel>
      <Sheets order={order} reading={reading} />
      {issuing ? (
        <Issue orderId={order.id} number={order.number} onClose={() => setIssuing(false)} />
      ) : null}
    </div>
  );
}

function Road({ order, reading, now }: WholeProps) {
  const say = useSay();
  return (
    <Panel title={say("运段", "Legs")} reading={reading}>
      <Legs order={order} now={now} />
    </Panel>
  );
}

/** What its teams and machines worked; who receives them records it where they are. */
function Sheets({ order, reading }: Omit<WholeProps, "now">) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const units = order.lines.filter(({ item }) => item === null);
  if (units.length === 0) return null;
  return (
    <Panel title={say("队伍装备工时", "Work of teams and machines")} reading={reading}>
      {units.map((line) => (
        <div key={line.id} className="worked">
          <h3>{name(line.team ?? line.equipment?.type)}</h3>
          {line.timeSheets.length === 0 ? (
            <p>{say("尚未登记工时。", "No time sheet yet.")}</p>
          ) : (
            <TimeSheets sheets={line.timeSheets} />
          )}
        </div>
      ))}
      {me.may("goods:use", [order.receiver.id]) ? (
        <p className="worked">
          <Link href={`/arrivals/on-site?order=${order.id}`}>
            {say("到现场页登记工时", "Record a time sheet on site")}
          </Link>
        </p>
      ) : null}
    </Panel>
  );
}

function Facts({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const price = usePrice();
  const { agreement } = order;
  const facts: readonly (readonly [string, string])[] = [
    [say("调用方式", "Authority"), word("Authority", order.authority)],
    [say("调出单位", "Lender"), name(order.lender)],
    [say("调入单位", "Requester"), name(order.requester)],
    [say("接收单位", "Receiver"), name(order.receiver)],
    [say("负担单位", "Payer"), name(order.payer)],
    [say("送达地点", "Destination"), name(order.destination)],
    [
      say("协议", "Agreement"),
      agreement === null
        ? "—"
        : `${name(agreement)} ${agreement.code} v${String(agreement.version)}`,
    ],
    [
      say("清偿 · 计价", "Regime · price"),
      agreement === null
        ? "—"
        : `${word("Regime", agreement.terms.regime)} · ${price(agreement.terms)}`,
    ],
    [say("拟制", "Drafted"), stampOf(order.draftedAt)],
    [say("预占至", "Held until"), stampOf(order.holdLapsesAt)],
    [say("下达", "Issued"), stampOf(order.issuedAt)],
    [say("接令", "Acknowledged"), stampOf(order.acknowledgedAt)],
    [say("取消", "Cancelled"), order.cancelReason ?? stampOf(order.cancelledAt)],
  ];
  return (
    <dl className="facts">
      <div>
        <dt>{say("事件", "Incident")}</dt>
        <dd>
          <Level level={order.incident.responseLevel} />{" "}
          <Link href={`/events/${order.incident.id}`}>{name(order.incident)}</Link>
        </dd>
      </div>
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
