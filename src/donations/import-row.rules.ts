import type { FindingCode } from "../../schema/words/import-findings.ts";
import {
  isRead,
  readDay,
  readQuantity,
  readYesNo,
  textFault,
  type Reading,
} from "../sheets/cell.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";
import { isError } from "../sheets/finding.rules.ts";
import type { Header } from "../sheets/header.rules.ts";
import { converted } from "../codes/ratio.rules.ts";
import { importField, type GivenRow, type ImportField, type Known } from "./import.model.ts";
import type { GoodsFinder, NamedItem } from "./import-goods.rules.ts";
import { readEarmark, same } from "./import-name.rules.ts";
import { personalIn } from "../sheets/personal.rules.ts";
import type { SheetRow } from "../sheets/sheet.model.ts";

const longest: Readonly<Record<ImportField, number>> = {
  key: 40,
  item: 60,
  quantity: 30,
  unit: 12,
  receivedOn: 30,
  batch: 40,
  madeOn: 30,
  expiresOn: 30,
  donor: 60,
  consent: 10,
  depot: 60,
  campaign: 80,
  earmark: 60,
  note: 200,
};
const otherMax = 500;
const figures = new Set<ImportField>(["quantity", "receivedOn", "madeOn", "expiresOn"]);

/** Reads one row; what is wrong is collected, so that a row tells all its faults at once. */
export class RowReader {
  readonly #header: Header<ImportField>;
  readonly #known: Known;
  readonly #finder: GoodsFinder;
  readonly #flawed: ReadonlySet<string>;
  findings: Finding[] = [];
  #row: SheetRow = { number: 0, cells: [] };

  constructor(
    header: Header<ImportField>,
    known: Known,
    finder: GoodsFinder,
    flawed: ReadonlySet<string>,
  ) {
    this.#header = header;
    this.#known = known;
    this.#finder = finder;
    this.#flawed = flawed;
  }

