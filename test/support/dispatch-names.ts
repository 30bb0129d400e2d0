import { randomUUID } from "node:crypto";

/** Two cities of two provinces, a second lender, a keeping firm, a supplier, a carrier. */
export const orgs = {
  asks: "T-ASKS",
  lends: "T-LENDS",
  lendsToo: "T-LENDS-TOO",
  keeps: "T-KEEPS",
  supplies: "T-SUPPLIES",
  carries: "T-CARRIES",
  stranger: "T-STRANGER",
} as const;

/** Lots by name; 100 tents each, in the lender's depot unless it says otherwise. */
export const lots = {
  tents: randomUUID(),
  more: randomUUID(),
  kept: randomUUID(),
  second: randomUUID(),
  own: randomUUID(),
  gone: randomUUID(),
} as const;
