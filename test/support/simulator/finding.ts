import { recordFound } from "../../../src/replenishment/found.service.ts";
import { rowsOf } from "../dispatch-state.ts";
import { station, type Board } from "./board.ts";
import { miss } from "./counting.ts";
import { done, said, type Draw, type Hub, type Verdict } from "./deed.ts";
import { bear, changeClaim, convert, proportion } from "./figures.ts";
import { wayHome } from "./owing.ts";
import type { Claim, Line, Mislaid } from "./records.ts";
import { mirroredOf } from "./reporting.ts";

/** In the book's words, where the goods were. */
const placeOf = ({ parts: [first] }: Mislaid): string => {
  const from = first?.from ?? "";
  return from.startsWith("firm:") ? "HELD" : (from.split(" ")[0] ?? "");
};

const onShelf = (one: Mislaid): boolean => ["ON_HAND", "BLOCKED"].includes(placeOf(one));
const totalOf = ({ parts }: Mislaid): number =>
  parts.reduce((sum, { quantity }) => sum + quantity, 0);

/** What tells a loss from all others on the hub, but for one that looks the same. */
const looks = (one: Mislaid): string =>
  [one.lot, one.line, placeOf(one), one.to, totalOf(one)].join("|");

/** 找回 by its desk: what was missing is there after all, in part too where a shelf lacked it. */
export const finding: Draw = (board, pick) => {
  const all = board.mislaid.where(() => true);
  const alike = (one: Mislaid): number => all.filter((other) => looks(other) === looks(one)).length;
  const wanted = all.filter(({ found }) => !found || pick.flag(0.05)).slice(-60);
  const loss = pick.one(wanted);
  if (loss === undefined || alike(loss) > 1 || hasTwin(board, loss)) return undefined;
  const { name, lot, line } = loss;
  const total = totalOf(loss);
  const some = pick.between(1, total + (pick.flag(0.05) ? 1 : 0));
  const quantity = pick.flag(onShelf(loss) ? 0.5 : 0.9) ? total : some;
  return {
    kind: `find again ${placeOf(loss)}`,
    about: `${name} of ${lot}×${quantity} of ${total}`,
    touched: { lots: [lot], lines: line === undefined ? [] : [line] },
    judge: (now) => find(now, now.mislaid.get(name), quantity),
    by: finderOf(board, loss),
    act: async (hub, who) => {
      const input = { transferId: await transferOf(hub, loss), lotId: hub.id(lot), quantity };
      const { occurredAt } = said;
      return recordFound(hub.database, who, { ...input, occurredAt, reason: "找到" });
    },
    tells: { GOODS_FOUND: 1 },
  };
};

/** How many deeds at most were done at once. */
const atOnce = 4;

/** Of two tasks or claims that were opened alike at once nobody can say which is whose. */
function hasTwin(board: Board, { tasks, claims }: Mislaid): boolean {
  const mine = tasks.map(({ name }) => name);
  const twins = tasks.flatMap(({ name }) => {
    const { lot, line, era } = board.tasks.get(name);
    return board.tasks.where(
      (one) => one.lot === lot && one.line === line && Math.abs(one.era - era) <= atOnce,
    );
  });
  const bills = claims.filter(({ opened }) => opened > 0).map(({ name }) => board.claims.get(name));
  return (
    twins.some(({ name }) => !mine.includes(name)) ||
    bills.some(({ bill, kind, lot, debtor, creditor }) => {
      const same = (one: Claim) => one.bill && one.kind === kind && one.lot === lot;
      const alike = board.claims.where(
        (one) => same(one) && one.debtor === debtor && one.creditor === creditor,
      );
      return bill && alike.length > 1;
    })
  );
}

function finderOf(board: Board, loss: Mislaid): string {
  const { owner, custodian } = board.lots.get(loss.lot);
  if (placeOf(loss) === "RETURNING") return custodian;
  if (loss.line === undefined || ["HELD", "IN_TRANSIT"].includes(placeOf(loss))) return owner;
  return board.orders.get(board.lines.get(loss.line).order).requester;
}

/** The first that looks so: whatever came since is another. */
async function transferOf(hub: Hub, loss: Mislaid): Promise<string> {
  const sql = `select e.transfer_id as id from qipan.entry e
    join qipan.account o on o.id = e.origin join qipan.account t on t.id = e.target
    where o.lot = $1 and t.ref = $2 and t.kind = $3 and o.kind <> 'RECEIVABLE'
    group by 1 having max(o.kind) = $4 and sum(e.quantity) = $5 order by min(e.id) limit 1`;
  const line = loss.line === undefined ? "" : hub.id(loss.line);
  const values = [hub.id(loss.lot), line, loss.to, placeOf(loss), totalOf(loss)];
  const [row] = await rowsOf<{ id: string }>(hub.database, sql, values);
  if (row === undefined) throw new Error(`nothing was booked for ${loss.name}`);
  return row.id;
}

