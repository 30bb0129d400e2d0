import {
  confirmClaim,
  settleInCash,
  waiveClaim,
} from "../../../src/replenishment/claims.service.ts";
import { recordFee } from "../../../src/replenishment/fee.service.ts";
import type { Board } from "./board.ts";
import { done, said, type Deed, type Draw, type Verdict } from "./deed.ts";
import { debtorTasks, handTasks } from "./disputing.ts";
import { bear, changeClaim, convert, newClaim, proportion, stateOf } from "./figures.ts";
import type { Pick } from "./pick.ts";
import type { Claim } from "./records.ts";
import { touchLine } from "./site.ts";
import type { PactPlan, WorldPlan } from "./world.ts";

export type Side = "DEBTOR" | "CREDITOR";

export const touchClaim = ({ line, lot }: Claim) => ({
  lots: [lot],
  lines: line === undefined ? [] : [line],
});

/** A claim, by preference an open one of such a kind. */
export function aClaim(
  board: Board,
  pick: Pick,
  wanted: (claim: Claim) => boolean,
): Claim | undefined {
  const open = board.claims.where((claim) => claim.outstanding > 0 && wanted(claim));
  const any = open.length === 0 || pick.flag(0.05);
  return pick.one((any ? board.claims.where(() => true) : open).slice(-80));
}

/** So much of a claim, all of it, or one unit too many. */
export const part = (pick: Pick, { outstanding }: Claim): number =>
  pick.flag(0.04) ? outstanding + 1 : pick.between(1, Math.max(1, outstanding));

export const sideOf = (org: string, { debtor, creditor, custodian }: Claim): Side[] => [
  ...(org === debtor ? (["DEBTOR"] as const) : []),
  ...(org === creditor || org === custodian ? (["CREDITOR"] as const) : []),
];

/** Whichever side of the claim the organization may sign for does it, or the last says why not. */
export function bySide(org: string, claim: Claim, act: (side: Side) => Verdict): Verdict {
  let verdict: Verdict = ["NOT_FOUND"];
  for (const side of sideOf(org, claim)) {
    verdict = act(side);
    if (verdict.length === 0) return verdict;
  }
  return verdict;
}

const signedBy = { DEBTOR: "debtorSigned", CREDITOR: "creditorSigned" } as const;

export const confirming: Draw = (board, pick) => {
  const claim = aClaim(board, pick, ({ state }) => state === "PROVISIONAL");
  if (claim === undefined) return undefined;
  const { name, debtor, creditor } = claim;
  const by = pick.of([debtor, creditor]);
  return {
    kind: "confirm",
    about: `${name} ${by}`,
    touched: touchClaim(claim),
    judge: (now) => bySide(by, claim, (side) => sign(now, name, side)),
    by,
    act: (hub, who) => confirmClaim(hub.database, who, { claimId: hub.id(name) }),
  };
};

export function sign(board: Board, name: string, side: Side): Verdict {
  const claim = board.claims.get(name);
  if (claim[signedBy[side]]) return ["ALREADY_DECIDED"];
  if (claim.state !== "PROVISIONAL") return ["ILLEGAL_TRANSITION"];
  const other = side === "DEBTOR" ? claim.creditorSigned : claim.debtorSigned;
  const state = stateOf(claim.state, claim, other);
  board.claims.change(name, { [signedBy[side]]: true, state });
  return done;
}

/** Paid or forgiven: the claim shrinks, and the owner's shelf is the owner's to refill. */
export function settleClaim(board: Board, name: string, quantity: number): void {
  const { kind } = board.claims.get(name);
  if (kind === "REFILL")
    handTasks(board, debtorTasks(board, name), quantity, ({ owner, claim }) => ({
      ...{ performer: owner, claim },
    }));
  changeClaim(board, name, 0, -quantity);
}

const regimeOf = (board: Board, { line }: Claim, pacts: readonly PactPlan[]) => {
  if (line === undefined) return undefined;
  const { pact } = board.orders.get(board.lines.get(line).order);
  return pacts.find(({ id }) => id === pact)?.regime;
};

