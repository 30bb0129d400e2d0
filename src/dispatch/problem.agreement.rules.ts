import { compare } from "../kernel/compare.ts";
import type { OpenAgreement } from "../regions/regions.model.ts";
import { chooseAgreement } from "../regions/regions.rules.ts";
import type { ProblemFacts } from "./problem.model.ts";

/** Whether a lender, or whoever keeps its goods, refused this thing to the incident before. */
export const wasRefused = (
  { refused }: Pick<ProblemFacts, "refused">,
  lenderOrg: string,
  thing: string,
): boolean => refused.some((one) => one.lenderOrg === lenderOrg && one.thing === thing);

type Binding = Pick<ProblemFacts, "requester" | "organizations" | "agreements" | "refused">;

const lentBy = ({ agreements }: Pick<Binding, "agreements">, lender: string): OpenAgreement[] =>
  agreements.filter(({ lenders }) => lenders.includes(lender));

/** Under which agreement a lender gives an item; a firm that refused may be made to give it. */
export const agreementOf = (
  facts: Binding,
  lender: string,
  item: string,
  category: string,
): OpenAgreement | undefined =>
  wasRefused(facts, lender, item) && mayBeTaken(facts, lender)
    ? undefined
    : chooseAgreement(lentBy(facts, lender), item, category);

const mayBeTaken = ({ requester, organizations }: Binding, owner: string): boolean =>
  requester.allowRequisition && organizations.get(owner)?.sector === "MARKET";

/** Lists of items bound goods only: for teams and machines any agreement with the owner counts. */
export const unitAgreementOf = (
  facts: Pick<Binding, "agreements">,
  lender: string,
): OpenAgreement | undefined => lentBy(facts, lender).toSorted((a, b) => compare(a.id, b.id))[0];
