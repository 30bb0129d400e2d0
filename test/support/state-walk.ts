import { expect } from "vitest";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { rowsOf } from "./dispatch-state.ts";
import { codes } from "./dispatch-steps.ts";

/**
 * A state table written out a second time, a row for each state and a column for each deed. `.` is
 * refused with ILLEGAL_TRANSITION, `CODE!` with that code; `=` is let be (a sweep that finds
 * nothing to do); `~` is done and the state stays; the rest names the state that follows.
 */
export function cellsOf<State extends string, Deed extends string>(
  table: string,
  states: readonly State[],
  deeds: readonly Deed[],
): (readonly [State, Deed, string])[] {
  const [head = "", ...lines] = table.trim().split("\n");
  const columns = head.trim().split(/\s+/);
  expect(columns.toSorted()).toEqual([...deeds].toSorted());
  const rows = lines.map((line) => line.trim().split(/\s+/));
  expect(rows.map(([state]) => state).toSorted()).toEqual([...states].toSorted());
  return rows.flatMap(([state, ...cells]) => {
    expect([state, cells.length]).toEqual([state, columns.length]);
    return cells.map((cell, at) => {
      const after = cell === "~" ? state! : cell;
      return [state as State, columns[at] as Deed, after] as const;
    });
  });
}

/** A refusal other than the usual one ends in `!`, so that nobody takes it for a state. */
const codeOf = (cell: string): string =>
  cell === "." ? "ILLEGAL_TRANSITION" : cell === "=" ? "" : cell.slice(0, -1);

/** Whether a cell names the state that follows. */
export const moves = (cell: string): boolean => cell !== "." && cell !== "=" && !cell.endsWith("!");

/**
 * Does all that a state refuses or lets be, one after the other on one specimen: each has its code,
 * and after all of them every row that a dispatch writes is as it was.
 */
export async function expectUnmoved<State extends string, Deed extends string>(
  database: Database,
  cells: readonly (readonly [State, Deed, string])[],
  state: State,
  deed: (deed: Deed) => Promise<Outcome<unknown>>,
): Promise<void> {
  const before = await digestOf(database);
  const told: (readonly [Deed, string])[] = [];
  const mine = cells.filter(([of, , cell]) => of === state && !moves(cell));
  for (const [, one] of mine) {
    const [first = ""] = codes(await deed(one));
    told.push([one, first.split(" ")[0] ?? ""]);
  }
  expect(told).toEqual(mine.map(([, one, cell]) => [one, codeOf(cell)]));
  expect(await digestOf(database)).toBe(before);
}

const tables = [
  ...["incident", "need", "proposal", "dispatch_order", "order_line", "approval", "leg"],
  ...["leg_line", "hand_over", "team", "equipment_unit", "commitment", "account", "claim"],
  ...["refill_task", "transfer", "entry", "event", "idempotency", "disclosure"],
  ...["disclosure_version", "disclosure_line"],
];

/** A lot whose condition a test changes by hand is told of by a trigger, and by no deed. */
const handless = " where t.kind <> 'STOCK_CHANGED'";

/** One hash over all that a dispatch writes. */
async function digestOf(database: Database): Promise<string> {
  const parts = tables.map(
    (name) =>
      `select '${name}' as part,
         md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash
       from qipan.${name} t${name === "event" ? handless : ""}`,
  );
  const rows = await rowsOf<{ part: string; hash: string }>(database, parts.join(" union all "));
  return JSON.stringify(rows);
}
