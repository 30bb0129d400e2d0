import { at, missingOf, movesOf, tallyOf } from "./board.ts";
import type { Board, Flows, Move } from "./board.ts";
import { hallCertificate } from "./certificate.ts";
import { limitsOf } from "./limits.ts";
import type { Outlook } from "./limits.ts";
import { Measuring } from "./measures.ts";
import type { Explaining } from "./measures.ts";
import type { Shortage } from "./plan.ts";
import { NOTHING_PROVEN, PriceProofs } from "./price-certificate.ts";
import { Room, roomAfter } from "./room.ts";
import { skillCertificate } from "./skill-certificate.ts";

/** Each short need, most urgent first: what limits it, the proof, and what would cure it. */
export function shortagesOf(outlook: Outlook, explaining: Explaining): Shortage[] {
  const { board, missing } = outlook;
  const short = board.needs
    .map((_, index) => index)
    .filter((index) => at(missing, index) > 0)
    .sort((a, b) => at(board.needs, a).priority - at(board.needs, b).priority || a - b);
  const isAsked = explaining.wishes[0]?.name === "unmet";
  const proofs = new PriceProofs(outlook, explaining.engine, explaining.control);
  const measuring = new Measuring(outlook, explaining);
  return short.map((need) => ({
    need: at(board.needs, need).id,
    missing: at(missing, need),
    ...limitsOf(outlook, need),
    certificate: isAsked
      ? (hallCertificate(outlook, need) ?? skillCertificate(outlook, need) ?? proofs.proofFor(need))
      : NOTHING_PROVEN,
    measures: isAsked ? measuring.measuresFor(need) : [],
  }));
}

/** A finished plan with all that explaining it asks for again and again. */
export function outlookOf(board: Board, flows: Flows): Outlook {
  const moves = movesOf(board, flows);
  const room = roomAfter(board, flows) ?? new Room(board);
  const missing = missingOf(board, tallyOf(board, flows));
  return {
    board,
    flows,
    moves,
    room,
    missing,
    movesOfSupply: bySupply(moves, board.supplies.length),
  };
}

/** The movements of each supply, found by where they stand in order of supply. */
function bySupply(moves: readonly Move[], supplies: number): Outlook["movesOfSupply"] {
  const starts = new Int32Array(supplies + 1);
  for (const { supply } of moves) starts[supply + 1]! += 1;
  for (let supply = 0; supply < supplies; supply += 1) starts[supply + 1]! += starts[supply]!;
  const inOrder = moves.slice();
  const next = starts.slice();
  for (const move of moves) inOrder[next[move.supply]!++] = move;
  return { get: (supply) => inOrder.slice(starts[supply], starts[supply + 1]) };
}
