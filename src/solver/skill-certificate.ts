import { at } from "./board.ts";
import type { BoardNeed } from "./board.ts";
import { nameOf, onLane } from "./eligible.ts";
import type { Outlook } from "./limits.ts";
import type { Certificate } from "./plan.ts";

/** What a need asks of units: one capability, or several at once. */
export const skillsAsked = ({ capability, capabilities }: BoardNeed): readonly string[] =>
  capabilities ?? (capability === undefined ? [] : [capability]);

/**
 * The same sum where sets are asked for, over one capability: each set takes at least one unit
 * that has it, so needs that ask for it and all units that have it and could reach them prove a
 * shortage by counting. Undefined where no single capability is what is short.
 */
export function skillCertificate(outlook: Outlook, short: number): Certificate | undefined {
  const { board } = outlook;
  // Goods first, without a look at all other needs: they may be many.
  if (at(board.needs, short).item !== undefined) return undefined;
  if (board.needs.every((need) => need.capabilities === undefined)) return undefined;
  for (const skill of skillsAsked(at(board.needs, short))) {
    const certificate = byCounting(outlook, short, skill);
    if (certificate !== undefined) return certificate;
  }
  return undefined;
}

function byCounting(outlook: Outlook, short: number, skill: string): Certificate | undefined {
  const { board } = outlook;
  const reached = reach(outlook, short, skill);
  if (reached === undefined) return undefined;
  const needs = [...reached.needs].sort((a, b) => a - b);
  const units = [...reached.units].sort((a, b) => a - b);
  const pins = board.pinned.filter(
    (pin) => reached.needs.has(pin.need) && hasSkill(outlook, pin.supply, skill),
  );
  const demand = needs.reduce((sum, need) => sum + at(board.needs, need).quantity, 0);
  const supply = units.reduce((sum, unit) => sum + at(board.supplies, unit).usable, pins.length);
  const missing = needs.reduce((sum, need) => sum + at(outlook.missing, need), 0);
  if (demand - supply !== missing) return undefined;
  return {
    capability: skill,
    needs: needs.map((need) => at(board.needs, need).id),
    stocks: units.map((unit) => nameOf(board, at(board.supplies, unit))),
    demand,
    supply,
    missing,
  };
}

const hasSkill = ({ board }: Outlook, supply: number, skill: string) =>
  at(board.supplies, supply).capabilities.includes(skill);

/** Follows the units that have the skill to whom they serve, as long as these ask for it too. */
function reach({ board, movesOfSupply }: Outlook, short: number, skill: string) {
  const needs = new Set([short]);
  const units = new Set<number>();
  const queue = [short];
  for (let need = queue.pop(); need !== undefined; need = queue.pop()) {
    const found: number[] = [];
    board.index.eachReached(at(board.needs, need), (unit, lane) => {
      const isHelp = at(board.supplies, unit).capabilities.includes(skill) && !units.has(unit);
      if (isHelp && onLane(board, unit, need, lane).length === 0) found.push(unit);
    });
    for (const unit of found) {
      units.add(unit);
      if (at(board.supplies, unit).usable === 0) continue;
      const served = movesOfSupply.get(unit)[0]?.need;
      if (served === undefined || !skillsAsked(at(board.needs, served)).includes(skill))
        return undefined;
      if (needs.has(served)) continue;
      needs.add(served);
      queue.push(served);
    }
  }
  return { needs, units };
}
