import { useState } from "react";
import { useDeed } from "../core/deed.tsx";
import { figure } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import {
  DashRefillsDocument,
  ReceiveRefillDocument,
  type DashRefillsQuery,
} from "../published/operations.ts";

type Task = DashRefillsQuery["refillTasks"]["edges"][number]["node"];

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
          <td>{task.itemCode}</td>
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

function useIntake(): readonly FieldSpec[] {
  const say = useSay();
  const expires = say("有效期至(无则不填)", "Expires on (if it does)");
  return [
    { name: "arrived", label: say("到货数量", "Arrived"), kind: "whole" },
    { name: "passed", label: say("验收合格", "Passed"), kind: "whole" },
    { name: "batch", label: say("批号", "Batch") },
    { name: "bin", label: say("货位(可不填)", "Bin (optional)"), optional: true },
    { name: "expiresOn", label: expires, kind: "day", optional: true },
    { name: "voucher", label: say("发票或验收单号", "Invoice or intake number") },
  ];
}

const intakeOf = ({ arrived, passed, batch, bin, expiresOn, voucher }: Values) => ({
  arrived: whole(arrived) ?? 0,
  passed: whole(passed) ?? 0,
  batch: batch ?? "",
  ...(bin ? { bin } : {}),
  ...(expiresOn ? { expiresOn } : {}),
  voucher: voucher ?? "",
});

interface TakeInProps {
  readonly task: Task;
  readonly now: string;
  readonly onClose: () => void;
}

function TakeIn({ task, now, onClose }: TakeInProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(ReceiveRefillDocument, (data) => data.receiveRefill);
  const left = task.quantity - task.done;
  const subject = task.claim?.kind === "REFILL" ? { claimId: task.claim.id } : { taskId: task.id };
  return (
    <ActForm
      title={say(`补库验收 · ${task.itemCode}`, `Take in a refill · ${task.itemCode}`)}
      confirm={say("验收入库", "Take in")}
      draft={`refill.${task.id}`}
      deed={deed}
      start={{ arrived: String(left), passed: String(left) }}
      fields={useIntake()}
      check={({ arrived, passed }) =>
        (whole(passed) ?? 0) > (whole(arrived) ?? 0)
          ? say("合格数不能多于到货数", "no more can pass than arrived")
          : null
      }
      effect={({ passed }) =>
        say("待补", "to refill") +
        ` ${figure(left)} → ${figure(Math.max(0, left - (whole(passed) ?? 0)))} ${task.unit}; ` +
        say("在库增加", "on hand +") +
        ` ${figure(whole(passed))}`
      }
      inputOf={(values, occurredAt) => ({ ...subject, ...intakeOf(values), occurredAt })}
      {...{ now, onClose }}
    >
      <p>
        {name(task.depot)} · {say("补库单位", "by")} {name(task.performer)} ·{" "}
        {say("出资", "paid by")} {name(task.funder)}
      </p>
    </ActForm>
  );
}
