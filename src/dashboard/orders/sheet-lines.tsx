import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { useLiability } from "./liability.ts";
import type { OrderShown } from "./order.tsx";

type OrderLine = OrderShown["lines"][number];

/** Lines are never added up: their units differ. What was sent and received is written by hand. */
export function SheetLines({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  return (
    <Table
      className="sheet-lines"
      columns={[
        say("序", "#"),
        say("物资(队伍)名称、编码", "Goods or team, code"),
        say("单位", "Unit"),
        say("应发", "Ordered"),
        say("出库地点 · 批次", "From · lot"),
        say("依据 · 补还责任", "Ground · liability"),
        say("应到", "Due"),
        say("实发", "Sent"),
        say("实收", "Received"),
      ]}
    >
      {order.lines.map((line, at) => (
        <Row key={line.id} order={order} line={line} at={at + 1} />
      ))}
    </Table>
  );
}

interface RowProps {
  readonly order: OrderShown;
  readonly line: OrderLine;
  readonly at: number;
}

function Row({ order, line, at }: RowProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const liability = useLiability(order);
  const code = line.item?.sku ?? line.equipment?.code ?? "";
  const dangerous = line.item?.dangerousGoods ?? null;
  return (
    <tr>
      <td>{at}</td>
      <td>
        {name(line.item ?? line.team ?? line.equipment?.type)} {code}
        {dangerous === null
          ? ""
          : say(` 【危险货物 ${dangerous}】`, ` [dangerous goods ${dangerous}]`)}
      </td>
      <td>{unit(line.item)}</td>
      <td className="number">{figure(line.ordered)}</td>
      <td>
        {line.depot === null ? name(line.custodian) : name(line.depot)}
        {line.lot === null ? "" : ` · ${line.lot.code}`}
      </td>
      <td>
        {word("Basis", line.basis)}
        {say(":", ": ")}
        {liability(line)}
      </td>
      <td>{stampOf(line.arrivesAt).slice(5)}</td>
      <td className="number">{line.departed > 0 ? figure(line.departed) : ""}</td>
      <td className="number">{line.accepted > 0 ? figure(line.accepted) : ""}</td>
    </tr>
  );
}
