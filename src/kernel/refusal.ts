import type { RefusalCode } from "../../schema/words/refusals.ts";
import type { Word } from "../../schema/words/word.ts";
import { refuse, type Result } from "./result.ts";

export type Fact = string | number | Word;

/** A fact where no language was asked for: in the log, or where it is a code. */
export const plainFact = (fact: Fact | undefined): string =>
  typeof fact === "object" ? fact.zh : String(fact ?? "");

/**
 * One reason why a request is not done. `path` names the input field in dots and indexes
 * (`lines.2.quantity`); `facts` fill the catalogue's sentence, words in its language.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly path: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** An answer that is whole, or every reason why not. */
export type Outcome<Value> = Result<Value, readonly Refusal[]>;

export const refusal = (code: RefusalCode, path = "", facts: Refusal["facts"] = {}): Refusal => ({
  code,
  path,
  facts,
});

export const refuseFor = (
  code: RefusalCode,
  path = "",
  facts: Refusal["facts"] = {},
): Result<never, readonly Refusal[]> => refuse([refusal(code, path, facts)]);
