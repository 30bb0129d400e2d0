import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { against, nameOf } from "./eligible.ts";
import type { Warning } from "./plan.ts";
import { previousOf } from "./previous.ts";

/** What a reader should know though the plan stands: pins against the rules, lost lines. */
export function warningsOf(board: Board): Warning[] {
  const pins = board.pinned.flatMap((pin) => {
    const supply = at(board.supplies, pin.supply);
    const pair = { ...nameOf(board, supply), need: at(board.needs, pin.need).id };
    return against(board, pin.supply, pin.need).map((code) => ({
      ...pair,
      code: `PIN_AGAINST_${code}`,
    }));
  });
  const floors = board.supplies
    .filter((supply) => supply.pinned > Math.max(0, supply.stock - supply.floor))
    .map((supply) => ({ ...nameOf(board, supply), code: "PIN_AGAINST_FLOOR" }));
  const lost = previousOf(board).lost.map(({ source, lot, unit, need }) => ({
    code: "PREVIOUS_LOST",
    source,
    ...(lot === undefined ? {} : { lot }),
    ...(unit === undefined ? {} : { unit }),
    need,
  }));
  return [...pins, ...floors, ...groupWarnings(board), ...lost];
}

/** A group whose pins alone take more than it may give. */
function groupWarnings(board: Board): Warning[] {
  const floors = board.problem.rules?.floors ?? [];
  return board.groups.flatMap((group) => {
    const lots = group.supplies.map((index) => at(board.supplies, index));
    const stock = lots.reduce((sum, lot) => sum + lot.stock, 0);
    const pinned = lots.reduce((sum, lot) => sum + lot.pinned, 0);
    if (pinned === 0 || pinned <= stock - at(floors, group.rule).keep) return [];
    return lots
      .filter((lot) => lot.pinned > 0)
      .map((lot) => ({ ...nameOf(board, lot), code: "PIN_AGAINST_FLOOR" }));
  });
}
