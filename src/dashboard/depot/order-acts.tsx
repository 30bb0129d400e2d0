import { useState } from "react";
import { useKeys } from "../core/keys.tsx";
import { useSay, type Say } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { useMe, type Me } from "../core/viewer.ts";
import { DashDepotOrderDocument } from "../published/operations.ts";
import { OrderAct, type Act } from "./acts.tsx";
import {
  deniable,
  keepersOf,
  onTheRoad,
  stepsFor,
  type DepotOrder,
  type ListedOrder,
} from "./step.ts";

export interface Offer {
  readonly act: Act;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

const offers: Readonly<Record<Act, Offer>> = {
  ACKNOWLEDGE: { act: "ACKNOWLEDGE", key: "j", zh: "接令", en: "Acknowledge" },
  LOAD: { act: "LOAD", key: "l", zh: "装载", en: "Load" },
  DEPART: { act: "DEPART", key: "d", zh: "启运", en: "Depart" },
  DIFFERENCE: { act: "DIFFERENCE", key: "f", zh: "确认差异", en: "Confirm difference" },
  DENY: { act: "DENY", key: "n", zh: "否认差异", en: "Deny difference" },
  OBJECT: { act: "OBJECT", key: "x", zh: "提出异议", en: "Object" },
  TURN_BACK: { act: "TURN_BACK", key: "z", zh: "折返", en: "Turn back" },
};

/** The steps that are due, then what else may be done. */
export function offersFor(me: Me, order: ListedOrder): Offer[] {
  const keepers = keepersOf(order);
  const turners =
    order.authority === "COMMAND" ? [order.requester.id] : [order.requester.id, ...keepers];
  const extra: Act[] = [];
  if (onTheRoad(order).length > 0 && me.may("leg:redirect", turners)) extra.push("TURN_BACK");
  if (deniable(order).length > 0 && me.may("order:difference", [order.lender.id]))
    extra.push("DENY");
  const objects =
    order.authority === "COMMAND" &&
    order.objectedAt === null &&
    !["CLOSED", "CANCELLED"].includes(order.state);
  if (objects && me.may("order:object", [order.lender.id])) extra.push("OBJECT");
  return [...stepsFor(me, order), ...extra].map((act) => offers[act]);
}

export const offerText = ({ zh, en }: Offer, say: Say): string => say(zh, en);

/** The keeper's buttons on the page of an order; nothing for whoever keeps nothing of it. */
export function KeeperActs({ orderId }: { readonly orderId: string }) {
  const me = useMe();
  const reading = useReading(
    DashDepotOrderDocument,
    { id: orderId },
    { enabled: me.viewer !== null },
  );
  const order = reading.data?.order;
  if (order === null || order === undefined) return null;
  return <Buttons order={order} offered={offersFor(me, order)} />;
}

interface ButtonsProps {
  readonly order: DepotOrder;
  readonly offered: readonly Offer[];
}

function Buttons({ order, offered }: ButtonsProps) {
  const say = useSay();
  const me = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const picks = me.may("order:load", keepersOf(order)) && order.state !== "DRAFT";
  const pick = (): void => go(`/orders/${order.id}/pick`);
  useKeys([
    ...offered.map(({ key, zh, en, act: next }) => ({ key, zh, en, act: () => setAct(next) })),
    ...(picks ? [{ key: "m", zh: "拣货单", en: "Pick list", act: pick }] : []),
  ]);
  return (
    <>
      {offered.map((offer, at) => (
        <button
          key={offer.act}
          type="button"
          className={
            at === 0 && !["OBJECT", "TURN_BACK", "DENY"].includes(offer.act) ? "primary" : ""
          }
          onClick={() => setAct(offer.act)}
        >
          {offerText(offer, say)} <kbd>{offer.key.toUpperCase()}</kbd>
        </button>
      ))}
      {picks ? (
        <button type="button" onClick={pick}>
          {say("拣货单", "Pick list")} <kbd>M</kbd>
        </button>
      ) : null}
      {act === null ? null : <OrderAct act={act} orderId={order.id} onClose={() => setAct(null)} />}
    </>
  );
}
