import { at } from "./board.ts";
import { against } from "./eligible.ts";
import type { Outlook } from "./limits.ts";

/**
 * Of the capabilities that a short need asks for at once, those of which too few units are free
 * for it: only more of these could help. All of them, where only their sharing out falls short.
 */
export function scarceSkills(outlook: Outlook, needIndex: number): readonly string[] {
  const { board, movesOfSupply } = outlook;
  const need = at(board.needs, needIndex);
  const asked = need.capabilities ?? [];
  const free = board.index.candidates(need).filter((index) => {
    const move = movesOfSupply.get(index)[0];
    return move === undefined
      ? against(board, index, needIndex).length === 0
      : move.need === needIndex;
  });
  const scarce = asked.filter((skill) => {
    const able = free.filter((index) => at(board.supplies, index).capabilities.includes(skill));
    return able.length < need.quantity;
  });
  return scarce.length > 0 ? scarce : asked;
}

/** Whether a supply could help a short need at all. */
export function helpersOf(outlook: Outlook, needIndex: number): (supply: number) => boolean {
  const { board } = outlook;
  if (at(board.needs, needIndex).capabilities === undefined) return () => true;
  const scarce = scarceSkills(outlook, needIndex);
  return (supply) =>
    at(board.supplies, supply).capabilities.some((skill) => scarce.includes(skill));
}
