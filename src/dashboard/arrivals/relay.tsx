import type { SubmitEvent } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { keepCode } from "../depot/codes.ts";
import { HandOverLegDocument } from "../published/operations.ts";
import type { AtVehicleProps } from "./arrival.tsx";
import type { ArrivingLeg, ArrivingOrder } from "./arrivals.tsx";
import { Big } from "./receive.tsx";

/** 中转交接: counted over to the next carrier; what is not there stays with the first. */
export function Relay({ order, leg, code: scanned }: AtVehicleProps) {
  const say = useSay();
  const name = useName();
  const [typed, setTyped, forget] = useDraft<Values>(`relay.${leg.id}`, {});
  const deed = useDeed(HandOverLegDocument, (data) => data.handOverLeg);
  const code = typed.code ?? scanned;
  const taken = leg.lines.map((line) => ({ line, taken: whole(typed[line.orderLineId]) }));
  const sound =
    code.trim() !== "" &&
    taken.every(({ line, taken: count }) => count !== null && count <= line.departed);
  const handOver = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!sound) return;
    const lines = taken.map(({ line: { orderLineId }, taken: count }) => ({
      ...{ orderLineId, taken: count ?? 0 },
    }));
    const gone = await deed.run({ legId: leg.id, code: code.trim(), lines });
    if (gone === null) return;
    forget();
    keepCode(gone.leg.id, gone.arrivalCode);
    go(`/orders/${order.id}/slip/${gone.leg.id}`);
  };
  return (
    <form className="receive" onSubmit={(event) => void handOver(event)}>
      <h2>
        {say("中转交接", "Relay")} · {leg.relay?.node.nameZh} · {name(leg.relay?.carrier)}
      </h2>
      <Refusals deed={deed} />
      {taken.map(({ line, taken: count }) => (
        <Taken
          key={line.orderLineId}
          {...{ order, line, count }}
          typed={typed[line.orderLineId] ?? ""}
          set={(value) => setTyped({ ...typed, [line.orderLineId]: value })}
        />
      ))}
      <label className="field">
        {say("交接码", "Code of the slip")}
        <input
          value={code}
          autoComplete="off"
          onChange={(event) => setTyped({ ...typed, code: event.target.value })}
        />
      </label>
      <Big sound={sound}>{say("接续承运", "Take over")}</Big>
    </form>
  );
}

interface TakenProps {
  readonly order: ArrivingOrder;
  readonly line: ArrivingLeg["lines"][number];
  readonly count: number | null;
  readonly typed: string;
  readonly set: (value: string) => void;
}

function Taken({ order, line, count, typed, set }: TakenProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const { departed } = line;
  const of = order.lines.find(({ id }) => id === line.orderLineId);
  return (
    <label className="field">
      {name(of?.item ?? of?.team)} · {say("启运", "sent")} {figure(departed)} {unit(of?.item)} ·{" "}
      {say("实接", "taken over")}
      <input
        type="number"
        inputMode="numeric"
        min={0}
        max={departed}
        value={typed}
        onChange={(event) => set(event.target.value)}
      />
      <span role="status" className={count === departed ? "good" : "short"}>
        {count === null
          ? say("请点数", "count it")
          : say(`缺 ${figure(departed - count)}`, `${figure(departed - count)} short`)}
      </span>
    </label>
  );
}
