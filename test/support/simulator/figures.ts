import type { Board } from "./board.ts";
import type { Borne, Claim, Effect, Mislaid, Task } from "./records.ts";

/** So many of each part in proportion, whole: the largest remainders get what is left. */
export function proportion(units: number, parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return [];
  const asked = Math.min(units, total);
  const shares = parts.map((part) => Math.floor((part * asked) / total));
  const left = asked - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = parts
    .map((part, at) => ({ at, remainder: (part * asked) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

type NewClaim = Pick<
  Claim,
  "kind" | "debtor" | "creditor" | "mirrors" | "money" | "custodian" | "line" | "lot"
>;

export function newClaim(board: Board, claim: NewClaim, more: Partial<Claim> = {}): string {
  const name = board.newName("c");
  const blank = { opened: 0, outstanding: 0, state: "PROVISIONAL", disputedBy: undefined } as const;
  const signed = { debtorSigned: false, creditorSigned: false, bill: false };
  const asked = { converted: 0, denied: 0 };
  board.claims.put({ ...blank, ...signed, ...claim, ...asked, name, ...more });
  return name;
}

/** So much more of a loss is somebody's to bear, or less. */
export function bear(board: Board, borne: Omit<Borne, "name">): void {
  const name = `${borne.line} ${borne.bearer} ${borne.kind}`;
  const [before] = board.borne.where((one) => one.name === name);
  board.borne.put({ ...borne, name, quantity: (before?.quantity ?? 0) + borne.quantity });
}

/** A recourse that goes with what it stood for. */
export function convert(board: Board, name: string, quantity: number): void {
  board.claims.change(name, { converted: board.claims.get(name).converted + quantity });
}

/** A firm is named at fault: whoever bears losses of the line recovers them from it. */
export function blame(board: Board, name: string, firm: string): void {
  const { law, order, lot } = board.lines.get(name);
  const bears = law.payerOwns || law.debtor !== undefined;
  if (!bears || law.recoverFrom !== undefined) return;
  // What was to be sent by the firm itself is its own help, unless it was ordered before.
  const helps = board.lots.get(lot).owner === firm && !law.payerOwns;
  const free = { debtor: undefined, loss: undefined, payerOwns: false, recoverFrom: undefined };
  const blamed = helps && !board.orders.get(order).issued ? free : { recoverFrom: firm };
  board.lines.change(name, { law: { ...law, ...blamed } });
}

/** Later than all that the hub has told of. */
export const untold = Number.MAX_SAFE_INTEGER;

export function newTask(
  board: Board,
  task: Omit<Task, "name" | "era" | "openedAt" | "done" | "opener">,
): string {
  const name = board.newName("t");
  const { performer: opener } = task;
  board.tasks.put({ ...task, name, era: board.era, openedAt: untold, done: 0, opener });
  return name;
}

/** A provisional figure that grew is a new one: who signed the old one signs anew. */
export function changeClaim(board: Board, name: string, opened: number, outstanding: number): void {
  const claim = board.claims.get(name);
  const fresh = claim.opened === 0 && claim.state === "PROVISIONAL";
  const grew = opened > 0 && !fresh && claim.state === "PROVISIONAL";
  const figures = {
    opened: claim.opened + opened,
    outstanding: claim.outstanding + outstanding,
  };
  const signed = claim.debtorSigned && claim.creditorSigned;
  board.claims.change(name, {
    ...figures,
    ...(grew ? { debtorSigned: false, creditorSigned: false } : {}),
    state: stateOf(claim.state, figures, signed),
  });
}

export function stateOf(
  before: Claim["state"],
  { opened, outstanding }: Pick<Claim, "opened" | "outstanding">,
  signed: boolean,
): Claim["state"] {
  if (opened === 0) return "REVERSED";
  if (outstanding === 0) return "SETTLED";
  if (before === "DISPUTED") return "DISPUTED";
  if (!signed) return "PROVISIONAL";
  return outstanding < opened ? "PART_SETTLED" : "CONFIRMED";
}

export const noEffect: Effect = { claims: [], tasks: [], borne: [], converted: [] };

/** Remembers what is missing, and what that did, for the day on which it is found. */
export function mislay(
  board: Board,
  what: Pick<Mislaid, "lot" | "line" | "parts" | "to">,
  effect: Partial<Effect>,
): void {
  const name = board.newName("m");
  board.mislaid.put({ ...noEffect, ...effect, ...what, name, found: false });
}
