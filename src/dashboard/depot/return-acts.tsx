import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import {
  InspectReturnDocument,
  ReceiveReturnDocument,
  RecordRepairDocument,
} from "../published/operations.ts";
import type { Back } from "./returns.tsx";

interface ActProps {
  readonly back: Back;
  readonly now: string;
  readonly onClose: () => void;
}

/** The next act about goods that come back: counted in, inspected, repaired. */
export function ReturnAct({ back, now, onClose }: ActProps) {
  const { kind } = back.standing;
  if (kind === "RETURNING") return <CountIn {...{ back, now, onClose }} />;
  if (kind === "INSPECTION") return <Inspect {...{ back, now, onClose }} />;
  return <Repaired {...{ back, now, onClose }} />;
}

/** Which of the goods of the line are meant: for the hub, and in the name of the draft. */
const wayOf = ({ standing: { received, relayed } }: Back) =>
  received ? { received } : { received, relayed };

const keyOf = (back: Back): string => `${back.line.id}.${Object.values(wayOf(back)).join(".")}`;

/** Why goods come back, and with it who bears what is wrong with them. */
export function useCame(): (standing: Back["standing"]) => string {
  const say = useSay();
  return ({ received, relayed }) => {
    if (received) return say("用后归还", "returned after use");
    return relayed
      ? say("拒收或折返,风险已在中转时转移", "rejected or turned back, risk passed at a relay")
      : say("拒收或折返", "rejected or turned back");
  };
}

function CountIn({ back, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const came = useCame();
  const unit = useUnit();
  const deed = useDeed(ReceiveReturnDocument, (data) => data.receiveReturn);
  const { line, standing } = back;
  const said = ({ quantity }: Values): string => {
    const here = whole(quantity) ?? 0;
    return (
      say("途中", "on the way") +
      ` ${figure(standing.quantity)} → ` +
      say("待检", "to inspect") +
      ` ${figure(here)} + ` +
      say("未到", "not here") +
      ` ${figure(standing.quantity - here)} ${unit(line.item)}`
    );
  };
  return (
    <ActForm
      title={[say("到库点收", "Count in"), name(line.item), came(standing)].join(" · ")}
      confirm={say("点收", "Count in")}
      draft={`count-in.${keyOf(back)}`}
      deed={deed}
      start={{ quantity: String(standing.quantity) }}
      fields={[
        {
          name: "quantity",
          label: say("到库数量", "Arrived"),
          kind: "whole",
          max: standing.quantity,
        },
      ]}
      effect={said}
      inputOf={({ quantity }, occurredAt) => ({
        orderLineId: line.id,
        carrierId: standing.holder.id,
        quantity: whole(quantity) ?? 0,
        ...wayOf(back),
        occurredAt,
      })}
      {...{ now, onClose }}
    />
  );
}

const sum = ({ good, repair, scrapped }: Values): number =>
  (whole(good) ?? 0) + (whole(repair) ?? 0) + (whole(scrapped) ?? 0);

function useBecomes(unit: string): (most: number, values: Values) => string {
  const say = useSay();
  return (most, values) => {
    const parts = [
      `${say("在库", "on hand")} ${figure(whole(values.good))}`,
      `${say("待修", "to repair")} ${figure(whole(values.repair))}`,
      `${say("报废", "scrapped")} ${figure(whole(values.scrapped))}`,
      `${say("仍待检", "still to inspect")} ${figure(most - sum(values))}`,
    ];
    return `${say("待检", "to inspect")} ${figure(most)} → ${parts.join(" + ")} ${unit}`;
  };
}

function Inspect({ back, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const came = useCame();
  const unit = useUnit();
  const deed = useDeed(InspectReturnDocument, (data) => data.inspectReturn);
  const { line, standing } = back;
  const most = standing.quantity;
  const field = (key: string, label: string) =>
    ({ name: key, label, kind: "whole", max: most }) as const;
  const becomes = useBecomes(unit(line.item));
  return (
    <ActForm
      title={[say("验收", "Inspect"), name(line.item), came(standing)].join(" · ")}
      confirm={say("验收入库", "Inspect")}
      draft={`inspect.${keyOf(back)}`}
      deed={deed}
      start={{ good: String(most), repair: "0", scrapped: "0", restore: "0" }}
      fields={[
        field("good", say("完好", "Good")),
        field("repair", say("待修", "To repair")),
        field("scrapped", say("报废", "Scrapped")),
        ...(line.item?.needsRestoring === true
          ? [field("restore", say("完好中须复原(充装、洗消、检测)", "Of the good: to restore"))]
          : []),
      ]}
      check={(values) =>
        sum(values) > most || sum(values) === 0
          ? say(`三项合计须在 1 至 ${most} 之间`, `the three add up to 1 to ${most}`)
          : null
      }
      effect={(values) => becomes(most, values)}
      inputOf={({ good, repair, scrapped, restore }, occurredAt) => ({
        orderLineId: line.id,
        good: whole(good) ?? 0,
        repair: whole(repair) ?? 0,
        scrapped: whole(scrapped) ?? 0,
        restore: whole(restore) ?? 0,
        ...wayOf(back),
        occurredAt,
      })}
      {...{ now, onClose }}
    />
  );
}

function Repaired({ back, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const came = useCame();
  const deed = useDeed(RecordRepairDocument, (data) => data.recordRepair);
  const { line, standing } = back;
  const most = standing.quantity;
  return (
    <ActForm
      title={[say("修复验收", "Repaired"), name(line.item), came(standing)].join(" · ")}
      confirm={say("登记", "Record")}
      draft={`repair.${keyOf(back)}`}
      deed={deed}
      start={{ fixed: String(most), scrapped: "0" }}
      fields={[
        { name: "fixed", label: say("已修好", "Fixed"), kind: "whole", max: most },
        {
          name: "scrapped",
          label: say("无法修复,报废", "Beyond repair"),
          kind: "whole",
          max: most,
        },
        { name: "voucher", label: say("维修发票号", "Invoice of the repair") },
      ]}
      effect={({ fixed, scrapped }) =>
        `${figure(most)} → ${say("在库", "on hand")} ${figure(whole(fixed))} + ` +
        `${say("报废", "scrapped")} ${figure(whole(scrapped))}`
      }
      inputOf={({ fixed, scrapped, voucher = "" }, occurredAt) => ({
        orderLineId: line.id,
        fixed: whole(fixed) ?? 0,
        scrapped: whole(scrapped) ?? 0,
        voucher,
        ...wayOf(back),
        occurredAt,
      })}
      {...{ now, onClose }}
    />
  );
}
