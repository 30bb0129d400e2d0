import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { decidingOn, duePolicyRefusals, type DuePolicyShown } from "./due-policy.rules.ts";
import {
  insertDuePolicy,
  readAgreementKnown,
  readDuePolicies,
  readNotAgreed,
  type NewDuePolicy,
} from "./due-policy.store.ts";
import { readResolutions } from "./resolution.store.ts";

/**
 * 设定到期规则: an adopted resolution says when debtors are told and what follows once the day has
 * passed. For the whole hub, or for one agreement whose parties have all agreed; from a day on that
 * is not past, so that nothing told or supervised before was by another rule. Once by a resolution.
 */
export const setDuePolicy = (
  database: Database,
  asking: Asking,
  input: NewDuePolicy,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "setDuePolicy", input }, async (tx, principal) => {
    const { resolutionId, agreementId, validFrom } = input;
    const [resolution] = await readResolutions(tx, [resolutionId]);
    if (resolution === undefined) return refuseFor("NOT_FOUND", "resolutionId");
    const allowed = may(principal, "resolution:manage", [resolution.org]);
    if (!allowed.ok) return allowed;
    const wrong = [
      ...duePolicyRefusals(resolution.state, input, tx.today),
      ...(agreementId === null ? [] : await partyRefusals(tx, resolutionId, agreementId)),
    ];
    if (wrong.length > 0) return refuse(wrong);
    await appendFact(tx, {
      kind: "DUE_POLICY_SET",
      subject: { kind: "RESOLUTION", id: resolution.id, version: resolution.version },
      parties: resolution.readers,
      facts: { agreement: agreementId, validFrom, resolution: resolution.number },
    });
    const made = await insertDuePolicy(tx, input);
    return made
      ? ok({ kind: "RESOLUTION", id: resolution.id })
      : refuseFor("ALREADY_DECIDED", "validFrom");
  });

async function partyRefusals(tx: Tx, resolutionId: string, agreement: string): Promise<Refusal[]> {
  if (!(await readAgreementKnown(tx, agreement)))
    return [refusal("UNKNOWN_CODE", "agreementId", { code: agreement })];
  const orgs = await readNotAgreed(tx, resolutionId, agreement);
  if (orgs.length === 0) return [];
  return [refusal("PARTY_NOT_AGREED", "agreementId", { agreement, orgs: orgs.join("、") })];
}

/** More than these no hub has in years: one row for each change of a rule. */
const policiesMax = 200;

/** The latest to begin first. */
export const listDuePolicies = async (
  tx: Tx,
  agreementId: string | null,
): Promise<DuePolicyShown[]> =>
  decidingOn(await readDuePolicies(tx, agreementId, policiesMax), tx.today);
