import { globalId } from "../graph/node.ts";
import { DemoRefused } from "./demo-client.ts";
import { orgCode, readOrder } from "./demo-plan.ts";
import type { DemoLine, DemoOrder, DemoReceipt } from "./demo.model.ts";
import type { Stage } from "./demo-stage.ts";

/** Carriers in the order in which the demo rings them up. */
const carriers = ["ORG-E18", "ORG-E19", "ORG-E10", "ORG-E07", "ORG-E06", "ORG-E11", "ORG-G03"];

/** From 接令 to the second slip, order by order: none waits for another lender. */
export async function shipAndReceive(
  stage: Stage,
  orders: readonly DemoOrder[],
): Promise<{ orders: DemoOrder[]; receipts: DemoReceipt[] }> {
  const receipts: DemoReceipt[] = [];
  const shipped: DemoOrder[] = [];
  for (const order of orders) {
    const keeper = stage.post(orgCode(keeperOf(order)), "keeper");
    await stage.client.write(keeper, "orders-acknowledge", { orderId: order.id });
    for (const lines of departures(order)) {
      await load(stage, order, lines);
      receipts.push(...(await travel(stage, order, lines)));
    }
    shipped.push(await readOrder(stage, order.id));
  }
  return { orders: shipped, receipts };
}

const keeperOf = ({ lender, lines }: DemoOrder) => lines[0]?.custodian ?? lender;

/** What leaves together: one depot's ordinary goods, its dangerous goods, or one owner's units. */
function departures({ lines }: DemoOrder): DemoLine[][] {
  const groups = new Map<string, DemoLine[]>();
  for (const line of lines.filter(({ held }) => held > 0)) {
    const { depot, item, owner } = line;
    const key =
      item === null
        ? `units ${owner.id}`
        : `${depot?.id ?? ""} ${item.dangerousGoods === null ? "" : "DG"}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

async function load(stage: Stage, { id }: DemoOrder, lines: readonly DemoLine[]): Promise<void> {
  const [{ custodian }] = lines as [DemoLine];
  await stage.client.write(stage.post(orgCode(custodian), "keeper"), "orders-load", {
    orderId: id,
    lines: lines.map((line) => ({ lineId: line.id, loaded: line.held })),
  });
}

interface Departure {
  readonly arrivalCode: string;
  readonly leg: { readonly id: string };
}

async function travel(
  stage: Stage,
  order: DemoOrder,
  lines: readonly DemoLine[],
): Promise<DemoReceipt[]> {
  const { arrivalCode, leg } = await depart(stage, order, lines);
  const counted = lines.map((line, at) => ({ line, ...countOf(line, at) }));
  await stage.client.write(stage.post(orgCode(order.receiver), "receiver"), "orders-receive", {
    legId: leg.id,
    code: arrivalCode,
    lines: counted.map(({ line, accepted, rejected, missing }) => {
      return { orderLineId: line.id, accepted, rejected, missing };
    }),
  });
  if (counted.some(({ missing }) => missing > 0))
    await stage.client.write(
      stage.post(orgCode(keeperOf(order)), "keeper"),
      "orders-confirm-difference",
      { legId: leg.id },
    );
  return counted.flatMap(({ line, accepted, rejected, missing }) =>
    line.item === null
      ? []
      : [
          {
            order: order.number,
            lender: order.lender.name,
            item: line.item.nameZh,
            departed: line.held,
            accepted,
            rejected,
            missing,
          },
        ],
  );
}

/** Rings one carrier after another until one has the licence and the room. */
async function depart(
  stage: Stage,
  order: DemoOrder,
  lines: readonly DemoLine[],
): Promise<Departure> {
  const [{ custodian, owner, item }] = lines as [DemoLine];
  const keeper = stage.post(orgCode(custodian), "keeper");
  const asked = item === null ? [owner.id] : carriers.map((org) => globalId("Organization", org));
  let refused: unknown;
  for (const carrierId of asked)
    try {
      return await stage.client.write<Departure>(keeper, "orders-depart", {
        orderId: order.id,
        carrierId,
        lines: lines.map((line) => ({ orderLineId: line.id, departed: line.held })),
      });
    } catch (error) {
      if (!(error instanceof DemoRefused)) throw error;
      refused = error;
    }
  throw refused;
}

/** The script's accidents: a big load of consumables arrives a little short and a little wet. */
function countOf({ held, item }: DemoLine, at: number) {
  const accident = at === 0 && held >= 1000 && item?.recovery === "NON_RECOVERABLE";
  const missing = accident ? Math.floor(held / 200) : 0;
  const rejected = accident ? Math.floor(held / 100) : 0;
  return { accepted: held - missing - rejected, rejected, missing };
}