  /** The row if nothing is wrong with it. */
  read(row: SheetRow): GivenRow | undefined {
    this.#row = row;
    this.findings = [];
    this.#checkTexts();
    const named = this.#item();
    const goods = { ...this.#goods(named), ...this.#days() };
    const places = { depotId: this.#depot(), campaignId: this.#campaign() };
    const told = {
      donor: this.#donor(),
      earmark: this.#earmark(),
      note: this.#text("note") || null,
    };
    const key = this.#text("key");
    const batch = this.#text("batch");
    if (this.findings.some(isError) || named === undefined) return undefined;
    return { row: row.number, key, item: named.item.sku, batch, ...goods, ...places, ...told };
  }

  /** Every cell, known column or not: what is refused there is refused before it is understood. */
  #checkTexts(): void {
    const fields = new Map([...this.#header.places].map(([field, place]) => [place, field]));
    const { number, cells } = this.#row;
    if (cells.slice(this.#header.titles.length).some((cell) => cell.trim() !== ""))
      this.#add("", "EXTRA_CELLS");
    cells.forEach((cell, place) => {
      if (cell === "" || this.#flawed.has(`${number}:${place}`)) return;
      const field = fields.get(place);
      const title = this.#header.titles[place] ?? "";
      const max = field === undefined ? otherMax : longest[field];
      const fault = textFault(cell);
      const person = field === "item" && this.#finder.isCode(cell) ? undefined : personalIn(cell);
      if (person !== undefined) this.#add(title, "PERSONAL_DATA", { ...person });
      else if (cell.length > max) this.#add(title, "TOO_LONG", { max });
      else if (
        fault !== undefined &&
        !(
          field !== undefined &&
          figures.has(field) &&
          fault === "FORMULA_CELL" &&
          !cell.startsWith("=")
        )
      )
        this.#add(title, fault);
    });
    for (const field of this.#header.places.keys())
      if (importField[field].required && this.#text(field) === "" && !this.#isFlawed(field))
        this.#add(this.#titleOf(field), "REQUIRED", { name: importField[field].zh });
  }

  #item(): NamedItem | undefined {
    const named = this.#take("item", (text) => this.#finder.find(text));
    if (named?.by === undefined) return named;
    const { system, version } = named.by;
    const facts = { text: this.#text("item"), system, version, item: named.item.nameZh };
    this.#add(this.#titleOf("item"), "CODE_READ", facts, null, "NOTE");
    return named;
  }

  #goods(named: NamedItem | undefined): Pick<GivenRow, "quantity" | "given"> {
    const base = named?.item.unitZh ?? "";
    const counted = this.#take("quantity", (text) => readQuantity(text, base)) ?? 0;
    if (named === undefined) return { quantity: counted, given: null };
    const ratio = this.#take("unit", (text) => this.#finder.per(named, text));
    if (ratio === undefined || counted === 0 || (ratio.give === 1 && ratio.counts === 1))
      return { quantity: counted, given: null };
    const title = this.#titleOf("unit");
    const given = `${counted} ${this.#text("unit")}`;
    const quantity = converted(counted, ratio);
    if (quantity === undefined) {
      const { give, counts } = ratio;
      this.#add(title, "NOT_WHOLE", { given, give, counts, quantity: counted, unit: base });
      return { quantity: counted, given };
    }
    this.#add(title, "PACK_CONVERTED", { given, quantity, unit: base }, null, "NOTE");
    return { quantity, given };
  }

  #days(): Pick<GivenRow, "receivedOn" | "madeOn" | "expiresOn"> {
    const { today } = this.#known;
    const past = (text: string): Reading<string> => {
      const day = readDay(text);
      return isRead(day) && day.value > today ? { code: "DATE_IN_FUTURE" } : day;
    };
    const receivedOn = this.#take("receivedOn", past) ?? "";
    const madeOn = this.#take("madeOn", past) ?? null;
    const expiresOn = this.#take("expiresOn", readDay) ?? null;
    if (expiresOn !== null && expiresOn < today)
      this.#add(this.#titleOf("expiresOn"), "EXPIRED", { day: expiresOn });
    else if (expiresOn !== null && madeOn !== null && expiresOn < madeOn)
      this.#add(this.#titleOf("expiresOn"), "DATES_CROSSED");
    return { receivedOn, madeOn, expiresOn };
  }

  #donor(): string | null {
    const named = this.#take("consent", readYesNo) ?? false;
    const donor = this.#text("donor");
    return named && donor !== "" && donor !== "匿名" ? donor : null;
  }

  #depot(): string {
    const { depots } = this.#known;
    const [only] = depots;
    if (this.#text("depot") === "" && only !== undefined && depots.length === 1) return only.id;
    const names = depots
      .slice(0, 3)
      .map(({ nameZh }) => nameZh)
      .join("、");
    if (this.#text("depot") === "") {
      if (!this.#isFlawed("depot"))
        this.#add(importField.depot.zh, "REQUIRED", { name: importField.depot.zh }, names);
      return "";
    }
    return (
      this.#take("depot", (text): Reading<string> => {
        const found = depots.find(({ id, nameZh }) => same(text, id, nameZh));
        if (found !== undefined) return { value: found.id };
        return { code: "UNKNOWN_DEPOT", facts: { text }, suggestion: names };
      }) ?? ""
    );
  }

  #campaign(): string | null {
    const { campaigns } = this.#known;
    return (
      this.#take("campaign", (text): Reading<string> => {
        const found = campaigns.find(({ number, nameZh }) => same(text, number, nameZh));
        if (found !== undefined) return { value: found.id };
        const suggestion = campaigns
          .slice(0, 3)
          .map(({ nameZh }) => nameZh)
          .join("、");
        return { code: "UNKNOWN_CAMPAIGN", facts: { text }, suggestion };
      }) ?? null
    );
  }

  #earmark(): string | null {
    const read = this.#take("earmark", readEarmark) ?? "";
    return read === "" ? null : read;
  }

  /** The cell's value; an empty or flawed cell is undefined and told elsewhere. */
  #take<Value>(field: ImportField, read: (text: string) => Reading<Value>): Value | undefined {
    const text = this.#text(field);
    if (text === "") return undefined;
    const reading = read(text);
    if (isRead(reading)) return reading.value;
    this.#add(this.#titleOf(field), reading.code, reading.facts, reading.suggestion ?? null);
    return undefined;
  }

  #text(field: ImportField): string {
    const place = this.#header.places.get(field);
    if (place === undefined || this.#isFlawed(field)) return "";
    return (this.#row.cells[place] ?? "").trim();
  }

  #isFlawed(field: ImportField): boolean {
    const place = this.#header.places.get(field);
    return place !== undefined && this.#flawed.has(`${this.#row.number}:${place}`);
  }

  #titleOf(field: ImportField): string {
    const place = this.#header.places.get(field);
    return place === undefined ? importField[field].zh : (this.#header.titles[place] ?? "");
  }

  #add(
    column: string,
    code: FindingCode,
    facts: Finding["facts"] = {},
    suggestion: string | null = null,
    level: Finding["level"] = "ERROR",
  ): void {
    const { number: row } = this.#row;
    // A cell whose text is refused is not judged a second time for what it means.
    const told = (one: Finding): boolean => one.column === column && isError(one);
    if (column !== "" && this.findings.some(told)) return;
    this.findings.push({ row, column, code, level, facts, suggestion: suggestion || null });
  }
}
