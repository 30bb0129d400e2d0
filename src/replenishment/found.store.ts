import { isUuid } from "../incidents/incident.rules.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Excess, FoundInput, Loss, LossRow } from "./found.model.ts";

/** Waits for what is being booked on the goods; undefined: no loss, or not the reader's. */
export async function lockLoss(
  tx: Tx,
  { transferId, lotId }: Pick<FoundInput, "transferId" | "lotId">,
): Promise<Loss | undefined> {
  if (!isUuid(transferId) || (lotId !== undefined && !isUuid(lotId))) return undefined;
  const { rows } = await tx.client.query<{ loss: Loss | null }>(
    "select qipan.loss_of($1, $2) as loss",
    [transferId, lotId ?? null],
  );
  return rows[0]?.loss ?? undefined;
}

/** What is asked of a firm at fault for goods of the line that were not lost after all. */
export async function readExcess(tx: Tx, orderLineId: string): Promise<Excess[]> {
  const { rows } = await tx.client.query<{ claim: Excess }>(
    "select r as claim from qipan.recourse_excess($1) r",
    [orderLineId],
  );
  return rows.map(({ claim }) => claim);
}

/** The latest losses of lots that the reader's organizations own or keep, newest first. */
export async function readLosses(tx: Tx, lots: readonly string[]): Promise<LossRow[]> {
  const { rows } = await tx.client.query<LossRow>(
    `select lot as "lotId", transfer as "transferId", place, sink, quantity,
       occurred_at as "occurredAt", recorded_at as "recordedAt", found_at as "foundAt"
     from qipan.lot_losses($1::uuid[])`,
    [lots],
  );
  return rows;
}
