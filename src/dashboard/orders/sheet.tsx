import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { DashOrderDocument, type HubKind } from "../published/operations.ts";
import type { OrderShown } from "./order.tsx";
import { Qr } from "./qr.tsx";
import { Duty, Signatures } from "./sheet-foot.tsx";
import { SheetLines } from "./sheet-lines.tsx";

/** The order as paper, A4: what is on the screen is what comes out of the printer. */
export function Sheet({ id }: { readonly id: string }) {
  const say = useSay();
  const reading = useReading(DashOrderDocument, { id });
  useKeys([{ key: "p", zh: "打印", en: "Print", act: () => print() }]);
  const order = reading.data?.order;
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (order === null || order === undefined)
    return <Empty>{say("没有这张调拨单,或您无权查看。", "No such order, or not yours.")}</Empty>;
  return (
    <>
      <p className="sheet-tools">
        <button type="button" className="primary" onClick={() => print()}>
          {say("打印 A4", "Print A4")} <kbd>P</kbd>
        </button>{" "}
        <Link href={`/orders/${id}`}>{say("返回调拨单", "Back to the order")}</Link>
      </p>
      <Trouble reading={reading} />
      <Paper order={order} kind={reading.data.hub.kind} now={reading.data.hub.now} />
    </>
  );
}

interface PaperProps {
  readonly order: OrderShown;
  readonly kind: HubKind;
  readonly now: string;
}

function Paper({ order, kind, now }: PaperProps) {
  const say = useSay();
  const word = useWord();
  return (
    <article className="sheet">
      {kind === "EXERCISE" ? (
        <p className="sheet-drill">{say("演练 · 不作实战依据", "EXERCISE · not for real use")}</p>
      ) : null}
      <header>
        <div>
          <h1>{say("应急物资调拨单", "Emergency dispatch order")}</h1>
          <p>
            {say("编号", "No.")} <b>{order.number}</b> · {word("OrderState", order.state)} ·{" "}
            {say("版本", "version")} {order.version}
          </p>
        </div>
        <Qr text={order.id} />
      </header>
      <SheetFacts order={order} />
      <SheetLines order={order} />
      <Duty order={order} />
      <Signatures />
      <footer>
        {say("数据截至", "data as of")} {stampOf(now)} (UTC+8) ·{" "}
        {say(
          "一式四联:调出、承运、接收、应急管理部门",
          "four copies: lender, carrier, receiver, emergency bureau",
        )}
      </footer>
    </article>
  );
}

function SheetFacts({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const level = order.incident.responseLevel;
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      say("调出单位", "Lender"),
      name(order.lender),
      say("调入单位", "Requester"),
      name(order.requester),
    ],
    [
      say("接收单位", "Receiver"),
      name(order.receiver),
      say("送达地点", "Deliver to"),
      name(order.destination),
    ],
    [
      say("事由", "For"),
      `${name(order.incident)}${level === null ? "" : ` · ${word("ResponseLevel", level)}`}`,
      say("调用方式", "Authority"),
      word("Authority", order.authority),
    ],
    [
      say("依据协议", "Agreement"),
      order.agreement === null
        ? "—"
        : `${name(order.agreement)} ${order.agreement.code} v${String(order.agreement.version)}`,
      say("下达时间", "Issued"),
      stampOf(order.issuedAt),
    ],
  ];
  return (
    <table className="sheet-facts">
      <tbody>
        {rows.map(([one, first, two, second]) => (
          <tr key={one}>
            <th scope="row">{one}</th>
            <td>{first}</td>
            <th scope="row">{two}</th>
            <td>{second}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
