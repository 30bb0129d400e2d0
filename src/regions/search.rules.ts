import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";

const lengthMax = 100;
const termsMax = 8;

/**
 * What a person typed, taken apart at spaces: each part must be found, in Chinese, in pinyin, as
 * initials or in the code. Nothing typed finds everything.
 */
export function searchTerms(typed: string | null | undefined): Outcome<readonly string[]> {
  const text = (typed ?? "").normalize("NFKC").trim().toLowerCase();
  if (text.length > lengthMax) return refuseFor("TOO_MANY", "search", { max: lengthMax });
  const terms = text.split(/\s+/).filter((term) => term !== "");
  return terms.length > termsMax ? refuseFor("TOO_MANY", "search", { max: termsMax }) : ok(terms);
}

/** What a person typed is text: its `%` and `_` are not wildcards. */
export const likePattern = (term: string): string => `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`;
