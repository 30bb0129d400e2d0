import { globalId } from "../graph/node.ts";
import { orgCode, readOrder } from "./demo-plan.ts";
import type { DemoLine, DemoOrder } from "./demo.model.ts";
import { cannot, counted, figure, has, named, post, take, type Stage } from "./demo-stage.ts";

/** What became of one line, as the script has it; the figures add up to what was accepted. */
interface Fate {
  readonly consumed: number;
  readonly distributed: number;
  readonly destroyed: number;
  readonly returned: number;
  readonly repair: number;
  readonly scrapped: number;
}

/** Use, return and inspection of everything that was received, then the end of the response. */
export async function useAndReturn(
  stage: Stage,
  incidentId: string,
  orders: readonly DemoOrder[],
): Promise<void> {
  const used = orders.flatMap((order) =>
    order.lines
      .filter(({ item, accepted }) => item !== null && accepted > 0)
      .map((line) => ({ order, line, fate: fateOf(line) })),
  );
  const rest = has(stage, "DEEMED_USED") ? restOf(used) : undefined;
  for (const one of used) await settle(stage, one, one === rest?.of ? rest.quantity : 0);
  tellBack(stage, used);
  const approver = post(stage.scenario.payerOrgId, "APPROVER");
  await stage.client.write(approver, "incidents-end-response", { incidentId });
  if (rest !== undefined) await deemUsed(stage, rest);
  await stage.client.write(approver, "incidents-begin-aftermath", { incidentId });
}

/** A line, the order that it came by, and what became of it. */
interface Used {
  readonly order: DemoOrder;
  readonly line: DemoLine;
  readonly fate: Fate;
}

interface Rest {
  readonly of: Used;
  readonly quantity: number;
}

const most = (used: readonly Used[], figure: (one: Used) => number): Used | undefined =>
  used.filter((one) => figure(one) > 0).toSorted((a, b) => figure(b) - figure(a))[0];

/**
 * Nobody has counted a tenth of the largest lent consumables when the response ends, under a pact
 * by which the hub then counts as used what is still on site.
 */
function restOf(used: readonly Used[]): Rest {
  const atOnce = used.filter(
    ({ order, fate }) => order.agreement?.terms.deemedUsedAfterDays === 0 && fate.consumed >= 10,
  );
  const of = most(atOnce, ({ fate }) => fate.consumed);
  if (of === undefined) throw cannot("DEEMED_USED", "无借入消耗品 / no lent consumables");
  return { of, quantity: Math.floor(of.fate.consumed / 10) };
}

async function deemUsed(stage: Stage, { of: { order, line }, quantity }: Rest): Promise<void> {
  await stage.sweep();
  const { lines } = await readOrder(stage, order.id);
  const left = lines.find(({ id }) => id === line.id)?.goodsOut ?? [];
  if (left.some(({ kind }) => kind === "ON_SITE"))
    throw cannot("DEEMED_USED", `${order.number}: 未视同消耗 / still on site`);
  const [who, whose, what] = [named(order.receiver), named(line.owner), counted(line, quantity)];
  take(stage, "DEEMED_USED", {
    zh: `响应解除,现场余 ${what.zh}未清点;按${whose.zh}协议视同消耗,${who.zh}应补`,
    en:
      `the response ends and ${what.en} are not accounted for: by the pact of ${whose.en} ` +
      `the hub books them as used, and ${who.en} is to refill`,
  });
}

/** What came back, good and broken, of the line of which most did. */
function tellBack(stage: Stage, used: readonly Used[]): void {
  const lent = used.filter(({ line, order }) => line.owner.id !== order.receiver.id);
  const sealed = most(lent, ({ fate }) => (fate.consumed > 0 ? fate.returned : 0));
  if (has(stage, "UNUSED_BACK") && sealed !== undefined) {
    const { order, line, fate } = sealed;
    const [who, what] = [named(order.receiver), counted(line, fate.returned)];
    take(stage, "UNUSED_BACK", {
      zh: `${who.zh}将未拆封的 ${what.zh}退回${named(line.custodian).zh},验收入库,应还相应减少`,
      en: `${who.en} sends ${what.en}, still sealed, back to ${named(line.custodian).en}: taken in`,
    });
  }
  const broken = most(used, ({ fate }) => fate.repair + fate.scrapped);
  if (has(stage, "DAMAGED_BACK") && broken !== undefined) {
    const { line, fate } = broken;
    const { returned, repair, scrapped, destroyed } = fate;
    const good = figure(returned - repair - scrapped);
    const what = counted(line, returned + destroyed);
    take(stage, "DAMAGED_BACK", {
      zh:
        `${what.zh}用后清点:灭失 ${figure(destroyed)},退回 ${figure(returned)},其中完好 ${good}、` +
        `待修 ${repair}、报废 ${scrapped};修的记修复,报废和灭失的记补库`,
      en:
        `${what.en} after use: ${figure(destroyed)} lost, ${figure(returned)} back, of which ` +
        `${good} good, ${repair} to repair, ${scrapped} scrapped; repair and refill are owed`,
    });
  }
}

async function settle(stage: Stage, { order, line, fate }: Used, uncounted: number): Promise<void> {
  const { client } = stage;
  const receiver = post(orgCode(order.receiver), "RECEIVER");
  const keeper = post(orgCode(line.custodian), "KEEPER");
  const said = () => ({ orderLineId: line.id, occurredAt: new Date().toISOString() });
  if (fate.consumed + fate.distributed + fate.destroyed > 0)
    await client.write(receiver, "replenishment-record-use", {
      ...said(),
      consumed: fate.consumed - uncounted,
      destroyed: fate.destroyed,
      scrapped: 0,
      distributed: fate.distributed === 0 ? [] : [givenOut(line, fate.distributed)],
    });
  if (fate.returned === 0) return;
  const carrierId = globalId("Organization", "ORG-E18");
  const load = { quantity: fate.returned, carrierId };
  await client.write(receiver, "replenishment-start-return", { ...said(), ...load });
  await client.write(keeper, "replenishment-receive-return", {
    ...said(),
    ...load,
    received: true,
  });
  const good = fate.returned - fate.repair - fate.scrapped;
  await client.write(keeper, "replenishment-inspect-return", {
    ...said(),
    received: true,
    good,
    repair: fate.repair,
    scrapped: fate.scrapped,
    restore: line.item?.needsRestoring === true ? good : 0,
  });
}

const givenOut = (line: DemoLine, quantity: number) => ({
  place: "集中安置点(演练)",
  unit: line.item?.unitZh ?? "",
  quantity,
  day: new Date().toISOString().slice(0, 10),
});

/** Reusables mostly come back, some broken; consumables are used but for a twentieth. */
export function fateOf({ accepted, item, owner, basis }: DemoLine): Fate {
  const none = { consumed: 0, distributed: 0, destroyed: 0, returned: 0, repair: 0, scrapped: 0 };
  if (owner.sector === "CHARITY") return { ...none, distributed: accepted };
  if (basis === "PURCHASE") return { ...none, consumed: accepted };
  if (item?.recovery === "NON_RECOVERABLE") {
    // Whole sealed cartons come back; a handful is not worth a driver.
    const returned = accepted < 200 ? 0 : Math.floor(accepted / 20);
    return { ...none, consumed: accepted - returned, returned };
  }
  const destroyed = Math.floor(accepted / 10);
  const returned = accepted - destroyed;
  const repair = Math.floor(returned / 12);
  return { ...none, destroyed, returned, repair, scrapped: Math.floor(returned / 30) };
}
