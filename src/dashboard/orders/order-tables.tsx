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

/** Each stretch of road under one carrier; a relay stands between two of them. */
export function Legs({ order, now }: TableProps) {
  const say = useSay();
  if (order.legs.length === 0) return <Empty>{say("尚未启运。", "Nothing has left yet.")}</Empty>;
  return (
    <Scroll label={say("运段表", "Legs")}>
      <Table
        columns={[
          say("程", "Leg"),
          say("起 → 讫", "From → to"),
          say("承运", "Carrier"),
          say("车辆", "Vehicles"),
          say("状态", "State"),
          say("启运 → 到达", "Departed → arrived"),
        ]}
      >
        {order.legs.map((leg) => (
          <LegRow key={leg.id} leg={leg} order={order} now={now} />
        ))}
      </Table>
    </Scroll>
  );
}

function LegRow({ leg, order, now }: TableProps & { readonly leg: OrderShown["legs"][number] }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const and = say("、", ", ");
  const relayed = (at: { readonly nameZh: string }): string =>
    `${name(at)}${say("(中转)", " (relay)")}`;
  const loaded = order.lines.filter(({ id }) => leg.lines.some((one) => one.orderLineId === id));
  const bases = loaded.map(({ depot, custodian }) => name(depot ?? custodian));
  const taken = leg.prior?.relay?.node;
  return (
    <tr>
      <td>{leg.position}</td>
      <td>
        {taken === undefined ? [...new Set(bases)].join(and) : relayed(taken)} →{" "}
        {leg.relay === null ? name(leg.destination) : relayed(leg.relay.node)}
      </td>
      <td>{name(leg.carrier)}</td>
      <td>{leg.vehicles.map(({ plate }) => plate).join(and) || "—"}</td>
      <td>{word("LegState", leg.state)}</td>
      <td>
        {timeOf(leg.departedAt, now)} → {timeOf(leg.arrivedAt, now)}
      </td>
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
