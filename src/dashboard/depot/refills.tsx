import { useState } from "react";
import { figure } from "../core/figures.ts";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { DashRefillsDocument } from "../published/operations.ts";
import { TakeIn } from "./refill-intake.tsx";
import type { Task } from "./refill-owed.tsx";

/** 补库验收: shelves in one's keeping that somebody is to fill again. */
export function Refills() {
  const say = useSay();
  const me = useMe();
  const [doing, setDoing] = useState<Task | null>(null);
  const reading = useReading(
    DashRefillsDocument,
    { first: 100, states: ["OPEN", "PART_DONE"] },
    { keep: true },
  );
  const tasks = (reading.data?.refillTasks.edges ?? [])
    .map(({ node }) => node)
    .filter(({ depot }) => depot !== null && me.may("goods:inspect", [depot.custodian.id]));
  return (
    <Panel title={say("补库验收", "Refills to take in")} reading={reading}>
      {tasks.length === 0 ? (
        <Empty>{say("没有待补库的货架。", "No shelf waits for a refill.")}</Empty>
      ) : (
        <Scroll label={say("补库任务", "Refill tasks")} onKeyDown={walkRows}>
          <Rows tasks={tasks} begin={setDoing} />
        </Scroll>
      )}
      {doing === null ? null : (
        <TakeIn task={doing} now={reading.data?.hub.now ?? ""} onClose={() => setDoing(null)} />
      )}
    </Panel>
  );
}

interface RowsProps {
  readonly tasks: readonly Task[];
  readonly begin: (task: Task) => void;
}

function Rows({ tasks, begin }: RowsProps) {
  const say = useSay();
  const name = useName();
  return (
    <Table
      columns={[
        say("库", "Depot"),
        say("办理", "Act"),
        say("物资", "Item"),
        { number: say("应补", "To refill") },
        { number: say("已补", "Done") },
        say("单位", "Unit"),
        say("谁补", "By whom"),
        say("到期", "Due"),
        say("事件", "Incident"),
      ]}
    >
      {tasks.map((task) => (
        <tr key={task.id}>
          <td>{name(task.depot)}</td>
          <td>
            <button type="button" data-row onClick={() => begin(task)}>
              {say("验收入库", "Take in")}
            </button>
          </td>
          <td>
            {name(task.item)} {task.itemCode}
          </td>
          <td className="number">{figure(task.quantity)}</td>
          <td className="number">{figure(task.done)}</td>
          <td>{task.unit}</td>
          <td>{name(task.performer)}</td>
          <td className={task.overdue ? "short" : ""}>
            {task.dueOn ?? "—"}
            {task.overdue ? say(" 已逾期", " overdue") : ""}
          </td>
          <td>{name(task.incident)}</td>
        </tr>
      ))}
    </Table>
  );
}