function find(board: Board, loss: Mislaid, quantity: number): Verdict {
  const { lot, line, found } = loss;
  const total = totalOf(loss);
  const min = onShelf(loss) && loss.parts.length === 1 ? 1 : total;
  const order = line === undefined ? undefined : board.lines.get(line).order;
  const isOut = order !== undefined && placeOf(loss) !== "HELD";
  const wrong: Verdict = [
    ...(found ? (["ALREADY_DECIDED"] as const) : []),
    ...(!found && madeGood(board, loss) ? (["LOSS_MADE_GOOD"] as const) : []),
    ...(isOut && board.caseOf(order).incident === "CLOSED"
      ? (["ILLEGAL_TRANSITION"] as const)
      : []),
    ...(quantity >= min && quantity <= total ? [] : (["QUANTITY_OUT_OF_RANGE"] as const)),
  ];
  if (wrong.length > 0) return wrong;
  const toShelf = loss.parts.some(({ from }) => from === "ON_HAND" || from.startsWith("firm:"));
  if (toShelf && board.lots.get(lot).condition !== "GOOD") return ["LOT_BLOCKED"];
  takeBack(board, loss);
  if (line !== undefined) {
    goOn(board, loss, board.lines.get(line));
    relieve(board, line);
  }
  if (quantity < total) missStill(board, loss, total - quantity);
  return done;
}

/** Something of it was refilled, settled or went to somebody else. */
const madeGood = (board: Board, { tasks, claims }: Mislaid): boolean =>
  tasks.some(({ name, quantity }) => {
    const { done: came, quantity: left, performer, opener } = board.tasks.get(name);
    return came > 0 || left !== quantity || performer !== opener;
  }) || claims.some(({ name, opened }) => opened > board.claims.get(name).outstanding);

function takeBack(board: Board, loss: Mislaid): void {
  const { name, lot, parts, to, claims, tasks, borne, converted } = loss;
  for (const { from, quantity } of parts) board.move(lot, to, from, quantity);
  for (const claim of claims) changeClaim(board, claim.name, -claim.opened, -claim.outstanding);
  for (const { name: task, quantity } of tasks) board.tasks.change(task, { done: quantity });
  for (const one of borne) bear(board, { ...one, quantity: -one.quantity });
  for (const one of converted) convert(board, one.name, -one.quantity);
  board.mislaid.change(name, { found: true });
}

/** The hold that a short pick ended is over, and so is a leg: nobody could act on goods there. */
function goOn(board: Board, loss: Mislaid, line: Line): void {
  for (const { from, quantity } of loss.parts) {
    if (from.startsWith("firm:")) board.move(loss.lot, from, "ON_HAND", quantity);
    if (placeOf(loss) !== "IN_TRANSIT") continue;
    const [, carrier = "", leg = ""] = /^IN_TRANSIT (\S+) ([^/]+)\//.exec(from) ?? [];
    const way = wayHome(line, board.legs.get(leg).relayed);
    board.move(loss.lot, from, station.back(carrier, way, line.name), quantity);
  }
}

/** A report may have asked a firm for what was not lost after all. */
function relieve(board: Board, line: string): void {
  const kinds = ["REFILL", "COMPENSATE", "PAY"];
  for (const { bearer, kind, quantity } of board.borne.where((one) => one.line === line)) {
    const excess = mirroredOf(board, line, bearer, kind) - quantity;
    if (excess <= 0 || !kinds.includes(kind)) continue;
    const open = board.claims.where(
      (one) =>
        one.line === line && one.creditor === bearer && one.mirrors === kind && one.outstanding > 0,
    );
    const parts = proportion(
      excess,
      open.map(({ outstanding }) => outstanding),
    );
    for (const [at, part] of parts.entries()) {
      const name = open[at]?.name;
      if (name === undefined || part === 0) continue;
      changeClaim(board, name, 0, -part);
      convert(board, name, part);
    }
  }
}

function missStill(board: Board, { lot, parts, claims }: Mislaid, quantity: number): void {
  const blocked = parts.some(({ from }) => from === "BLOCKED");
  const missing = blocked ? { ON_HAND: 0, BLOCKED: quantity } : { ON_HAND: quantity, BLOCKED: 0 };
  miss(board, board.lots.get(lot), missing, claims.length > 0);
}
