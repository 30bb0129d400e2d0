import { useState } from "react";
import { useKeys, walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { timeOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import {
  DashOrdersDocument,
  type DashOrdersQuery,
  type OrderState,
} from "../published/operations.ts";
import { words } from "../published/words.ts";
import { useContents } from "./contents.ts";
import { IssueAll } from "./issue.tsx";
import { isAgreed } from "./ready.ts";

export type OrderRow = DashOrdersQuery["orders"]["edges"][number]["node"];

const stateCodes = Object.keys(words.OrderState) as OrderState[];
const isState = (text: string | null): text is OrderState =>
  stateCodes.some((code) => code === text);

export function Orders() {
  const say = useSay();
  const me = useMe();
  const [incidentId] = useParam("incident");
  const [state] = useParam("state");
  const [issuing, setIssuing] = useState(false);
  const reading = useReading(
    DashOrdersDocument,
    { first: 100, incidentId, states: isState(state) ? [state] : null },
    { keep: true },
  );
  const orders = reading.data?.orders.edges.map(({ node }) => node) ?? [];
  const ready = orders.filter(
    (order) =>
      order.state === "DRAFT" && isAgreed(order) && me.may("order:issue", [order.requester.id]),
  );
  const issue = { key: "i", zh: "下达全部可下达的", en: "Issue all that may be issued" };
  useKeys(ready.length > 0 ? [{ ...issue, act: () => setIssuing(true) }] : []);
  return (
    <div className="page">
      <h1>
        {say("调拨单", "Orders")}{" "}
        {ready.length === 0 ? null : (
          <button type="button" className="primary" onClick={() => setIssuing(true)}>
            {say(`下达可下达的 ${ready.length} 张`, `Issue ${ready.length} ready`)} <kbd>I</kbd>
          </button>
        )}
      </h1>
      <Panel title={say("调拨单一览", "All orders")} reading={reading} tools={<Filters />}>
        {reading.data !== undefined && orders.length === 0 ? (
          <Empty>{say("没有符合条件的调拨单。", "No order matches.")}</Empty>
        ) : (
          <Scroll label={say("调拨单表", "Orders")} onKeyDown={walkRows}>
            <Rows orders={orders} now={reading.data?.hub.now ?? ""} />
          </Scroll>
        )}
      </Panel>
      {issuing ? <IssueAll orders={ready} onClose={() => setIssuing(false)} /> : null}
    </div>
  );
}

function Filters() {
  const say = useSay();
  const word = useWord();
  const [incident, setIncident] = useParam("incident");
  const [state, setState] = useParam("state");
  return (
    <>
      <label>
        {say("状态", "State")}{" "}
        <select value={state ?? ""} onChange={(event) => setState(event.target.value)}>
          <option value="">{say("全部", "all")}</option>
          {stateCodes.map((code) => (
            <option key={code} value={code}>
              {word("OrderState", code)}
            </option>
          ))}
        </select>
      </label>
      {incident === null ? null : (
        <button type="button" onClick={() => setIncident(null)}>
          {say("只看一个事件 ×", "one incident only ×")}
        </button>
      )}
    </>
  );
}

function Rows({ orders, now }: { readonly orders: readonly OrderRow[]; readonly now: string }) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("编号", "Number"),
        say("状态", "State"),
        say("审批", "Approvals"),
        say("调出单位", "Lender"),
        say("送达", "To"),
        say("内容", "Contents"),
        say("应到", "Due"),
        say("事件", "Incident"),
      ]}
    >
      {orders.map((order) => (
        <Row key={order.id} order={order} now={now} />
      ))}
    </Table>
  );
}

function Row({ order, now }: { readonly order: OrderRow; readonly now: string }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const contents = useContents(3);
  const agreed = order.approvals.filter(({ state }) => isAgreed({ approvals: [{ state }] }));
  const last = order.lines
    .map(({ arrivesAt }) => arrivesAt)
    .toSorted()
    .at(-1);
  return (
    <tr>
      <td>
        <Link href={`/orders/${order.id}`} className="code" data-row>
          {order.number}
        </Link>
      </td>
      <td>
        {word("OrderState", order.state)} · {word("Authority", order.authority)}
      </td>
      <td className={agreed.length < order.approvals.length ? "amber" : ""}>
        {order.approvals.length === 0
          ? say("无须", "none")
          : `${String(agreed.length)}/${String(order.approvals.length)}`}
      </td>
      <td>{name(order.lender)}</td>
      <td>{name(order.destination)}</td>
      <td>{contents(order.lines)}</td>
      <td>{timeOf(last, now)}</td>
      <td>{name(order.incident)}</td>
    </tr>
  );
}
