import { adopt, grantOne, issueAll, orgCode, propose, readOrder } from "./demo-plan.ts";
import { cannot, has, leadOf, named, post, take, type Stage } from "./demo-stage.ts";
import { lapse, tellLapsed } from "./demo-turns-pact.ts";
import { actFirst, goesFirst } from "./demo-turns-papers.ts";
import { refusable } from "./demo-turns.ts";
import type { DemoOrder, DemoProposal } from "./demo.model.ts";

/** What is bound at the desk: proposals, orders that go out, that go first, and that ended. */
export interface Desk {
  readonly proposals: DemoProposal[];
  readonly orders: DemoOrder[];
  readonly actedFirst: DemoOrder[];
  readonly refused: DemoOrder[];
}

/**
 * From the first plan to orders that are issued: a lender refuses and the difference is solved
 * again, an order goes before its papers, what is left is requisitioned. All others are granted.
 */
export async function decideAndIssue(stage: Stage, incidentId: string): Promise<Desk> {
  const first = await propose(stage, incidentId);
  stage.tell("  方案已就绪 / the plan is ready\n");
  const desk: Desk = { proposals: [first], orders: [], actedFirst: [], refused: [] };
  const drafts = await adopt(stage, first);
  const refused = has(stage, "LENDER_REFUSED") ? await refuse(stage, drafts) : undefined;
  const lapsed = has(stage, "PACT_LAPSED") ? await lapse(stage, incidentId, drafts) : undefined;
  for (const ended of [refused, lapsed?.order]) if (ended !== undefined) desk.refused.push(ended);
  await grantAndIssue(
    stage,
    desk,
    drafts.filter(({ id }) => desk.refused.every((ended) => ended.id !== id)),
  );
  if (lapsed !== undefined)
    await tellLapsed(
      stage,
      incidentId,
      lapsed,
      await fillGap(stage, desk, incidentId, lapsed.order),
    );
  if (refused !== undefined && has(stage, "SOLVED_AGAIN"))
    await solveAgain(stage, desk, incidentId, refused);
  if (has(stage, "REQUISITION_LAST")) await requisition(stage, desk, incidentId);
  if (has(stage, "COMMAND_BESIDE_PACT")) await commandBesidePact(stage, desk);
  return desk;
}

async function grantAndIssue(
  stage: Stage,
  desk: Desk,
  drafts: readonly DemoOrder[],
): Promise<DemoOrder[]> {
  if (goesFirst(stage) && desk.actedFirst.length === 0)
    desk.actedFirst.push(await actFirst(stage, drafts));
  const papers = new Set(desk.actedFirst.map(({ id }) => id));
  for (const { id, approvals } of drafts)
    if (!papers.has(id)) for (const approval of approvals) await grantOne(stage, approval);
  const issued = await issueAll(stage, drafts);
  desk.orders.push(...issued);
  return issued;
}

/** Why a government, and why a firm, keeps what it was asked for. */
const excuse = {
  GOVERNMENT: { zh: "本地余震不断,库存须留作自用", en: "it needs its stock at home" },
  MARKET: { zh: "生产线仍在运行,自用尚且不足", en: "its own plant is running and needs them" },
} as const;

/** A lender under a pact says no: its goods are free again at once. */
async function refuse(stage: Stage, drafts: readonly DemoOrder[]): Promise<DemoOrder> {
  const sector = stage.script.refuses ?? "GOVERNMENT";
  const order = refusable(drafts, sector, stage.script.more?.item);
  const owner = order?.approvals.find(({ kind, state }) => kind === "OWNER" && state === "PENDING");
  if (order === undefined || owner === undefined)
    throw cannot("LENDER_REFUSED", "没有可拒绝的协议调拨单 / no order under a pact");
  await stage.client.write(post(orgCode(owner.organization), "APPROVER"), "approvals-decide", {
    ...{ approvalId: owner.id, decision: "REFUSE" },
    reason: `${excuse[sector].zh}(演练)`,
  });
  const { state } = await readOrder(stage, order.id);
  if (state !== "CANCELLED") throw cannot("LENDER_REFUSED", `${order.number}: ${state}`);
  const { zh, en } = named(order.lender);
  const [number, lines] = [order.number, String(order.lines.length)];
  take(stage, "LENDER_REFUSED", {
    zh: `${zh}不批准 ${number}(${lines} 行):${excuse[sector].zh};占用即时释放,需求重新打开`,
    en: `${en} refuses ${number} (${lines} lines), ${excuse[sector].en}: all of it is free again`,
  });
  return order;
}

