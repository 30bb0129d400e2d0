import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Link } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { timeOf, useSpan } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { useContents } from "../orders/contents.ts";
import type { DashSituationQuery } from "../published/operations.ts";

type Order = DashSituationQuery["orders"]["edges"][number]["node"];

export function OnTheWay({ data }: { readonly data: DashSituationQuery }) {
  const say = useSay();
  const orders = data.orders.edges.map(({ node }) => node);
  if (orders.length === 0)
    return <Empty>{say("没有途中或待下达的调拨单。", "No order is under way.")}</Empty>;
  return (
    <Table
      columns={[
        say("编号", "Number"),
        say("状态", "State"),
        say("调出 → 送达", "From → to"),
        say("内容", "Contents"),
        say("应到", "Due"),
      ]}
    >
      {orders.map((order) => (
        <Row key={order.id} order={order} now={data.hub.now} />
      ))}
    </Table>
  );
}

function Row({ order, now }: { readonly order: Order; readonly now: string }) {
  const name = useName();
  const word = useWord();
  const contents = useContents();
  return (
    <tr>
      <td>
        <Link href={`/orders/${order.id}`} className="code" data-row>
          {order.number}
        </Link>
      </td>
      <td>{word("OrderState", order.state)}</td>
      <td>
        {name(order.lender)} → {name(order.destination)}
      </td>
      <td>{contents(order.lines)}</td>
      <td>
        <Due order={order} now={now} />
      </td>
    </tr>
  );
}

/** When the last line should be there; an issued order past it says by how much. */
function Due({ order, now }: { readonly order: Order; readonly now: string }) {
  const say = useSay();
  const span = useSpan();
  const last = order.lines
    .map(({ arrivesAt }) => arrivesAt)
    .toSorted()
    .at(-1);
  if (last === undefined) return <>—</>;
  const late = order.state !== "DRAFT" && last < now;
  return (
    <span className={late ? "short" : ""}>
      {timeOf(last, now)}
      {late ? say(` 已过 ${span(last, now)}`, `, ${span(last, now)} ago`) : ""}
    </span>
  );
}
