import { words } from "../published/words.ts";
import { useLang } from "./lang.ts";

type Enum = keyof typeof words;

/** How a code of the API is called, as the SDL says it. */
export const useWord = (): (<E extends Enum>(kind: E, code: keyof (typeof words)[E]) => string) => {
  const at = useLang() === "en" ? 1 : 0;
  return (kind, code) => {
    const pair = words[kind][code] as readonly [string, string];
    return pair[at];
  };
};
