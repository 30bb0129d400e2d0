import { word } from "../../schema/words/word.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { Share } from "../ledger/posting.model.ts";
import type { Attribution, Recourse } from "../ledger/posting.report.rules.ts";
import type { ReportInput } from "./report.model.ts";

const dayShape = /^\d{4}-\d\d-\d\d$/;
const whole = 10_000;
const partiesMax = 20;

const required = (path: string, text: string): Refusal[] =>
  text.trim() === "" ? [refusal("INVALID_INPUT", path, { why: word("必填", "required") })] : [];

export const reportRefusals = (
  { number, issuedBy, decidedOn, shares, exceptions }: ReportInput,
  { open, losses }: { open: readonly Pick<Recourse, "id">[]; losses: number },
  today: string,
): readonly Refusal[] => [
  ...required("number", number),
  ...required("issuedBy", issuedBy),
  ...(dayShape.test(decidedOn) && decidedOn <= today
    ? []
    : [refusal("INVALID_INPUT", "decidedOn", { why: `≤ ${today}` })]),
  ...sharesRefusals(shares, "shares"),
  ...exceptions.flatMap((one, at) => [
    ...sharesRefusals(one.shares, `exceptions.${at}.shares`),
    ...(open.some(({ id }) => id === one.claimId) &&
    exceptions.findIndex(({ claimId }) => claimId === one.claimId) === at
      ? []
      : [refusal("NOT_FOUND", `exceptions.${at}.claimId`)]),
  ]),
  ...(open.length + losses === 0 ? [refusal("NOTHING_TO_ATTRIBUTE", "incidentId")] : []),
];

/** Each party once, for a part; together for no more than the whole. */
function sharesRefusals(shares: readonly Share[], path: string): Refusal[] {
  const total = shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  return [
    ...(shares.length > partiesMax ? [refusal("TOO_MANY", path, { max: partiesMax })] : []),
    ...shares.flatMap(({ orgId, basisPoints }, at) => [
      ...(Number.isSafeInteger(basisPoints) && basisPoints >= 1 && basisPoints <= whole
        ? []
        : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.${at}.basisPoints`, { min: 1, max: whole })]),
      ...(shares.findIndex((one) => one.orgId === orgId) === at
        ? []
        : [
            refusal("INVALID_INPUT", `${path}.${at}.organizationId`, {
              why: word("重复列名", "named twice"),
            }),
          ]),
    ]),
    ...(total <= whole
      ? []
      : [refusal("INVALID_INPUT", path, { why: word("合计超过 100%", "more than 100% in all") })]),
  ];
}

/** Every open recourse of the incident, each with the shares that are its own or the report's. */
export const attributionsOf = (
  { shares, exceptions }: Pick<ReportInput, "shares" | "exceptions">,
  open: readonly Recourse[],
): Attribution[] =>
  open.map((claim) => {
    const own = exceptions.find(({ claimId }) => claimId === claim.id);
    return { claim, parties: own?.shares ?? shares };
  });
