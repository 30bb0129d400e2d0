import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { agreementState as stateWords, type AgreementState } from "../../schema/words/regions.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import {
  insertSuspension,
  readSuspenders,
  updateLeft,
  updateResumed,
} from "./agreement-standing.store.ts";
import {
  openVersion,
  partiesOf,
  reasonRefusals,
  tell,
  written,
  type ReasonedInput,
} from "./agreement-version.service.ts";
import { updateVersion, type LockedVersion } from "./agreement-version.store.ts";
import { agreementState } from "./agreement.rules.ts";

export type { SignatureRow, SuspensionRow } from "./agreement-standing.store.ts";

export interface SuspendInput extends ReasonedInput {
  /** Absent: from now on. */
  readonly from?: Date | null | undefined;
}

/** Parties that have not left yet; only they may suspend, resume or leave. */
const staying =
  (day: string) =>
  ({ parties }: LockedVersion): readonly string[] =>
    parties.filter(({ leftOn }) => leftOn === null || leftOn >= day).map(({ orgId }) => orgId);

/**
 * 中止: by any party, with its reason. What was issued goes on; what waits is not issued any more,
 * and its holds are released.
 */
export const suspendAgreement = (
  database: Database,
  asking: Asking,
  input: SuspendInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "suspendAgreement", input }, async (tx, principal) => {
    const orgs = staying(tx.today);
    const opening = { action: "agreement:suspend", orgs } as const;
    const opened = await openVersion(tx, principal, input.agreementId, opening);
    if (!opened.ok) return opened;
    const { version, org } = opened.value;
    const from = input.from ?? tx.now;
    const wrong = [
      ...illegal(version, tx.today, word("中止", "suspend it"), [
        "IN_FORCE",
        "UPCOMING",
        "SUSPENDED",
      ]),
      ...reasonRefusals(input.reason),
      ...(from >= tx.now
        ? []
        : [refusal("INVALID_INPUT", "from", { why: word("不得早于现在", "not before now") })]),
    ];
    if (wrong.length > 0) return refuse(wrong);
    if ((await readSuspenders(tx, version)).includes(org))
      return refuseFor("ALREADY_DECIDED", "agreementId");
    const reason = input.reason.trim();
    const row = { id: randomUUID(), orgId: org, from, reason, recordedBy: principal.id };
    await insertSuspension(tx, version, row);
    const facts = { org, reason, from: from.toISOString() };
    await tell(tx, "AGREEMENT_SUSPENDED", version, partiesOf(version), facts);
    return ok(written(version.id, version.version));
  });

/** 恢复: whoever suspended lifts it; the version counts again when nobody's suspension is left. */
export const resumeAgreement = (
  database: Database,
  asking: Asking,
  input: ReasonedInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "resumeAgreement", input }, async (tx, principal) => {
    const orgs = staying(tx.today);
    const opening = { action: "agreement:suspend", orgs } as const;
    const opened = await openVersion(tx, principal, input.agreementId, opening);
    if (!opened.ok) return opened;
    const { version, org } = opened.value;
    const wrong = reasonRefusals(input.reason);
    const suspenders = await readSuspenders(tx, version);
    if (!suspenders.includes(org))
      wrong.push(
        refusal("ILLEGAL_TRANSITION", "agreementId", {
          state: stateWords[agreementState(version, tx.today)],
          action: word("恢复(未由本单位中止)", "resume it: another suspended it"),
        }),
      );
    if (wrong.length > 0) return refuse(wrong);
    const reason = input.reason.trim();
    await updateResumed(tx, version, { orgId: org, reason, by: principal.id });
    const facts = { org, reason, complete: suspenders.length === 1 };
    await tell(tx, "AGREEMENT_RESUMED", version, partiesOf(version), facts);
    return ok(written(version.id, version.version));
  });

export interface LeaveInput extends ReasonedInput {
  /** The last day on which the organization is a party, `YYYY-MM-DD`. */
  readonly lastDay: string;
}

/** 退出: a party leaves at the end of a day; what it owes and is owed stays. */
export const leaveAgreement = (
  database: Database,
  asking: Asking,
  input: LeaveInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "leaveAgreement", input }, async (tx, principal) => {
    const orgs = staying(tx.today);
    const opening = { action: "agreement:suspend", orgs } as const;
    const opened = await openVersion(tx, principal, input.agreementId, opening);
    if (!opened.ok) return opened;
    const { version, org } = opened.value;
    const { lastDay } = input;
    const wrong = [
      ...illegal(version, tx.today, word("退出", "leave it"), [
        "IN_FORCE",
        "UPCOMING",
        "SUSPENDED",
      ]),
      ...reasonRefusals(input.reason),
      ...(lastDay >= tx.today
        ? []
        : [refusal("INVALID_INPUT", "lastDay", { why: word("不得早于今日", "not before today") })]),
    ];
    if (wrong.length > 0) return refuse(wrong);
    if (version.parties.some(({ orgId, leftOn }) => orgId === org && leftOn !== null))
      return refuseFor("ALREADY_DECIDED", "agreementId");
    await updateLeft(tx, version, { orgId: org, lastDay, reason: input.reason.trim() });
    await updateVersion(tx, version);
    const facts = { org, lastDay };
    await tell(tx, "AGREEMENT_LEFT", version, partiesOf(version), facts);
    return ok(written(version.id, version.version));
  });

function illegal(
  version: LockedVersion,
  day: string,
  action: Word,
  states: readonly AgreementState[],
): Refusal[] {
  const state = agreementState(version, day);
  if (states.includes(state)) return [];
  return [refusal("ILLEGAL_TRANSITION", "agreementId", { state: stateWords[state], action })];
}
