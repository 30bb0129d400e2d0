import type { DashThingsQuery } from "../published/operations.ts";
import type { Thing } from "./need-draft.ts";

/** What a text may mean of what the hub found: sets of capabilities first, then goods, then one. */
export const thingsIn = (found: DashThingsQuery, text: string): Thing[] =>
  [...setsOf(found, text), ...itemsOf(found), ...skillsOf(found, text)].slice(0, 10);

/** The one thing that a pasted name means: the same name or code, else the only one found. */
export function meantIn(things: readonly Thing[], text: string): Thing | null {
  const same = things.find((one) => isCalled(one, text) || isSet(one, text));
  return same ?? (things.length === 1 ? (things[0] ?? null) : null);
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

/** As typed on either keyboard: U+FF0B is the one of a Chinese one. */
const plus = /\s*[+\uFF0B]\s*/;

/** Capabilities that are wanted all at once, joined by `+`: the last of them is looked for. */
function setsOf(found: DashThingsQuery, text: string): Thing[] {
  const [wanted = "", ...before] = text.split(plus).toReversed();
  const all = skillsOf(found, "");
  const named = before.toReversed().flatMap((part) => all.find((one) => isCalled(one, part)) ?? []);
  if (named.length === 0 || named.length < before.length) return [];
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
  [code, nameZh, nameEn].some((name) => name.toLowerCase() === text.trim().toLowerCase());

/** Each of the parts is what the set has at its place, by name or by code. */
function isSet({ kind, code, nameZh, nameEn }: Thing, text: string): boolean {
  const names = [code.split("+"), nameZh.split(" + "), nameEn.split(" + ")];
  const parts = text.split(plus).map((part) => part.trim().toLowerCase());
  return (
    kind === "set" &&
    parts.every((part, at) => names.some((name) => name[at]?.toLowerCase() === part))
  );
}
