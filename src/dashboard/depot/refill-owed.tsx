import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import type { DashRefillsQuery } from "../published/operations.ts";

export type Task = DashRefillsQuery["refillTasks"]["edges"][number]["node"];
type Swap = Task["substitutes"][number];

/** The agreed ratio under which that sku comes; undefined: it is what is owed. */
export const swapOf = ({ substitutes }: Task, item: string | undefined): Swap | undefined =>
  substitutes.find(({ substitute }) => substitute === item);

/** The figures that are open, and each substitute with its ratio; else that there is none. */
export function Owed({ task }: { readonly task: Task }) {
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

export const swapName = ({ substituteItem, substitute }: Swap, name: ReturnType<typeof useName>) =>
  substituteItem === null ? substitute : `${name(substituteItem)} ${substitute}`;

/** “每 2 顶折合 1 顶”: a substitute that the catalogue lost has no unit to say. */
export function useRatio({ item }: Task): (swap: Swap) => string {
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
