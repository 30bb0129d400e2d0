import { useRef } from "react";
import { figure } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useWord } from "../core/words.ts";
import { DashRefillsDocument, type DashRefillsQuery } from "../published/operations.ts";
import { Exports } from "./exports.tsx";
import { DueMark } from "./late-by.tsx";

type Task = DashRefillsQuery["refillTasks"]["edges"][number]["node"];

/** 补库任务: which shelf is empty, who fills it, who pays, and until when. */
export function Tasks() {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const reading = useReading(
    DashRefillsDocument,
    { first: 100, states: ["OPEN", "PART_DONE"] },
    { keep: true },
  );
  const tasks = (reading.data?.refillTasks.edges ?? []).map(({ node }) => node);
  const late = tasks.toSorted((a, b) => ((a.dueOn ?? "9999") < (b.dueOn ?? "9999") ? -1 : 1));
  return (
    <Panel
      title={say("补库任务(最多 100 项)", "Refill tasks (up to 100)")}
      reading={reading}
      tools={
        tasks.length === 0 ? undefined : <Exports box={box} name={say("补库任务", "refill")} />
      }
    >
      <div ref={box}>
        {tasks.length === 0 ? (
          <Empty>{say("没有待补库的任务。", "No refill is due.")}</Empty>
        ) : (
          <Scroll label={say("补库任务表", "Refill tasks")}>
            <Rows tasks={late} />
          </Scroll>
        )}
      </div>
    </Panel>
  );
}

function Rows({ tasks }: { readonly tasks: readonly Task[] }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  return (
    <Table
      columns={[
        say("库", "Depot"),
        say("物资", "Item"),
        { number: say("应补", "To refill") },
        { number: say("已补", "Done") },
        say("单位", "Unit"),
        say("补库单位", "By"),
        say("出资单位", "Paid by"),
        say("到期", "Due"),
        say("状态", "State"),
      ]}
    >
      {tasks.map((task) => (
        <tr key={task.id}>
          <td>{name(task.depot)}</td>
          <td>{name(task.item)}</td>
          <td className="number">{figure(task.quantity)}</td>
          <td className="number">{figure(task.done)}</td>
          <td>{task.unit}</td>
          <td>{name(task.performer)}</td>
          <td>{name(task.funder)}</td>
          <td className={task.overdue ? "short" : ""}>
            {task.dueOn ?? say("起算日未到", "term not begun")}
            <DueMark {...task} />
          </td>
          <td>{word("RefillTaskState", task.state)}</td>
        </tr>
      ))}
    </Table>
  );
}
