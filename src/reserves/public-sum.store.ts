import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What the depots of one city that are public in aggregate hold of one item, in about figures. */
export interface PublicSumRow {
  readonly item: string;
  readonly quantity: number;
}

/** Sums for anyone; the database leaves out those from which one depot could be read. */
export async function readPublicSums(
  tx: Tx,
  cityCode: string,
  item: string | null,
  { first, after }: Page,
): Promise<PublicSumRow[]> {
  const { rows } = await tx.client.query<PublicSumRow>(
    "select item, quantity from qipan.public_sums($1, $2, $3, $4)",
    [cityCode, item, after?.[0] ?? null, first + 1],
  );
  return rows;
}
