import { DemoRefused } from "./demo-client.ts";
import { orgCode, readOrder } from "./demo-plan.ts";
import { cannot, has, leadOf, named, post, take, type Stage } from "./demo-stage.ts";
import type { DemoOrder } from "./demo.model.ts";

export const goesFirst = (stage: Stage): boolean =>
  has(stage, "ACT_FIRST_RATIFIED") || has(stage, "ACT_FIRST_REFUSED");

const codeOf = (stage: Stage) =>
  has(stage, "ACT_FIRST_RATIFIED") ? "ACT_FIRST_RATIFIED" : "ACT_FIRST_REFUSED";

/** A pact may let government goods go before the papers; firms' and donors' goods never. */
const mayGoFirst = ({ authority, lines, approvals }: DemoOrder): boolean =>
  authority === "PACT" &&
  lines.every(({ basis, owner }) => basis === "PACT" && owner.sector === "GOVERNMENT") &&
  approvals.some(({ kind, state }) => kind === "OWNER" && state === "PENDING");

/** 先调后补: the first order that its pact lets go before the papers are there. */
export async function actFirst(stage: Stage, drafts: readonly DemoOrder[]): Promise<DemoOrder> {
  let why = "没有全为政府物资的协议调拨单 / no order of government goods alone";
  for (const order of drafts.filter(mayGoFirst)) {
    const asked = { orderId: order.id, reason: "人员被困,先行出库(演练)" };
    try {
      await stage.client.write(post(leadOf(stage), "DISPATCHER"), "orders-act-first", asked);
      return order;
    } catch (error) {
      if (!(error instanceof DemoRefused)) throw error;
      why = error.message;
    }
  }
  throw cannot(codeOf(stage), why);
}

/** The papers of what went first, decided when it is long on its way. */
export async function decidePapers(
  stage: Stage,
  actedFirst: readonly Pick<DemoOrder, "id">[],
): Promise<void> {
  const ratifies = has(stage, "ACT_FIRST_RATIFIED");
  for (const { id } of actedFirst) {
    const order = await readOrder(stage, id);
    for (const { id: approvalId, organization, kind } of order.approvals) {
      const refuses = !ratifies && kind === "OWNER";
      await stage.client.write(post(orgCode(organization), "APPROVER"), "approvals-decide", {
        ...{ approvalId, decision: refuses ? "REFUSE" : "GRANT" },
        ...(refuses ? { reason: "事后核查:超出本库可出数量(演练)" } : {}),
      });
    }
    const { approvals } = await readOrder(stage, id);
    const want = ratifies ? "RATIFIED" : "REFUSED_AFTERWARDS";
    if (approvals.every(({ state }) => state !== want)) throw cannot(codeOf(stage), order.number);
    tellPapers(stage, order, ratifies);
  }
}

function tellPapers(stage: Stage, order: DemoOrder, ratifies: boolean): void {
  const { number, approvals } = order;
  const { zh, en } = named(order.lender);
  if (ratifies)
    take(stage, "ACT_FIRST_RATIFIED", {
      zh: `${number} 因人员被困先行出库,${zh}等 ${approvals.length} 项审批事后全部补齐`,
      en: `${number} left before its papers; ${en} and others, ${approvals.length} in all, ratify`,
    });
  else
    take(stage, "ACT_FIRST_REFUSED", {
      zh: `${number} 先行出库,${zh}事后不予追认:物资照用照还,手续上写明不认`,
      en: `${number} left before its papers; ${en} refuses afterwards: still owed`,
    });
}
