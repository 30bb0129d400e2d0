import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { SubjectKind } from "../../schema/words/events.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { strainOf } from "../postgres/patience.ts";
import { literal } from "../postgres/session.ts";
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
  /** How long it may take before it is given up; the usual where nothing else is said. */
  readonly wholeMs?: number | undefined;
}

/** What a write may take, in milliseconds: for one lock, and for all of it but its commit. */
export const writeTimes = { lockMs: 10_000, wholeMs: 60_000 };

const keyPattern = /^[\x21-\x7e]{8,200}$/;

/**
 * The one way to change anything. Runs `work` in one transaction that also claims the key:
 * the same key with the same input answers what the first call answered, with other input it
 * is refused, and a refusal leaves no trace but the audit's, so the key stays free. When the
 * database is under strain for too long the answer is BUSY: the key tells what became of it.
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
    return await attempt(database, reader, { ...request, requestId }, work);
  } catch (error) {
    // Whether it was done is not guessed: the same key finds out.
    if (strainOf(error) === undefined) throw error;
    return refuseFor("BUSY");
  }
}

interface Attempt extends Request {
  readonly requestId: string;
}

async function attempt(
  database: Database,
  reader: Reader,
  request: Attempt,
  work: (tx: Tx) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  const hash = inputHash(request);
  const { isolation, wholeMs = writeTimes.wholeMs } = request;
  const times = { lockMs: writeTimes.lockMs, wholeMs };
  const frame = { isolation, first: claimSql(request, hash), knowsItself: true, ...times };
  try {
    return await withTx(
      database,
      reader,
      (tx, first) => once(tx, request, { hash, claim: (first as readonly Claim[])[0] }, work),
      frame,
    );
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
    const outcome = error.answer as Outcome<Written>;
    // The write was rolled back: that it was refused is told in a transaction of its own.
    await withTx(database, reader, (tx) => {
      audit(tx, request, outcome);
      return Promise.resolve();
    });
    return outcome;
  }
}

/** Tells what was asked for and did not change anything: refused, or done before. */
function audit(tx: Tx, request: Attempt, outcome: Outcome<Written>): void {
  const codes = outcome.ok ? ["REPLAYED"] : outcome.refused.map(({ code }) => code);
  const subject = outcome.ok ? `${outcome.value.kind}:${outcome.value.id}` : "";
  tx.riders.push(auditCall(request, subject, [...new Set(codes)].join(" ")));
}

const call = (name: string, values: readonly string[]): string =>
  `qipan.${name}(${values.map(literal).join(", ")})`;

const auditCall = ({ org, mutation, requestId }: Attempt, subject: string, said: string): string =>
  call("audit_append", [org, mutation, subject, said, requestId]);

const claimSql = ({ org, key, mutation }: Request, hash: string): string =>
  `select * from ${call("write_claim", [org, key, mutation, hash])}`;

interface Claimed {
  readonly hash: string;
  readonly claim: Claim | undefined;
}

async function once(
  tx: Tx,
  request: Attempt,
  { hash, claim }: Claimed,
  work: (tx: Tx) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  const { org, key, mutation } = request;
  assert(claim !== undefined, "a claimed key answers one row");
  if (!claim.fresh) {
    const replayed = replay(claim, mutation, hash);
    audit(tx, request, replayed);
    return replayed;
  }

  const outcome = await work(tx);
  if (!outcome.ok) throw new Rollback(outcome);
  const { kind, id } = outcome.value;
  tx.riders.push(call("write_finish", [org, key, kind, id, mutation, request.requestId]));
  return outcome;
}

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
