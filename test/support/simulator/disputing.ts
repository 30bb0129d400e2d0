import { disputeClaim } from "../../../src/replenishment/dispute.service.ts";
import type { Board } from "./board.ts";
import { aClaim, bySide, part, sideOf, touchClaim, type Side } from "./claiming.ts";
import { done, type Draw, type Verdict } from "./deed.ts";
import { changeClaim, newClaim, stateOf, untold } from "./figures.ts";
import type { Claim, Task } from "./records.ts";

/** The whole, or a part that becomes a claim of its own; or a dispute is taken back. */
export const disputing: Draw = (board, pick) => {
  const back = pick.flag(0.4);
  const claim = aClaim(board, pick, ({ state }) => (state === "DISPUTED") === back);
  if (claim === undefined) return undefined;
  const { name, debtor, creditor } = claim;
  const by = pick.of([debtor, creditor]);
  const quantity = back || pick.flag(0.4) ? undefined : part(pick, claim);
  const asked = { disputed: !back, quantity, by };
  return {
    kind: back ? "take a dispute back" : quantity === undefined ? "dispute" : "dispute a part",
    about: `${name} ${by} ${quantity ?? ""}`,
    touched: touchClaim(claim),
    judge: (now) => dispute(now, now.claims.get(name), asked),
    by,
    act: (hub, who) => {
      const input = { claimId: hub.id(name), disputed: !back, reason: "数量有出入" };
      const some = quantity === undefined ? input : { ...input, quantity };
      return disputeClaim(hub.database, who, some);
    },
  };
};

interface Dispute {
  readonly disputed: boolean;
  readonly quantity: number | undefined;
  readonly by: string;
}

function dispute(board: Board, claim: Claim, { disputed, quantity, by }: Dispute): Verdict {
  const { outstanding, state, name } = claim;
  const wrong = quantity !== undefined && quantity > outstanding;
  const twice = quantity !== undefined && state === "DISPUTED";
  if (wrong || twice)
    return [
      ...(wrong ? (["QUANTITY_OUT_OF_RANGE"] as const) : []),
      ...(twice ? (["ILLEGAL_TRANSITION"] as const) : []),
    ];
  const whole = quantity === undefined || quantity === outstanding;
  if (!disputed || whole)
    return bySide(by, claim, (side) => disputeWhole(board, claim, side, disputed));
  const [disputedBy] = sideOf(by, claim);
  changeClaim(board, name, -quantity, -quantity);
  const { debtorSigned, creditorSigned } = claim;
  const child = newClaim(board, claim, {
    ...{ debtorSigned, creditorSigned, disputedBy, state: "DISPUTED", bill: claim.bill },
    ...{ opened: quantity, outstanding: quantity },
  });
  if (claim.kind === "REFILL")
    handTasks(board, debtorTasks(board, name), quantity, ({ performer }) => ({
      performer,
      claim: child,
    }));
  return done;
}

function disputeWhole(board: Board, claim: Claim, side: Side, disputed: boolean): Verdict {
  const { name, state, outstanding, disputedBy, debtorSigned, creditorSigned } = claim;
  if ((state === "DISPUTED") === disputed) return ["ALREADY_DECIDED"];
  if (outstanding === 0 || (!disputed && disputedBy !== side)) return ["ILLEGAL_TRANSITION"];
  const signed = debtorSigned && creditorSigned;
  board.claims.change(
    name,
    disputed
      ? { state: "DISPUTED", disputedBy: side }
      : { state: stateOf("PROVISIONAL", claim, signed), disputedBy: undefined },
  );
  return done;
}

/** Open tasks that the debtor performs for the claim: the oldest first, of those the largest. */
export function debtorTasks(board: Board, claim: string): Task[] {
  return board.tasks
    .where((task) => task.claim === claim && task.performer !== task.owner)
    .toSorted((a, b) => a.openedAt - b.openedAt || a.era - b.era || b.quantity - a.quantity);
}

type Hand = (task: Task) => Pick_<Task, "performer" | "claim">;
type Pick_<T, K extends keyof T> = { readonly [P in K]: T[P] };

/** So much of what tasks still miss goes to somebody else; a part becomes a task of its own. */
export function handTasks(board: Board, tasks: readonly Task[], quantity: number, to: Hand): void {
  let left = quantity;
  for (const task of tasks) {
    const some = Math.min(left, task.quantity - task.done);
    left -= some;
    if (some === 0) continue;
    if (some === task.quantity) board.tasks.change(task.name, to(task));
    else {
      board.tasks.change(task.name, { quantity: task.quantity - some });
      const { era } = board;
      const rest = { era, openedAt: untold, name: board.newName("t"), quantity: some, done: 0 };
      board.tasks.put({ ...task, ...to(task), ...rest });
    }
  }
}
