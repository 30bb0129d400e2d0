import { randomUUID } from "node:crypto";
import type { AccountKey, Line } from "../../../src/ledger/ledger.model.ts";
import { post } from "../../../src/ledger/ledger.service.ts";
import { gift, reversal } from "../../../src/ledger/posting.stock.rules.ts";
import type { Outcome } from "../../../src/kernel/refusal.ts";
import { ok } from "../../../src/kernel/result.ts";
import type { Written } from "../../../src/feed/write.ts";
import { hubReader, withOwnerTx, withTx } from "../../../src/postgres/transaction.ts";
import { rowsOf } from "../dispatch-state.ts";
import type { Board } from "./board.ts";
import { done, type Draw, type Hub, type Verdict } from "./deed.ts";
import { layLot } from "./lay.ts";
import type { Loss, Lot } from "./records.ts";
import { ownTask } from "./refilling.ts";
import { governments, ownDepot, type LotPlan } from "./world.ts";

/** 划转 has no desk of its own yet, so it is posted as one would post it. */
export const giving: Draw = (board, pick, name) => {
  const lot = pick.one(board.lots.where((one) => board.at(one.name, "ON_HAND") > 0));
  if (lot === undefined) return undefined;
  const there = board.at(lot.name, "ON_HAND");
  const quantity = pick.flag(0.05) ? there + 1 : pick.between(1, Math.min(there, 8));
  const owner = pick.of(governments);
  const home = { owner, custodian: owner, depot: ownDepot(owner), norm: false, donated: false };
  const to: LotPlan = { ...lot, ...home, name: `T${name}` };
  return {
    ...{ kind: "give", about: `${lot.name}×${quantity} to ${to.name} of ${owner}` },
    ...{ touched: { lots: [lot.name, to.name], lines: [] }, keyless: true },
    prepare: async (hub) => {
      const id = randomUUID();
      await withOwnerTx(hub.database, (tx) => layLot(tx, id, to, 0));
      hub.learn(to.name, id);
    },
    judge: (now) => {
      if (quantity > now.at(lot.name, "ON_HAND")) return ["SHORT_OF_STOCK"];
      now.lots.put({ ...to, condition: "GOOD", expired: false, told: false });
      now.move(lot.name, "ON_HAND", "TRANSFERRED", quantity);
      now.move(to.name, "SUPPLY", "ON_HAND", quantity);
      if (lot.norm) ownTask(now, lot, quantity);
      return done;
    },
    act: (hub) => give(hub, lot, to, quantity),
  };
};

async function give(hub: Hub, lot: Lot, to: LotPlan, quantity: number): Promise<Outcome<Written>> {
  const shelf = (one: LotPlan) => {
    const { owner, custodian, depot, item, norm: underNorm } = one;
    return { owner, custodian, depot, item, underNorm, lot: hub.id(one.name) };
  };
  const moved = [{ shelf: shelf(lot), to: shelf(to), quantity }];
  return withTx(hub.database, hubReader, async (tx) => {
    const posting = gift({ evidence: { note: "划转" } }, moved, randomUUID);
    const booked = await post(tx, lot.owner, posting);
    return booked.ok ? ok({ kind: "LOT", id: hub.id(to.name) }) : booked;
  });
}

/** A write-off was a mistake: it is taken back, once, unless its shelf was refilled meanwhile. */
export const undoing: Draw = (board, pick) => {
  const loss = pick.one(board.losses.where(({ found }) => !found || pick.flag(0.1)).slice(-20));
  if (loss === undefined) return undefined;
  const { name, lot } = loss;
  return {
    ...{ kind: "take a write-off back", about: `${name} of ${lot}`, keyless: true },
    touched: { lots: [lot], lines: [] },
    judge: (now) => find(now, now.losses.get(name)),
    act: (hub) => takeBack(hub, board.lots.get(lot).owner, loss),
  };
};

function find(board: Board, { name, lot, parts, to, tasks, found }: Loss): Verdict {
  if (found) return ["ALREADY_DECIDED"];
  const rows = tasks.map((task) => board.tasks.get(task));
  const total = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const refilled: Verdict = rows.some(({ done: came }) => came > 0)
    ? ["QUANTITY_OUT_OF_RANGE"]
    : [];
  const short: Verdict = total > board.at(lot, to) ? ["SHORT_OF_STOCK"] : [];
  const unfit: Verdict =
    board.lots.get(lot).condition !== "GOOD" && parts.some(({ from }) => from === "ON_HAND")
      ? ["LOT_BLOCKED"]
      : [];
  const wrong = [...refilled, ...short, ...unfit];
  if (wrong.length > 0) return wrong;
  for (const { from, quantity } of parts) board.move(lot, to, from, quantity);
  for (const { name: task, quantity } of rows) board.tasks.change(task, { done: quantity });
  board.losses.change(name, { found: true });
  return done;
}

interface Booked {
  readonly transferId: string;
  readonly lines: readonly { origin: AccountKey; target: AccountKey; quantity: number }[];
}

const key = (side: string) => `jsonb_strip_nulls(jsonb_build_object('owner', ${side}.owner,
  'kind', ${side}.kind, 'item', ${side}.item, 'lot', nullif(${side}.lot, ''),
  'custodian', nullif(${side}.custodian, ''), 'place', nullif(${side}.place, ''),
  'counterparty', nullif(${side}.counterparty, ''), 'ref', nullif(${side}.ref, '')))`;

/** The transfer behind a loss: the one that opened its tasks, or the nth of its lot. */
async function takeBack(hub: Hub, owner: string, loss: Loss): Promise<Outcome<Written>> {
  const [booked] = await rowsOf<Booked>(
    hub.database,
    `select e.transfer_id as "transferId", jsonb_agg(jsonb_build_object('origin', ${key("o")},
       'target', ${key("t")}, 'quantity', e.quantity) order by e.line) as lines
     from qipan.entry e join qipan.account o on o.id = e.origin
     join qipan.account t on t.id = e.target
     where e.transfer_id = $1 group by 1`,
    [hub.id(loss.name)],
  );
  if (booked === undefined) throw new Error(`nothing was booked for ${loss.name}`);
  const tasks = await rowsOf<{ id: string; ownerOrg: string; quantity: number; done: number }>(
    hub.database,
    `select id, owner_org as "ownerOrg", quantity, done from qipan.refill_task
     where opened_by = $1`,
    [booked.transferId],
  );
  const lines = booked.lines as readonly Line[];
  return withTx(hub.database, hubReader, async (tx) => {
    const occasion = { evidence: { note: "找回" } };
    const back = reversal(occasion, { transferId: booked.transferId, lines }, tasks);
    const posted = await post(tx, owner, back);
    return posted.ok ? ok({ kind: "LOT", id: hub.id(loss.lot) }) : posted;
  });
}
