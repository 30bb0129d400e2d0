import type { Reading } from "../sheets/cell.rules.ts";

/** What an item is found by; `searchText` holds its pinyin and initials. */
export interface FindableItem {
  readonly sku: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly searchText: string;
}

const suggestionsMax = 3;
/** Below this two names have nothing to do with each other. */
const likenessMin = 0.3;

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_/·×*()[\]【】,,、-]/gu, "");

/** The name without what stands in brackets: people leave the size out. */
const bare = (name: string): string => plain(name.normalize("NFKC").replaceAll(/\(.*?\)/gu, ""));

/** Finds items by code, full name or a name that only one item has; remembers what it found. */
export class ItemFinder<Item extends FindableItem> {
  readonly #items: readonly Item[];
  readonly #spell: (text: string) => string;
  readonly #exact = new Map<string, Item>();
  readonly #bare = new Map<string, Item[]>();
  readonly #asked = new Map<string, Reading<Item>>();

  constructor(items: readonly Item[], spell: (text: string) => string) {
    this.#items = items;
    this.#spell = spell;
    for (const item of items) {
      for (const name of [item.sku, item.nameZh, item.nameEn]) this.#exact.set(plain(name), item);
      const named = this.#bare.get(bare(item.nameZh)) ?? [];
      this.#bare.set(bare(item.nameZh), [...named, item]);
    }
  }

  find(text: string): Reading<Item> {
    const known = this.#asked.get(text);
    if (known !== undefined) return known;
    const found = this.#find(text);
    this.#asked.set(text, found);
    return found;
  }

  #find(text: string): Reading<Item> {
    const exact = this.#exact.get(plain(text));
    if (exact !== undefined) return { value: exact };
    const named = this.#bare.get(bare(text)) ?? [];
    const [only] = named;
    if (only !== undefined && named.length === 1) return { value: only };
    const facts = { text: text.length > 24 ? `${text.slice(0, 24)}…` : text };
    if (named.length > 1)
      return { code: "AMBIGUOUS_ITEM", facts, suggestion: namesOf(named.slice(0, suggestionsMax)) };
    const near = this.#nearest(text);
    const suggestion = near.length === 0 ? undefined : namesOf(near);
    return { code: "UNKNOWN_ITEM", facts, suggestion };
  }

  /** The most alike by characters or by sound; ties in the order of the catalogue. */
  #nearest(text: string): Item[] {
    const [written, spelled] = [bare(text) || plain(text), plain(this.#spell(text))];
    return this.#items
      .map((item) => {
        const [, letters = "", initials = ""] = item.searchText.split(" ");
        const likeness = Math.max(
          alike(written, bare(item.nameZh)),
          alike(spelled, letters.slice(0, spelled.length)) * 0.95,
          spelled.length > 1 && spelled === initials ? 0.9 : 0,
        );
        return { item, likeness };
      })
      .filter(({ likeness }) => likeness >= likenessMin)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, suggestionsMax)
      .map(({ item }) => item);
  }
}

const namesOf = (items: readonly FindableItem[]): string =>
  items.map(({ nameZh }) => nameZh).join("、");

/** Dice's measure over pairs of neighbouring signs: 1 the same, 0 nothing in common. */
export function alike(a: string, b: string): number {
  if (a === b) return a === "" ? 0 : 1;
  const [ours, theirs] = [pairsOf(a), pairsOf(b)];
  const total = ours.length + theirs.length;
  if (total === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of ours) left.set(pair, (left.get(pair) ?? 0) + 1);
  let both = 0;
  for (const pair of theirs) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    both += 1;
    left.set(pair, count - 1);
  }
  return (2 * both) / total;
}

function pairsOf(text: string): string[] {
  const signs = Array.from(text.slice(0, 60));
  if (signs.length === 1) return signs;
  return signs.slice(1).map((sign, at) => `${signs[at] ?? ""}${sign}`);
}
