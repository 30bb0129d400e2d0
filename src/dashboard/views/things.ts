import { ask } from "../core/ask.ts";
import { DashThingsDocument, type DashThingsQuery } from "../published/operations.ts";
import type { Thing } from "./need-draft.ts";

/** Items by name, pinyin, initials or code, and skills by name or code. */
export async function findThings(search: string): Promise<Thing[]> {
  const text = search.trim();
  if (text === "") return [];
  const found = await ask(DashThingsDocument, { search: text, first: 8 });
  return [...itemsOf(found), ...skillsOf(found, text)].slice(0, 10);
}

const itemsOf = ({ items }: DashThingsQuery): Thing[] =>
  items.edges.map(({ node: { sku, ...names } }) => ({ kind: "item", code: sku, ...names }));

const skillsOf = ({ skills }: DashThingsQuery, search: string): Thing[] =>
  skills
    .filter(({ code, nameZh, nameEn }) =>
      `${code} ${nameZh} ${nameEn}`.toLowerCase().includes(search.toLowerCase()),
    )
    .map(({ code, nameZh, nameEn }) => ({
      kind: "capability",
      code,
      nameZh,
      nameEn,
      unit: "teams",
      unitZh: "支",
    }));

/** The one thing that a pasted name means: the same name or code, else the only one found. */
export async function meantBy(text: string): Promise<Thing | null> {
  const found = await findThings(text);
  const same = found.find(({ code, nameZh, nameEn }) =>
    [code, nameZh, nameEn].some((name) => name === text.trim()),
  );
  return same ?? (found.length === 1 ? (found[0] ?? null) : null);
}
