import { ask } from "../core/ask.ts";
import { DashThingsDocument, type DashThingsQuery } from "../published/operations.ts";
import type { Thing } from "./need-draft.ts";

/** Items by name, pinyin, initials or code, and skills by name or code. */
export async function findThings(search: string): Promise<Thing[]> {
  const text = search.trim();
  if (text === "") return [];
  const parts = text.split(plus);
  if (parts.length > 1) return (await findSets(parts)).slice(0, 10);
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

const plus = /\s*[++]\s*/;

/** Capabilities that are wanted all at once, joined by `+`: the last of them is looked for. */
async function findSets(parts: readonly string[]): Promise<Thing[]> {
  const [wanted = "", ...before] = parts.toReversed();
  const found = await ask(DashThingsDocument, { search: parts[0] ?? "", first: 1 });
  const all = skillsOf(found, "");
  const named = before.toReversed().flatMap((part) => all.find((one) => isCalled(one, part)) ?? []);
  if (named.length < before.length) return [];
  return skillsOf(found, wanted)
    .filter(({ code }) => named.every((one) => one.code !== code))
    .map((last) => setOf([...named, last]));
}

const setOf = (skills: readonly Thing[]): Thing => ({
  kind: "set",
  code: skills.map(({ code }) => code).join("+"),
  nameZh: skills.map(({ nameZh }) => nameZh).join(" + "),
  nameEn: skills.map(({ nameEn }) => nameEn).join(" + "),
  unit: "sets",
  unitZh: "套",
});

const isCalled = ({ code, nameZh, nameEn }: Thing, text: string): boolean =>
  [code, nameZh, nameEn].includes(text);

/** The one thing that a pasted name means: the same name or code, else the only one found. */
export async function meantBy(text: string): Promise<Thing | null> {
  const found = await findThings(text);
  const joined = text.trim().split(plus);
  const same = found.find(
    (one) =>
      isCalled(one, joined.join(" + ")) || (one.kind === "set" && one.code === joined.join("+")),
  );
  return same ?? (found.length === 1 ? (found[0] ?? null) : null);
}
