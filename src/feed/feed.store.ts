import type { HubKind } from "../../schema/words/access.ts";
import type { Tx } from "../postgres/transaction.ts";

export interface HubRow {
  readonly kind: HubKind;
  readonly epoch: string;
  readonly createdAt: Date;
  readonly seed: string | null;
}

export async function readHubRow(tx: Tx): Promise<HubRow | undefined> {
  const { rows } = await tx.client.query<HubRow>(
    `select kind, epoch, created_at as "createdAt", seed from qipan.hub`,
  );
  return rows[0];
}
