import type { OrderState } from "../../schema/words/dispatch.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import type { LineRow } from "../../src/dispatch/order.model.ts";
import { acknowledgeOrder, cancelOrder, closeOrder } from "../../src/dispatch/order.service.ts";
import type { Ground } from "../../src/dispatch/proposal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import type { Draw } from "./dispatch-proposals.ts";
import { orderNow, runOut } from "./dispatch-state.ts";
import { done, drafted, leave } from "./dispatch-steps.ts";
import { asks, by, lends, personOf } from "./dispatch-world.ts";

/** An order of four tents that real services brought into a state. */
export interface Specimen {
  readonly orderId: string;
  readonly lineId: string;
  readonly needId: string;
  readonly line: LineRow;
  readonly legId: string;
  readonly code: string;
}

interface Way {
  readonly issue?: true;
  readonly acknowledge?: true;
  readonly load?: number;
  readonly leave?: number;
  /** Accepted and rejected. */
  readonly receive?: readonly [number, number];
  readonly end?: "CLOSE" | "CANCEL";
}

const here = { issue: true, acknowledge: true } as const;

/** How far along its road an order of four is in each state; what is left leaves room for more. */
const ways: Readonly<Record<OrderState, Way>> = {
  DRAFT: {},
  ISSUED: { issue: true },
  ACKNOWLEDGED: here,
  LOADING: { ...here, load: 2 },
  PARTLY_SHIPPED: { ...here, load: 3, leave: 2 },
  IN_TRANSIT: { ...here, load: 4, leave: 4 },
  PARTLY_RECEIVED: { ...here, load: 3, leave: 2, receive: [2, 0] },
  RECEIVED: { ...here, load: 4, leave: 4, receive: [4, 0] },
  RECEIVED_WITH_DIFFERENCE: { ...here, load: 4, leave: 4, receive: [3, 1] },
  CLOSED: { ...here, load: 4, leave: 4, receive: [4, 0], end: "CLOSE" },
  CANCELLED: { end: "CANCEL" },
};

export const commanded: Partial<Ground> = {
  ...{ basis: "COMMAND", authority: "COMMAND", agreement: null, approvals: [] },
};

export async function bring(
  database: Database,
  state: OrderState,
  { ground = {}, more = [] }: { ground?: Partial<Ground>; more?: readonly Draw[] } = {},
): Promise<Specimen> {
  const way = ways[state];
  const goods = { lot: "tents", quantity: 4, ground } as const;
  const { orderId, lines, needIds } = await drafted(database, [goods, ...more]);
  const line = lines.find(({ item }) => item !== null)!;
  const specimen = { orderId, line, lineId: line.id, needId: needIds[0]!, legId: "", code: "" };
  if (way.issue) await grantAndIssue(database, orderId);
  if (way.acknowledge) done(await acknowledgeOrder(database, by(lends), { orderId }));
  if (way.load !== undefined) {
    const load = [{ lineId: line.id, loaded: way.load }];
    done(await loadOrder(database, by(lends), { orderId, lines: load }));
  }
  const gone = way.leave === undefined ? specimen : await sendOff(database, specimen, way.leave);
  if (way.receive) await take(database, gone, ...way.receive);
  if (way.end === "CLOSE") done(await closeOrder(database, by(asks), { orderId }));
  if (way.end === "CANCEL")
    done(await cancelOrder(database, by(asks), { orderId, reason: "不再需要" }));
  return gone;
}

export async function grantAll(database: Database, orderId: string): Promise<void> {
  const { approvals } = await orderNow(database, orderId);
  for (const { id, org, state } of approvals)
    if (state === "PENDING") {
      const grant = { approvalId: id, decision: "GRANT" as const };
      done(await decideApproval(database, by(personOf(org, ["APPROVER"])), grant));
    }
}

export async function grantAndIssue(database: Database, orderId: string) {
  await grantAll(database, orderId);
  done(await issueOrder(database, by(asks), { orderId }));
}

async function sendOff(database: Database, specimen: Specimen, ordered: number): Promise<Specimen> {
  const left = done(await leave(database, specimen.orderId, [{ id: specimen.lineId, ordered }]));
  return { ...specimen, legId: left.id, code: left.arrivalCode! };
}

export const receiveOf = (
  database: Database,
  { legId, code, lineId }: Pick<Specimen, "legId" | "code" | "lineId">,
  accepted: number,
  rejected = 0,
  missing = 0,
) =>
  receiveLeg(database, by(asks), {
    ...{ legId, code },
    lines: [{ orderLineId: lineId, accepted, rejected, missing }],
  });

async function take(database: Database, gone: Specimen, accepted: number, rejected: number) {
  done(await receiveOf(database, gone, accepted, rejected));
}

/** Two more left and came before what is on the road. */
export async function cameBefore(database: Database, { lineId, needId }: Specimen): Promise<void> {
  const came = "loaded = 4, held = 0, departed = 4, accepted = 2";
  await runOut(database, `update qipan.order_line set ${came} where id = $1`, [lineId]);
  await runOut(database, "update qipan.need set received = 2 where id = $1", [needId]);
}
