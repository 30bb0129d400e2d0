import { Refusals, useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { useKeys } from "../core/keys.tsx";
import { useName, useSay, type Say } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { useStore } from "../core/store.ts";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { Qr } from "../orders/qr.tsx";
import { DashDepotOrderDocument, RenewArrivalCodeDocument } from "../published/operations.ts";
import { arrivalAddress, codes, keepCode } from "./codes.ts";
import { keepersOf, type DepotLeg, type DepotOrder } from "./step.ts";
import { SignatureBoxes } from "../orders/signatures.tsx";

/** At a relay nothing leaves a depot: one carrier hands the goods to the next. */
export const relayTitle = (say: Say): string => say("中转交接单", "Relay hand-over slip");

interface SlipProps {
  readonly id: string;
  readonly legId: string;
}

/**
 * 交接单一: signed by keeper and carrier at the gate, or by both carriers at a relay; its code
 * opens the receipt at the far end.
 */
export function Slip({ id, legId }: SlipProps) {
  const say = useSay();
  const reading = useReading(DashDepotOrderDocument, { id });
  useKeys([{ key: "p", zh: "打印", en: "Print", act: () => print() }]);
  if (reading.data === undefined) return <Trouble reading={reading} />;
  const { order, hub } = reading.data;
  const leg = order?.legs.find((one) => one.id === legId);
  if (order === null || leg === undefined)
    return <Empty>{say("没有这一程,或您无权查看。", "No such leg, or not yours.")}</Empty>;
  return (
    <>
      <Tools order={order} leg={leg} />
      <article className="sheet slip">
        {hub.kind === "EXERCISE" ? (
          <p className="sheet-drill">{say("演练 · 不作实战依据", "EXERCISE · not for real use")}</p>
        ) : null}
        <Head order={order} leg={leg} />
        <Lines order={order} leg={leg} />
        <Signs leg={leg} />
        <footer>
          {say("数据截至", "data as of")} {stampOf(hub.now)} (UTC+8) ·{" "}
          {say("随车同行,到达时出示", "travels with the goods; shown on arrival")}
        </footer>
      </article>
    </>
  );
}

interface PartProps {
  readonly order: DepotOrder;
  readonly leg: DepotLeg;
}

function Tools({ order, leg }: PartProps) {
  const say = useSay();
  const me = useMe();
  const code = useStore(codes)[leg.id];
  const deed = useDeed(RenewArrivalCodeDocument, (data) => data.renewArrivalCode);
  const renew = async (): Promise<void> => {
    const gone = await deed.run({ legId: leg.id });
    if (gone !== null) keepCode(gone.leg.id, gone.arrivalCode);
  };
  const mayRenew = leg.state === "DEPARTED" && me.may("order:depart", keepersOf(order));
  return (
    <div className="sheet-tools">
      <button type="button" className="primary" onClick={() => print()}>
        {say("打印交接单一", "Print slip one")} <kbd>P</kbd>
      </button>{" "}
      {mayRenew ? (
        <button type="button" onClick={() => void renew()}>
          {code === undefined
            ? say("补发交接码(旧码作废)", "A new code (the old one ends)")
            : say("换发交接码", "Renew the code")}
        </button>
      ) : null}{" "}
      <Link href={`/orders/${order.id}`}>{say("返回调拨单", "Back to the order")}</Link>{" "}
      <Link href="/depot">{say("回到仓库待办", "Back to the depot")}</Link>
      <Refusals deed={deed} />
    </div>
  );
}

function Head({ order, leg }: PartProps) {
  const say = useSay();
  const name = useName();
  const code = useStore(codes)[leg.id];
  return (
    <header>
      <div>
        <h1>{leg.prior === null ? say("出库交接单", "Departure slip") : relayTitle(say)}</h1>
        <p>
          {say("交接单一 · 调拨单", "slip one · order")} <b>{order.number}</b> ·{" "}
          {say(`第 ${leg.position} 程`, `leg ${leg.position}`)}
        </p>
        <p>
          {name(order.lender)} → {name(order.receiver)} · {name(order.destination)}
        </p>
        <p>
          {leg.prior === null ? "" : `${say("交付", "given by")} ${name(leg.prior.carrier)} · `}
          {say("承运", "carrier")} {name(leg.carrier)} · {say("启运", "departed")}{" "}
          {stampOf(leg.departedAt)}
        </p>
        <p className="slip-code">
          {say("到达交接码", "arrival code")}{" "}
          <b>{code ?? say("已不再显示,请补发", "not shown again; issue a new one")}</b>
        </p>
      </div>
      <Qr text={code === undefined ? leg.id : arrivalAddress(leg.id, code)} />
    </header>
  );
}

function Lines({ order, leg }: PartProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return (
    <Table
      className="pick-lines"
      columns={[
        say("序", "#"),
        say("物资、编码", "Goods, code"),
        say("批号", "Batch"),
        say("启运", "Departed"),
        say("单位", "Unit"),
        say("备注", "Remarks"),
      ]}
    >
      {leg.lines.map(({ orderLineId, departed }, at) => {
        const line = order.lines.find((one) => one.id === orderLineId);
        return (
          <tr key={orderLineId}>
            <td>{at + 1}</td>
            <td>
              {name(line?.item ?? line?.team ?? line?.equipment?.type)}{" "}
              {line?.item?.sku ?? line?.equipment?.code ?? ""}
            </td>
            <td>{line?.lot?.batch ?? "—"}</td>
            <td className="number">
              <b>{figure(departed)}</b>
            </td>
            <td>{unit(line?.item)}</td>
            <td className="blank" />
          </tr>
        );
      })}
    </Table>
  );
}

function Signs({ leg }: Pick<PartProps, "leg">) {
  const say = useSay();
  const name = useName();
  const before = name(leg.prior?.carrier);
  const parties = [
    leg.prior === null
      ? say("交付(保管员)", "Given by (keeper)")
      : say(`交付(前一承运:${before})`, `Given by (the carrier before: ${before})`),
    say("接运(驾驶员)", "Taken by (driver)"),
  ];
  return <SignatureBoxes parties={parties}>{say("签字、时间", "signature, time")}</SignatureBoxes>;
}
