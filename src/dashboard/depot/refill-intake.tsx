import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { ReceiveRefillDocument, type DashRefillsQuery } from "../published/operations.ts";

export type Task = DashRefillsQuery["refillTasks"]["edges"][number]["node"];
type Swap = Task["substitutes"][number];

interface TakeInProps {
  readonly task: Task;
  readonly now: string;
  readonly onClose: () => void;
}

/** 补库验收: what is owed, or what the agreement lets come instead, counted in what is owed. */
export function TakeIn({ task, now, onClose }: TakeInProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit()(task.item);
  const deed = useDeed(ReceiveRefillDocument, (data) => data.receiveRefill);
  const left = task.quantity - task.done;
  const subject = task.claim?.kind === "REFILL" ? { claimId: task.claim.id } : { taskId: task.id };
  return (
    <ActForm
      title={say(`补库验收 · ${name(task.item)}`, `Take in a refill · ${name(task.item)}`)}
      confirm={say("验收入库", "Take in")}
      draft={`refill.${task.id}`}
      deed={deed}
      start={{ arrived: String(left), passed: String(left) }}
      fields={useIntake(task)}
      check={({ arrived, passed }) =>
        (whole(passed) ?? 0) > (whole(arrived) ?? 0)
          ? say("合格数不能多于到货数", "no more can pass than arrived")
          : null
      }
      effect={(values) =>
        say("待补", "to refill") +
        ` ${figure(left)} → ${figure(Math.max(0, left - countedOf(task, values)))} ${unit}; ` +
        say("在库增加", "on hand +") +
        ` ${figure(whole(values["passed"]))}`
      }
      inputOf={(values, occurredAt) => ({ ...subject, ...intakeOf(task, values), occurredAt })}
      {...{ now, onClose }}
    >
      <p>
        {name(task.depot)} · {say("补库单位", "by")} {name(task.performer)} ·{" "}
        {say("出资", "paid by")} {name(task.funder)}
      </p>
      <Owed task={task} />
    </ActForm>
  );
}

const swapOf = ({ substitutes }: Task, { item }: Values): Swap | undefined =>
  substitutes.find(({ substitute }) => substitute === item);

/** What passed is worth in the item owed; whole units alone count, as the hub has it. */
function countedOf(task: Task, values: Values): number {
  const passed = whole(values["passed"]) ?? 0;
  const { give, counts } = swapOf(task, values) ?? { give: 1, counts: 1 };
  return Number((BigInt(passed) * BigInt(counts)) / BigInt(give));
}

/** The figures that are open, and each substitute with its ratio; else that there is none. */
function Owed({ task }: Pick<TakeInProps, "task">) {
  const say = useSay();
  const name = useName();
  const unit = useUnit()(task.item);
  const ratio = useRatio(task);
  const { quantity, done, itemCode, substitutes } = task;
  return (
    <>
      <p>
        {say("应补", "To refill")} {figure(quantity)} {unit} <b>{name(task.item)}</b> {itemCode},{" "}
        {say("已补", "done")} {figure(done)},{" "}
        <b>
          {say("待补", "missing")} {figure(quantity - done)} {unit}
        </b>
      </p>
      <p>
        {substitutes.length === 0
          ? say("协议未约定可抵补的物资。", "No agreement lets another item come instead.")
          : say("协议可抵补:", "The agreement lets come instead: ") +
            substitutes.map((swap) => `${swapName(swap, name)} ${ratio(swap)}`).join(";")}
      </p>
    </>
  );
}

const swapName = ({ substituteItem, substitute }: Swap, name: ReturnType<typeof useName>) =>
  substituteItem === null ? substitute : `${name(substituteItem)} ${substitute}`;

/** “每 2 顶折合 1 顶”: a substitute that the catalogue lost has no unit to say. */
function useRatio({ item }: Task): (swap: Swap) => string {
  const say = useSay();
  const unit = useUnit();
  return ({ give, counts, substituteItem }) => {
    const given = substituteItem === null ? "" : ` ${unit(substituteItem)}`;
    return say(
      `(每 ${figure(give)}${given}折合 ${figure(counts)} ${unit(item)})`,
      `(${figure(give)}${given} count as ${figure(counts)} ${unit(item)})`,
    );
  };
}

function useIntake(task: Task): readonly FieldSpec[] {
  const say = useSay();
  const name = useName();
  const ratio = useRatio(task);
  const expires = say("有效期至(无则不填)", "Expires on (if it does)");
  const came: FieldSpec = {
    ...{ name: "item", label: say("到货物资", "What came"), kind: "choice" },
    choices: [
      [task.itemCode, `${name(task.item)} ${task.itemCode}`],
      ...task.substitutes.map(
        (swap) => [swap.substitute, `${swapName(swap, name)} ${ratio(swap)}`] as const,
      ),
    ],
  };
  return [
    ...(task.substitutes.length === 0 ? [] : [came]),
    { name: "arrived", label: say("到货数量", "Arrived"), kind: "whole" },
    { name: "passed", label: say("验收合格", "Passed"), kind: "whole" },
    { name: "batch", label: say("批号", "Batch") },
    { name: "bin", label: say("货位(可不填)", "Bin (optional)"), optional: true },
    { name: "expiresOn", label: expires, kind: "day", optional: true, path: "lot.expiresOn" },
    { name: "voucher", label: say("发票或验收单号", "Invoice or intake number") },
  ];
}

function intakeOf(task: Task, values: Values) {
  const { arrived, passed, batch, bin, expiresOn, voucher } = values;
  const swap = swapOf(task, values);
  return {
    ...(swap === undefined ? {} : { item: swap.substitute }),
    arrived: whole(arrived) ?? 0,
    passed: whole(passed) ?? 0,
    batch: batch ?? "",
    ...(bin ? { bin } : {}),
    ...(expiresOn ? { expiresOn } : {}),
    voucher: voucher ?? "",
  };
}
