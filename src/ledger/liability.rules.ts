import type { Basis } from "../../schema/words/dispatch.ts";
import { liabilityClause, liabilityRule, type LiabilityRule } from "../../schema/words/ledger.ts";
import type { Regime, Sector } from "../../schema/words/regions.ts";
import type { Word } from "../../schema/words/word.ts";
import type { Liability, Share } from "./posting.model.ts";

/** What decides who owes for goods that do not come back. All ids are organizations. */
export interface LiabilityFacts {
  /** An exercise hub that was marked so when it was made. */
  readonly noLiabilityHub: boolean;
  readonly ownerOrg: string;
  readonly ownerSector: Sector;
  /** Who bears the cost of the incident by the level in force when the order was issued. */
  readonly payerOrg: string;
  readonly basis: Basis;
  /** The lot's origin is DONATED. */
  readonly donated: boolean;
  /** Donated goods: used as the donor wished; so far nobody said otherwise. */
  readonly usedAsGiven: boolean;
  /** Who holds the goods: it answers for donated ones that it did not use as given. */
  readonly holderOrg?: string;
  /** The firm responsible for the accident. */
  readonly responsibleOrg?: string;
  /** COMMAND: the government that commanded; absent: the payer. */
  readonly commanderOrg?: string;
  /** REQUISITION: the government that requisitioned; absent: the payer. */
  readonly requisitionerOrg?: string;
  /** AGREEMENT or CAPACITY reserves, or an enterprise's own goods in 代储: who contracted. */
  readonly contractingOrg?: string;
  /** The pact's own division among borrowers; absent: the payer alone. */
  readonly shares?: readonly Share[];
  /** What the pact says becomes of a debt; absent: no pact, or refill in kind. */
  readonly regime?: Regime;
  /** A price is known: without one nothing can be settled in money. */
  readonly priced?: boolean;
  /** The version that governs the line, printed with the answer. */
  readonly pact?: { readonly id: string; readonly version: number };
}

export interface ExplainedLiability extends Liability {
  readonly explanation: Word;
}

type Answer = Omit<Liability, "creditor" | "recourseFrom">;

/** LEDGER §3 in its order: the first sentence that holds decides, and is printed. */
export function explainLiability(facts: LiabilityFacts): ExplainedLiability {
  const answer = ruled(facts);
  // Nobody owes itself: what would fall on the owner is only its own refill task.
  const debtors = answer.debtors.filter(({ orgId }) => orgId !== facts.ownerOrg);
  const { responsibleOrg } = facts;
  const recovers = responsibleOrg !== undefined && recoverable.has(answer.rule);
  const { pact } = facts;
  const said = { ...answer, debtors };
  return {
    ...said,
    creditor: facts.ownerOrg,
    ...(recovers ? { recourseFrom: responsibleOrg } : {}),
    ...(pact === undefined || answer.clause === undefined ? {} : { pact }),
    explanation: explain(said, facts.ownerOrg, pact),
  };
}

function ruled(facts: LiabilityFacts): Answer {
  const { ownerOrg, payerOrg, basis } = facts;
  if (facts.noLiabilityHub) return nobody("NO_LIABILITY_HUB");
  if (ownerOrg === payerOrg) return nobody("OWNER_IS_PAYER");
  if (ownerOrg === facts.responsibleOrg) return nobody("OWNER_AT_FAULT");
  if (facts.donated) return donated(facts);
  if (basis === "TRANSFER_TITLE") return nobody("TRANSFER_TITLE");
  if (basis === "COMMAND") {
    const lossClaim = facts.ownerSector === "GOVERNMENT" ? "REFILL" : "COMPENSATE";
    return { rule: "COMMAND", debtors: alone(facts.commanderOrg ?? payerOrg), lossClaim };
  }
  if (basis === "REQUISITION") {
    const debtors = alone(facts.requisitionerOrg ?? payerOrg);
    return { rule: "REQUISITION", debtors, lossClaim: "COMPENSATE" };
  }
  if (facts.contractingOrg !== undefined) return contracted(facts.contractingOrg, payerOrg);
  return byPact(facts);
}

/** What the pact's regime makes of a loss; without a pact, whoever uses refills. */
function byPact({ regime, shares, payerOrg, priced = false }: LiabilityFacts): Answer {
  if (regime === "FREE") return { rule: "FREE_AID", debtors: [], clause: "REGIME" };
  const debtors = shares ?? alone(payerOrg);
  const clause = shares === undefined ? "REGIME" : "SHARES";
  const decided = regime === undefined ? {} : ({ clause } as const);
  return regime === "SETTLE_WITHIN_DAYS" && priced
    ? { rule: "USER_SETTLES", debtors, lossClaim: "PAY", ...decided }
    : { rule: "USER_REFILLS", debtors, lossClaim: "REFILL", ...decided };
}

const nobody = (rule: LiabilityRule): Answer => ({ rule, debtors: [] });
const alone = (orgId: string): readonly Share[] => [{ orgId, basisPoints: 10_000 }];

function donated({ usedAsGiven, holderOrg, payerOrg }: LiabilityFacts): Answer {
  if (usedAsGiven) return nobody("DONATED");
  const debtors = alone(holderOrg ?? payerOrg);
  return { rule: "DONATED_DAMAGED", debtors, lossClaim: "DAMAGES" };
}

/** The contracting government pays the supplier, and claims from the user what it paid. */
function contracted(contractingOrg: string, payerOrg: string): Answer {
  const onward = { debtorOrg: payerOrg, creditorOrg: contractingOrg };
  return {
    rule: "CONTRACTED",
    debtors: alone(contractingOrg),
    lossClaim: "PAY",
    ...(payerOrg === contractingOrg ? {} : { onward }),
  };
}

/** Rules 2 and 6–9: whoever bears a loss under them may recover it from the firm at fault. */
export const recoverable: ReadonlySet<LiabilityRule> = new Set<LiabilityRule>([
  "OWNER_IS_PAYER",
  "COMMAND",
  "REQUISITION",
  "CONTRACTED",
  "USER_REFILLS",
  "USER_SETTLES",
]);

/** The sentence of what was decided, with names where the reader has them: names and codes. */
export const sayLiability = (
  { creditor, pact, ...answer }: Liability,
  names: ReadonlyMap<string, Word>,
): Word => explain(answer, creditor, pact, names);

function explain(
  { rule, debtors, clause }: Answer,
  owner: string,
  pact: Liability["pact"],
  names: ReadonlyMap<string, Word> = new Map(),
): Word {
  const { zh, en } = liabilityRule[rule];
  const by = clause === undefined || pact === undefined ? undefined : liabilityClause[clause];
  const [byZh, byEn] =
    by === undefined || pact === undefined
      ? ["", ""]
      : [
          `(依 ${pact.id} 第 ${pact.version} 版“${by.zh}”条款)`,
          ` (${by.en} of ${pact.id}, version ${pact.version})`,
        ];
  if (debtors.length === 0) return { zh: `${zh}${byZh}`, en: `${en}${byEn}` };
  const nameOf = (orgId: string): Word => names.get(orgId) ?? { zh: orgId, en: orgId };
  const named = (locale: "zh" | "en"): string[] =>
    debtors.map(({ orgId, basisPoints }) => {
      const name = nameOf(orgId)[locale];
      return basisPoints === 10_000 ? name : `${name} ${basisPoints / 100}%`;
    });
  return {
    zh: `${zh}${byZh}:${named("zh").join("、")} 对 ${nameOf(owner).zh}`,
    en: `${en}${byEn}: ${named("en").join(", ")} towards ${nameOf(owner).en}`,
  };
}
