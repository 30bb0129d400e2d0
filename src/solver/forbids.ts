import { lotKey, unitKey } from "./board.ts";
import type { Forbid, Problem } from "./problem.ts";
import type { Supply } from "./board.ts";

interface Numbers {
  readonly supplies: readonly Supply[];
  readonly byName: { readonly supplyOf: ReadonlyMap<string, number> };
  readonly needOf: ReadonlyMap<string, number>;
  readonly sourceOf: ReadonlyMap<string, number>;
}

type ByNeed = Map<number, string[]>;
const ANY = -1;
const ALLOWED: readonly string[] = [];

/** Answers why a pair is forbidden, in a few look-ups however many rules there are. */
export function forbidsOf(problem: Problem, numbers: Numbers) {
  const anywhere: ByNeed = new Map();
  const atSource = new Map<number, ByNeed>();
  const atSupply = new Map<number, ByNeed>();
  for (const rule of problem.rules?.forbid ?? []) {
    const need = rule.need === undefined ? ANY : (numbers.needOf.get(rule.need) ?? ANY);
    const byNeed = tableFor(rule, numbers, { anywhere, atSource, atSupply });
    const reasons = byNeed.get(need);
    if (reasons === undefined) byNeed.set(need, [rule.reason]);
    else if (!reasons.includes(rule.reason)) reasons.push(rule.reason);
  }
  if ((problem.rules?.forbid ?? []).length === 0) return () => ALLOWED;
  return (supply: number, need: number): readonly string[] => {
    const source = numbers.supplies[supply]?.source ?? ANY;
    const found: string[] = [];
    for (const table of [anywhere, atSource.get(source), atSupply.get(supply)]) {
      if (table === undefined || table.size === 0) continue;
      for (const reason of [...(table.get(ANY) ?? []), ...(table.get(need) ?? [])])
        if (!found.includes(reason)) found.push(reason);
    }
    return found.sort();
  };
}

interface Tables {
  readonly anywhere: ByNeed;
  readonly atSource: Map<number, ByNeed>;
  readonly atSupply: Map<number, ByNeed>;
}

function tableFor(rule: Forbid, numbers: Numbers, tables: Tables): ByNeed {
  const key = rule.lot === undefined ? rule.unit : rule.lot;
  if (key !== undefined) {
    const word = rule.lot === undefined ? unitKey(key) : lotKey(key);
    return tableAt(tables.atSupply, numbers.byName.supplyOf.get(word) ?? ANY);
  }
  if (rule.source === undefined) return tables.anywhere;
  return tableAt(tables.atSource, numbers.sourceOf.get(rule.source) ?? ANY);
}

function tableAt(tables: Map<number, ByNeed>, key: number): ByNeed {
  const found = tables.get(key) ?? new Map<number, string[]>();
  tables.set(key, found);
  return found;
}
