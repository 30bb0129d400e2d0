import { figure, useUnit } from "../core/figures.ts";
import { useLang, useName, useSay } from "../core/lang.ts";
import { Scroll } from "../core/panel.tsx";
import { Table } from "../core/table.tsx";
import { timeOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { DashPlanQuery } from "../published/operations.ts";

export type Line = NonNullable<DashPlanQuery["proposal"]>["allocations"][number];

/** Who sends what, from where, when it is there, on which ground, and why this one. */
export function Lines({ lines, now }: { readonly lines: readonly Line[]; readonly now: string }) {
  const say = useSay();
  const sorted = lines.toSorted((a, b) => (a.arrivesAt < b.arrivesAt ? -1 : 1));
  return (
    <Scroll label={say("调拨各行", "Lines")}>
      <Table
        className="lines"
        columns={[
          say("物资或队伍", "Goods or team"),
          { number: say("数量", "Quantity") },
          say("单位", "Unit"),
          say("调出单位 · 库", "Lender · depot"),
          say("出发 → 到达", "Leaves → arrives"),
          say("依据", "Ground"),
          say("须经审批", "Approvals"),
          say("理由", "Why this one"),
        ]}
      >
        {sorted.map((line, at) => (
          <Row key={at} line={line} now={now} />
        ))}
      </Table>
    </Scroll>
  );
}

function Row({ line, now }: { readonly line: Line; readonly now: string }) {
  const say = useSay();
  const locale = useLang();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  return (
    <tr>
      <td>
        {line.item === null && line.covers.length > 0
          ? line.covers.map(name).join(" + ")
          : name(line.item ?? line.need?.capability)}
        <InSet line={line} />
      </td>
      <td className="number">{figure(line.quantity)}</td>
      <td>{unit(line.item)}</td>
      <td>
        {name(line.lender)}
        {line.depot === null ? "" : ` · ${name(line.depot)}`}
      </td>
      <td>
        {timeOf(line.leavesAt, now)} → {timeOf(line.arrivesAt, now)}
        {line.late ? <b className="short"> {say("晚到", "late")}</b> : null}
      </td>
      <td>
        {word("Basis", line.basis)} · {word("ApprovalTier", line.tier)}
      </td>
      <td>
        {line.approvals.length === 0
          ? say("无须", "none")
          : line.approvals
              .map(
                ({ kind, organization }) => `${word("ApprovalKind", kind)}(${name(organization)})`,
              )
              .join(say("、", ", "))}
      </td>
      <td>{line.reasons.map((reason) => reason[locale]).join(say(";", "; "))}</td>
    </tr>
  );
}

/** A unit of a set is of no use without its companions: which set it is stands beside it. */
function InSet({ line: { set, fills, covers } }: { readonly line: Line }) {
  const say = useSay();
  if (set === null && fills === null && covers.length === 0) return null;
  return (
    <small>
      {" "}
      {fills !== null
        ? say("补齐一套", "fills up a set")
        : set === null
          ? say("不成套", "in no set")
          : say(`第 ${String(set)} 套`, `set ${String(set)}`)}
    </small>
  );
}
