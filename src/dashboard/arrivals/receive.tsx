import { useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { outbox } from "../core/outbox.ts";
import { useStore } from "../core/store.ts";
import { useMe } from "../core/viewer.ts";
import type { AtVehicleProps } from "./arrival.tsx";
import type { ArrivingLeg, ArrivingOrder } from "./arrivals.tsx";

type LegLine = ArrivingLeg["lines"][number];
const parts = ["accepted", "rejected", "missing"] as const;
type Part = (typeof parts)[number];

const typedOf = (typed: Values, { orderLineId }: LegLine, part: Part): string =>
  typed[`${orderLineId}.${part}`] ?? (part === "accepted" ? "" : "0");

interface Count {
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

/** The three figures of a line; null while one of them is no whole number. */
function countOf(typed: Values, line: LegLine): Count | null {
  const said = (part: Part): number | null => whole(typedOf(typed, line, part));
  const [accepted, rejected, missing] = [said("accepted"), said("rejected"), said("missing")];
  if (accepted === null || rejected === null || missing === null) return null;
  return { accepted, rejected, missing };
}

const none: Count = { accepted: 0, rejected: 0, missing: 0 };
const sumOf = ({ accepted, rejected, missing }: Count): number => accepted + rejected + missing;

/** 签收: every line counted; accepted + rejected + missing is what left, or it is not sent. */
export function Receive({ order, leg, code: scanned, hubNow }: AtVehicleProps) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [typed, setTyped] = useDraft<Values>(`receive.${leg.id}`, {});
  const kept = useStore(outbox.letters).some(({ subject }) => subject === leg.id);
  const code = typed.code ?? scanned;
  const counts = leg.lines.map((line) => ({ line, count: countOf(typed, line) }));
  const added = counts.every(({ line, count }) => count !== null && sumOf(count) === line.departed);
  const sound = added && code.trim() !== "" && me.viewer !== null;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!sound) return;
    const occurredAt = hubNow();
    const lines = counts.map(({ line: { orderLineId }, count }) => ({
      orderLineId,
      ...(count ?? none),
    }));
    outbox.write({
      ...{ kind: "RECEIVE", subject: leg.id, principalId: me.viewer.id, writtenAt: occurredAt },
      title: say(`签收 ${order.number}`, `Receipt ${order.number}`),
      input: { legId: leg.id, code: code.trim(), occurredAt, lines },
    });
    void outbox.send(queries);
  };
  if (kept) return null;
  return (
    <form className="receive" onSubmit={send}>
      {counts.map(({ line, count }) => (
        <Line
          key={line.orderLineId}
          {...{ order, line, count, typed }}
          set={(values) => setTyped({ ...typed, ...values })}
        />
      ))}
      <label className="field">
        {say("交接码(随车交接单上)", "Code on the slip with the goods")}
        <input
          value={code}
          required
          autoComplete="off"
          autoCapitalize="characters"
          onChange={(event) => setTyped({ ...typed, code: event.target.value })}
        />
      </label>
      <Big sound={sound}>{say("签收", "Receive")}</Big>
    </form>
  );
}

interface BigProps {
  readonly sound: boolean;
  readonly children: string;
}

/** The one button of a station in the hand. */
export const Big = ({ sound, children }: BigProps) => (
  <button type="submit" className="primary big" aria-disabled={!sound}>
    {children}
  </button>
);

interface LineProps {
  readonly order: ArrivingOrder;
  readonly line: LegLine;
  readonly count: Count | null;
  readonly typed: Values;
  readonly set: (values: Values) => void;
}

function Line({ order, line, count, typed, set }: LineProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const of = order.lines.find(({ id }) => id === line.orderLineId);
  const thing = name(of?.item ?? of?.team ?? of?.equipment?.type);
  const labels: Readonly<Record<Part, string>> = {
    accepted: say("合格", "Accepted"),
    rejected: say("拒收", "Rejected"),
    missing: say("缺失", "Missing"),
  };
  const id = line.orderLineId;
  const all = { [`${id}.accepted`]: String(line.departed), [`${id}.rejected`]: "0" };
  return (
    <fieldset>
      <legend>
        {thing} · {say("启运", "sent")} {figure(line.departed)} {unit(of?.item)}
      </legend>
      <div className="three">
        {parts.map((part) => (
          <label key={part}>
            {labels[part]}
            <input
              type="number"
              inputMode="numeric"
              min={0}
              max={line.departed}
              aria-label={`${thing} ${labels[part]}`}
              value={typedOf(typed, line, part)}
              onFocus={(event) => event.target.select()}
              onChange={(event) => set({ [`${id}.${part}`]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <Sum departed={line.departed} count={count} />
      <button type="button" onClick={() => set({ ...all, [`${id}.missing`]: "0" })}>
        {say(`全部合格 ${line.departed}`, `All ${line.departed} accepted`)}
      </button>
    </fieldset>
  );
}

/** “合格 38 + 拒收 1 + 缺失 1 = 40 ✓”, or how many are still unaccounted for. */
function Sum({ departed, count }: { readonly departed: number; readonly count: Count | null }) {
  const say = useSay();
  if (count === null)
    return <p role="status">{say("请点数后填写三项。", "Count, and fill in all three.")}</p>;
  const left = departed - sumOf(count);
  const sum = `${figure(count.accepted)} + ${figure(count.rejected)} + ${figure(count.missing)}`;
  return (
    <p role="status" className={left === 0 ? "good" : "short"}>
      {sum} = {figure(sumOf(count))}{" "}
      {left === 0
        ? "✓"
        : left > 0
          ? say(`,还差 ${figure(left)}`, `, ${figure(left)} to go`)
          : say(`,多出 ${figure(-left)}`, `, ${figure(-left)} too many`)}
    </p>
  );
}
