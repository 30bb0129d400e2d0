import { updateNeedPromised, updateNeedReceived } from "../incidents/need.service.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { LineRow } from "./order.model.ts";
import { countedBetween, countedOf, standing } from "./order.rules.ts";

/** A line before and after something happened to its goods on the road. */
export interface LineChanged {
  readonly before: LineRow;
  readonly after: LineRow;
}

/** What was accepted is received; what may not serve any more is not promised any more. */
export async function tellNeeds(tx: Tx, changes: readonly LineChanged[]): Promise<void> {
  await updateNeedReceived(
    tx,
    changes.map(({ before, after }) => ({
      needId: before.needId,
      delta: countedBetween(before, before.accepted, after.accepted),
    })),
  );
  await updateNeedPromised(
    tx,
    changes.map(({ before, after }) => ({
      needId: before.needId,
      delta: countedOf(after, standing(after)) - countedOf(before, standing(before)),
    })),
  );
}
