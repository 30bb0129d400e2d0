import { earmarkHazard } from "../../schema/words/donations.ts";
import { isCode } from "../../schema/words/word.ts";
import type { Reading } from "../sheets/cell.rules.ts";
import type { KnownItem } from "./import.model.ts";

/** Whether a text is one of the names; the mark of made-up data is no part of a name. */
export const same = (text: string, ...names: readonly string[]): boolean => {
  const plain = (name: string): string =>
    name
      .normalize("NFKC")
      .replaceAll(/\(示例\)|\s/g, "")
      .toLowerCase();
  return names.some((name) => plain(name) === plain(text));
};

/** Base units in one of what is written: 1 for the base unit itself. */
export function basePer(item: KnownItem, text: string): Reading<number> {
  const unit = text.normalize("NFKC").toLowerCase();
  if (unit === item.unitZh || unit === item.unit.toLowerCase()) return { value: 1 };
  const pack = item.packs.find(({ unitZh, unitEn }) => unit === unitZh || unit === unitEn);
  if (pack !== undefined) return { value: pack.quantity };
  return { code: "WRONG_UNIT", facts: { text, unit: item.unitZh }, suggestion: item.unitZh };
}

/** Hazard codes, as a lot carries them; donors write names. */
export function readEarmark(text: string): Reading<string> {
  const named = text
    .normalize("NFKC")
    .split(/[\s,、;/]+/)
    .filter((part) => part !== "");
  if (named.length === 1 && /^(不限|无|任何|none|any)$/i.test(named[0] ?? "")) return { value: "" };
  const codes = named.map((part) => {
    const code = part.toUpperCase();
    if (isCode(earmarkHazard, code)) return code;
    return Object.entries(earmarkHazard).find(
      ([, { zh, en }]) => zh === part || zh.endsWith(part) || en === part.toLowerCase(),
    )?.[0];
  });
  const wrong = named[codes.indexOf(undefined)];
  if (wrong === undefined) return { value: [...new Set(codes)].join(" ") };
  return { code: "UNKNOWN_EARMARK", facts: { text: wrong }, suggestion: "洪涝、黄河凌汛、地震" };
}
