import { word, type Word } from "../../schema/words/word.ts";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import {
  bookUnit,
  claimState,
  liabilityClause,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { ClaimOpening } from "../ledger/ledger.model.ts";
import type { OpenClaim } from "../ledger/posting.model.ts";
import type {
  CashInput,
  DisputeInput,
  FigureInput,
  ServiceInput,
  SettledClaim,
  SheetLine,
  WaiveInput,
} from "./claims.model.ts";

const required = (path: string, text: string): readonly Refusal[] =>
  text.trim() === "" ? [refusal("INVALID_INPUT", path, { why: word("必填", "required") })] : [];

export const reasonRefusals = (reason: string): readonly Refusal[] => required("reason", reason);

function quantityRefusals(quantity: number, max: number): readonly Refusal[] {
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= max) return [];
  return [refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max })];
}

/** Goods that are still out come back or are used; neither money nor grace makes them ours. */
function stillOut({ kind }: SettledClaim, action: string): readonly Refusal[] {
  if (kind !== "RETURN") return [];
  const why = word("应还物资尚在外,请先归还或登记使用", `goods still out cannot be ${action}`);
  return [refusal("INVALID_INPUT", "claimId", { why })];
}

const illegal = (state: SettledClaim["state"], action: Word): Refusal =>
  refusal("ILLEGAL_TRANSITION", "claimId", { state: claimState[state], action });

/** Money is taken only for a figure that both sides have signed, and where the pact allows it. */
export function cashRefusals(claim: SettledClaim, input: CashInput): readonly Refusal[] {
  const signed = claim.state === "CONFIRMED" || claim.state === "PART_SETTLED";
  const inMoney = claim.item === bookUnit.MONEY;
  const price = input.unitPriceFen;
  const priced = price !== undefined && Number.isSafeInteger(price) && price > 0;
  return [
    ...stillOut(claim, "paid for"),
    ...(signed ? [] : [illegal(claim.state, word("等值结算", "settle it by value"))]),
    ...quantityRefusals(input.quantity, claim.outstanding),
    ...required("voucher", input.voucher),
    ...inKindRefusals(claim),
    ...equivalentRefusals(claim, price),
    ...(inMoney || priced
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "unitPriceFen", { min: 1, max: limit })]),
    ...(inMoney || !priced || Number.isSafeInteger(price * input.quantity)
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: limit })]),
  ];
}

/** Where the pact wants the goods themselves, it is named with its clause. */
function inKindRefusals({ kind, regime, pact }: SettledClaim): readonly Refusal[] {
  if (kind !== "REFILL" || regime !== "REFILL_IN_KIND") return [];
  const { zh: clause, en: clauseEn } = liabilityClause.REGIME;
  const { id: agreement = "", version = "" } = pact ?? {};
  return [refusal("REFILL_IN_KIND_ONLY", "claimId", { agreement, version, clause, clauseEn })];
}

/** What the agreement calls the equivalent of one unit is neither more nor less. */
function equivalentRefusals(
  { kind, cashFen }: SettledClaim,
  price: number | undefined,
): readonly Refusal[] {
  if (kind !== "REFILL" || cashFen === null || cashFen === undefined || price === undefined)
    return [];
  if (price === cashFen) return [];
  const why = word(
    `协议约定每单位等值 ${cashFen} 分`,
    `the agreed equivalent is ${cashFen} fen each`,
  );
  return [refusal("INVALID_INPUT", "unitPriceFen", { why })];
}

/** 分 for one unit: the line's price by the agreed basis, times the agreed per cent, rounded up. */
export function cashEquivalent(
  terms: Pick<AgreementTerms, "priceBasis" | "equivalence"> | null,
  unitPriceFen: number | null,
): number | null {
  if (terms?.priceBasis === undefined || unitPriceFen === null) return null;
  const percent = BigInt(terms.equivalence?.cashPercent ?? 100);
  return Number((BigInt(unitPriceFen) * percent + 99n) / 100n);
}

const limit = Number.MAX_SAFE_INTEGER;

