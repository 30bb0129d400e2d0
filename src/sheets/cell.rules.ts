import type { FindingCode } from "../../schema/words/import-findings.ts";

/** A value read from a cell, or why it cannot be. */
export type Reading<Value> =
  | { readonly value: Value }
  | {
      readonly code: FindingCode;
      readonly facts?: Readonly<Record<string, string | number>>;
      readonly suggestion?: string | undefined;
    };

export const isRead = <Value>(reading: Reading<Value>): reading is { readonly value: Value } =>
  "value" in reading;

/** Line breaks, control signs, and signs that turn or hide what stands beside them. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u;

/** What no text cell may hold, whatever its column. */
export function textFault(text: string): FindingCode | undefined {
  if (unseen.test(text)) return "CONTROL_CHARACTER";
  if (/^[=@]/.test(text) || /^[+-]\s*[A-Za-z(]/.test(text)) return "FORMULA_CELL";
  return undefined;
}

export const quantityMax = 1_000_000_000;

const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** A positive whole number; `1,200` is one, `12箱` is a number and a unit. */
export function readQuantity(text: string, unit: string): Reading<number> {
  const plain = text.normalize("NFKC").replaceAll(/[\s]/g, "");
  const joined = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  const [, whole, rest] = /^(\d+)(\p{L}{1,4})$/u.exec(joined) ?? [];
  if (whole !== undefined && rest !== undefined)
    return { code: "NOT_A_NUMBER", facts: { text: short(text) }, suggestion: whole };
  if (!/^[+-]?\d+(\.\d+)?$/.test(joined))
    return { code: "NOT_A_NUMBER", facts: { text: short(text) } };
  const value = Number(joined);
  if (value < 0) return { code: "NEGATIVE", suggestion: String(-value) };
  if (value === 0) return { code: "ZERO" };
  if (!Number.isInteger(value)) return { code: "FRACTIONAL", facts: { unit } };
  if (value > quantityMax) return { code: "TOO_LARGE", facts: { max: quantityMax } };
  return { value };
}

const dayShapes = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** A day of the calendar as `YYYY-MM-DD`; a time of day behind it is left out. */
export function readDay(text: string): Reading<string> {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, "")
    .replaceAll(/\s/g, "");
  for (const shape of dayShapes) {
    const [, year, month, day] = shape.exec(plain) ?? [];
    if (year === undefined || month === undefined || day === undefined) continue;
    const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (isDay(iso)) return { value: iso };
    return { code: "BAD_DATE", facts: { text: short(text) } };
  }
  const swapped = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain);
  const guess = swapped && `${swapped[3] ?? ""}-${two(swapped[1])}-${two(swapped[2])}`;
  return {
    code: "BAD_DATE",
    facts: { text: short(text) },
    suggestion: guess && isDay(guess) ? guess : undefined,
  };
}

const two = (text = ""): string => text.padStart(2, "0");

/** Days that goods may have; a year outside them is a typing error. */
const [firstYear, lastYear] = [1990, 2100];
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(iso: string): boolean {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  if (year < firstYear || year > lastYear) return false;
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return day >= 1 && day <= (monthDays[month - 1] ?? 0) + (leap ? 1 : 0);
}

const yes = new Set(["是", "同意", "公示", "公开", "y", "yes", "true", "1", "√"]);
const no = new Set(["否", "不同意", "匿名", "不公开", "n", "no", "false", "0", ""]);

/** Only a plain yes names a donor. */
export function readYesNo(text: string): Reading<boolean> {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (yes.has(plain)) return { value: true };
  return no.has(plain) ? { value: false } : { code: "YES_OR_NO" };
}
