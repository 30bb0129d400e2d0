import type { AgreementTerms } from "../../schema/shapes/agreement.ts";

/** A pact in which every term has some value; a test changes one of them. */
export const pactTerms: AgreementTerms = {
  regime: "REFILL_IN_KIND",
  items: [],
  categories: [],
  lenderFloorShare: 0.2,
  holdMinutes: 60,
  holdShare: 0.5,
  approvals: {
    SAME_CITY: ["OWNER"],
    SAME_PROVINCE: ["OWNER"],
    CROSS_PROVINCE: ["OWNER", "KEEPER", "REFILL_PLEDGE"],
  },
  actFirst: { maxQuantity: 50, papersWithinDays: 3, minResponseLevel: 2 },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 90,
  differenceWindowHours: 48,
  refillShelfMonths: 4,
};
