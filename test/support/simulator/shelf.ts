import { randomUUID } from "node:crypto";
import { ok } from "../../../src/kernel/result.ts";
import { withOwnerTx } from "../../../src/postgres/transaction.ts";
import { writeOffLot, sweepExpired } from "../../../src/reserves/disposal.service.ts";
import { changeLot } from "../../../src/reserves/lot.service.ts";
import { rowsOf, runOut } from "../dispatch-state.ts";
import type { Board } from "./board.ts";
import { done, type Draw, type Hub, type Verdict } from "./deed.ts";
import { layLot } from "./lay.ts";
import type { Lot } from "./records.ts";
import { ownTask } from "./refilling.ts";
import { charity, firm, governments, planLot } from "./world.ts";

const touchLot = ({ name }: Lot) => ({ lots: [name], lines: [] });

/** A new lot with its opening count, as an import lays it. */
export const opening: Draw = (_board, pick, name) => {
  const owner = pick.of([...governments, ...governments, firm, charity]);
  const plan = planLot(pick, `N${name}`, owner);
  const quantity = pick.between(5, 60);
  return {
    ...{ kind: "opening count", about: `${plan.name} of ${owner}×${quantity}`, keyless: true },
    ...{ touched: { lots: [plan.name], lines: [] }, alone: true },
    judge: (now) => {
      now.lots.put({ ...plan, condition: "GOOD", expired: false, told: false });
      now.move(plan.name, "SUPPLY", "ON_HAND", quantity);
      return done;
    },
    act: async (hub) => {
      const id = randomUUID();
      await withOwnerTx(hub.database, (tx) => layLot(tx, id, plan, quantity));
      return ok({ kind: "LOT", id });
    },
    learn: (hub, { id }) => {
      hub.learn(plan.name, id);
    },
  };
};

const after = {
  BLOCK: { GOOD: "BLOCKED" },
  RECALL: { GOOD: "RECALLED", BLOCKED: "RECALLED" },
  RELEASE: { BLOCKED: "GOOD" },
} as const;
type Event = keyof typeof after;

const nextOf = (event: Event, condition: Lot["condition"]): Lot["condition"] | undefined =>
  (after[event] as Partial<Record<Lot["condition"], Lot["condition"]>>)[condition];

export const marking: Draw = (board, pick) => {
  const blocked = board.lots.where(({ condition }) => condition === "BLOCKED");
  const release = blocked.length > 0 && pick.flag(0.75);
  const lot = pick.one(release ? blocked : board.lots.where(() => true));
  if (lot === undefined) return undefined;
  const event: Event = release ? "RELEASE" : pick.flag(0.9) ? "BLOCK" : "RECALL";
  const { name } = lot;
  return {
    kind: event.toLowerCase(),
    about: name,
    touched: touchLot(lot),
    judge: (now) => {
      const condition = nextOf(event, now.lots.get(name).condition);
      if (condition === undefined) return ["ILLEGAL_TRANSITION"];
      const [from, to] =
        event === "RELEASE" ? (["BLOCKED", "ON_HAND"] as const) : (["ON_HAND", "BLOCKED"] as const);
      now.move(name, from, to, now.at(name, from));
      now.lots.change(name, { condition });
      return done;
    },
    by: lot.owner,
    act: (hub, { principal, key }) => {
      const change = { idempotencyKey: key, lotId: hub.id(name), reason: "质量" };
      return changeLot(hub.database, principal, event, change);
    },
  };
};

export const writingOff: Draw = (board, pick, name) => {
  const heaps = (lot: Lot): number => board.at(lot.name, "ON_HAND") + board.at(lot.name, "BLOCKED");
  const lot = pick.one(board.lots.where((one) => heaps(one) > 0));
  if (lot === undefined) return undefined;
  const most = Math.min(heaps(lot), 6);
  const quantity = pick.flag(0.05) ? heaps(lot) + 1 : pick.between(1, most);
  const outcome = pick.of(["SCRAPPED", "ROTATED_OUT"] as const);
  return {
    kind: outcome === "SCRAPPED" ? "scrap" : "rotate out",
    about: `${lot.name}×${quantity}`,
    touched: touchLot(lot),
    judge: (now) => writeOff(now, `w${name}`, lot.name, { quantity, outcome }),
    by: lot.owner,
    act: (hub, who) => {
      const input = { lotId: hub.id(lot.name), quantity, outcome, reason: `到期 w${name}` };
      return writeOffLot(hub.database, who, input);
    },
    learn: (hub) => learnTransfer(hub, `w${name}`),
    tells: { GOODS_WRITTEN_OFF: 1 },
  };
};

/** The transfer by its reason, which no other has. */
async function learnTransfer(hub: Hub, name: string): Promise<void> {
  const [row] = await rowsOf<{ id: string }>(
    hub.database,
    "select id from qipan.transfer where evidence ->> 'reason' = $1",
    [`到期 ${name}`],
  );
  if (row !== undefined) hub.learn(name, row.id);
}

interface Disposal {
  readonly quantity: number;
  readonly outcome: "SCRAPPED" | "ROTATED_OUT";
}

/** What was set aside goes first, unless sound goods of a good lot are sold on in time. */
function writeOff(
  board: Board,
  name: string,
  lot: string,
  { quantity, outcome }: Disposal,
): Verdict {
  const row = board.lots.get(lot);
  const sound = row.condition === "GOOD" && outcome === "ROTATED_OUT";
  const order = sound ? (["ON_HAND", "BLOCKED"] as const) : (["BLOCKED", "ON_HAND"] as const);
  const there = order.reduce((sum, heap) => sum + board.at(lot, heap), 0);
  if (quantity > there) return ["QUANTITY_OUT_OF_RANGE"];
  let left = quantity;
  const tasks: string[] = [];
  const parts = order.flatMap((from) => {
    const some = Math.min(left, board.at(lot, from));
    left -= some;
    if (some === 0) return [];
    board.move(lot, from, outcome, some);
    if (row.norm) tasks.push(ownTask(board, row, some, name));
    return [{ from, quantity: some }];
  });
  board.losses.put({ name, lot, parts, to: outcome, tasks, found: false });
  return done;
}

/** A day passes its expiry day; the sweep tells the owner once, and nobody is promised it. */
export const expiring: Draw = (board, pick) => {
  const fresh = board.lots.where(({ expired, name }) => !expired && board.at(name, "ON_HAND") > 0);
  const lot = fresh.length < 6 ? undefined : pick.one(fresh);
  if (lot === undefined) return undefined;
  return {
    ...{ kind: "expire", about: lot.name, alone: true, keyless: true },
    touched: touchLot(lot),
    judge: (now) => {
      now.lots.change(lot.name, { expired: true, told: true });
      return done;
    },
    act: async (hub) => {
      const sql = "update qipan.stock_lot set expires_on = '2001-01-01' where id = $1";
      await runOut(hub.database, sql, [hub.id(lot.name)]);
      const told = await sweepExpired(hub.database);
      if (told !== 1) throw new Error(`${told} lots were told of`);
      return ok({ kind: "LOT", id: hub.id(lot.name) });
    },
    tells: { LOT_EXPIRED: 1 },
  };
};
