import { globalId } from "../graph/node.ts";
import { orgCode } from "./demo-plan.ts";
import type { DemoLine, DemoOrder } from "./demo.model.ts";
import { post, type Stage } from "./demo-stage.ts";

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
  for (const order of orders)
    for (const line of order.lines)
      if (line.item !== null && line.accepted > 0) await settle(stage, order, line);
  const approver = post(stage.scenario.payerOrgId, "APPROVER");
  await stage.client.write(approver, "incidents-end-response", { incidentId });
  await stage.client.write(approver, "incidents-begin-aftermath", { incidentId });
}

async function settle(stage: Stage, order: DemoOrder, line: DemoLine): Promise<void> {
  const { client } = stage;
  const fate = fateOf(line);
  const receiver = post(orgCode(order.receiver), "RECEIVER");
  const keeper = post(orgCode(line.custodian), "KEEPER");
  const said = () => ({ orderLineId: line.id, occurredAt: new Date().toISOString() });
  if (fate.consumed + fate.distributed + fate.destroyed > 0)
    await client.write(receiver, "replenishment-record-use", {
      ...said(),
      consumed: fate.consumed,
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
