import { DemoRefused } from "./demo-client.ts";
import { grantOne, issueAll, orgCode, readNeeds, readOrder } from "./demo-plan.ts";
import { cannot, named, post, take, type Stage } from "./demo-stage.ts";
import { leansAlone } from "./demo-turns.ts";
import type { DemoNeed, DemoOrder, DemoProposal } from "./demo.model.ts";

/** An order that ended with its pact, and the needs that were promised less by it. */
export interface Lapsed {
  readonly order: DemoOrder;
  readonly reopened: readonly DemoNeed[];
}

/**
 * Everybody has granted an order when its lender suspends the pact: issuing it is refused for
 * that, its goods are free again, and the needs reopen.
 */
export async function lapse(
  stage: Stage,
  incidentId: string,
  drafts: readonly DemoOrder[],
): Promise<Lapsed> {
  const order = leansAlone(drafts);
  if (order?.agreement === undefined || order.agreement === null)
    throw cannot("PACT_LAPSED", "没有可中止的协议 / no pact that carries one order alone");
  for (const approval of order.approvals) await grantOne(stage, approval);
  const before = await readNeeds(stage, incidentId);
  await stage.client.write(post(orgCode(order.lender), "APPROVER"), "agreements-suspend", {
    agreementId: order.agreement.id,
    reason: "本区同遭暴雪,库存须留作自用(演练)",
  });
  await expectLapsed(stage, order);
  const { state } = await readOrder(stage, order.id);
  const reopened = await promisedLess(stage, incidentId, before);
  if (state !== "CANCELLED" || reopened.length === 0)
    throw cannot("PACT_LAPSED", `${order.number}: ${state}`);
  return { order, reopened };
}

/** Those of the needs, as they were, that are promised less now. */
async function promisedLess(
  stage: Stage,
  incidentId: string,
  before: readonly DemoNeed[],
): Promise<readonly DemoNeed[]> {
  const now = await readNeeds(stage, incidentId);
  return before.filter(({ id, promised }) =>
    now.some((need) => need.id === id && need.promised < promised),
  );
}

async function expectLapsed(stage: Stage, order: DemoOrder): Promise<void> {
  try {
    await issueAll(stage, [order]);
  } catch (error) {
    if (error instanceof DemoRefused && error.codes.includes("AGREEMENT_LAPSED")) return;
    throw error;
  }
  throw cannot("PACT_LAPSED", `${order.number}: 仍可下达 / it was issued all the same`);
}

/** Tells it when the gap is filled from elsewhere. */
export async function tellLapsed(
  stage: Stage,
  incidentId: string,
  { order, reopened }: Lapsed,
  again: { readonly proposal: DemoProposal; readonly issued: readonly DemoOrder[] },
): Promise<void> {
  if (again.issued.length === 0) throw cannot("PACT_LAPSED", "无从补上 / nothing fills the gap");
  const short = (await promisedLess(stage, incidentId, reopened)).length;
  const { number, lender, lines, agreement } = order;
  const { zh, en } = named(lender);
  const [open, full] = [String(reopened.length), String(reopened.length - short)];
  const [rows, more] = [String(again.proposal.allocations.length), String(again.issued.length)];
  take(stage, "PACT_LAPSED", {
    zh:
      `审批已齐,${zh}中止《${agreement?.nameZh ?? ""}》:${number}(${lines.length} 行)下达被拒` +
      `(AGREEMENT_LAPSED),占用释放,${open} 项需求重新打开;不含该单位重新求解,` +
      `另下 ${more} 单 ${rows} 行,补足其中 ${full} 项`,
    en:
      `all is granted when ${en} suspends “${agreement?.nameEn ?? ""}”: to issue ${number} ` +
      `(${lines.length} lines) is refused, AGREEMENT_LAPSED, and ${open} needs reopen; ` +
      `solved without it, ${more} orders of ${rows} lines make ${full} of them good`,
  });
}
