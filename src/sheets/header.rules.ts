import { aboutCell, aboutFile } from "./finding.rules.ts";
import type { Finding } from "./finding.model.ts";
import type { Flaw, SheetRow } from "./sheet.model.ts";

/** One column that a kind of table may have, and the titles that people also write for it. */
export interface ColumnWord {
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
  readonly synonyms: readonly string[];
}
/** The columns of one kind of table, in the order of its template. */
export type ColumnWords<Field extends string> = readonly (readonly [Field, ColumnWord])[];

export interface Header<Field extends string> {
  readonly row: number;
  readonly titles: readonly string[];
  /** The place of each field's column. */
  readonly places: ReadonlyMap<Field, number>;
}

/** Titles under which people keep what the hub must not take. */
const personal = [
  /电话|手机|联系方式|联系人|身份证|证件|护照|住址|家庭地址|银行|账号|卡号|微信|邮箱/,
  /phone|mobile|idcard|passport|email|wechat|address/i,
];
const searched = 10;

const plain = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[((].*?[))]|[\s*_.::*-]/gu, "");

/** Finds the header of one kind of table; a row with `titlesMin` titles of columns is one. */
export class HeaderReader<Field extends string> {
  readonly #words: ColumnWords<Field>;
  readonly #titlesMin: number;
  readonly #byTitle: ReadonlyMap<string, Field>;

  constructor(words: ColumnWords<Field>, titlesMin: number) {
    this.#words = words;
    this.#titlesMin = titlesMin;
    this.#byTitle = new Map(
      words.flatMap(([field, { zh, en, synonyms }]) =>
        [zh, en, ...synonyms].map((title) => [plain(title), field] as const),
      ),
    );
  }

  isHeader({ cells }: SheetRow): boolean {
    return cells.filter((cell) => this.#fieldOf(cell) !== undefined).length >= this.#titlesMin;
  }

  /** The header of a table and all that is wrong with it; no header, no rows. */
  read(rows: readonly SheetRow[]): {
    readonly header: Header<Field> | undefined;
    readonly findings: readonly Finding[];
  } {
    const at = rows.slice(0, searched).findIndex((row) => this.isHeader(row));
    const found = rows[at];
    if (found === undefined) return { header: undefined, findings: [aboutFile("HEADER_MISSING")] };
    const { number: row, cells } = found;
    const findings = at > 0 ? [aboutCell(row, "", "HEADER_NOT_FIRST", { row })] : [];
    const places = new Map<Field, number>();
    cells.forEach((title, place) => {
      const field = this.#fieldOf(title);
      if (field !== undefined && !places.has(field)) places.set(field, place);
      else findings.push(...untaken(row, title, field !== undefined));
    });
    for (const [field, { zh: name, required }] of this.#words) {
      const missing = aboutCell(row, name, "COLUMN_MISSING", { name });
      if (required && !places.has(field)) findings.push({ ...missing, suggestion: name });
    }
    return { header: { row, titles: cells, places }, findings };
  }

  #fieldOf(title: string): Field | undefined {
    return this.#byTitle.get(plain(title));
  }
}

/** A column that is not read, and why. */
function untaken(row: number, title: string, isTwice: boolean): readonly Finding[] {
  if (isTwice) return [aboutCell(row, title, "COLUMN_TWICE", { name: title })];
  if (personal.some((word) => word.test(plain(title))))
    return [aboutCell(row, title, "PERSONAL_COLUMN")];
  if (title.trim() === "") return [];
  return [{ ...aboutCell(row, title, "COLUMN_IGNORED"), level: "NOTE" }];
}

/** Cells whose text alone would hide what they are, under the titles of their columns. */
export const flawFindings = (
  flaws: readonly Flaw[],
  { titles, row: headerRow }: Header<string>,
): Finding[] =>
  flaws
    .filter(({ row, column }) => row >= headerRow && column < titles.length)
    .map(({ row, column, code, facts }) => aboutCell(row, titles[column] ?? "", code, facts));
