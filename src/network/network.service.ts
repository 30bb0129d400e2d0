import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { routesTo } from "./network.routes.ts";
import { readClosures } from "./network.store.ts";
import type { Network, Route } from "./network.model.ts";

export { readNetwork } from "./network.store.ts";
export type { ClosureRow } from "./network.store.ts";

/** Roads that are reported closed at an instant, by default the database's. */
export async function readClosedLinks(tx: Tx, at: Date = tx.now): Promise<Set<string>> {
  return new Set((await readClosures(tx, at)).map(({ linkId }) => linkId));
}

const speedFactors = { min: 0.5, max: 5 };

/** The quickest way around the roads that are closed at `at`; null when there is none. */
export async function findRoute(
  tx: Tx,
  network: Network,
  { from, to, speedFactor, at }: RouteRequest,
): Promise<Outcome<Route | null>> {
  if (!(speedFactor >= speedFactors.min && speedFactor <= speedFactors.max))
    return refuseFor("QUANTITY_OUT_OF_RANGE", "speedFactor", speedFactors);
  for (const [path, node] of Object.entries({ from, to }))
    if (!network.nodes.some(({ id }) => id === node)) return refuseFor("NOT_FOUND", path);
  const closedLinks = await readClosedLinks(tx, at);
  return ok(routesTo(network, to, { closedLinks, speedFactor }).get(from) ?? null);
}

export interface RouteRequest {
  readonly from: string;
  readonly to: string;
  readonly speedFactor: number;
  readonly at?: Date;
}
