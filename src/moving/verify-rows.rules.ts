/** A row of an export: PostgreSQL's text of each column, or null. */
export type Row = readonly (string | null)[];

/** Reads named columns of a table's rows; a column that is not there reads as null. */
export class Columns {
  readonly #at: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    this.#at = new Map(names.map((name, at) => [name, at]));
  }

  /** The place of a column, for loops that read millions of rows. */
  at(name: string): number {
    return this.#at.get(name) ?? -1;
  }

  text(row: Row, name: string): string {
    return row[this.at(name)] ?? "";
  }

  maybe(row: Row, name: string): string | null {
    return row[this.at(name)] ?? null;
  }

  number(row: Row, name: string): number {
    return Number(row[this.at(name)] ?? Number.NaN);
  }
}

const fraction = 6;

/** `2026-11-29 04:22:37.12+00` as RFC 3339 with microseconds. */
export function instantOf(sql: string): string {
  const [seconds = "", rest = ""] = sql.slice(0, -3).split(".");
  return `${seconds.replace(" ", "T")}.${rest.padEnd(fraction, "0")}Z`;
}

/** Sentences, each of which names a row, as many as anyone reads. */
export class Problems {
  readonly told: string[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  tell(problem: string): void {
    if (this.told.length < this.#most) this.told.push(problem);
  }
}
