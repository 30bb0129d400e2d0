import type { DashBooksQuery } from "../published/operations.ts";

export type Cell = DashBooksQuery["regionPositions"][number];

/** Cells that may stand in one table: the same duty, kind, thing and unit. */
export interface Group {
  readonly duty: Cell["duty"];
  readonly kind: Cell["kind"];
  readonly itemCode: string | null;
  readonly item: Cell["item"];
  readonly unit: string;
  readonly cells: readonly Cell[];
}

export const keyOfGroup = ({ duty, kind, itemCode, unit }: Omit<Group, "cells" | "item">): string =>
  [duty, kind, itemCode ?? "", unit].join("~");

export function groupsOf(cells: readonly Cell[]): Group[] {
  const keys = [...new Set(cells.map(keyOfGroup))].toSorted();
  return keys.flatMap((key) => {
    const same = cells.filter((cell) => keyOfGroup(cell) === key);
    const [first] = same;
    if (first === undefined) return [];
    const { duty, kind, itemCode, item, unit } = first;
    return [{ duty, kind, itemCode, item, unit, cells: same }];
  });
}
