import { useState } from "react";
import { figure, useUnit } from "../core/figures.ts";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashReturnsDocument, type DashReturnsQuery } from "../published/operations.ts";
import { ReturnAct, useCame } from "./return-acts.tsx";

export type Back = DashReturnsQuery["returnsDue"]["edges"][number]["node"];

const first = 100;

/** 归还验收: what comes back is counted at the gate, then inspected, then repaired. */
export function Returns() {
  const say = useSay();
  const me = useMe();
  const [doing, setDoing] = useState<Back | null>(null);
  const [after, setAfter] = useState<string | null>(null);
  const reading = useReading(DashReturnsDocument, { first, after }, { keep: true });
  const now = reading.data?.hub.now ?? "";
  const rows = (reading.data?.returnsDue.edges ?? [])
    .map(({ node }) => node)
    .filter(({ line }) => me.may("goods:inspect", [line.custodian.id]));
  const next = reading.data?.returnsDue.pageInfo;
  return (
    <Panel title={say("归还与折返验收", "Returns to inspect")} reading={reading}>
      {rows.length === 0 ? (
        <Empty>{say("没有归还途中、待检或待修的物资。", "Nothing is coming back.")}</Empty>
      ) : (
        <Scroll label={say("归还物资", "Returns")} onKeyDown={walkRows}>
          <Rows rows={rows} begin={setDoing} />
        </Scroll>
      )}
      {after === null ? null : (
        <button type="button" onClick={() => setAfter(null)}>
          {say("从头列出", "From the first")}
        </button>
      )}
      {next?.hasNextPage === true ? (
        <button type="button" onClick={() => setAfter(next.endCursor)}>
          {say(`后 ${first} 项`, `Next ${first}`)}
        </button>
      ) : null}
      {doing === null ? null : <ReturnAct back={doing} now={now} onClose={() => setDoing(null)} />}
    </Panel>
  );
}

interface RowsProps {
  readonly rows: readonly Back[];
  readonly begin: (back: Back) => void;
}

function Rows({ rows, begin }: RowsProps) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("调拨单", "Order"),
        say("下一步", "Next"),
        say("物资", "Goods"),
        { number: say("数量", "Quantity") },
        say("单位", "Unit"),
        say("现状", "Where"),
        say("来由", "Why"),
      ]}
    >
      {rows.map((back, at) => (
        <Row key={at} back={back} begin={() => begin(back)} />
      ))}
    </Table>
  );
}

interface RowProps {
  readonly back: Back;
  readonly begin: () => void;
}

function Row({ back: { order, line, standing }, begin }: RowProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const came = useCame();
  const next = ({ kind }: Back["standing"]): string =>
    kind === "RETURNING"
      ? say("到库点收", "Count in")
      : kind === "INSPECTION"
        ? say("验收", "Inspect")
        : say("修复验收", "Repaired");
  return (
    <tr>
      <td>
        <Link href={`/orders/${order.id}`} className="code">
          {order.number}
        </Link>
      </td>
      <td>
        <button type="button" data-row onClick={begin}>
          {next(standing)}
        </button>
      </td>
      <td>{name(line.item)}</td>
      <td className="number">{figure(standing.quantity)}</td>
      <td>{unit(line.item)}</td>
      <td>
        {word("AccountKind", standing.kind)} · {name(standing.holder)}
      </td>
      <td>{came(standing)}</td>
    </tr>
  );
}
