import { receiveRefill } from "../../../src/replenishment/refill.service.ts";
import type { Board } from "./board.ts";
import { done, said, type Draw, type Verdict } from "./deed.ts";
import { changeClaim, newTask } from "./figures.ts";
import type { Pick } from "./pick.ts";
import type { Claim, Lot, Task } from "./records.ts";

export const missing = ({ quantity, done: came }: Task): number => quantity - came;

/** The claim that goods for this task settle: none, once the owner was paid or forgave. */
export const settledBy = (board: Board, { claim, performer }: Task): Claim | undefined => {
  const row = claim === undefined ? undefined : board.claims.get(claim);
  return row?.debtor === performer ? row : undefined;
};

export function refused(board: Board, task: Task, room: number, quantity: number): Verdict {
  const claim = settledBy(board, task);
  const open = !claim || ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"].includes(claim.state);
  return [
    ...(open ? [] : (["ILLEGAL_TRANSITION"] as const)),
    ...(quantity >= 1 && quantity <= room ? [] : (["QUANTITY_OUT_OF_RANGE"] as const)),
  ];
}

export const room = (board: Board, task: Task): number =>
  Math.min(missing(task), settledBy(board, task)?.outstanding ?? missing(task));

export function aTask(board: Board, pick: Pick, wanted: (task: Task) => boolean): Task | undefined {
  const open = board.tasks.where((task) => missing(task) > 0 && wanted(task));
  const any = open.length === 0 || pick.flag(0.03);
  return pick.one((any ? board.tasks.where(wanted) : open).slice(-60));
}

export const touchTask = ({ line, lot }: Task, ...more: readonly string[]) => ({
  lots: [lot, ...more],
  lines: line === undefined ? [] : [line],
});

/** The new lot on the shelf that is refilled. */
function newShelf(board: Board, task: Task, name: string, batch: string): Lot {
  const { owner, custodian, depot, item, priceFen } = board.lots.get(task.lot);
  const plan = { name, owner, custodian, depot, item, priceFen, batch } as const;
  return { ...plan, norm: true, donated: false, condition: "GOOD", expired: false, told: false };
}

/** What was bought has the batch that its voucher names, what was sent the batch that it had. */
export function takeIn(
  board: Board,
  task: Task,
  { name, batch = "R" }: { readonly name: string; readonly batch?: string },
  quantity: number,
  owed = quantity,
): void {
  board.lots.put(newShelf(board, task, name, batch));
  board.move(name, "SUPPLY", "ON_HAND", quantity);
  board.tasks.change(task.name, { done: task.done + owed });
  const claim = settledBy(board, task);
  if (claim !== undefined) changeClaim(board, claim.name, 0, -owed);
}

export const buying: Draw = (board, pick, name) => {
  const task = aTask(board, pick, () => true);
  if (task === undefined) return undefined;
  const quantity = pick.between(1, Math.max(1, missing(task))) + (pick.flag(0.04) ? 1 : 0);
  const { custodian, priceFen } = board.lots.get(task.lot);
  const lot = `R${name}`;
  return {
    kind: "refill, bought",
    about: `${task.name} with ${lot}×${quantity}`,
    touched: touchTask(task, lot),
    judge: (now) => {
      const row = now.tasks.get(task.name);
      const wrong = refused(now, row, room(now, row), quantity);
      if (wrong.length > 0) return wrong;
      takeIn(now, row, { name: lot }, quantity);
      return done;
    },
    by: custodian,
    act: (hub, who) => {
      const label = { batch: "R", expiresOn: "2999-01-01", unitValueFen: priceFen, bin: lot };
      const goods = { arrived: quantity, passed: quantity, lot: label, voucher: "FP-1" };
      return receiveRefill(hub.database, who, { ...said, ...goods, taskId: hub.id(task.name) });
    },
    learn: (hub, { id }) => {
      hub.learn(lot, id);
    },
    tells: { REFILL_RECEIVED: 1 },
  };
};

/** A shelf under a norm that nobody else emptied is its owner's to fill. */
export const ownTask = (
  board: Board,
  { name: lot, owner }: Lot,
  quantity: number,
  loss?: string,
): string => {
  const task = { line: undefined, lot, owner, performer: owner, quantity, claim: undefined };
  return newTask(board, loss === undefined ? task : { ...task, loss });
};
