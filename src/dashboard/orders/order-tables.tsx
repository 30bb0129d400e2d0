import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Scroll } from "../core/panel.tsx";
import { stampOf, timeOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { OrderShown } from "./order.tsx";

type OrderLine = OrderShown["lines"][number];

interface TableProps {
  readonly order: OrderShown;
  readonly now: string;
}

export function Goods({ order, now }: TableProps) {
  const say = useSay();
  return (
    <Scroll label={say("行项目表", "Lines")}>
      <table>
        <thead>
          <tr>
            <th>{say("物资或队伍", "Goods or team")}</th>
            <th>{say("单位", "Unit")}</th>
            <th className="number">{say("应发", "Ordered")}</th>
            <th className="number">{say("预占", "Held")}</th>
            <th className="number">{say("启运", "Departed")}</th>
            <th className="number">{say("签收", "Accepted")}</th>
            <th className="number">{say("拒收", "Rejected")}</th>
            <th className="number">{say("缺失", "Missing")}</th>
            <th>{say("库 · 批次", "Depot · lot")}</th>
            <th>{say("出发 → 应到", "Leaves → due")}</th>
            <th>{say("依据", "Ground")}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <GoodsRow key={line.id} line={line} now={now} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function GoodsRow({ line, now }: { readonly line: OrderLine; readonly now: string }) {
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const figures = [line.held, line.departed, line.accepted, line.rejected, line.missing];
  return (
    <tr>
      <td>{name(line.item ?? line.team ?? line.equipment?.type)}</td>
      <td>{unit(line.item)}</td>
      <td className="number">{figure(line.ordered)}</td>
      {figures.map((value, at) => (
        <td key={at} className="number">
          {figure(value)}
        </td>
      ))}
      <td>
        {line.depot === null ? name(line.custodian) : name(line.depot)}
        {line.lot === null ? "" : ` · ${line.lot.code}`}
      </td>
      <td>
        {timeOf(line.leavesAt, now)} → {timeOf(line.arrivesAt, now)}
      </td>
      <td>{word("Basis", line.basis)}</td>
    </tr>
  );
}

export function Asked({ order, now }: TableProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  if (order.approvals.length === 0)
    return <Empty>{say("本单无须审批。", "This order needs no approval.")}</Empty>;
  return (
    <Scroll label={say("审批表", "Approvals")}>
      <table>
        <thead>
          <tr>
            <th>{say("种类", "Kind")}</th>
            <th>{say("单位", "Of whom")}</th>
            <th>{say("状态", "State")}</th>
            <th>{say("理由", "Reason")}</th>
            <th>{say("决定", "Decided")}</th>
            <th>{say("失效", "Lapses")}</th>
          </tr>
        </thead>
        <tbody>
          {order.approvals.map((approval) => (
            <tr key={approval.id}>
              <td>{word("ApprovalKind", approval.kind)}</td>
              <td>{name(approval.organization)}</td>
              <td className={approval.state === "PENDING" ? "amber" : ""}>
                {word("ApprovalState", approval.state)}
              </td>
              <td>{approval.reason ?? "—"}</td>
              <td>{stampOf(approval.decidedAt)}</td>
              <td>{approval.state === "PENDING" ? timeOf(approval.lapsesAt, now) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