/** Work and money are settled against an invoice; goods that never come, by their equivalent. */
export const cashMeans = ({ kind, item }: SettledClaim): SettlementMeans =>
  item === bookUnit.MONEY || kind === "REPAIR" || kind === "RESTORE"
    ? "INVOICE"
    : "CASH_EQUIVALENT";

export function waiveRefusals(claim: SettledClaim, input: WaiveInput): readonly Refusal[] {
  const open = ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"].includes(claim.state);
  return [
    ...stillOut(claim, "waived"),
    ...(open ? [] : [illegal(claim.state, word("豁免", "waive it"))]),
    ...quantityRefusals(input.quantity, claim.outstanding),
    ...reasonRefusals(input.reason),
  ];
}

/** A part that is disputed leaves something undisputed; the whole needs no splitting. */
export function disputeRefusals(
  claim: Pick<SettledClaim, "outstanding" | "state">,
  input: Pick<DisputeInput, "quantity" | "says" | "reason">,
): readonly Refusal[] {
  const { quantity, says } = input;
  return [
    ...(says === undefined ? [] : saidRefusals(says, "says")),
    ...(quantity === undefined ? [] : quantityRefusals(quantity, claim.outstanding)),
    ...(claim.state === "DISPUTED" && quantity !== undefined
      ? [illegal(claim.state, word("部分提出异议", "dispute a part of it"))]
      : []),
    ...reasonRefusals(input.reason),
  ];
}

/** A side may hold that more is owed than is booked; it says so, and the book does not change. */
export const figureRefusals = (
  { state }: Pick<SettledClaim, "state">,
  { quantity, reason }: Pick<FigureInput, "quantity" | "reason">,
): readonly Refusal[] => [
  ...(state === "DISPUTED"
    ? []
    : [illegal(state, word("陈述争议数额", "state a disputed figure"))]),
  ...saidRefusals(quantity, "quantity"),
  ...reasonRefusals(reason),
];

const saidRefusals = (says: number, path: string): readonly Refusal[] =>
  Number.isSafeInteger(says) && says >= 0
    ? []
    : [refusal("QUANTITY_OUT_OF_RANGE", path, { min: 0, max: limit })];

export function sheetRefusals(input: ServiceInput): readonly Refusal[] {
  const counts = input.lines.flatMap((line, at) => lineRefusals(line, at));
  const total = amountOf(input.lines);
  return [
    ...required("sheetNumber", input.sheetNumber),
    ...required("rateTable", input.rateTable),
    ...required("signedForTeam", input.signedForTeam),
    ...required("signedForReceiver", input.signedForReceiver),
    ...(input.lines.length === 0
      ? [refusal("QUANTITY_OUT_OF_RANGE", "lines", { min: 1, max: 100 })]
      : []),
    ...(input.lines.length > 100 ? [refusal("TOO_MANY", "lines", { max: 100 })] : []),
    ...counts,
    ...(counts.length === 0 && total > BigInt(limit)
      ? [refusal("QUANTITY_OUT_OF_RANGE", "lines", { min: 1, max: limit })]
      : []),
  ];
}

const lineRefusals = ({ quantity, rateFen }: SheetLine, at: number): Refusal[] =>
  Object.entries({ quantity, rateFen })
    .filter(([, value]) => !Number.isSafeInteger(value) || value < 1)
    .map(([name]) =>
      refusal("QUANTITY_OUT_OF_RANGE", `lines.${at}.${name}`, { min: 1, max: limit }),
    );

/** Sum of the sheet in 分, exact before it is checked against what a book can hold. */
export const amountOf = (lines: readonly SheetLine[]): bigint =>
  lines.reduce((sum, { quantity, rateFen }) => sum + BigInt(quantity) * BigInt(rateFen), 0n);

/** A claim as it was read, with absent parts left out, so that a child can be opened like it. */
export function parentOf(
  row: OpenClaim & {
    readonly [K in keyof Omit<ClaimOpening, keyof OpenClaim | "state">]?: unknown;
  },
): OpenClaim & Omit<ClaimOpening, "mirrors"> {
  const given = Object.entries(row).filter(([, value]) => value !== null);
  return { mirrors: null, ...Object.fromEntries(given) } as unknown as OpenClaim &
    Omit<ClaimOpening, "mirrors">;
}
