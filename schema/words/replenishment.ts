import type { ClaimKind } from "./ledger.ts";
import type { Words } from "./word.ts";

/** What a debtor has to do about a claim; the three columns of every position. */
export const duty = {
  TO_RETURN: { zh: "应还", en: "to return" },
  TO_REFILL: { zh: "应补", en: "to refill" },
  TO_PAY: { zh: "应付", en: "to pay" },
} as const satisfies Words;
export type Duty = keyof typeof duty;

/** Repair and restoring make goods ready again, so they stand with refilling. */
export const dutyOf: Readonly<Record<ClaimKind, Duty>> = {
  RETURN: "TO_RETURN",
  REFILL: "TO_REFILL",
  REPAIR: "TO_REFILL",
  RESTORE: "TO_REFILL",
  COMPENSATE: "TO_PAY",
  DAMAGES: "TO_PAY",
  PAY: "TO_PAY",
  SERVICE: "TO_PAY",
  RECOURSE: "TO_PAY",
};

/** How long a refill task has been open at a statement's cut, in days from its opening. */
export const taskAge = {
  WITHIN_30: { zh: "30日以内", en: "within 30 days" },
  WITHIN_90: { zh: "31至90日", en: "31 to 90 days" },
  WITHIN_365: { zh: "91至365日", en: "91 to 365 days" },
  OLDER: { zh: "超过365日", en: "over 365 days" },
} as const satisfies Words;
export type TaskAge = keyof typeof taskAge;

/** Where refill goods come from. */
export const refillSource = {
  BOUGHT: { zh: "采购补库", en: "bought" },
  DEBTOR_STOCK: { zh: "以应补方库存补库", en: "from the stock of whoever must refill" },
} as const satisfies Words;
export type RefillSource = keyof typeof refillSource;

/** What a time sheet counts. */
export const serviceUnit = {
  PERSON_DAY: { zh: "人日", en: "person-day" },
  MACHINE_SHIFT: { zh: "台班", en: "machine-shift" },
  LITRE: { zh: "升(油料)", en: "litre of fuel" },
} as const satisfies Words;
export type ServiceUnit = keyof typeof serviceUnit;
