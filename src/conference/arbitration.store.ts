import type { Tx } from "../postgres/transaction.ts";
import type { ArbitrationCase, DecisionSight } from "./arbitration.rules.ts";

/** Undefined: the resolution names no claim, or the reader does not sit at its table. */
export async function readCase(tx: Tx, resolutionId: string): Promise<ArbitrationCase | undefined> {
  const { rows } = await tx.client.query<{ found: ArbitrationCase | null }>(
    "select qipan.arbitration_case($1) as found",
    [resolutionId],
  );
  return rows[0]?.found ?? undefined;
}

export interface Carried {
  readonly resolutionId: string;
  readonly org: string;
  readonly denied: number;
  /** The posting that took away what was denied. */
  readonly transferId: string | null;
}

/** Signs for both sides what the resolution upholds; throws to be tried again if it moved. */
export async function updateDecided(tx: Tx, carried: Carried): Promise<void> {
  const { resolutionId, org, denied, transferId } = carried;
  await tx.client.query("select qipan.claim_decide($1, $2, $3, $4)", [
    ...[resolutionId, org, denied, transferId],
  ]);
}

const decisionSql = `select resolution_id as "resolutionId", claim_id as "claimId", upheld, denied,
    org, decided_at as "decidedAt" from qipan.claim_decision`;

export async function readDecisionsBy(
  tx: Tx,
  resolutions: readonly string[],
): Promise<DecisionSight[]> {
  const { rows } = await tx.client.query<DecisionSight>(
    `${decisionSql} where resolution_id = any ($1::uuid[])`,
    [resolutions],
  );
  return rows;
}

export async function readDecisionsOf(tx: Tx, claims: readonly string[]): Promise<DecisionSight[]> {
  const { rows } = await tx.client.query<DecisionSight>(
    `${decisionSql} where claim_id = any ($1::uuid[])`,
    [claims],
  );
  return rows;
}
