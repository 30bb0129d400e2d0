import { offerRotation, withdrawOffer } from "../../../src/reserves/rotation.service.ts";
import { rowsOf, runOut } from "../dispatch-state.ts";
import { unfit } from "./adopting.ts";
import type { Board } from "./board.ts";
import { done, type Draw, type Hub, type Verdict } from "./deed.ts";
import type { Claim, Lot, Swap, Task } from "./records.ts";
import { missing, ownTask, settledBy } from "./refilling.ts";

const owed: readonly Claim["state"][] = ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"];

/** Goods that may lie for ever are as fresh as any; what was bought has a day of its own. */
const ageless = ({ name }: Lot): boolean => /^[LNTX]/.test(name);

/** Who is owed a refill offers its debtor goods of the same shelf, for more than is owed. */
export const offeringSwap: Draw = (board, pick, name) => {
  const owing = board.tasks.where((task) => settledBy(board, task)?.kind === "REFILL");
  const open = owing.filter((task) => missing(task) > 0 && ageingFor(board, task).length > 0);
  const task = pick.one(open.length === 0 || pick.flag(0.03) ? owing : open);
  const claim = task && settledBy(board, task);
  const lot = task && pick.one(ageingFor(board, task));
  if (claim === undefined || lot === undefined) return undefined;
  const there = board.at(lot.name, "ON_HAND");
  const quantity = pick.between(1, Math.min(there, 10)) + (pick.flag(0.03) ? there : 0);
  const swap = `x${name}`;
  return {
    kind: "offer a swap",
    about: `${swap}: ${lot.name}×${quantity} for ${claim.name}`,
    touched: { lots: [lot.name], lines: [] },
    judge: (now) => {
      const { expired, condition } = now.lots.get(lot.name);
      const ends: Verdict = expired ? ["LOT_EXPIRED", "INVALID_INPUT"] : [];
      const wrong: Verdict = [
        ...(condition === "GOOD" ? [] : (["LOT_BLOCKED"] as const)),
        ...ends,
        ...(quantity > now.at(lot.name, "ON_HAND") ? (["QUANTITY_OUT_OF_RANGE"] as const) : []),
        ...(owed.includes(now.claims.get(claim.name).state)
          ? []
          : (["ILLEGAL_TRANSITION"] as const)),
      ];
      if (wrong.length > 0) return wrong;
      const offered = { name: swap, claim: claim.name, lot: lot.name, quantity };
      now.swaps.put({ ...offered, takes: 0, taken: 0, withdrawn: false });
      return done;
    },
    by: lot.owner,
    act: (hub, who) => {
      const goods = { lotId: hub.id(lot.name), quantity, claimId: hub.id(claim.name) };
      const terms = { mode: "SWAP", untilOn: "2998-01-01" } as const;
      return offerRotation(hub.database, who, { ...goods, ...terms });
    },
    learn: (hub, { id }) => {
      hub.learn(swap, id);
    },
    tells: { ROTATION_OFFERED: 1 },
  };
};

/** What lies on the shelf that the task is to fill, of its owner's and of its kind. */
function ageingFor(board: Board, task: Task): Lot[] {
  const { owner, depot, item } = board.lots.get(task.lot);
  const alike = (lot: Lot) => lot.owner === owner && lot.depot === depot && lot.item === item;
  return board.lots.where((lot) => alike(lot) && ageless(lot) && board.at(lot.name, "ON_HAND") > 0);
}

export const withdrawingSwap: Draw = (board, pick) => {
  const swap = pick.one(board.swaps.where((one) => isOpen(one) || pick.flag(0.1)));
  if (swap === undefined) return undefined;
  const { name, lot } = swap;
  return {
    kind: "withdraw a swap",
    about: name,
    touched: { lots: [lot], lines: [] },
    judge: (now) => {
      if (!isOpen(now.swaps.get(name))) return ["ILLEGAL_TRANSITION"];
      now.swaps.change(name, { withdrawn: true });
      return done;
    },
    by: board.lots.get(lot).owner,
    act: (hub, who) => withdrawOffer(hub.database, who, { offerId: hub.id(name) }),
    tells: { ROTATION_WITHDRAWN: 1 },
  };
};

const isOpen = ({ quantity, taken, withdrawn }: Swap): boolean => !withdrawn && taken < quantity;

/** An offer that somebody may lean on who sends for the task; now and then one of another. */
export function aSwap(board: Board, pick: Parameters<Draw>[1], task: Task): Swap | undefined {
  const claim = settledBy(board, task)?.name;
  const known = board.swaps.where(
    ({ claim: of }) => board.claims.get(of).debtor === task.performer,
  );
  const mine = known.filter((one) => one.claim === claim && (isOpen(one) || pick.flag(0.2)));
  return pick.one(pick.flag(0.05) ? known : mine);
}

/** How many more than are owed may come for the task; none where the offer is over or unfit. */
export function swapLeft(board: Board, task: Task, name: string | undefined): number {
  if (name === undefined) return 0;
  const swap = board.swaps.get(name);
  const fits = isOpen(swap) && unfit(board, swap.lot).length === 0;
  const isFor = swap.claim === settledBy(board, task)?.name;
  return isFor && fits ? swap.quantity - swap.taken : 0;
}

/** Why nobody sends under the offer: it is another refill's, or there is nothing left of it. */
export function swapRefused(board: Board, task: Task, name: string | undefined): Verdict {
  if (name === undefined) return done;
  if (board.swaps.get(name).claim !== settledBy(board, task)?.name) return ["INVALID_INPUT"];
  return swapLeft(board, task, name) > 0 ? done : ["OFFER_LEFT"];
}

/** So many of the ageing goods are the debtor's, on the shelf on which they lie. */
export function exchange(board: Board, swapName: string, owner: string, take: Take): void {
  const swap = board.swaps.get(swapName);
  const { name, quantity } = take;
  const ageing = board.lots.get(swap.lot);
  board.lots.put({ ...ageing, name, owner, norm: false, condition: "GOOD" });
  board.move(ageing.name, "ON_HAND", "TRANSFERRED", quantity);
  board.move(name, "SUPPLY", "ON_HAND", quantity);
  // The fresh goods beyond what was owed fill what these leave empty.
  if (ageing.norm) board.tasks.change(ownTask(board, ageing, quantity), { done: quantity });
  board.swaps.change(swapName, { takes: swap.takes + 1, taken: swap.taken + quantity });
}

interface Take {
  /** Of the debtor's new lot. */
  readonly name: string;
  readonly quantity: number;
}

/** The debtor's lot came with the goods that were taken in; it is counted in a bin of its own. */
export async function learnTaken(hub: Hub, name: string, fresh: string): Promise<void> {
  const [row] = await rowsOf<{ lot: string }>(
    hub.database,
    `select t.lot_id as lot from qipan.rotation_take t
     join qipan.account a on a.lot = t.lot_id::text and a.kind = 'ON_HAND'
     join qipan.entry e on e.target = a.id
     where e.transfer_id in (select x.transfer_id from qipan.entry x
       join qipan.account o on o.id = x.target where o.lot = $1)`,
    [fresh],
  );
  if (row === undefined) return;
  hub.learn(name, row.lot);
  const bin = "update qipan.stock_lot set bin = $2 where id = $1";
  await runOut(hub.database, bin, [row.lot, name]);
}
