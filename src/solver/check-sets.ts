import { pairName, storedAt } from "./check-facts.ts";
import type { Facts } from "./check-facts.ts";
import type { Rows } from "./check-lines.ts";
import type { Line } from "./plan.ts";
import type { Need, Unit } from "./problem.ts";

/** What a need of several capabilities asks for, in order of code; undefined: it is none such. */
export const askedOf = (need: Need | undefined): readonly string[] | undefined =>
  need?.capabilities?.toSorted();

/** Of what is asked, what a unit can do. */
export const skillsFor = (asked: readonly string[], unit: Unit | undefined): readonly string[] =>
  asked.filter((one) => unit?.capabilities.includes(one) === true);

/**
 * Lines to needs of several capabilities: each names what its unit covers; each set is whole, has
 * nobody to spare and one line that counts; without a set goes only what is pinned. No other line
 * speaks of sets.
 */
export function setFaults(facts: Facts, { lines, needs, stored }: Rows): string[] {
  const sets = new Map<string, Line[][]>();
  const faults: string[] = [];
  lines.forEach((line, row) => {
    const asked = askedOf(facts.problem.needs[needs[row] ?? -1]);
    if (asked === undefined) {
      if (line.covers !== undefined || line.set !== undefined)
        faults.push(`${pairName(line)} is part of no set`);
      return;
    }
    const skills = skillsFor(asked, storedAt(facts, stored[row] ?? -1)?.unit);
    if (JSON.stringify(line.covers) !== JSON.stringify(skills))
      faults.push(`${pairName(line)} covers something else`);
    if (line.set === undefined) {
      if (line.counted !== 0 || !facts.pins.has(pairName(line)))
        faults.push(`${pairName(line)} goes without a set`);
      return;
    }
    const known = sets.get(line.need) ?? [];
    sets.set(line.need, known);
    (known[line.set - 1] ??= []).push(line);
  });
  return [
    ...faults,
    ...[...sets].flatMap(([id, rows]) =>
      Array.from(rows, (set, index) =>
        isSet(askedOf(facts.needs.get(id)) ?? [], set) ? [] : [`set ${index + 1} of ${id} is none`],
      ).flat(),
    ),
  ];
}

function isSet(asked: readonly string[], lines: readonly Line[] | undefined): boolean {
  if (lines === undefined) return false;
  const can = (rows: readonly Line[]) =>
    asked.every((one) => rows.some((row) => row.covers?.includes(one) === true));
  const first = lines
    .filter((line) => line.covers?.includes(asked[0] ?? "") === true)
    .sort((a, b) => byText(a.source, b.source) || byText(a.unit ?? "", b.unit ?? ""))[0];
  return (
    can(lines) &&
    lines.every((line) => !can(lines.filter((other) => other !== line))) &&
    lines.every((line) => line.counted === (line === first ? 1 : 0))
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
