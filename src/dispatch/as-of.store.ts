import type { Cut } from "../feed/cut.service.ts";
import { before } from "../feed/past.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { OrderFacts, Quantities } from "./order.model.ts";
import { isUuid } from "./order.rules.ts";

/** What of an order decides its state, as it was at a cut; null: nobody kept it. */
export interface PastOrderRow {
  readonly id: string;
  readonly facts: Readonly<Record<keyof OrderFacts, string | null>> | null;
  readonly key: string;
}

export interface PastOrderFilter {
  readonly incidentId?: string | undefined;
  readonly lenderOrg?: string | undefined;
  readonly requesterOrg?: string | undefined;
}

/** Orders that had been drafted by the cut, the newest draft first. */
export async function readPastOrders(
  tx: Tx,
  { seq, sealedAt }: Cut,
  { incidentId, lenderOrg, requesterOrg }: PastOrderFilter,
  { first, after }: Page,
): Promise<PastOrderRow[]> {
  if (incidentId !== undefined && !isUuid(incidentId)) return [];
  const { rows } = await tx.client.query<PastOrderRow>(
    `select o.id, o.drafted_at::text as key,
       case when p.order_id is not null and p.existed is null then null
         when p.order_id is not null then ${facts("p")} else ${facts("o")} end as facts
     from qipan.dispatch_order o
     left join ${before("order_past", "order_id", "o")} p on true
     where o.drafted_at <= $2::timestamptz
       and (p.order_id is null or p.existed is distinct from false)
       and ($3::uuid is null or o.incident_id = $3) and ($4::text is null or o.lender_org = $4)
       and ($5::text is null or o.requester_org = $5)
       and ($6::text is null or (o.drafted_at, o.id) < ($6::timestamptz, $7::uuid))
     order by o.drafted_at desc, o.id desc limit $8`,
    [
      ...[seq, sealedAt?.toISOString() ?? "-infinity"],
      ...[incidentId ?? null, lenderOrg ?? null, requesterOrg ?? null],
      ...[after?.[0] ?? null, after?.[1] ?? null, first + 1],
    ],
  );
  return rows;
}

/** Only whether a date was set decides a state. */
const facts = (of: string): string => `jsonb_build_object('issuedAt', ${of}.issued_at,
  'acknowledgedAt', ${of}.acknowledged_at, 'loadingAt', ${of}.loading_at,
  'closedAt', ${of}.closed_at, 'cancelledAt', ${of}.cancelled_at)`;

export interface PastLineRow {
  readonly id: string;
  readonly orderId: string;
  /** Null: nobody kept them. */
  readonly quantities: Quantities | null;
}

/** The lines that some orders had at the cut, in the order of their ids. */
export async function readPastLines(
  tx: Tx,
  { seq }: Cut,
  orderIds: readonly string[],
): Promise<PastLineRow[]> {
  const { rows } = await tx.client.query<PastLineRow>(
    `select l.id, l.order_id as "orderId",
       case when p.line_id is not null and p.existed is null then null
         when p.line_id is not null then ${quantities("p")}
         else ${quantities("l")} end as quantities
     from qipan.order_line l
     left join ${before("order_line_past", "line_id", "l")} p on true
     where l.order_id = any ($2::uuid[])
       and (p.line_id is null or p.existed is distinct from false)
     order by l.order_id, l.id`,
    [seq, orderIds],
  );
  return rows;
}

const moved = ["held", "loaded", "departed", "accepted", "rejected", "missing", "cancelled"];

/** What was ordered never changes. */
const quantities = (of: string): string =>
  `jsonb_build_object('ordered', l.ordered, ${[...moved, "redirected"]
    .map((name) => `'${name}', ${of}.${name}`)
    .join(", ")})`;
