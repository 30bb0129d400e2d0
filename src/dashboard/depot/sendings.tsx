import { useState } from "react";
import { figure } from "../core/figures.ts";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { DashRefillsDocument, type RefillTaskState } from "../published/operations.ts";
import type { Task } from "./refill-owed.tsx";
import { SendRefill } from "./refill-send.tsx";
import { TakeBack, useSent, type Shipment } from "./refill-take-back.tsx";

interface Doing {
  readonly task: Task;
  /** What is taken back; null: something is sent. */
  readonly back: Shipment | null;
}

const useTasks = (states: readonly RefillTaskState[]) =>
  useReading(DashRefillsDocument, { first: 100, states: [...states] }, { keep: true });

/** 补库发出: others' shelves that one's own organization is to fill, from its own stock. */
export function Sendings() {
  const say = useSay();
  const me = useMe();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const open = useTasks(["OPEN", "PART_DONE"]);
  const done = useTasks(["DONE"]);
  const tasksOf = ({ data }: typeof open) =>
    (data?.refillTasks.edges ?? []).map(({ node }) => node);
  // A shelf may be full before what its keeper turned away is home again.
  const out = tasksOf(done).filter(({ shipments }) => shipments.length > 0);
  const tasks = [...tasksOf(open), ...out].filter(
    ({ performer, owner }) => performer.id !== owner.id && me.may("stock:change", [performer.id]),
  );
  const props = { now: open.data?.hub.now ?? "", onClose: () => setDoing(null) };
  return (
    <Panel title={say("补库发出", "Refills to send")} reading={open}>
      {sent === null ? null : (
        <p className="effect" role="status">
          {say("已发出,补库运单号 ", "Sent; number of the shipment ")}
          <b className="code">{sent}</b>
          {say(
            "。收货库的保管员凭此号验收。",
            ". The keeper of the shelf takes it in by this number.",
          )}
        </p>
      )}
      {tasks.length === 0 ? (
        <Empty>{say("没有应由本单位补库的货架。", "No shelf waits for your goods.")}</Empty>
      ) : (
        <Scroll label={say("补库发出表", "Refills to send")} onKeyDown={walkRows}>
          <Rows tasks={tasks} begin={setDoing} />
        </Scroll>
      )}
      {doing === null ? null : doing.back === null ? (
        <SendRefill task={doing.task} {...props} onSent={setSent} />
      ) : (
        <TakeBack task={doing.task} shipment={doing.back} {...props} />
      )}
    </Panel>
  );
}

interface RowsProps {
  readonly tasks: readonly Task[];
  readonly begin: (doing: Doing) => void;
}

function Rows({ tasks, begin }: RowsProps) {
  const say = useSay();
  const name = useName();
  return (
    <Table
      columns={[
        say("收货库", "To"),
        say("办理", "Act"),
        say("物资", "Item"),
        { number: say("应补", "To refill") },
        { number: say("已补", "Done") },
        say("单位", "Unit"),
        say("到期", "Due"),
        say("途中或被拒收", "On the road or turned away"),
      ]}
    >
      {tasks.map((task) => (
        <tr key={task.id}>
          <td>{name(task.depot)}</td>
          <td>
            {task.state === "DONE" ? null : (
              <button type="button" data-row onClick={() => begin({ task, back: null })}>
                {say("以库存补库", "Send own stock")}
              </button>
            )}
          </td>
          <td>
            {name(task.item)} {task.itemCode}
          </td>
          <td className="number">{figure(task.quantity)}</td>
          <td className="number">{figure(task.done)}</td>
          <td>{task.unit}</td>
          <td className={task.overdue ? "short" : ""}>{task.dueOn ?? "—"}</td>
          <td>
            <Sent task={task} begin={(back) => begin({ task, back })} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface SentProps {
  readonly task: Task;
  readonly begin: (shipment: Shipment) => void;
}

function Sent({ task, begin }: SentProps) {
  const say = useSay();
  const said = useSent(task);
  return task.shipments.map((shipment) => (
    <div key={shipment.shipmentId}>
      <span className="code">{shipment.shipmentId}</span> {said(shipment)}{" "}
      <button type="button" onClick={() => begin(shipment)}>
        {say("退回", "Take back")}
      </button>
    </div>
  ));
}