/** The difference alone is solved again: what others granted is promised, and stays as it is. */
export async function solveAgain(
  stage: Stage,
  desk: Desk,
  incidentId: string,
  refused?: Pick<DemoOrder, "lender">,
): Promise<readonly DemoOrder[]> {
  const kept = String(desk.orders.length);
  const { proposal, issued } = await fillGap(stage, desk, incidentId, refused);
  if (issued.length === 0) {
    stage.tell("  差额已无货源可调 / nothing is left that could fill the gap\n");
    return [];
  }
  const [more, lines] = [String(issued.length), String(proposal.allocations.length)];
  take(stage, "SOLVED_AGAIN", {
    zh: `已批准的 ${kept} 单原样保留,只对差额重新求解,补上 ${more} 单 ${lines} 行`,
    en: `${kept} granted orders stand; for the difference come ${more} more of ${lines} lines`,
  });
  return issued;
}

/** A plan for what is open, without who dropped out, adopted, granted and issued. */
async function fillGap(
  stage: Stage,
  desk: Desk,
  incidentId: string,
  without?: Pick<DemoOrder, "lender">,
): Promise<{ readonly proposal: DemoProposal; readonly issued: readonly DemoOrder[] }> {
  const before = await statesOf(stage, desk.orders);
  const proposal = await propose(stage, incidentId);
  const again = proposal.allocations.some(({ lender }) => lender.nameZh === without?.lender.name);
  if (again) throw cannot("SOLVED_AGAIN", "又提请已退出的单位 / who dropped out was asked again");
  desk.proposals.push(proposal);
  if (proposal.allocations.length === 0) return { proposal, issued: [] };
  const drafts = await adopt(stage, proposal);
  if (JSON.stringify(await statesOf(stage, desk.orders)) !== JSON.stringify(before))
    throw cannot("SOLVED_AGAIN", "已批准的调拨单变动 / a granted order changed");
  return { proposal, issued: await grantAndIssue(stage, desk, drafts) };
}

const statesOf = (stage: Stage, orders: readonly DemoOrder[]): Promise<string[]> =>
  Promise.all(
    orders.map(async ({ id }) => {
      const { state, lines } = await readOrder(stage, id);
      const held = lines.map((line) => `${line.id} ${String(line.held)}`).toSorted();
      return `${id} ${state} ${held.join(" ")}`;
    }),
  );

/** What no pact and no gift covers is taken from firms, by decision, last of all. */
async function requisition(stage: Stage, desk: Desk, incidentId: string): Promise<void> {
  const { more } = stage.script;
  if (more !== undefined) await declareMore(stage, incidentId, more);
  const proposal = await propose(stage, incidentId, { allowRequisition: true });
  const taken = proposal.allocations.filter(({ basis }) => basis === "REQUISITION");
  if (taken.length === 0) throw cannot("REQUISITION_LAST", "无可征用 / nothing to requisition");
  const before = String(desk.orders.length);
  desk.proposals.push(proposal);
  await grantAndIssue(stage, desk, await adopt(stage, proposal));
  const names = [...new Set(taken.map(({ lender }) => lender.nameZh))];
  const firms = names.map((name) => named({ name }));
  const lines = String(taken.length);
  take(stage, "REQUISITION_LAST", {
    zh:
      `险情扩大又增需求,前面 ${before} 单和各协议仍不够,才依法征用${firms.map(({ zh }) => zh).join("、")}的 ${lines} 行,` +
      `付款单位承诺补偿并出具征用凭证`,
    en:
      `the accident spreads; ${before} orders and all pacts leave a gap, and only then ` +
      `${lines} lines of ${firms.map(({ en }) => en).join(", ")} are requisitioned, certified`,
  });
}

async function declareMore(
  stage: Stage,
  incidentId: string,
  { item, quantity, withinHours }: NonNullable<Stage["script"]["more"]>,
): Promise<void> {
  const deadlineAt = new Date(Date.now() + withinHours * 3_600_000).toISOString();
  const need = { item, quantity, priority: 1, deadlineAt };
  const dispatcher = post(leadOf(stage), "DISPATCHER");
  await stage.client.write(dispatcher, "incidents-declare-needs", { incidentId, needs: [need] });
}

/** Same-line subordinates are commanded and may only object; across the border a pact asks. */
async function commandBesidePact(stage: Stage, { orders }: Desk): Promise<void> {
  const commanded = orders.filter(({ lines }) => lines.some(({ basis }) => basis === "COMMAND"));
  const pacts = orders.filter(({ authority }) => authority === "PACT");
  const [order] = commanded;
  const [commands, asks] = [String(commanded.length), String(pacts.length)];
  if (order === undefined || pacts.length === 0)
    throw cannot("COMMAND_BESIDE_PACT", `${commands} + ${asks}`);
  await stage.client.write(post(orgCode(order.lender), "APPROVER"), "orders-object", {
    ...{ orderId: order.id, reason: "本地库存将低于下限(演练)" },
  });
  const { zh, en } = named(order.lender);
  take(stage, "COMMAND_BESIDE_PACT", {
    zh:
      `同一事件 ${commands} 单按调令、${asks} 单按协议;` +
      `${zh}对调令提出异议(库存将低于下限),但照样接令出库`,
    en:
      `${commands} orders by command and ${asks} by pact; ${en} objects to the command, ` +
      `its stock falls below the floor, and acknowledges it all the same`,
  });
}
