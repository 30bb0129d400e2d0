import { useState, type SubmitEvent } from "react";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { go, Link } from "../core/route.tsx";
import { timeOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { useContents } from "../orders/contents.ts";
import {
  DashArrivalsDocument,
  type DashArrivalsQuery,
  type OrderState,
} from "../published/operations.ts";
import { Kept } from "./kept.tsx";

export type ArrivingOrder = DashArrivalsQuery["orders"]["edges"][number]["node"];
export type ArrivingLeg = ArrivingOrder["legs"][number];

const states: OrderState[] = [
  "PARTLY_SHIPPED",
  "IN_TRANSIT",
  "PARTLY_RECEIVED",
  "RECEIVED",
  "RECEIVED_WITH_DIFFERENCE",
];

export const useArrivals = () => useReading(DashArrivalsDocument, { first: 40, states });

/** 签收: made for a telephone at the roadside; what is on its way, and what is here already. */
export function Arrivals() {
  const say = useSay();
  const me = useMe();
  const reading = useArrivals();
  const now = reading.data?.hub.now ?? "";
  const all = (reading.data?.orders.edges ?? []).map(({ node }) => node);
  const legs = all.flatMap((order) =>
    order.legs.filter(({ state }) => state === "DEPARTED").map((leg) => ({ order, leg })),
  );
  const coming = legs.filter(({ order, leg }) => isMine(me, order, leg));
  const here = all.filter(
    (order) =>
      me.may("goods:use", [order.receiver.id]) && order.lines.some(({ accepted }) => accepted > 0),
  );
  return (
    <div className="page hand">
      <h1>{say("签收", "Arrivals")}</h1>
      <Kept />
      {me.viewer === null ? (
        <p className="empty">{say("登录后签收(按 S)。", "Sign in to receive (press S).")}</p>
      ) : null}
      <ByNumber legs={legs} />
      <Panel title={say("在途,等我签收", "On the way to me")} reading={reading}>
        {coming.length === 0 ? (
          <Empty>{say("没有在途等您签收的物资。", "Nothing is on its way to you.")}</Empty>
        ) : (
          <ul className="cards">
            {coming.map(({ order, leg }) => (
              <Coming key={leg.id} {...{ order, leg, now }} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={say("现场在用,待登记去向", "On site, to be accounted for")} reading={reading}>
        {here.length === 0 ? (
          <Empty>{say("没有签收后待登记的物资。", "Nothing waits on site.")}</Empty>
        ) : (
          <ul className="cards">
            {here.map((order) => (
              <Here key={order.id} order={order} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

/** Whose a leg is to take: the receiver's, or that of whoever takes over at the relay. */
export const relayOrgs = ({ relay }: ArrivingLeg): string[] =>
  relay === null ? [] : [relay.carrier.id, ...(relay.keeper === null ? [] : [relay.keeper.id])];

const isMine = (me: ReturnType<typeof useMe>, order: ArrivingOrder, leg: ArrivingLeg): boolean =>
  me.may("order:receive", [order.receiver.id]) || me.may("leg:relay", relayOrgs(leg));

interface ByNumberProps {
  readonly legs: readonly { readonly order: ArrivingOrder; readonly leg: ArrivingLeg }[];
}

/** Where a code cannot be scanned: the number of the order and the code, as the slip has them. */
function ByNumber({ legs }: ByNumberProps) {
  const say = useSay();
  const [number, setNumber] = useState("");
  const [code, setCode] = useState("");
  const [missed, setMissed] = useState(false);
  const open = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = number.trim().toUpperCase();
    const found = legs.find(({ order }) => wanted !== "" && order.number.endsWith(wanted));
    setMissed(found === undefined);
    if (found !== undefined) go(`/arrivals/${found.leg.id}#${code.trim()}`);
  };
  return (
    <form className="panel by-number" onSubmit={open}>
      <label className="field">
        {say("调拨单编号(可只输末六位)", "Order number (or its last six)")}
        <input
          value={number}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
      </label>
      <label className="field">
        {say("交接码", "Code of the slip")}
        <input value={code} autoComplete="off" onChange={(event) => setCode(event.target.value)} />
      </label>
      <button type="submit" className="primary">
        {say("打开", "Open")}
      </button>
      {missed ? (
        <p className="short" role="alert">
          {say(
            "没有这个编号的在途物资;请核对编号,或联系启运仓库。",
            "Nothing on the way has this number; check it, or call the depot.",
          )}
        </p>
      ) : null}
    </form>
  );
}

interface ComingProps {
  readonly order: ArrivingOrder;
  readonly leg: ArrivingLeg;
  readonly now: string;
}

function Coming({ order, leg, now }: ComingProps) {
  const say = useSay();
  const name = useName();
  const contents = useContents(4);
  const due = order.lines
    .map(({ arrivesAt }) => arrivesAt)
    .toSorted()
    .at(-1);
  return (
    <li>
      <Link href={`/arrivals/${leg.id}`}>
        {order.number} · {say(`第 ${leg.position} 程`, `leg ${leg.position}`)}
      </Link>
      <p>{contents(order.lines)}</p>
      <p>
        {name(order.lender)} → {name(order.destination)} · {name(leg.carrier)} ·{" "}
        {say("应到", "due")} {timeOf(due, now)}
      </p>
    </li>
  );
}

function Here({ order }: { readonly order: ArrivingOrder }) {
  const name = useName();
  const word = useWord();
  const contents = useContents(4);
  return (
    <li>
      <Link href={`/arrivals/on-site?order=${order.id}`}>{order.number}</Link>{" "}
      {word("OrderState", order.state)}
      <p>{contents(order.lines)}</p>
      <p>{name(order.incident)}</p>
    </li>
  );
}
