import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { SubjectKind } from "../../schema/words/events.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { Rollback, withTx, type Isolation, type Reader, type Tx } from "../postgres/transaction.ts";

/** What a write produced: enough to read it again under the reader's rights of today. */
export interface Written {
  /** Keys are no subject of the feed, but a write of one is remembered like any other. */
  readonly kind: SubjectKind | "API_KEY";
  readonly id: string;
}

/** A reader that writes: the audit names the request that it came with. */
export interface Asker extends Reader {
  readonly requestId?: string;
}

export interface Request {
  readonly mutation: string;
  /** Chosen by the caller, unique within its organization. */
  readonly key: string;
  /** The organization in whose name the caller writes; keys of two organizations never meet. */
  readonly org: string;
  readonly input: unknown;
  /** `repeatable read` for a write that freezes what many statements read. */
  readonly isolation?: Isolation | undefined;
}

const keyPattern = /^[\x21-\x7e]{8,200}$/;

/**
 * The one way to change anything. Runs `work` in one transaction that also claims the key:
 * the same key with the same input answers what the first call answered, with other input it
 * is refused, and a refusal leaves no trace but the audit's, so the key stays free.
 */
export async function write(
  database: Database,
  reader: Asker,
  request: Request,
  work: (tx: Tx) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  if (!keyPattern.test(request.key))
    return refuseFor("INVALID_INPUT", "idempotencyKey", { why: "8–200 visible ASCII characters" });
  const { requestId = "" } = reader;
  try {
    return await withTx(
      database,
      reader,
      (tx) => once(tx, request, requestId, work),
      request.isolation,
    );
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
    const outcome = error.answer as Outcome<Written>;
    // The write was rolled back: that it was refused is told in a transaction of its own.
    await withTx(database, reader, (tx) => audit(tx, request, requestId, outcome));
    return outcome;
  }
}

/** Tells what was asked for and did not change anything: refused, or done before. */
async function audit(
  tx: Tx,
  { org, mutation }: Request,
  requestId: string,
  outcome: Outcome<Written>,
): Promise<void> {
  const codes = outcome.ok ? ["REPLAYED"] : outcome.refused.map(({ code }) => code);
  const subject = outcome.ok ? `${outcome.value.kind}:${outcome.value.id}` : "";
  await tx.client.query("select qipan.audit_append($1, $2, $3, $4, $5)", [
    org,
    mutation,
    subject,
    [...new Set(codes)].join(" "),
    requestId,
  ]);
}

async function once(
  tx: Tx,
  request: Request,
  requestId: string,
  work: (tx: Tx) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  const { org, key, mutation } = request;
  const hash = inputHash(request);
  const { rows } = await tx.client.query<Claim>("select * from qipan.write_claim($1, $2, $3, $4)", [
    org,
    key,
    mutation,
    hash,
  ]);
  const [claim] = rows;
  assert(claim !== undefined, "a claimed key answers one row");
  if (!claim.fresh) {
    const replayed = replay(claim, mutation, hash);
    await audit(tx, request, requestId, replayed);
    return replayed;
  }

  const outcome = await work(tx);
  if (!outcome.ok) throw new Rollback(outcome);
  const { kind, id } = outcome.value;
  await tx.client.query(finishSql, [org, key, kind, id, mutation, `${kind}:${id}`, requestId]);
  return outcome;
}

const finishSql = `select qipan.write_finish($1, $2, $3, $4),
  qipan.audit_append($1, $5, $6, 'DONE', $7)`;

interface Claim {
  readonly fresh: boolean;
  readonly mutation: string;
  readonly input_hash: string;
  readonly result_kind: Written["kind"];
  readonly result_id: string;
}

function replay(claim: Claim, mutation: string, hash: string): Outcome<Written> {
  if (claim.mutation !== mutation || claim.input_hash !== hash)
    return refuseFor("KEY_REUSED", "idempotencyKey");
  return ok({ kind: claim.result_kind, id: claim.result_id });
}

/** RFC 8785 bytes: two inputs that say the same have the same hash, whatever their key order. */
function inputHash({ mutation, input }: Request): string {
  const bytes = canonicalize({ mutation, input: JSON.parse(JSON.stringify(input)) as unknown });
  assert(bytes !== undefined, "an input is JSON");
  return createHash("sha256").update(bytes).digest("hex");
}
