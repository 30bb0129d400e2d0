import { seedData } from "../../seeds/data.ts";
import { claimKind, claimState, refillTaskState } from "../../schema/words/ledger.ts";
import { compare } from "../kernel/compare.ts";
import type { DemoReport } from "./demo.model.ts";
import { short, shown, unitShown, word } from "./demo-words.ts";
import { table } from "./table.ts";

/** Who owes whom, one row per pair, kind, item and state. */
export const claimsTable = ({ claims }: DemoReport): string =>
  table(
    [
      { title: "应付方 debtor", cell: ({ debtor }) => short(debtor.name) },
      { title: "应收方 creditor", cell: ({ creditor }) => short(creditor.name) },
      { title: "类别 kind", cell: ({ kind, mirrors }) => kindOf(kind, mirrors) },
      { title: "物资 item", cell: ({ itemCode }) => itemName(itemCode) },
      { title: "未清 open", cell: ({ unit, outstanding }) => shown(unit, outstanding) },
      { title: "单位 unit", cell: ({ unit }) => unitShown(unit) },
      { title: "状态 state", cell: ({ state }) => word(claimState, state) },
    ],
    merge(
      claims.filter(({ outstanding }) => outstanding > 0),
      ({ debtor, creditor, kind, mirrors, itemCode, state }) =>
        [debtor.name, creditor.name, kind, mirrors, itemCode, state].join("|"),
      (a, b) => ({ ...a, outstanding: a.outstanding + b.outstanding }),
    ),
  );

const kindOf = (kind: string, mirrors: string | null): string =>
  word(claimKind, kind) + (mirrors === null ? "" : `(${word(claimKind, mirrors)})`);

const names = new Map(seedData.items.map(({ sku, nameZh }) => [sku, nameZh]));

const itemName = (code: string | null): string =>
  code === null ? "金额" : (names.get(code) ?? code);

export const tasksTable = ({ refillTasks }: DemoReport): string =>
  table(
    [
      { title: "库点 depot", cell: ({ depot }) => short(depot.name) },
      { title: "物资 item", cell: ({ itemCode }) => itemName(itemCode) },
      { title: "应补 due", cell: ({ quantity }) => quantity },
      { title: "已补 refilled", cell: ({ done }) => done },
      { title: "单位 unit", cell: ({ unit }) => unit },
      { title: "补库单位 by whom", cell: ({ performer }) => short(performer.name) },
      { title: "状态 state", cell: ({ state }) => word(refillTaskState, state) },
    ],
    merge(
      refillTasks,
      ({ depot, itemCode, performer, state }) =>
        [depot.name, itemCode, performer.name, state].join("|"),
      (a, b) => ({ ...a, quantity: a.quantity + b.quantity, done: a.done + b.done }),
    ),
  );

export const statementText = ({ statements }: DemoReport): string =>
  statements
    .map(({ lines, headSize, headRoot }) => {
      const rows = table(
        [
          { title: "对方 with", cell: ({ counterparty }) => short(counterparty.nameZh) },
          { title: "方向 side", cell: ({ collects }) => (collects ? "应收 owed" : "应付 owes") },
          { title: "类别 kind", cell: ({ kind }) => word(claimKind, kind) },
          { title: "物资 item", cell: ({ itemCode }) => itemName(itemCode) },
          { title: "期初 opening", cell: ({ unit, opening }) => shown(unit, opening) },
          { title: "新增 opened", cell: ({ unit, opened }) => shown(unit, opened) },
          {
            title: "清偿 settled",
            cell: ({ unit, settled }) =>
              shown(
                unit,
                settled.reduce((sum, { quantity }) => sum + quantity, 0),
              ),
          },
          { title: "期末 closing", cell: ({ unit, closing }) => shown(unit, closing) },
          { title: "单位 unit", cell: ({ unit }) => unitShown(unit) },
        ],
        lines,
      );
      return `${rows}  账头 head ${String(headSize)} ${headRoot}\n`;
    })
    .join("\n");

/** Rows that differ in nothing but their figures become one, in key order; no sum mixes units. */
function merge<T>(rows: readonly T[], key: (row: T) => string, add: (a: T, b: T) => T): T[] {
  const merged = new Map<string, T>();
  for (const row of rows) {
    const known = merged.get(key(row));
    merged.set(key(row), known === undefined ? row : add(known, row));
  }
  return [...merged].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
}
