import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Scroll } from "../core/panel.tsx";
import { Table } from "../core/table.tsx";
import { stampOf, timeOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { useLiability } from "./liability.ts";
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
      <Table
        columns={[
          say("物资或队伍", "Goods or team"),
          say("单位", "Unit"),
          { number: say("应发", "Ordered") },
          { number: say("预占", "Held") },
          { number: say("启运", "Departed") },
          { number: say("签收", "Accepted") },
          { number: say("拒收", "Rejected") },
          { number: say("缺失", "Missing") },
          say("库 · 批次", "Depot · lot"),
          say("出发 → 应到", "Leaves → due"),
          say("依据", "Ground"),
          say("补还责任", "Liability"),
        ]}
      >
        {order.lines.map((line) => (
          <GoodsRow key={line.id} line={line} order={order} now={now} />
        ))}
      </Table>
    </Scroll>
  );
}

function GoodsRow({ line, order, now }: TableProps & { readonly line: OrderLine }) {
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const liability = useLiability(order);
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
      <td>{liability(line)}</td>
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
      <Table
        columns={[
          say("种类", "Kind"),
          say("单位", "Of whom"),
          say("状态", "State"),
          say("理由", "Reason"),
          say("决定", "Decided"),
          say("失效", "Lapses"),
        ]}
      >
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
      </Table>
    </Scroll>
  );
}
