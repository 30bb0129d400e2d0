import { ItemFinder } from "../catalog/item-finder.rules.ts";
import type { Ratio } from "../codes/codes.model.ts";
import type { ForeignCodes, ForeignRow } from "../codes/foreign.rules.ts";
import { times } from "../codes/ratio.rules.ts";
import { isRead, type Reading } from "../sheets/cell.rules.ts";
import type { Known, KnownItem } from "./import.model.ts";
import { basePer } from "./import-name.rules.ts";

/** An item that a cell names, and the row of a code table that says so, if it took one. */
export interface NamedItem {
  readonly item: KnownItem;
  readonly by: ForeignRow | undefined;
}

/** Finds items and units by the hub's own names, and by the codes of the author's own system. */
export class GoodsFinder {
  readonly #finder: ItemFinder<KnownItem>;
  readonly #items: ReadonlyMap<string, KnownItem>;
  readonly #foreign: ForeignCodes;

  constructor({ items, spell, foreign }: Known) {
    this.#finder = new ItemFinder(items, spell);
    this.#items = new Map(items.map((item) => [item.sku, item]));
    this.#foreign = foreign;
  }

  /** Whether a text is one of the author's own codes, which may look like anybody's number. */
  isCode(text: string): boolean {
    return this.#foreign.itemsOf(text).length > 0;
  }

  /** A text that says one thing by a code and another by a name is never guessed at. */
  find(text: string): Reading<NamedItem> {
    const rows = this.#foreign.itemsOf(text).filter(({ target }) => this.#items.has(target));
    const named = this.#finder.find(text);
    const [by] = rows;
    if (by === undefined)
      return isRead(named) ? { value: { item: named.value, by: undefined } } : named;
    const skus = new Set(rows.map(({ target }) => target));
    if (isRead(named)) skus.add(named.value.sku);
    const items = [...skus].map((sku) => this.#items.get(sku)).filter((one) => one !== undefined);
    const [item] = items;
    if (item !== undefined && items.length === 1) return { value: { item, by } };
    const suggestion = items.slice(0, 3).map(({ nameZh }) => nameZh);
    return { code: "AMBIGUOUS_ITEM", facts: { text }, suggestion: suggestion.join("、") };
  }

  /** How many base units one of a unit is: by the code's own row, else the hub, else by units. */
  per({ item, by }: NamedItem, unit: string): Reading<Ratio> {
    const own = by && this.#foreign.unitOf(by.code, item.sku, unit);
    if (own !== undefined) return { value: own };
    const named = basePer(item, unit);
    if (isRead(named)) return { value: { give: 1, counts: named.value } };
    const ratios = this.#foreign.unitsOf(unit).flatMap((row) => {
      const base = basePer(item, row.target);
      const ratio = isRead(base) ? times(row, { give: 1, counts: base.value }) : undefined;
      return ratio === undefined ? [] : [ratio];
    });
    const [ratio] = ratios;
    const agree = ratios.every((one) => one.give === ratio?.give && one.counts === ratio.counts);
    return ratio !== undefined && agree ? { value: ratio } : named;
  }
}
