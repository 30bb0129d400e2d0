import { readItems } from "../catalog/dispatchable.service.ts";
import { readVehicleFacts } from "../forces/dispatchable.service.ts";
import type { VehicleFacts } from "../forces/forces.model.ts";
import { loadOf } from "../forces/vehicles.rules.ts";
import type { Refusal } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { judgeVehicle } from "./leg-vehicle.rules.ts";
import { readOnRoad } from "./leg.store.ts";
import { toDepart } from "./order.rules.ts";
import { readLines, readOrders } from "./order.store.ts";

export interface JudgedVehicle {
  readonly facts: VehicleFacts;
  readonly holdsAll: boolean;
  readonly refusals: readonly Refusal[];
}

/** Every vehicle of the hub, judged against what the order has loaded and not sent. */
export async function judgeVehicles(tx: Tx, orderId: string): Promise<readonly JudgedVehicle[]> {
  const [order] = await readOrders(tx, [orderId]);
  if (order === undefined) return [];
  const goods = (await readLines(tx, [order.id])).flatMap((line) =>
    line.item === null ? [] : [{ item: line.item, quantity: toDepart(line) }],
  );
  const items = await readItems(tx, [...new Set(goods.map(({ item }) => item))]);
  const load = loadOf(
    goods.flatMap(({ item, quantity }) => {
      const found = items.find(({ sku }) => sku === item);
      return found === undefined || quantity === 0 ? [] : [{ ...found, quantity }];
    }),
  );
  const [vehicles, onRoad] = [await readVehicleFacts(tx), await readOnRoad(tx)];
  return vehicles.map((facts) => ({ facts, ...judgeVehicle(load, facts, tx.today, onRoad) }));
}
