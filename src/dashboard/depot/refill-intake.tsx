import { useDeed } from "../core/deed.tsx";
import { countedAt, figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { ReceiveRefillDocument } from "../published/operations.ts";
import { giftOf, useGiftField } from "./refill-gift.ts";
import { Owed, swapName, swapOf, useRatio, type Task } from "./refill-owed.tsx";

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

/** What passed is worth in the item owed; a gift settles nothing. */
const countedOf = (task: Task, values: Values): number =>
  countedAt(
    swapOf(task, values["item"]),
    Math.max(0, (whole(values["passed"]) ?? 0) - (whole(values["gift"]) ?? 0)),
  );

function useIntake(task: Task): readonly FieldSpec[] {
  const say = useSay();
  const name = useName();
  const ratio = useRatio(task);
  const gift = useGiftField();
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
    gift,
    { name: "voucher", label: say("发票或验收单号", "Invoice or intake number") },
  ];
}

function intakeOf(task: Task, values: Values) {
  const { arrived, passed, batch, bin, expiresOn, voucher } = values;
  const swap = swapOf(task, values["item"]);
  return {
    ...(swap === undefined ? {} : { item: swap.substitute }),
    arrived: whole(arrived) ?? 0,
    passed: whole(passed) ?? 0,
    ...giftOf(values["gift"]),
    batch: batch ?? "",
    ...(bin ? { bin } : {}),
    ...(expiresOn ? { expiresOn } : {}),
    voucher: voucher ?? "",
  };
}
