import type { FindingCode } from "../../schema/words/import-findings.ts";
import type { ItemFinder } from "../catalog/item-finder.rules.ts";
import { isRead, textFault, type Reading } from "../sheets/cell.rules.ts";
import { aboutCell, aboutRow, isError } from "../sheets/finding.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";
import type { Header } from "../sheets/header.rules.ts";
import { personalIn } from "../sheets/personal.rules.ts";
import type { SheetRow } from "../sheets/sheet.model.ts";
import { codeColumn, type CodeColumn } from "./code-columns.rules.ts";
import type { CodeRow, CountedItem, KnownTargets, Ratio } from "./codes.model.ts";
import { readRatio } from "./ratio.rules.ts";

const longest: Readonly<Record<CodeColumn, number>> = {
  ...{ code: 60, target: 60, unit: 12, factor: 20, name: 120 },
};
const otherMax = 500;
/** What a table program makes of a long number. */
const mangled = /^\d(\.\d+)?E\+?\d+$/i;
const one: Ratio = { give: 1, counts: 1 };

/** As it is compared: without blanks around, and of one width. */
export const plainCode = (text: string): string => text.normalize("NFKC").trim();

interface ReadRow {
  /** The row if nothing is wrong with it. */
  readonly row: CodeRow | undefined;
  readonly findings: readonly Finding[];
}

/** Reads one row of a code table; what is wrong is collected. */
export class CodeRowReader {
  readonly #header: Header<CodeColumn>;
  readonly #known: KnownTargets;
  readonly #finder: ItemFinder<CountedItem>;
  readonly #items: ReadonlyMap<string, CountedItem>;
  #findings: Finding[] = [];
  #row: SheetRow = { number: 0, cells: [] };

  constructor(header: Header<CodeColumn>, known: KnownTargets, finder: ItemFinder<CountedItem>) {
    this.#header = header;
    this.#known = known;
    this.#finder = finder;
    this.#items = new Map(known.items.map((item) => [item.sku, item]));
  }

  read(row: SheetRow): ReadRow {
    this.#row = row;
    this.#findings = [];
    this.#checkTexts();
    const code = plainCode(this.#text("code"));
    if (code === "" && !this.#isFaulty("code"))
      this.#add("code", "REQUIRED", { name: codeColumn.code.zh });
    if (mangled.test(code)) this.#add("code", "CODE_MANGLED", { text: code.slice(0, 24) });
    const target = this.#target();
    const counted = this.#counted(target);
    const name = this.#text("name") || null;
    const findings = this.#findings;
    if (findings.some(isError)) return { row: undefined, findings };
    return { row: { code, target, name, ...counted }, findings };
  }

  /** Every cell, known column or not. Codes may look like anybody's number, names may not. */
  #checkTexts(): void {
    const fields = new Map([...this.#header.places].map(([field, place]) => [place, field]));
    const { number, cells } = this.#row;
    const { titles } = this.#header;
    if (cells.slice(titles.length).some((cell) => cell.trim() !== ""))
      this.#findings.push(aboutRow(number, "EXTRA_CELLS"));
    cells.slice(0, titles.length).forEach((cell, place) => {
      if (cell === "") return;
      const field = fields.get(place);
      const max = field === undefined ? otherMax : longest[field];
      const person = field === "code" || field === "target" ? undefined : personalIn(cell);
      const fault = textFault(cell);
      const about = (code: FindingCode, facts: Finding["facts"] = {}): void => {
        this.#findings.push(aboutCell(number, titles[place] ?? "", code, facts));
      };
      if (person !== undefined) about("PERSONAL_DATA", { ...person });
      else if (cell.length > max) about("TOO_LONG", { max });
      else if (fault !== undefined) about(fault);
    });
  }

  /** The hub's code for what is written; people may write an item's name. */
  #target(): string {
    const { kind, codes } = this.#known;
    return (
      this.#take("target", (text): Reading<string> => {
        if (kind === "ITEM") {
          const found = this.#finder.find(text);
          return isRead(found) ? { value: found.value.sku } : found;
        }
        const value = codes.get(plainCode(text).toLowerCase());
        const facts = { text: text.slice(0, 24) };
        return value === undefined ? { code: "UNKNOWN_TARGET", facts } : { value };
      }) ?? ""
    );
  }

  #counted(target: string): Ratio & { readonly unit: string } {
    const factor = this.#take("factor", readRatio);
    const unit = plainCode(this.#text("unit"));
    const item = this.#items.get(target);
    if (this.#known.kind === "UNIT" && target !== "") return { unit: "", ...(factor ?? one) };
    if (item === undefined) return { unit: "", ...one };
    if (unit === "") {
      if (factor !== undefined) this.#add("factor", "FACTOR_UNASKED");
      return { unit: "", ...one };
    }
    if (sameUnit(unit, item.unitZh, item.unit)) {
      if (factor !== undefined && (factor.give !== 1 || factor.counts !== 1))
        this.#add("factor", "BASE_UNIT_FACTOR", { unit });
      return { unit: "", ...one };
    }
    const pack = item.packs.find(({ unitZh, unitEn }) => sameUnit(unit, unitZh, unitEn));
    const ratio = factor ?? (pack && { give: 1, counts: pack.quantity });
    if (ratio === undefined && !this.#isFaulty("factor"))
      this.#add("factor", "FACTOR_MISSING", { unit, base: item.unitZh });
    return { unit, ...(ratio ?? one) };
  }

  /** The cell's value; an empty or faulty cell is undefined and told elsewhere. */
  #take<Value>(field: CodeColumn, read: (text: string) => Reading<Value>): Value | undefined {
    const text = this.#text(field);
    if (text === "" || this.#isFaulty(field)) return undefined;
    const reading = read(text);
    if (isRead(reading)) return reading.value;
    this.#add(field, reading.code, reading.facts, reading.suggestion ?? null);
    return undefined;
  }

  #text(field: CodeColumn): string {
    const place = this.#header.places.get(field);
    const cell = place === undefined ? "" : (this.#row.cells[place] ?? "").trim();
    // So an export writes what a table program would take for a sum.
    return cell.replace(/^'(?=[+-])/, "");
  }

  #titleOf(field: CodeColumn): string {
    const place = this.#header.places.get(field);
    return place === undefined ? codeColumn[field].zh : (this.#header.titles[place] ?? "");
  }

  #isFaulty(field: CodeColumn): boolean {
    const title = this.#titleOf(field);
    return this.#findings.some((finding) => finding.column === title && isError(finding));
  }

  /** A cell is told once: what its text is refused for is not judged for what it means. */
  #add(
    field: CodeColumn,
    code: FindingCode,
    facts: Finding["facts"] = {},
    suggestion: string | null = null,
  ): void {
    if (this.#isFaulty(field)) return;
    const about = aboutCell(this.#row.number, this.#titleOf(field), code, facts);
    this.#findings.push({ ...about, suggestion: suggestion || null });
  }
}

/** Units are compared as people write them. */
export const sameUnit = (unit: string, ...names: readonly string[]): boolean =>
  names.some((name) => plainCode(name).toLowerCase() === plainCode(unit).toLowerCase());
