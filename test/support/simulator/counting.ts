import type { StocktakeReason } from "../../../schema/words/reserves.ts";
import type { Written } from "../../../src/feed/write.ts";
import type { Outcome } from "../../../src/kernel/refusal.ts";
import { recallBatch } from "../../../src/reserves/recall.service.ts";
import { closeStocktake } from "../../../src/reserves/stocktake-close.service.ts";
import {
  cancelStocktake,
  openStocktake,
  recordCounts,
} from "../../../src/reserves/stocktake.service.ts";
import type { Board } from "./board.ts";
import { as, done, type Draw, type Hub, type Verdict } from "./deed.ts";
import { mislay, newClaim } from "./figures.ts";
import type { Lot } from "./records.ts";
import { ownTask } from "./refilling.ts";

/** What lies on a lot's shelf, free, set aside or held. */
const lying = (board: Board, lot: string): number =>
  [...(board.goods.get(lot) ?? [])]
    .filter(([at]) => at === "ON_HAND" || at === "BLOCKED" || /^(?:soft|firm):/.test(at))
    .reduce((sum, [, quantity]) => sum + quantity, 0);

const reasons = ["MISCOUNTED", "LOST_IN_KEEPING", "NATURAL_LOSS"] as const;

/** 盘点: a bin is opened, counted blind until two counts agree, explained and closed. */
export const counting: Draw = (board, pick, name) => {
  const lot = pick.one(board.lots.where((one) => lying(board, one.name) > 0));
  if (lot === undefined) return undefined;
  const there = lying(board, lot.name);
  const found = pick.flag(0.25) ? there : Math.max(0, there + pick.between(-6, 3));
  const reason = pick.of(reasons);
  return {
    kind: "stocktake",
    about: `${lot.name}: ${found} for ${there}, ${reason}`,
    ...{ touched: { lots: [lot.name], lines: [] }, alone: true, keyless: true },
    judge: (now) => count(now, now.lots.get(lot.name), found - there, reason),
    by: lot.custodian,
    act: (hub) => take(hub, lot, { name, found, differs: found !== there, reason }),
    tells: { STOCKTAKE_CLOSED: 1 },
  };
};

function count(board: Board, lot: Lot, difference: number, reason: StocktakeReason): Verdict {
  const { name, condition } = lot;
  if (difference >= 0) {
    board.move(name, "SURPLUS", condition === "GOOD" ? "ON_HAND" : "BLOCKED", difference);
    return done;
  }
  const free = Math.min(-difference, board.at(name, "ON_HAND"));
  const blocked = -difference - free;
  if (blocked > board.at(name, "BLOCKED")) return ["SHORT_OF_STOCK"];
  miss(board, lot, { ON_HAND: free, BLOCKED: blocked }, reason === "LOST_IN_KEEPING");
  return done;
}

/** Not on the shelf; where the keeper is at fault it owes as much. */
export function miss(
  board: Board,
  { name, owner, custodian, norm }: Lot,
  missing: { readonly ON_HAND: number; readonly BLOCKED: number },
  isFault: boolean,
): void {
  const parts = (["ON_HAND", "BLOCKED"] as const)
    .map((from) => ({ from, quantity: missing[from] }))
    .filter(({ quantity }) => quantity > 0);
  const owes = isFault && owner !== custodian;
  const effects = parts.map(({ from, quantity }) => {
    board.move(name, from, "SHORTAGE", quantity);
    const task = norm ? ownTask(board, board.lots.get(name), quantity) : undefined;
    const parties = { kind: "DAMAGES", debtor: custodian, creditor: owner } as const;
    const about = { line: undefined, lot: name, mirrors: undefined, money: false };
    const figures = { opened: quantity, outstanding: quantity };
    const blank = { ...parties, ...about, custodian: undefined };
    const claim = owes ? newClaim(board, blank, { ...figures, bill: true }) : undefined;
    return {
      tasks: task === undefined ? [] : [{ name: task, quantity }],
      claims: claim === undefined ? [] : [{ name: claim, ...figures }],
    };
  });
  mislay(
    board,
    { lot: name, line: undefined, parts, to: "SHORTAGE" },
    {
      tasks: effects.flatMap(({ tasks }) => tasks),
      claims: effects.flatMap(({ claims }) => claims),
    },
  );
}

interface Count {
  readonly name: string;
  readonly found: number;
  readonly differs: boolean;
  readonly reason: StocktakeReason;
}

async function take(hub: Hub, lot: Lot, count: Count): Promise<Outcome<Written>> {
  const { name, found, differs, reason } = count;
  const who = (step: string) => as(lot.custodian, `count-${name}-${step}`);
  const lotId = hub.id(lot.name);
  const scope = { depotId: lot.depot, bins: [lot.name] };
  const opened = await openStocktake(hub.database, who("open"), scope);
  if (!opened.ok) return opened;
  const stocktakeId = opened.value.id;
  for (const step of differs ? ["first", "again"] : ["first"]) {
    const counts = [{ lotId, counted: found }];
    const told = await recordCounts(hub.database, who(step), { stocktakeId, counts });
    if (!told.ok) return told;
  }
  const close = { stocktakeId, reasons: differs ? [{ lotId, reason }] : [] };
  const closed = await closeStocktake(hub.database, who("close"), close);
  if (!closed.ok) await cancelStocktake(hub.database, who("cancel"), { stocktakeId });
  return closed;
}

/** 整批召回: recalled where the caller owns or keeps it, on quality hold elsewhere. */
export const recalling: Draw = (board, pick) => {
  const bad = pick.one(board.lots.where(({ condition }) => condition === "GOOD"));
  if (bad === undefined) return undefined;
  const { item, batch, owner: org } = bad;
  const same = (one: Lot): boolean => one.item === item && one.batch === batch;
  const lots = board.lots.where(same).map(({ name }) => name);
  // A batch that is half of all there is would end the life too soon.
  if (lots.length > 8) return undefined;
  return {
    kind: "recall a batch",
    about: `${item} ${batch} by ${org}: ${lots.join(" ")}`,
    ...{ touched: { lots, lines: [] }, alone: true },
    judge: (now) => {
      for (const { name, owner, custodian, condition } of now.lots.where(same)) {
        const mine = org === owner || org === custodian;
        if (condition === "RECALLED" || (condition === "BLOCKED" && !mine)) continue;
        now.lots.change(name, { condition: mine ? "RECALLED" : "BLOCKED" });
        now.move(name, "ON_HAND", "BLOCKED", now.at(name, "ON_HAND"));
      }
      return done;
    },
    by: org,
    act: (hub, who) => recallBatch(hub.database, who, { item, batch, reason: "质量问题" }),
  };
};
