import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { TakeBackRefillDocument } from "../published/operations.ts";
import { swapOf, type Task } from "./refill-owed.tsx";

export type Shipment = Task["shipments"][number];

interface BackProps {
  readonly task: Task;
  readonly shipment: Shipment;
  readonly now: string;
  readonly onClose: () => void;
}

/** Goods are named by the task: they are what is owed, or one of its substitutes. */
const itemOf = (task: Task, { itemCode }: Shipment) =>
  itemCode === task.itemCode ? task.item : (swapOf(task, itemCode)?.substituteItem ?? null);

/** “途中 6 具 · 拒收 1 具”: in the unit of what was sent. */
export function useSent(task: Task): (shipment: Shipment) => string {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return (shipment) => {
    const { itemCode, quantity, rejected } = shipment;
    const item = itemOf(task, shipment);
    const counted = (count: number): string =>
      item === null ? figure(count) : `${figure(count)} ${unit(item)}`;
    return [
      item === null ? itemCode : name(item),
      `${say("途中", "on the road")} ${counted(quantity)}`,
      ...(rejected === null || rejected === 0
        ? []
        : [`${say("拒收待退回", "turned away")} ${counted(rejected)}`]),
    ].join(" · ");
  };
}

/** 补库物资退回: what the keeper of the shelf did not take in is back, or is found to be lost. */
export function TakeBack({ task, shipment, now, onClose }: BackProps) {
  const say = useSay();
  const said = useSent(task);
  const deed = useDeed(TakeBackRefillDocument, (data) => data.takeBackRefill);
  const { shipmentId, quantity, rejected } = shipment;
  const out = quantity + (rejected ?? 0);
  return (
    <ActForm
      title={say("补库物资退回", "Take back what was sent")}
      confirm={say("退回", "Take back")}
      draft={`take-back.${shipmentId}`}
      deed={deed}
      start={{ returned: String(rejected === 0 ? quantity : rejected), missing: "0" }}
      fields={[
        { name: "returned", label: say("已退回", "Back"), kind: "whole", max: out },
        { name: "missing", label: say("已灭失", "Lost"), kind: "whole", max: quantity },
      ]}
      effect={({ returned, missing }) => {
        const [back, lost] = [whole(returned) ?? 0, whole(missing) ?? 0];
        return [
          `${say("在外", "out")} ${figure(out)} → ${figure(out - back - lost)}`,
          `${say("本库增加", "on the shelf +")} ${figure(back)}`,
          `${say("灭失", "lost")} ${figure(lost)}`,
        ].join("; ");
      }}
      inputOf={({ returned, missing }, occurredAt) => ({
        ...{ shipmentId, occurredAt },
        returned: whole(returned) ?? 0,
        missing: whole(missing) ?? 0,
      })}
      {...{ now, onClose }}
    >
      <p>
        {say("补库运单号", "Shipment")} <span className="code">{shipmentId}</span> ·{" "}
        {said(shipment)}
      </p>
    </ActForm>
  );
}