export const paying =
  ({ pacts }: WorldPlan): Draw =>
  (board, pick) => {
    const ready = (claim: Claim) => ["CONFIRMED", "PART_SETTLED"].includes(claim.state);
    const claim = aClaim(board, pick, (one) => ready(one) && one.kind !== "RETURN");
    if (claim === undefined) return undefined;
    const { name, kind, money } = claim;
    const quantity = part(pick, claim);
    const inKind = kind === "REFILL" && regimeOf(board, claim, pacts) === "REFILL_IN_KIND";
    return {
      kind: "pay",
      about: `${name} ${kind}×${quantity}`,
      touched: touchClaim(claim),
      judge: (now) => {
        const row = now.claims.get(name);
        const wrong: Verdict = [
          ...(kind === "RETURN" ? (["INVALID_INPUT"] as const) : []),
          ...(ready(row) ? [] : (["ILLEGAL_TRANSITION"] as const)),
          ...(quantity > row.outstanding ? (["QUANTITY_OUT_OF_RANGE"] as const) : []),
          ...(inKind ? (["REFILL_IN_KIND_ONLY"] as const) : []),
        ];
        if (wrong.length > 0) return wrong;
        settleClaim(now, name, quantity);
        return done;
      },
      by: claim.creditor,
      act: (hub, who) => {
        const price = money ? {} : { unitPriceFen: 500 };
        const input = { ...said, ...price, claimId: hub.id(name), quantity, voucher: "SK-1" };
        return settleInCash(hub.database, who, input);
      },
    };
  };

export const waiving: Draw = (board, pick) => {
  const claim = aClaim(board, pick, ({ kind }) => kind !== "RETURN");
  if (claim === undefined) return undefined;
  const { name, kind } = claim;
  const quantity = part(pick, claim);
  return {
    kind: "waive",
    about: `${name} ${kind}×${quantity}`,
    touched: touchClaim(claim),
    judge: (now) => {
      const { state, outstanding } = now.claims.get(name);
      const open = ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"].includes(state);
      const wrong: Verdict = [
        ...(kind === "RETURN" ? (["INVALID_INPUT"] as const) : []),
        ...(open ? [] : (["ILLEGAL_TRANSITION"] as const)),
        ...(quantity > outstanding ? (["QUANTITY_OUT_OF_RANGE"] as const) : []),
      ];
      if (wrong.length > 0) return wrong;
      forgive(now, now.claims.get(name), quantity);
      settleClaim(now, name, quantity);
      return done;
    },
    by: claim.creditor,
    act: (hub, who) => {
      const input = { ...said, claimId: hub.id(name), quantity, reason: "会议决定" };
      return waiveClaim(hub.database, who, input);
    },
  };
};

/** What the debtor need not bear it does not recover from the firm at fault. */
function forgive(board: Board, claim: Claim, quantity: number): void {
  const { line, kind, debtor: bearer, money, bill, mirrors } = claim;
  if (line === undefined) return;
  const isLoss = !bill && mirrors === undefined && kind !== "DAMAGES";
  if (isLoss) bear(board, { line, bearer, kind, money, quantity: -quantity });
  const same = (one: Claim) => one.line === line && one.mirrors === kind && one.money === money;
  const open = board.claims.where(
    (one) => same(one) && one.creditor === bearer && one.outstanding > 0,
  );
  const sums = open.map(({ outstanding }) => outstanding);
  for (const [at, part] of proportion(quantity, sums).entries()) {
    const name = open[at]?.name;
    if (name === undefined || part === 0) continue;
    changeClaim(board, name, 0, -part);
    if (isLoss) convert(board, name, part);
  }
}

/** What an owner owes the firm that keeps its goods, whatever becomes of them. */
export const charging: Draw = (board, pick): Deed | undefined => {
  const kept = board.lines.where(({ lot }) => {
    const { owner, custodian } = board.lots.get(lot);
    return owner !== custodian || pick.flag(0.02);
  });
  const line = pick.one(kept);
  if (line === undefined) return undefined;
  const { owner: debtor, custodian: creditor } = board.lots.get(line.lot);
  const amountFen = pick.between(1, 9) * 100;
  return {
    kind: "charge a fee",
    about: `${line.name} ${debtor}→${creditor} ${amountFen}`,
    touched: touchLine(board, line.name),
    judge: (now) => {
      if (debtor === creditor) return ["INVALID_INPUT"];
      const parties = { kind: "PAY", debtor, creditor, mirrors: undefined, money: true } as const;
      const about = { line: line.name, lot: line.lot, custodian: undefined };
      const figures = { opened: amountFen, outstanding: amountFen, bill: true };
      newClaim(now, { ...parties, ...about }, figures);
      return done;
    },
    by: debtor,
    act: (hub, who) => {
      const input = { ...said, orderLineId: hub.id(line.name), amountFen, voucher: "ZD-1" };
      return recordFee(hub.database, who, input);
    },
    tells: { FEE_RECORDED: 1 },
  };
};
