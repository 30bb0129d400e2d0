import { ask } from "../core/ask.ts";
import { DashThingsDocument } from "../published/operations.ts";
import type { Thing } from "./need-draft.ts";
import { meantIn, thingsIn } from "./things-found.ts";

/** Items by name, pinyin, initials or code; skills by name or code, and sets of them by `+`. */
export async function findThings(search: string): Promise<Thing[]> {
  const text = search.trim();
  if (text === "") return [];
  return thingsIn(await ask(DashThingsDocument, { search: text, first: 8 }), text);
}

export const meantBy = async (text: string): Promise<Thing | null> =>
  meantIn(await findThings(text), text);
