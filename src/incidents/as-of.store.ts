import type { Cut } from "../feed/cut.service.ts";
import { asItWas, before, wasThere } from "../feed/past.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./incident.rules.ts";

export interface PastNeedRow {
  readonly id: string;
  readonly key: string;
  /** How much was needed never changes. */
  readonly quantity: number;
  /** False: nobody kept what it was, and the rest is empty. */
  readonly known: boolean;
  readonly promised: number;
  readonly received: number;
  readonly withdrawnAt: Date | null;
  readonly lapsesAt: Date | null;
}

/** Needs that had been declared by the cut, the newest first. */
export async function readPastNeeds(
  tx: Tx,
  { seq, sealedAt }: Cut,
  incidentId: string | undefined,
  { first, after }: Page,
): Promise<PastNeedRow[]> {
  if (incidentId !== undefined && !isUuid(incidentId)) return [];
  const { rows } = await tx.client.query<PastNeedRow>(
    `select n.id, n.declared_at::text as key, n.quantity, ${asItWas("n", columns)}
     from qipan.need n left join ${before("need_past", "need_id", "n")} p on true
     where n.declared_at <= $2::timestamptz and ${wasThere}
       and ($3::uuid is null or n.incident_id = $3)
       and ($4::text is null or (n.declared_at, n.id) < ($4::timestamptz, $5::uuid))
     order by n.declared_at desc, n.id desc limit $6`,
    [
      ...[seq, sealedAt?.toISOString() ?? "-infinity", incidentId ?? null],
      ...[after?.[0] ?? null, after?.[1] ?? null, first + 1],
    ],
  );
  return rows;
}

const columns = {
  promised: "promised",
  received: "received",
  withdrawnAt: "withdrawn_at",
  lapsesAt: "lapses_at",
};
