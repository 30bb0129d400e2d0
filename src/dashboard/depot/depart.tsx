import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Trouble, useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { DashVehiclesDocument, DepartOrderDocument } from "../published/operations.ts";
import { keepCode } from "./codes.ts";
import { toDepart, type DepotOrder } from "./step.ts";
import { Vehicles, type VehicleChoice } from "./vehicles.tsx";

interface DepartProps {
  readonly order: DepotOrder;
  readonly onClose: () => void;
}

interface Draft {
  readonly carrierId: string | null;
  readonly vehicleIds: readonly string[];
  readonly counts: Values;
}

/** The carriers that may: those with a licensed and insured vehicle, and who drives himself. */
const first = (choices: readonly VehicleChoice[]): VehicleChoice | undefined =>
  choices.find(({ allowed, holdsAll }) => allowed && holdsAll) ??
  choices.find(({ allowed }) => allowed);

/** The draft of a departure: who carries, in what, and how much of each line. */
function useDeparture(order: DepotOrder, choices: readonly VehicleChoice[]) {
  const lines = order.lines.filter((line) => toDepart(line) > 0);
  const [draft, setDraft, forget] = useDraft<Draft>(`depart.${order.id}`, {
    carrierId: null,
    vehicleIds: [],
    counts: {},
  });
  const deed = useDeed(DepartOrderDocument, (data) => data.departOrder);
  const noGoods = lines.every(({ item }) => item === null);
  const carrierId =
    draft.carrierId ??
    (noGoods ? lines[0]?.owner.id : undefined) ??
    first(choices)?.vehicle.carrier.id ??
    "";
  const counts = lines.map((line) => ({
    line,
    departed: whole(draft.counts[line.id] ?? String(toDepart(line))),
  }));
  const counted =
    counts.some(({ departed }) => (departed ?? 0) > 0) &&
    counts.every(({ line, departed }) => departed !== null && departed <= toDepart(line));
  const depart = async (): Promise<void> => {
    if (carrierId === "" || !counted) return;
    const gone = await deed.run({
      orderId: order.id,
      carrierId,
      ...(draft.vehicleIds.length === 0 ? {} : { vehicleIds: [...draft.vehicleIds] }),
      lines: counts
        .filter(({ departed }) => (departed ?? 0) > 0)
        .map(({ line, departed }) => ({ orderLineId: line.id, departed: departed ?? 0 })),
    });
    if (gone === null) return;
    forget();
    keepCode(gone.leg.id, gone.arrivalCode);
    go(`/orders/${order.id}/slip/${gone.leg.id}`);
  };
  return { draft, setDraft, deed, carrierId, counts, counted, depart };
}

/**
 * 启运: counted out at the gate, under one carrier; then slip one with its code. It opens with its
 * vehicles: whoever confirms before a carrier is chosen would confirm nothing.
 */
export function Depart({ order, onClose }: DepartProps) {
  const say = useSay();
  const reading = useReading(DashVehiclesDocument, { orderId: order.id });
  if (reading.data !== undefined)
    return <Departure choices={reading.data.vehicleChoices} {...{ order, onClose }} />;
  if (reading.error === null) return null;
  return (
    <Dialog title={say(`启运 ${order.number}`, `Depart ${order.number}`)} onClose={onClose}>
      <Trouble reading={reading} />
    </Dialog>
  );
}

interface DepartureProps extends DepartProps {
  readonly choices: readonly VehicleChoice[];
}

function Departure({ order, choices, onClose }: DepartureProps) {
  const say = useSay();
  const { draft, setDraft, deed, carrierId, counts, counted, depart } = useDeparture(
    order,
    choices,
  );
  return (
    <Dialog
      title={say(`启运 ${order.number}`, `Depart ${order.number}`)}
      confirm={say("启运,出具交接单一", "Depart, with slip one")}
      busy={deed.busy}
      onConfirm={() => void depart()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <Counts
        counts={counts}
        set={(id, value) => setDraft({ ...draft, counts: { ...draft.counts, [id]: value } })}
        typed={draft.counts}
      />
      <Vehicles
        choices={choices}
        carrierId={carrierId}
        vehicleIds={draft.vehicleIds}
        choose={(carrier, vehicleIds) => setDraft({ ...draft, carrierId: carrier, vehicleIds })}
      />
      <p className="effect" aria-live="polite">
        <b>{say("办理后:", "After this: ")}</b>
        {say(
          "物资转为在途,出具一次性交接码;到达前不再可取消。",
          "the goods are on the road under a one-time code; no cancelling before arrival.",
        )}
      </p>
      <Unready carrierId={carrierId} counted={counted} />
    </Dialog>
  );
}

interface UnreadyProps {
  readonly carrierId: string;
  readonly counted: boolean;
}

/** Why the confirmation would do nothing, in words. */
function Unready({ carrierId, counted }: UnreadyProps) {
  const say = useSay();
  if (carrierId !== "" && counted) return null;
  return (
    <p className="short" role="status">
      {carrierId === ""
        ? say(
            "没有资质与保险齐备的承运车辆,不能启运;请先登记,或另请承运单位。",
            "No licensed and insured vehicle: register one, or ask another carrier.",
          )
        : say(
            "启运数量须为整数,不超过已装,且至少一项大于零。",
            "Whole numbers, not more than is loaded, and at least one above zero.",
          )}
    </p>
  );
}

interface CountsProps {
  readonly counts: readonly {
    readonly line: DepotOrder["lines"][number];
    readonly departed: number | null;
  }[];
  readonly typed: Values;
  readonly set: (id: string, value: string) => void;
}

function Counts({ counts, typed, set }: CountsProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return counts.map(({ line }, at) => {
    const thing = name(line.item ?? line.team ?? line.equipment?.type);
    return (
      <label key={line.id} className="field inline">
        <span>
          {thing} · {say("已装", "loaded")} {figure(toDepart(line))} {unit(line.item)}
        </span>
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={toDepart(line)}
          aria-label={say(`${thing} 启运数量`, `${thing}, departing`)}
          value={typed[line.id] ?? String(toDepart(line))}
          onChange={(event) => set(line.id, event.target.value)}
          {...(at === 0 ? { "data-first": true } : {})}
        />
      </label>
    );
  });
}
