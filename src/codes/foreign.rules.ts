import type { CodeTableKind } from "../../schema/words/codes.ts";
import { plainCode, sameUnit } from "./code-row.rules.ts";
import type { CodeRow, Ratio } from "./codes.model.ts";

/** A row of a table that an organization may write its data with. */
export interface ForeignRow extends CodeRow {
  readonly system: string;
  readonly kind: CodeTableKind;
  readonly version: number;
}

/** What an organization's own tables say of the codes and units in its data. */
export class ForeignCodes {
  readonly #items = new Map<string, ForeignRow[]>();
  readonly #units: readonly ForeignRow[];

  constructor(rows: readonly ForeignRow[]) {
    for (const row of rows.filter(({ kind, target }) => kind === "ITEM" && target !== "")) {
      const named = this.#items.get(row.code) ?? [];
      this.#items.set(row.code, named);
      named.push(row);
    }
    this.#units = rows.filter(({ kind, target }) => kind === "UNIT" && target !== "");
  }

  /** The rows that say what a code stands for; several items if the code is a broad one. */
  itemsOf(text: string): readonly ForeignRow[] {
    return this.#items.get(plainCode(text)) ?? [];
  }

  /** What one of a unit is of an item, where the tables say so under this code. */
  unitOf(text: string, sku: string, unit: string): Ratio | undefined {
    return this.itemsOf(text).find(
      (row) => row.target === sku && row.unit !== "" && sameUnit(unit, row.unit),
    );
  }

  /** The hub's names for a unit, each with what one is of it. */
  unitsOf(unit: string): readonly ForeignRow[] {
    return this.#units.filter(({ code }) => sameUnit(unit, code));
  }
}
