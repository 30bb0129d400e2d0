import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { callRefusals, termsRefusals, type TermsInput } from "./commitment.rules.ts";
import {
  insertCall,
  insertCommitment,
  readCodesKnown,
  updateCommitmentTerms,
} from "./commitment.store.ts";
import { lockCommitment, updateCommitmentPromised } from "./dispatchable.store.ts";
import { isReason, reasonRefusal } from "./lot.rules.ts";
import { readCountedDepot } from "./stocktake.store.ts";

export interface RecordCommitmentInput extends TermsInput {
  /** The code that people use. */
  readonly code: string;
  readonly depotId: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
  readonly item: string;
}

const codePattern = /^[A-Z0-9][A-Z0-9-]{1,31}$/;

/** 登记调用协议: the contracting organization's approver writes down a call right it has signed. */
export const recordCommitment = (
  database: Database,
  asking: Asking,
  input: RecordCommitmentInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordCommitment", input }, async (tx, principal) => {
    const { code, depotId, supplierOrg, contractingOrg, item } = input;
    const allowed = may(principal, "commitment:record", [contractingOrg]);
    if (!allowed.ok) return allowed;
    const wrong = termsRefusals(input, 0);
    if (!codePattern.test(code))
      wrong.push(refusal("INVALID_INPUT", "code", { why: "A–Z, 0–9, -; 2–32 characters" }));
    const known = await readCodesKnown(tx, supplierOrg, item);
    if (!known.item) wrong.push(refusal("UNKNOWN_CODE", "item", { code: item }));
    if (!known.org || supplierOrg === contractingOrg)
      wrong.push(refusal("UNKNOWN_CODE", "supplier", { code: supplierOrg }));
    if ((await readCountedDepot(tx, depotId)) === undefined)
      wrong.push(refusal("NOT_FOUND", "depot"));
    if (wrong.length > 0) return refuse(wrong);
    if (!(await insertCommitment(tx, { ...input, id: code })))
      return refuseFor("ALREADY_DECIDED", "code");
    const right = { id: code, version: 0, item, supplierOrg, contractingOrg };
    await tell(tx, right, "COMMITMENT_RECORDED", { maxQuantity: input.maxQuantity });
    return ok({ kind: "COMMITMENT", id: code });
  });

export interface RenewInput extends TermsInput {
  readonly commitmentId: string;
  readonly version: number;
}

/** Renewed or changed terms; what is promised stays promised, and the old terms are kept. */
export const renewCommitment = (
  database: Database,
  asking: Asking,
  input: RenewInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "renewCommitment", input }, async (tx, principal) => {
    const right = await lockCommitment(tx, input.commitmentId);
    if (right === undefined) return refuseFor("NOT_FOUND", "commitmentId");
    const allowed = may(principal, "commitment:record", [right.contractingOrg]);
    if (!allowed.ok) return allowed;
    if (input.version !== right.version) return refuseFor("STALE_VERSION", "version");
    const wrong = termsRefusals(input, right.promised);
    if (wrong.length > 0) return refuse(wrong);
    await updateCommitmentTerms(tx, right.id, input);
    await tell(tx, right, "COMMITMENT_RECORDED", { maxQuantity: input.maxQuantity });
    return ok({ kind: "COMMITMENT", id: right.id });
  });

export interface CallInput {
  readonly commitmentId: string;
  readonly quantity: number;
  readonly day: string;
  readonly note: string;
}

/**
 * A call outside of an order. The row is locked, so that callers at once together pass neither
 * the limit nor, on any day, what the supplier can make by then.
 */
export const callCommitment = (
  database: Database,
  asking: Asking,
  input: CallInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "callCommitment", input }, async (tx, principal) => {
    const { commitmentId, quantity, day, note } = input;
    if (!isReason(note)) return reasonRefusal;
    const right = await lockCommitment(tx, commitmentId);
    if (right === undefined) return refuseFor("NOT_FOUND", "commitmentId");
    const allowed = may(principal, "commitment:call", [right.contractingOrg]);
    if (!allowed.ok) return allowed;
    const wrong = callRefusals(right, { day, quantity }, tx.today);
    if (wrong.length > 0) return refuse(wrong);
    const promised = await updateCommitmentPromised(tx, right.id, right.promised + quantity);
    assert(promised, "the limit was checked under the same lock");
    const call = { id: randomUUID(), commitmentId: right.id, org: allowed.value, day, quantity };
    await insertCall(tx, { ...call, note });
    await tell(tx, right, "COMMITMENT_CALLED", { quantity, day });
    return ok({ kind: "COMMITMENT", id: right.id });
  });

interface Told {
  readonly id: string;
  readonly version: number;
  readonly item: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
}

const tell = (
  tx: Tx,
  { id, version, item, supplierOrg, contractingOrg }: Told,
  kind: EventKind,
  facts: Readonly<Record<string, string | number>>,
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "COMMITMENT", id, version: version + 1 },
    parties: [supplierOrg, contractingOrg],
    facts: { item, ...facts },
  });
