import {
  confirmReturnLoss,
  inspectReturn,
  receiveReturn,
  recordRepair,
} from "../../../src/replenishment/returns.service.ts";
import { station, ways, type Board, type Way } from "./board.ts";
import { done, said, type Draw } from "./deed.ts";
import { mislay } from "./figures.ts";
import { shelfOf } from "./orders.ts";
import { bearerOf } from "./owing.ts";
import type { Pick } from "./pick.ts";
import type { Line } from "./records.ts";
import { borneBy } from "./road.ts";
import { aLineAt, partOf, touchLine } from "./site.ts";
import { carriers, items } from "./world.ts";

/** Goods of a line that come home in one of the three ways, at the station that is asked for. */
function drawBack(board: Board, pick: Pick, at: (way: Way, line: string) => string) {
  const start = pick.between(0, ways.length - 1);
  const there = (line: Line, way: Way): number => board.at(line.lot, at(way, line.name));
  const wayOf = (line: Line): Way => {
    const turned = [...ways.slice(start), ...ways.slice(0, start)];
    return turned.find((one) => there(line, one) > 0) ?? "";
  };
  const line = aLineAt(board, pick, (one) => there(one, wayOf(one)));
  if (line === undefined) return undefined;
  const way = wayOf(line);
  return { line, way, there: there(line, way) };
}

/** How the desks name a way home. */
const wayBack = (way: Way) =>
  way === "" ? { received: true } : { received: false, relayed: way === "relayed:" };

const custodianOf = (board: Board, { lot }: Line): string => board.lots.get(lot).custodian;

export const receivingBack: Draw = (board, pick) => {
  const carrier = pick.of(carriers);
  const drawn = drawBack(board, pick, (way, line) => station.back(carrier, way, line));
  if (drawn === undefined) return undefined;
  const { line, way, there } = drawn;
  const quantity = partOf(pick, there);
  const lost = pick.flag(0.2);
  const back = { ...wayBack(way), carrierOrg: carrier, quantity };
  const { requester } = board.orders.get(line.order);
  const org = lost ? requester : custodianOf(board, line);
  return {
    kind: lost ? "lose on the way back" : "receive back",
    about: `${line.name}×${quantity} ${way} from ${carrier}`,
    touched: touchLine(board, line.name),
    judge: (now) => {
      const from = station.back(carrier, way, line.name);
      if (quantity > now.at(line.lot, from)) return ["RECOVERY_NOT_DUE"];
      now.move(line.lot, from, lost ? "DESTROYED" : station.gate(way, line.name), quantity);
      const bearer = bearerOf(line, way);
      if (!lost) return done;
      const effect = borneBy(now, line.name, (owing) =>
        owing.damages(carrier, quantity, owing.lose(quantity, bearer)),
      );
      const parts = [{ from, quantity }];
      mislay(now, { lot: line.lot, line: line.name, parts, to: "DESTROYED" }, effect);
      return done;
    },
    by: org,
    act: (hub, who) => {
      const input = { ...said, ...back, orderLineId: hub.id(line.name) };
      const act = lost ? confirmReturnLoss : receiveReturn;
      return act(hub.database, who, input);
    },
    tells: lost ? { DIFFERENCE_CONFIRMED: 1 } : { GOODS_RETURNED: 1 },
  };
};

export const inspecting: Draw = (board, pick) => {
  const drawn = drawBack(board, pick, station.gate);
  if (drawn === undefined) return undefined;
  const { line, way, there } = drawn;
  const total = partOf(pick, there);
  const good = pick.flag(0.5) ? total : pick.between(0, total);
  const repair = pick.between(0, total - good);
  const scrapped = total - good - repair;
  const restores = board.lots.get(line.lot).item === items[0];
  const restore = restores ? pick.between(0, good) : 0;
  const org = custodianOf(board, line);
  const spoiler = scrapped > 0 && pick.flag(0.4) ? board.caseOf(line.order).requester : undefined;
  const blamed = spoiler === undefined ? "" : ` by ${spoiler}`;
  return {
    kind: "inspect",
    about: `${line.name} ${way} ${good} good (${restore} restored) ${repair} ${scrapped}${blamed}`,
    touched: touchLine(board, line.name),
    judge: (now) => {
      const from = station.gate(way, line.name);
      if (total > now.at(line.lot, from)) return ["RECOVERY_NOT_DUE"];
      now.move(line.lot, from, shelfOf(now, line.lot), good);
      now.move(line.lot, from, station.workshop(way, line.name), repair);
      now.move(line.lot, from, "SCRAPPED", scrapped);
      const bearer = bearerOf(line, way);
      borneBy(now, line.name, (owing) => {
        if (bearer === "DEBTOR") {
          owing.comeBack(good);
          owing.mend(repair);
          owing.beside("RESTORE", restore);
        }
        const owed = owing.lose(scrapped, bearer);
        if (spoiler !== undefined) owing.damages(spoiler, scrapped, owed);
      });
      return done;
    },
    by: org,
    act: (hub, who) => {
      const input = { ...said, ...wayBack(way), orderLineId: hub.id(line.name) };
      const by = spoiler === undefined ? {} : { spoiledByOrg: spoiler };
      const found = { good, repair, scrapped, restore, ...by };
      return inspectReturn(hub.database, who, { ...input, ...found });
    },
    tells: { GOODS_INSPECTED: 1 },
  };
};

export const repairing: Draw = (board, pick) => {
  const drawn = drawBack(board, pick, station.workshop);
  if (drawn === undefined) return undefined;
  const { line, way, there } = drawn;
  const total = partOf(pick, there);
  const fixed = pick.between(0, total);
  const org = custodianOf(board, line);
  return {
    kind: "repair",
    about: `${line.name} ${way} fixed ${fixed} of ${total}`,
    touched: touchLine(board, line.name),
    judge: (now) => {
      const from = station.workshop(way, line.name);
      if (total > now.at(line.lot, from)) return ["RECOVERY_NOT_DUE"];
      now.move(line.lot, from, shelfOf(now, line.lot), fixed);
      now.move(line.lot, from, "SCRAPPED", total - fixed);
      const bearer = bearerOf(line, way);
      borneBy(now, line.name, (owing) => {
        if (bearer === "DEBTOR") owing.shrink("REPAIR", fixed);
        owing.lose(total - fixed, bearer, "REPAIR");
      });
      return done;
    },
    by: org,
    act: (hub, who) => {
      const input = { ...said, ...wayBack(way), orderLineId: hub.id(line.name) };
      const found = { fixed, scrapped: total - fixed, voucher: "XL-1" };
      return recordRepair(hub.database, who, { ...input, ...found });
    },
    tells: { GOODS_INSPECTED: 1 },
  };
};
