import { useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { countedAt, figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import {
  DashSendRefillDocument,
  SendRefillDocument,
  type DashSendRefillQuery,
} from "../published/operations.ts";
import { giftOf, useGiftField } from "./refill-gift.ts";
import { Owed, swapOf, useRatio, type Task } from "./refill-owed.tsx";

type Found = Extract<DashSendRefillQuery["node"], { readonly sendable: unknown }>;
type Lot = Found["sendable"][number];
type Swap = DashSendRefillQuery["rotationOffers"]["edges"][number]["node"];

interface SendProps {
  readonly task: Task;
  readonly now: string;
  readonly onSent: (shipmentId: string) => void;
  readonly onClose: () => void;
}

/** 以库存补库: it opens with the lots that may go, or says that there are none. */
export function SendRefill(props: SendProps) {
  const say = useSay();
  const title = useTitle()(props.task);
  const reading = useReading(DashSendRefillDocument, { id: props.task.id });
  const { data } = reading;
  const node = data?.node;
  const lots = node && "sendable" in node ? node.sendable : [];
  if (data !== undefined && lots.length > 0)
    return (
      <Send lots={lots} carriers={data.carriers} swaps={swapsOf(data, props.task)} {...props} />
    );
  if (data === undefined && reading.error === null) return null;
  return (
    <Dialog title={title} onClose={props.onClose}>
      <Trouble reading={reading} />
      {data === undefined ? null : (
        <>
          <Owed task={props.task} />
          <Empty>
            {say(
              "本单位没有所欠或可抵补物资的完好库存;可采购后送收货库验收。",
              "No good stock of yours is the item owed or agreed in its place; buy it instead.",
            )}
          </Empty>
        </>
      )}
    </Dialog>
  );
}

/** What the creditor offers in exchange for more than is owed: of this refill only. */
const swapsOf = ({ rotationOffers }: DashSendRefillQuery, task: Task): readonly Swap[] =>
  rotationOffers.edges
    .map(({ node }) => node)
    .filter(({ claim }) => claim !== null && claim.id === task.claim?.id);

function useTitle(): (task: Task) => string {
  const say = useSay();
  const name = useName();
  return ({ item }) => say(`以库存补库 · ${name(item)}`, `Send own stock · ${name(item)}`);
}

interface FormProps extends SendProps {
  readonly lots: readonly Lot[];
  readonly carriers: DashSendRefillQuery["carriers"];
  readonly swaps: readonly Swap[];
}

function Send({ task, lots, carriers, swaps, now, onSent, onClose }: FormProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(SendRefillDocument, (data) => data.sendRefill);
  const effect = useEffectOf(task, lots);
  return (
    <ActForm
      title={useTitle()(task)}
      confirm={say("发出", "Send")}
      draft={`send-refill.${task.id}`}
      deed={deed}
      fields={[...useFields(task, lots, carriers), ...useMore(swaps)]}
      check={(values) => {
        const free = lotOf(lots, values)?.quantity ?? null;
        return free !== null && (whole(values["quantity"]) ?? 0) > free
          ? say(`该批可用 ${figure(free)}`, `${figure(free)} of this lot are free`)
          : null;
      }}
      effect={effect}
      inputOf={({ lotId = "", quantity, carrierId = "", gift, offerId = "" }, occurredAt) => ({
        ...{ taskId: task.id, lotId, carrierId, occurredAt },
        quantity: whole(quantity) ?? 0,
        ...giftOf(gift),
        ...(offerId === "" ? {} : { offerId }),
      })}
      onDone={({ shipmentId }) => onSent(shipmentId)}
      {...{ now, onClose }}
    >
      <p>
        {say("收货库", "To")} {name(task.depot)} · {say("物权单位", "shelf of")} {name(task.owner)}
      </p>
      <Owed task={task} />
    </ActForm>
  );
}

const lotOf = (lots: readonly Lot[], { lotId }: Values): Lot | undefined =>
  lots.find(({ id }) => id === lotId);

function useFields(
  task: Task,
  lots: readonly Lot[],
  carriers: FormProps["carriers"],
): readonly FieldSpec[] {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const ratio = useRatio(task);
  const { performer } = task;
  const lotText = ({ item, depot, bin, batch, expiresOn, quantity }: Lot): string => {
    const swap = swapOf(task, item.sku);
    const good = expiresOn === null ? "" : say(` · 有效至 ${expiresOn}`, ` · until ${expiresOn}`);
    const free = `${say("可用", "free")} ${figure(quantity)} ${unit(item)}`;
    const where = [name(depot), bin, batch].filter((part) => part !== null).join(" · ");
    const what = `${name(item)} ${item.sku}${swap === undefined ? "" : ratio(swap)}`;
    return `${what} · ${where}${good} · ${free}`;
  };
  const others = carriers.filter(({ organization }) => organization.id !== performer.id);
  return [
    {
      ...{ name: "lotId", label: say("发出批次", "Lot to send"), kind: "choice" },
      choices: lots.map((lot) => [lot.id, lotText(lot)] as const),
    },
    {
      name: "quantity",
      label: say("发出数量(批次的单位)", "Quantity, in the lot's unit"),
      kind: "whole",
    },
    {
      ...{ name: "carrierId", label: say("承运单位", "Carrier"), kind: "choice" },
      choices: [
        [performer.id, say(`${name(performer)}(自运)`, `${name(performer)} (itself)`)] as const,
        ...others.map(({ organization }) => [organization.id, name(organization)] as const),
      ],
    },
  ];
}

/** More than is owed is given, or goes for ageing goods of the creditor. */
function useMore(swaps: readonly Swap[]): readonly FieldSpec[] {
  const say = useSay();
  const gift = useGiftField();
  const label = say("超出部分换回临期物资(可不选)", "What is more, for ageing goods (optional)");
  const told = ({ id, quantity, taken, expiresOn }: Swap) => {
    const left = figure(quantity - taken);
    const until = expiresOn ?? "—";
    return [id, say(`至多 ${left},有效至 ${until}`, `${left} at most, until ${until}`)] as const;
  };
  const choices = [["", say("不互换", "none")] as const, ...swaps.map(told)];
  const swap: FieldSpec = { name: "offerId", label, kind: "choice", choices, optional: true };
  return swaps.length === 0 ? [gift] : [gift, swap];
}

/** What is on the road already is not missing twice; a swap brings more than is missing. */
const roomOf = (task: Task): number =>
  task.shipments.reduce(
    (room, { itemCode, quantity }) =>
      Math.max(0, room - countedAt(swapOf(task, itemCode), quantity)),
    task.quantity - task.done,
  );

function useEffectOf(task: Task, lots: readonly Lot[]): (values: Values) => string {
  const say = useSay();
  const unit = useUnit();
  return (values) => {
    const lot = lotOf(lots, values);
    const sent = whole(values["quantity"]);
    const free = lot?.quantity ?? null;
    if (lot === undefined || sent === null || (free !== null && sent > free)) return "—";
    const counted = countedAt(swapOf(task, lot.item.sku), sent);
    const room = roomOf(task);
    const after = Math.max(0, room - counted);
    const rest = free === null ? null : free - sent;
    const owed = unit(task.item);
    return [
      say("折合所欠 ", "counts as ") + `${figure(counted)} ${owed}`,
      say("尚待发出 ", "still to send ") + `${figure(room)} → ${figure(after)} ${owed}`,
      say("该批可用 ", "free of the lot ") + `${figure(free)} → ${figure(rest)} ${unit(lot.item)}`,
    ].join("; ");
  };
}
