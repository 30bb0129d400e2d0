import type { ReactNode } from "react";
import { Books } from "../books/books.tsx";
import { Claim } from "../books/claim.tsx";
import { Arrival } from "../arrivals/arrival.tsx";
import { Arrivals } from "../arrivals/arrivals.tsx";
import { Briefing } from "../conference/briefing.tsx";
import { BriefingSheet } from "../conference/briefing-sheet.tsx";
import { Briefings } from "../conference/briefings.tsx";
import { Conference } from "../conference/conference.tsx";
import type { Say } from "../core/lang.ts";
import { Link, type Place } from "../core/route.tsx";
import { Depot } from "../depot/depot.tsx";
import { Pick } from "../depot/pick.tsx";
import { Slip } from "../depot/slip.tsx";
import { Approvals } from "../orders/approvals.tsx";
import { Order } from "../orders/order.tsx";
import { Orders } from "../orders/orders.tsx";
import { Sheet } from "../orders/sheet.tsx";
import { Plans } from "../plans/plans.tsx";
import { Situation } from "../situation/situation.tsx";
import { Statement } from "../statements/statement.tsx";
import { StatementSheet } from "../statements/statement-sheet.tsx";
import { Statements } from "../statements/statements.tsx";
import { Incident } from "./incident.tsx";
import { Incidents } from "./incidents.tsx";

interface Shown {
  readonly title: string;
  readonly view: ReactNode;
}

/** Which view an address names. */
export function viewAt({ path }: Place, say: Say): Shown {
  const [first, id, rest, last] = path;
  if (first === undefined) return { title: say("态势", "Position"), view: <Situation /> };
  if (first === "events") {
    if (id === undefined) return { title: say("事件", "Incidents"), view: <Incidents /> };
    if (rest === undefined)
      return { title: say("事件", "Incident"), view: <Incident key={id} id={id} /> };
    if (rest === "plans")
      return { title: say("方案比选", "Plans"), view: <Plans key={id} incidentId={id} /> };
  }
  if (first === "approvals") return { title: say("审批", "Approvals"), view: <Approvals /> };
  if (first === "orders") {
    if (id === undefined) return { title: say("调拨单", "Orders"), view: <Orders /> };
    if (rest === undefined)
      return { title: say("调拨单", "Order"), view: <Order key={id} id={id} /> };
    if (rest === "print")
      return { title: say("调拨单打印", "Order sheet"), view: <Sheet key={id} id={id} /> };
    if (rest === "pick") return { title: say("拣货单", "Pick list"), view: <Pick id={id} /> };
    if (rest === "slip" && last !== undefined)
      return { title: say("交接单", "Hand-over slip"), view: <Slip id={id} legId={last} /> };
  }
  if (first === "depot") return { title: say("仓库", "Depot"), view: <Depot part={id} /> };
  if (first === "arrivals")
    return {
      title: say("签收", "Arrivals"),
      view: id === undefined ? <Arrivals /> : <Arrival key={id} id={id} />,
    };
  if (first === "books")
    return {
      title: say("往来", "Books"),
      view: id === undefined ? <Books /> : <Claim key={id} id={id} />,
    };
  if (first === "statements") {
    if (id === undefined) return { title: say("对账单", "Statements"), view: <Statements /> };
    if (rest === undefined)
      return { title: say("对账单", "Statement"), view: <Statement key={id} id={id} /> };
    if (rest === "print")
      return {
        title: say("对账单打印", "Statement sheet"),
        view: <StatementSheet key={id} id={id} />,
      };
  }
  return (
    conferenceAt(path, say) ?? {
      title: say("没有此页", "No such page"),
      view: <Nowhere say={say} />,
    }
  );
}

function conferenceAt([first, id, rest]: Place["path"], say: Say): Shown | undefined {
  if (first === "briefing") {
    if (id === undefined) return { title: say("简报", "Briefings"), view: <Briefings /> };
    if (rest === undefined)
      return { title: say("简报", "Briefing"), view: <Briefing key={id} number={id} /> };
    if (rest === "print")
      return { title: say("简报打印", "Briefing sheet"), view: <BriefingSheet number={id} /> };
  }
  if (first !== "conference") return undefined;
  return { title: say("会议", "Conference"), view: <Conference /> };
}

const Nowhere = ({ say }: { readonly say: Say }) => (
  <section className="panel">
    <h1>{say("没有这个地址", "There is nothing here")}</h1>
    <p>
      <Link href="/">{say("回到态势", "Back to the position")}</Link>
    </p>
  </section>
);
