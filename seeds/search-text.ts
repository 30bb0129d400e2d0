import { pinyin } from "pinyin-pro";

/**
 * What a search looks through: the Chinese name, its pinyin without tones, its initials, the
 * English name and the code, in lower case.
 */
export function searchTextOf(nameZh: string, nameEn: string | null, code: string): string {
  const name = nameZh.replaceAll(/\([^)]*示例[^)]*\)/gu, "");
  const letters = (pattern: "pinyin" | "first"): string =>
    pinyin(name, { toneType: "none", pattern, type: "array", nonZh: "consecutive", v: true })
      .join("")
      .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return [name, letters("pinyin"), letters("first"), nameEn ?? "", code]
    .filter((part) => part !== "")
    .join(" ")
    .toLowerCase();
}
