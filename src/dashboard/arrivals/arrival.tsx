import { useState } from "react";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { relayOrgs, useArrivals, type ArrivingLeg, type ArrivingOrder } from "./arrivals.tsx";
import { Kept } from "./kept.tsx";
import { OnSite } from "./on-site.tsx";
import { Receive } from "./receive.tsx";
import { Relay } from "./relay.tsx";

/** The code behind the # of a scanned slip. */
const scanned = (): string => decodeURIComponent(location.hash.slice(1));

/** One leg at the vehicle, by its QR code or its number. */
export function Arrival({ id }: { readonly id: string }) {
  return id === "on-site" ? <OnSite /> : <AtVehicle id={id} />;
}

function AtVehicle({ id }: { readonly id: string }) {
  const say = useSay();
  const reading = useArrivals();
  const [code] = useState(scanned);
  const found = (reading.data?.orders.edges ?? []).flatMap(({ node: order }) =>
    order.legs.filter((leg) => leg.id === id).map((leg) => ({ order, leg })),
  )[0];
  /** The hub's time now, as far as this page can tell: a telephone's clock is often wrong. */
  const hubNow = (): string =>
    new Date(
      Date.parse(reading.data?.hub.now ?? "") + Date.now() - reading.dataUpdatedAt,
    ).toISOString();
  return (
    <div className="page hand">
      <h1>{say("签收", "Arrival")}</h1>
      <p>
        <Link href="/arrivals">{say("← 全部在途", "← All on the way")}</Link>
      </p>
      <Trouble reading={reading} />
      <Kept subject={id} />
      {found === undefined ? (
        reading.data === undefined ? null : (
          <Empty>
            {say(
              "没有这一程,或不由您签收。请核对登录的岗位(按 S)。",
              "No such leg, or not yours to receive. Check your duty (press S).",
            )}
          </Empty>
        )
      ) : (
        <Found {...found} code={code} hubNow={hubNow} />
      )}
    </div>
  );
}

export interface AtVehicleProps {
  readonly order: ArrivingOrder;
  readonly leg: ArrivingLeg;
  readonly code: string;
  readonly hubNow: () => string;
}

function Found(props: AtVehicleProps) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const { order, leg } = props;
  const receives = me.may("order:receive", [order.receiver.id]);
  const relays = me.may("leg:relay", relayOrgs(leg));
  return (
    <>
      <p>
        <b className="code">{order.number}</b> · {name(order.lender)} → {name(order.destination)}
        {` · ${name(leg.carrier)}`}
      </p>
      {leg.state !== "DEPARTED" ? (
        <p className="done" role="status">
          {say("本程已办结。", "This leg is done.")}{" "}
          <Link href={`/arrivals/on-site?order=${order.id}`}>
            {say("登记使用、发放、归还", "Record use, distribution, return")}
          </Link>
        </p>
      ) : relays && !receives ? (
        <Relay {...props} />
      ) : receives ? (
        <Receive {...props} />
      ) : (
        <Empty>{say("本岗位不能签收这一程。", "This duty cannot receive it.")}</Empty>
      )}
    </>
  );
}
