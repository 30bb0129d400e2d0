import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { OpenClaim } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { FigureRow, NewFigure } from "./claims.model.ts";

export interface PactOfClaim {
  readonly id: string;
  readonly version: number;
  readonly terms: AgreementTerms;
}

/** Waits for whoever decides about the claims or moves the goods of their order lines. */
export async function lockClaims(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.client.query("select qipan.claim_turn($1, '{}')", [ids]);
}

/** The agreement of the claim's order, in that version; undefined where none governs it. */
export async function readPactOf(tx: Tx, claimId: string): Promise<PactOfClaim | undefined> {
  const { rows } = await tx.client.query<PactOfClaim>(
    `select a.id, a.version, a.terms
     from qipan.claim c
     join qipan.order_line l on l.id = c.order_line_id
     join qipan.dispatch_order o on o.id = l.order_id
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     where c.id = $1`,
    [claimId],
  );
  return rows[0];
}

/** The recourse for the very loss that the claim is for; a party may use it without seeing it. */
export async function readMirrors(tx: Tx, claimId: string): Promise<readonly OpenClaim[]> {
  const { rows } = await tx.client.query<{ mirrors: OpenClaim[] | null }>(
    "select qipan.claim_mirrors($1) as mirrors",
    [claimId],
  );
  return rows[0]?.mirrors ?? [];
}

export async function insertFigure(tx: Tx, figure: NewFigure): Promise<void> {
  const { id, claimId, side, org, quantity, reason } = figure;
  await tx.client.query(
    `insert into qipan.claim_figure (id, claim_id, side, org, quantity, reason, said_by, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, claimId, side, org, quantity, reason.trim(), tx.reader.principal, tx.now],
  );
}

/** What the sides said of each claim, the oldest first. */
export async function readFigures(tx: Tx, claims: readonly string[]): Promise<FigureRow[]> {
  const { rows } = await tx.client.query<FigureRow>(
    `select id, claim_id as "claimId", side, org, quantity, reason, said_at as "saidAt"
     from qipan.claim_figure where claim_id = any ($1::uuid[]) order by said_at, id`,
    [claims],
  );
  return rows;
}

/** A resolution decided it: nobody disputes it again. */
export async function readDecided(tx: Tx, claimId: string): Promise<boolean> {
  const sql = "select from qipan.claim_decision where claim_id = $1";
  return (await tx.client.query(sql, [claimId])).rowCount === 1;
}
