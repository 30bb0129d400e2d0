import { ItemFinder } from "../catalog/item-finder.rules.ts";
import { aboutCell, aboutFile, aboutRow, inOrder, isError } from "../sheets/finding.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";
import { flawFindings } from "../sheets/header.rules.ts";
import type { Sheet } from "../sheets/sheet.model.ts";
import { codeHeader } from "./code-columns.rules.ts";
import { CodeRowReader } from "./code-row.rules.ts";
import type { CodeRow, KnownTargets } from "./codes.model.ts";

export const codeRowsMax = 10_000;

export interface CheckedCodes {
  /** Rows of the table that hold data. */
  readonly total: number;
  /** Rows that may be written, in the order of their keys. */
  readonly rows: readonly CodeRow[];
  readonly findings: readonly Finding[];
}

/**
 * Checks a table of foreign codes against what the hub knows. Answers the rows that may be written
 * and, in the order of the table, everything that is wrong: a row tells all its faults at once.
 */
export function checkCodes({ rows: all, flaws }: Sheet, known: KnownTargets): CheckedCodes {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) return { total: 0, rows: [], findings: [aboutFile("FILE_EMPTY")] };
  const titles = codeHeader(known.kind);
  const { header, findings } = titles.read(rows);
  if (header === undefined) return { total: rows.length, rows: [], findings };
  const body = rows.filter(({ number }) => number > header.row);
  const total = body.length;
  if (total > codeRowsMax) {
    const many = aboutFile("TOO_MANY_ROWS", { rows: total, max: codeRowsMax });
    return { total, rows: [], findings: [...findings, many] };
  }
  const flawed = flawFindings(flaws, header);
  const lame = new Set(flawed.map(({ row }) => row));
  const reader = new CodeRowReader(header, known, new ItemFinder(known.items, known.spell));
  const kept = new KeptCodes();
  const told = [...findings, ...flawed];
  for (const row of body) {
    if (titles.isHeader(row)) {
      told.push(aboutRow(row.number, "HEADER_REPEATED"));
      continue;
    }
    const { row: read, findings: found } = reader.read(row);
    told.push(...found);
    if (read !== undefined && !lame.has(row.number)) told.push(...kept.keep(row.number, read));
  }
  const barred = findings.some(isError);
  return { total, rows: barred ? [] : kept.rows(), findings: inOrder(told) };
}

/** Rows of one table that agree with each other. */
class KeptCodes {
  readonly #rows = new Map<string, { readonly at: number; readonly row: CodeRow }>();
  readonly #targets = new Map<string, Set<string>>();

  keep(at: number, row: CodeRow): readonly Finding[] {
    const before = this.#rows.get(keyOf(row));
    if (before !== undefined) {
      const { give, counts } = before.row;
      const same = give === row.give && counts === row.counts;
      return [aboutRow(at, same ? "CODE_TWICE" : "CODE_MIXED", { row: before.at })];
    }
    this.#rows.set(keyOf(row), { at, row });
    if (row.target === "") return [{ ...aboutCell(at, "", "CODE_NOT_MAPPED"), level: "NOTE" }];
    const targets = this.#targets.get(row.code) ?? new Set<string>();
    this.#targets.set(row.code, targets.add(row.target));
    return targets.size > 1 ? [{ ...aboutRow(at, "CODE_BROAD"), level: "NOTE" }] : [];
  }

  rows(): readonly CodeRow[] {
    return [...this.#rows.values()].map(({ row }) => row).sort(inKeyOrder);
  }
}

/** What makes two rows of a table the same row. */
export const keyOf = ({ code, target, unit }: CodeRow): string =>
  JSON.stringify([code, target, unit]);

const before = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const inKeyOrder = (a: CodeRow, b: CodeRow): number =>
  before(a.code, b.code) || before(a.target, b.target) || before(a.unit, b.unit);
