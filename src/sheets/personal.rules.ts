import { word } from "../../schema/words/word.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { textFault } from "./cell.rules.ts";

/** A kind of personal data, named in both languages. */
export interface PersonalKind {
  readonly what: string;
  readonly whatEn: string;
}

const kinds: readonly (PersonalKind & { readonly found: (text: string) => boolean })[] = [
  {
    what: "手机号",
    whatEn: "a mobile number",
    found: (text) => /(?<![\dA-Za-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/.test(text),
  },
  {
    what: "固定电话",
    whatEn: "a telephone number",
    found: (text) => /(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)/.test(text),
  },
  { what: "身份证号", whatEn: "an identity number", found: hasIdentityNumber },
  {
    what: "电子邮箱",
    whatEn: "an e-mail address",
    found: (text) => /[\w.+-]{1,64}@[\w-]{1,64}\.\w/.test(text),
  },
];

/** Systems number their rows so; of some thousands of them one has digits like a telephone's. */
const uuid = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/**
 * What kind of personal data a text seems to hold; undefined: none. The hub neither stores nor
 * shows any (突发事件应对法 Art. 84; 慈善法 Art. 82), so a text that might is refused.
 */
export function personalIn(text: string): PersonalKind | undefined {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/[‐-―−]/gu, "-")
    .replaceAll(uuid, "·");
  return kinds.find(({ found }) => found(plain));
}

/** Eighteen or fifteen digits with a possible day of birth where an identity number has one. */
function hasIdentityNumber(text: string): boolean {
  const joined = text.replaceAll(/(?<=\d)[ -](?=[\dXx])/g, "");
  const long = /(?<!\d)[1-9]\d{5}((?:19|20)\d{6})\d{3}[\dXx](?![\dA-Za-z])/.exec(joined);
  if (long?.[1] !== undefined && isMonthDay(long[1].slice(4))) return true;
  const short = /(?<!\d)[1-9]\d{5}\d{2}(\d{4})\d{3}(?!\d)/.exec(joined);
  return short?.[1] !== undefined && isMonthDay(short[1]);
}

function isMonthDay(text: string): boolean {
  const [month, day] = [Number(text.slice(0, 2)), Number(text.slice(2))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Texts that people will read in public: not too long, one line, and of no person. */
export const textRefusals = (
  texts: Readonly<Record<string, string | null | undefined>>,
  max: number,
  required = false,
): readonly Refusal[] =>
  Object.entries(texts).flatMap(([path, text]) => {
    const typed = (text ?? "").trim();
    if (typed === "" && !required && (text ?? "") === "") return [];
    if (typed === "" || typed.length > max || textFault(typed) !== undefined)
      return [
        refusal("INVALID_INPUT", path, {
          why: word(`1–${max} 字,一行`, `1–${max} one line of characters`),
        }),
      ];
    const person = personalIn(typed);
    return person === undefined ? [] : [refusal("PERSONAL_DATA", path, { ...person })];
  });
