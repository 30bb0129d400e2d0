import { word } from "../../schema/words/word.ts";
import { authority as authorityWords } from "../../schema/words/dispatch.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import {
  openOrder,
  reasonRefusals,
  tellOrder,
  type OrderInput,
  type OrderStep,
} from "./order.service.ts";
import { updateOrder } from "./order.store.ts";

export interface ObjectInput extends OrderInput {
  readonly reason: string;
}

/**
 * 提出异议: a commanded lender cannot refuse, but what it says against the command is told to
 * every party and stays on the order. The order goes on all the same. Said once: it cannot be
 * edited.
 */
export function objectToOrder(
  database: Database,
  asking: Asking,
  input: ObjectInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "objectToOrder", input };
  return asked(database, asking, request, async (tx, principal) => {
    const orgs: OrderStep["orgs"] = ({ lenderOrg }) => [lenderOrg];
    const step: OrderStep = { action: "order:object", event: "OBJECT", orgs };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    if (order.authority !== "COMMAND")
      return refuseFor("ILLEGAL_TRANSITION", "orderId", {
        state: authorityWords[order.authority],
        action: word("提出异议", "object"),
      });
    if (order.objectedAt !== null) return refuseFor("ALREADY_DECIDED", "orderId");
    const reasons = reasonRefusals(input.reason);
    if (reasons.length > 0) return refuse(reasons);
    const objection = input.reason.trim();
    const change = { objectedAt: tx.now, objectedBy: principal.id, objection };
    const version = await updateOrder(tx, order.id, change);
    await tellOrder(tx, "ORDER_OBJECTED", order, version, { reason: objection });
    return ok({ kind: "ORDER", id: order.id });
  });
}
