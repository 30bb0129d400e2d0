import { figure, useUnit } from "../core/figures.ts";
import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { Qr } from "../orders/qr.tsx";
import { DashDepotOrderDocument } from "../published/operations.ts";
import { byExpiry, toLoad, type DepotOrder } from "./step.ts";
import { SignatureBoxes } from "../orders/signatures.tsx";

interface PickProps {
  readonly id: string;
}

/** 拣货单, A4: what to take from which bin, what expires first at the top. */
export function Pick({ id }: PickProps) {
  const say = useSay();
  const reading = useReading(DashDepotOrderDocument, { id });
  useKeys([{ key: "p", zh: "打印", en: "Print", act: () => print() }]);
  if (reading.data === undefined) return <Trouble reading={reading} />;
  const { order, hub } = reading.data;
  if (order === null)
    return <Empty>{say("没有这张调拨单,或您无权查看。", "No such order, or not yours.")}</Empty>;
  return (
    <>
      <p className="sheet-tools">
        <button type="button" className="primary" onClick={() => print()}>
          {say("打印 A4", "Print A4")} <kbd>P</kbd>
        </button>{" "}
        <Link href={`/orders/${id}`}>{say("返回调拨单", "Back to the order")}</Link>
      </p>
      <article className="sheet pick">
        {hub.kind === "EXERCISE" ? (
          <p className="sheet-drill">{say("演练 · 不作实战依据", "EXERCISE · not for real use")}</p>
        ) : null}
        <Head order={order} />
        <Lines order={order} />
        <Signs />
        <footer>
          {say("数据截至", "data as of")} {stampOf(hub.now)} (UTC+8) ·{" "}
          {say("先到期先出(FEFO)", "first expired, first out (FEFO)")}
        </footer>
      </article>
    </>
  );
}

function Head({ order }: { readonly order: DepotOrder }) {
  const say = useSay();
  const name = useName();
  const leaves = order.lines.map(({ leavesAt }) => leavesAt).toSorted()[0];
  return (
    <header>
      <div>
        <h1>{say("拣货单", "Pick list")}</h1>
        <p>
          {say("调拨单", "order")} <b>{order.number}</b> · {name(order.lender)} →{" "}
          {name(order.destination)}
        </p>
        <p>
          {say("最迟出发", "leaves by")} <b>{stampOf(leaves)}</b> · {say("事由", "for")}{" "}
          {name(order.incident)}
        </p>
      </div>
      <Qr text={order.id} />
    </header>
  );
}

function Lines({ order }: { readonly order: DepotOrder }) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const open = byExpiry(order.lines.filter((line) => toLoad(line) > 0));
  if (open.length === 0)
    return <p>{say("已全部装载,无须再拣。", "All is loaded; nothing is left to pick.")}</p>;
  return (
    <Table
      className="pick-lines"
      columns={[
        say("序", "#"),
        say("库 · 货位", "Depot · bin"),
        say("物资、编码", "Goods, code"),
        say("批号", "Batch"),
        say("有效期至", "Expires"),
        say("应拣", "To pick"),
        say("单位", "Unit"),
        say("实拣", "Picked"),
        say("少拣原因", "Why short"),
      ]}
    >
      {open.map((line, at) => (
        <tr key={line.id}>
          <td>{at + 1}</td>
          <td>
            {line.depot === null ? name(line.custodian) : name(line.depot)}
            {line.lot?.bin == null ? "" : ` · ${line.lot.bin}`}
          </td>
          <td>
            {name(line.item ?? line.team ?? line.equipment?.type)}{" "}
            {line.item?.sku ?? line.equipment?.code ?? ""}
          </td>
          <td>{line.lot?.batch ?? "—"}</td>
          <td>{line.lot?.expiresOn ?? "—"}</td>
          <td className="number">
            <b>{figure(toLoad(line))}</b>
          </td>
          <td>{unit(line.item)}</td>
          <td className="blank" />
          <td className="blank" />
        </tr>
      ))}
    </Table>
  );
}

function Signs() {
  const say = useSay();
  const parties = [say("拣货人", "Picked by"), say("复核人", "Checked by"), say("时间", "Time")];
  return <SignatureBoxes parties={parties} />;
}
