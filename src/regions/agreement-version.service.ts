import { word, type Word } from "../../schema/words/word.ts";
import type { EventKind } from "../../schema/words/events.ts";
import { agreementState as stateWords } from "../../schema/words/regions.ts";
import { may, type Action } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { versionRefusals, type VersionInput } from "./agreement-terms.rules.ts";
import {
  insertVersion,
  lockVersion,
  lockVersionsOf,
  readKnownCodes,
  updateSignature,
  updateVersion,
  type LatestVersion,
  type LockedVersion,
} from "./agreement-version.store.ts";
import { agreementState } from "./agreement.rules.ts";

export interface AgreementInput {
  readonly agreementId: string;
}

export interface ReasonedInput extends AgreementInput {
  readonly reason: string;
}

/**
 * 提出协议版本: by an approver of a party, of this version and of the one that it replaces. It binds
 * nobody before every party has signed; the version in force stays as it is until then.
 */
export const proposeAgreementVersion = (
  database: Database,
  asking: Asking,
  input: VersionInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "proposeAgreementVersion", input }, async (tx, principal) => {
    const versions = await lockVersionsOf(tx, input.code);
    const before = versions.find(({ signed }) => signed);
    const mine = input.parties.map(({ orgId }) => orgId);
    const entitled =
      before === undefined ? mine : mine.filter((org) => before.parties.includes(org));
    const allowed = may(principal, "agreement:propose", entitled);
    if (!allowed.ok) return allowed;
    const known = await readKnownCodes(tx, input);
    const wrong = [...versionRefusals(input, known, tx.today), ...openRefusals(versions)];
    if (wrong.length > 0) return refuse(wrong);
    const version = (versions[0]?.version ?? 0) + 1;
    // Nobody is dropped from an agreement that did not sign for it.
    const signatories = [...new Set([...mine, ...(before?.parties ?? [])])];
    const row = { ...input, version, proposedByOrg: allowed.value, signatories };
    // A proposal that is not the reader's to see is nothing that it may hear of either.
    if (!(await insertVersion(tx, row))) return refuseFor("NOT_FOUND", "code");
    await tell(tx, "AGREEMENT_PROPOSED", { id: input.code, version, revision: 0 }, signatories, {
      org: allowed.value,
    });
    return ok(written(input.code, version));
  });

const openRefusals = (versions: readonly LatestVersion[]): Refusal[] =>
  versions.some(({ signed, withdrawn }) => !signed && !withdrawn)
    ? [
        refusal("ILLEGAL_TRANSITION", "code", {
          state: stateWords.PROPOSED,
          action: word("再提出新版本", "propose another version"),
        }),
      ]
    : [];

/** 签署: by an approver of each signatory; with the last one the version is signed. */
export const signAgreement = (
  database: Database,
  asking: Asking,
  input: AgreementInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "signAgreement", input }, async (tx, principal) => {
    const opened = await openVersion(tx, principal, input.agreementId, {
      action: "agreement:sign",
      orgs: ({ signatures }) => signatures.map(({ orgId }) => orgId),
    });
    if (!opened.ok) return opened;
    const { version, org } = opened.value;
    const illegal = proposedOnly(version, tx.today, word("签署", "sign it"));
    if (illegal.length > 0) return refuse(illegal);
    if (tx.today > version.validTo)
      return refuseFor("INVALID_INPUT", "agreementId", {
        why: word("期限已过", "its term is over"),
      });
    const waiting = version.signatures.filter(({ signedAt }) => signedAt === null);
    const sides = waiting.filter(({ orgId }) => may(principal, "agreement:sign", [orgId]).ok);
    if (sides.length === 0) return refuseFor("ALREADY_DECIDED", "agreementId");
    for (const { orgId } of sides)
      await updateSignature(tx, version, { orgId, signedBy: principal.id });
    const signed = sides.length === waiting.length;
    await updateVersion(tx, version, { signed });
    const facts = { org, complete: signed };
    await tell(tx, "AGREEMENT_SIGNED", version, partiesOf(version), facts);
    return ok(written(version.id, version.version));
  });

/** 撤回或拒签: by any signatory, while someone has not signed. */
export const withdrawAgreementVersion = (
  database: Database,
  asking: Asking,
  input: ReasonedInput,
): Promise<Outcome<Written>> =>
  asked(
    database,
    asking,
    { mutation: "withdrawAgreementVersion", input },
    async (tx, principal) => {
      const opened = await openVersion(tx, principal, input.agreementId, {
        action: "agreement:propose",
        orgs: ({ signatures }) => signatures.map(({ orgId }) => orgId),
      });
      if (!opened.ok) return opened;
      const { version, org } = opened.value;
      const wrong = [
        ...proposedOnly(version, tx.today, word("撤回", "withdraw it")),
        ...reasonRefusals(input.reason),
      ];
      if (wrong.length > 0) return refuse(wrong);
      await updateVersion(tx, version, { withdrawReason: input.reason.trim() });
      await tell(tx, "AGREEMENT_WITHDRAWN", version, partiesOf(version), { org });
      return ok(written(version.id, version.version));
    },
  );

interface Opening {
  readonly action: Action;
  /** Whose right it is. */
  readonly orgs: (version: LockedVersion) => readonly string[];
}

/** The version locked, if the principal may act on it for one of its parties. */
export async function openVersion(
  tx: Tx,
  principal: Principal,
  key: string,
  { action, orgs }: Opening,
): Promise<Outcome<{ readonly version: LockedVersion; readonly org: string }>> {
  const version = await lockVersion(tx, key);
  if (version === undefined) return refuseFor("NOT_FOUND", "agreementId");
  const allowed = may(principal, action, orgs(version));
  return allowed.ok ? ok({ version, org: allowed.value }) : allowed;
}

function proposedOnly(version: LockedVersion, day: string, action: Word): Refusal[] {
  const state = agreementState(version, day);
  if (state === "PROPOSED") return [];
  return [refusal("ILLEGAL_TRANSITION", "agreementId", { state: stateWords[state], action })];
}

const reasonMax = 500;

export const reasonRefusals = (reason: string): Refusal[] => {
  const length = reason.trim().length;
  if (length > 0 && length <= reasonMax) return [];
  return [
    refusal("INVALID_INPUT", "reason", {
      why: word(`1–${reasonMax} 字`, `1–${reasonMax} characters`),
    }),
  ];
};

export const partiesOf = ({ parties, signatures }: LockedVersion): string[] => [
  ...new Set([...parties, ...signatures].map(({ orgId }) => orgId)),
];

export const written = (id: string, version: number): Written => ({
  kind: "AGREEMENT",
  id: `${id}@${version}`,
});

/** What happens to an agreement is told to its parties, and what it opens to its borrowers. */
export const tell = async (
  tx: Tx,
  kind: EventKind,
  { id, version, revision }: Pick<LockedVersion, "id" | "version" | "revision">,
  parties: readonly string[],
  facts: Readonly<Record<string, string | boolean>>,
): Promise<void> => {
  await appendFact(tx, {
    kind,
    subject: { kind: "AGREEMENT", id: `${id}@${version}`, version: revision + 1 },
    parties,
    facts: { code: id, agreementVersion: String(version), ...facts },
  });
  // Behind what changes the row, so that it goes by what will be when this has committed.
  tx.riders.push("qipan.sight_pacts()");
};
