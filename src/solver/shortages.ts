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
  const proofs = new PriceProofs(outlook, explaining.engine);
  const measuring = new Measuring(outlook, explaining);
  return short.map((need) => ({
    need: at(board.needs, need).id,
    missing: at(missing, need),
    limits: limitsOf(outlook, need),
    certificate: isAsked
      ? (hallCertificate(outlook, need) ?? skillCertificate(outlook, need) ?? proofs.proofFor(need))
      : NOTHING_PROVEN,
    measures: isAsked ? measuring.measuresFor(need) : [],
  }));
}

/** A finished plan with all that explaining it asks for again and again. */
export function outlookOf(board: Board, flows: Flows): Outlook {
  const moves = movesOf(board, flows);
  const movesOfSupply = new Map<number, Move[]>();
  for (const move of moves) {
    const row = movesOfSupply.get(move.supply);
    if (row === undefined) movesOfSupply.set(move.supply, [move]);
    else row.push(move);
  }
  const room = roomAfter(board, flows) ?? new Room(board);
  return { board, moves, room, missing: missingOf(board, tallyOf(board, flows)), movesOfSupply };
}
