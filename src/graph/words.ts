import { registerEnumType } from "type-graphql";
import type { Words } from "../../schema/words/word.ts";

/** A GraphQL enum that reads the one word list; each value says what it means, zh and en. */
export function enumOf<W extends Words>(
  name: string,
  words: W,
  description: string,
): Record<keyof W & string, string> {
  const values = Object.fromEntries(Object.keys(words).map((code) => [code, code]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(words).map(([code, { zh, en }]) => [code, { description: `${zh} / ${en}` }]),
    ),
  });
  return values as Record<keyof W & string, string>;
}
