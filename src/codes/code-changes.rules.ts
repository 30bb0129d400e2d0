import { keyOf } from "./code-sheet.rules.ts";
import type { ChangedRow, CodeRow } from "./codes.model.ts";

export interface CodeChanges {
  readonly changes: readonly ChangedRow[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly same: number;
}

/** What it takes to make of the rows of today those of a file: a table is replaced as a whole. */
export function changesOf(now: readonly CodeRow[], next: readonly CodeRow[]): CodeChanges {
  const before = new Map(now.map((row) => [keyOf(row), row]));
  const after = new Map(next.map((row) => [keyOf(row), row]));
  const changes: ChangedRow[] = [];
  for (const [key, row] of after) {
    const old = before.get(key);
    if (old === undefined) changes.push({ change: "ADDED", before: null, after: row });
    else if (!isSame(old, row)) changes.push({ change: "CHANGED", before: old, after: row });
  }
  for (const [key, row] of before)
    if (!after.has(key)) changes.push({ change: "REMOVED", before: row, after: null });
  const count = (change: ChangedRow["change"]): number =>
    changes.filter((one) => one.change === change).length;
  const [added, changed, removed] = [count("ADDED"), count("CHANGED"), count("REMOVED")];
  return { changes, added, changed, removed, same: next.length - added - changed };
}

const isSame = (a: CodeRow, b: CodeRow): boolean =>
  a.give === b.give && a.counts === b.counts && a.name === b.name;
