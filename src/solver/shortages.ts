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
  return { board, moves, room, missing, movesOfSupply: bySupply(moves, board.supplies.length) };
}

/** The movements of each supply, found by where they stand. */
function bySupply(moves: readonly Move[], supplies: number): Outlook["movesOfSupply"] {
  const places = Int32Array.from(moves.keys());
  places.sort((a, b) => at(moves, a).supply - at(moves, b).supply || a - b);
  const ends = new Int32Array(supplies);
  places.forEach((place, index) => (ends[at(moves, place).supply] = index + 1));
  return {
    get(supply) {
      const found: Move[] = [];
      for (let index = (ends[supply] ?? 0) - 1; index >= 0; index -= 1) {
        const move = at(moves, places[index] ?? -1);
        if (move.supply !== supply) break;
        found.push(move);
      }
      return found.reverse();
    },
  };
}
