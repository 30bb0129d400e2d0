import { keepGoods, recordUse, startReturn } from "../../../src/replenishment/goods.service.ts";
import { station, type Board } from "./board.ts";
import { done, said, type Draw, type Verdict } from "./deed.ts";
import { mislay } from "./figures.ts";
import { borneBy } from "./road.ts";
import type { Pick } from "./pick.ts";
import type { Line } from "./records.ts";
import { carriers, ownDepot } from "./world.ts";

export const touchLine = (board: Board, line: string) => ({
  lots: [board.lines.get(line).lot],
  lines: [line],
});

/** A line with goods at such a station, or, now and then, one with none. */
export function aLineAt(board: Board, pick: Pick, there: (line: Line) => number): Line | undefined {
  const full = board.lines.where((line) => there(line) > 0);
  const any = full.length === 0 || pick.flag(0.04);
  const list = any ? board.lines.where(({ departed }) => departed > 0) : full;
  return pick.one(list.slice(-60));
}

/** A part of what is there, all of it, or one too many. */
export function partOf(pick: Pick, there: number): number {
  if (there === 0 || pick.flag(0.04)) return there + 1;
  return pick.flag(0.35) ? there : pick.between(1, there);
}

const holderOf = (board: Board, { order }: Line): string => board.orders.get(order).requester;

type Place = "ON_SITE" | "BORROWED";
const stationOf = (board: Board, line: Line, from: Place): string =>
  station[from === "ON_SITE" ? "site" : "kept"](holderOf(board, line), line.name);

function drawPlace(board: Board, pick: Pick) {
  const from: Place = pick.flag(0.8) ? "ON_SITE" : "BORROWED";
  const there = (line: Line): number => board.at(line.lot, stationOf(board, line, from));
  const line = aLineAt(board, pick, there);
  return line && { from, line, there: there(line), org: holderOf(board, line) };
}

export const using: Draw = (board, pick) => {
  const drawn = drawPlace(board, pick);
  if (drawn === undefined) return undefined;
  const { from, line, there, org } = drawn;
  const total = partOf(pick, there);
  const consumed = pick.between(0, total);
  const given = pick.between(0, total - consumed);
  const scrapped = pick.between(0, total - consumed - given);
  const destroyed = total - consumed - given - scrapped;
  const fates = {
    CONSUMED: consumed,
    DISTRIBUTED: given,
    SCRAPPED: scrapped,
    DESTROYED: destroyed,
  };
  return {
    kind: "use",
    about: `${line.name} ${from} ${JSON.stringify(fates)}`,
    touched: touchLine(board, line.name),
    judge: (now) => {
      const at = stationOf(now, line, from);
      if (total > now.at(line.lot, at)) return ["RECOVERY_NOT_DUE"];
      for (const [sink, quantity] of Object.entries(fates)) now.move(line.lot, at, sink, quantity);
      const effect = borneBy(now, line.name, (owing) => owing.lose(total, "DEBTOR"));
      const parts = [{ from: at, quantity: total }];
      // What is used up beside it would come back with it: only a loss by itself is found again.
      if (destroyed > 0 && destroyed === total)
        mislay(now, { lot: line.lot, line: line.name, parts, to: "DESTROYED" }, effect);
      return done;
    },
    by: org,
    act: (hub, who) => {
      const where = { place: "安置点", unit: "村委会", day: "2026-01-01" };
      const distributed = given === 0 ? [] : [{ ...where, quantity: given }];
      const input = { orderLineId: hub.id(line.name), from, consumed, scrapped, destroyed };
      return recordUse(hub.database, who, { ...said, ...input, distributed });
    },
    tells: { GOODS_USED: 1 },
  };
};

export const keeping: Draw = (board, pick) => {
  const there = (line: Line): number => board.at(line.lot, stationOf(board, line, "ON_SITE"));
  const line = aLineAt(board, pick, there);
  if (line === undefined) return undefined;
  const quantity = partOf(pick, there(line));
  const org = holderOf(board, line);
  return {
    kind: "keep",
    about: `${line.name}×${quantity}`,
    touched: touchLine(board, line.name),
    judge: (now) =>
      moveOn(now, line, quantity, [station.site(org, line.name), station.kept(org, line.name)]),
    by: org,
    act: (hub, who) => {
      const input = { orderLineId: hub.id(line.name), quantity, depotId: ownDepot(org) };
      return keepGoods(hub.database, who, { ...said, ...input });
    },
    tells: { GOODS_KEPT: 1 },
  };
};

function moveOn(
  board: Board,
  { lot }: Line,
  quantity: number,
  [from, to]: readonly [string, string],
): Verdict {
  if (quantity > board.at(lot, from)) return ["RECOVERY_NOT_DUE"];
  board.move(lot, from, to, quantity);
  return done;
}

export const startingBack: Draw = (board, pick) => {
  const drawn = drawPlace(board, pick);
  if (drawn === undefined) return undefined;
  const { from, line, there, org } = drawn;
  const quantity = partOf(pick, there);
  const carrier = pick.of(carriers);
  const way = [stationOf(board, line, from), station.back(carrier, "", line.name)] as const;
  return {
    kind: "start back",
    about: `${line.name}×${quantity} ${from} with ${carrier}`,
    touched: touchLine(board, line.name),
    judge: (now) => moveOn(now, line, quantity, way),
    by: org,
    act: (hub, who) => {
      const input = { orderLineId: hub.id(line.name), from, quantity, carrierOrg: carrier };
      return startReturn(hub.database, who, { ...said, ...input });
    },
    tells: { GOODS_RETURNING: 1 },
  };
};
