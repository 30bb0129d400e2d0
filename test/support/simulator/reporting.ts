import type { ClaimKind } from "../../../schema/words/ledger.ts";
import { attributeRecourse } from "../../../src/replenishment/report.service.ts";
import type { Board } from "./board.ts";
import { done, type Draw } from "./deed.ts";
import { touchCase } from "./ending.ts";
import { blame, newClaim, stateOf } from "./figures.ts";
import type { Claim } from "./records.ts";
import { firm, relayCarrier } from "./world.ts";

interface Share {
  readonly orgId: string;
  readonly basisPoints: number;
}

const whole = 10_000;

/** Who is found at fault: the firm, with a carrier, or in part nobody. */
const findings: readonly [readonly Share[], ...(readonly Share[])[]] = [
  [{ orgId: firm, basisPoints: whole }],
  [{ orgId: firm, basisPoints: 7_000 }],
  [
    { orgId: relayCarrier, basisPoints: 3_333 },
    { orgId: firm, basisPoints: 6_667 },
  ],
  [],
];

/** A report, early or late: also for what was lost before anyone knew whom to blame. */
export const reporting: Draw = (board, pick, name) => {
  const losses = board.borne.where(({ quantity }) => quantity > 0);
  const any = pick.flag(0.1) ? pick.one(board.lines.where(() => true))?.name : undefined;
  const line = any ?? pick.one(losses)?.line;
  if (line === undefined) return undefined;
  const one = board.caseOf(board.lines.get(line).order);
  const shares = pick.of(findings);
  const by = pick.of([one.requester, one.payer]);
  const names = one.firm === undefined && shares.length > 0;
  return {
    kind: "report",
    about: `${one.name} ${shares.map((one) => `${one.orgId} ${one.basisPoints}`).join()}`,
    touched: touchCase(board, one.name),
    // Whether it is the first to name a firm decides what it tells.
    alone: names,
    judge: (now) => {
      const open = openOf(now, one.name).length;
      const mirrored = mirror(now, one.name, shares);
      if (open + mirrored === 0) return ["NOTHING_TO_ATTRIBUTE"];
      for (const claim of openOf(now, one.name)) attribute(now, claim, shares);
      const [first] = shares;
      if (first !== undefined && now.cases.get(one.name).firm === undefined) {
        now.cases.change(one.name, { firm: first.orgId });
        for (const name of linesOf(now, one.name)) blame(now, name, first.orgId);
      }
      return done;
    },
    by,
    act: (hub, who) =>
      attributeRecourse(hub.database, who, {
        ...{ incidentId: hub.id(one.name), number: `调查〔${name}〕`, issuedBy: "调查组" },
        ...{ decidedOn: "2026-01-01", shares, exceptions: [] },
      }),
    tells: { RECOURSE_DECIDED: 1, ...(names ? { INCIDENT_RESPONSIBLE_NAMED: 1 } : {}) },
  };
};

const linesOf = (board: Board, incident: string): string[] =>
  board.orders
    .where((order) => order.incident === incident)
    .flatMap(({ name }) => board.linesOf(name).map((line) => line.name));

const openOf = (board: Board, incident: string): Claim[] => {
  const lines = new Set(linesOf(board, incident));
  return board.claims.where(
    ({ kind, state, outstanding, line }) =>
      kind === "RECOURSE" && state === "PROVISIONAL" && outstanding > 0 && lines.has(line ?? ""),
  );
};

/** What was borne and is in no recourse, from the first who is blamed and does not bear it. */
function mirror(board: Board, incident: string, shares: readonly Share[]): number {
  let mirrored = 0;
  for (const line of linesOf(board, incident))
    for (const { bearer, kind, money, quantity } of board.borne.where((one) => one.line === line)) {
      const to = shares.find(({ orgId }) => orgId !== bearer)?.orgId;
      const rest = quantity - mirroredOf(board, line, bearer, kind);
      if (to === undefined || rest <= 0) continue;
      const parties = { kind: "RECOURSE", debtor: to, creditor: bearer, mirrors: kind } as const;
      const about = { line, lot: board.lines.get(line).lot, money, custodian: undefined };
      newClaim(board, { ...parties, ...about }, { opened: rest, outstanding: rest });
      mirrored += 1;
    }
  return mirrored;
}

/** Whatever was asked of anybody for it, also what a report denied; not what became of another. */
export const mirroredOf = (board: Board, line: string, bearer: string, kind: ClaimKind): number =>
  board.claims
    .where((one) => one.line === line && one.creditor === bearer && one.mirrors === kind)
    .reduce((sum, { opened, converted, denied }) => sum + opened - converted + denied, 0);

function attribute(board: Board, claim: Claim, shares: readonly Share[]): void {
  const { name, outstanding, opened, debtor, creditor } = claim;
  const parts = partsOf(outstanding, shares);
  const signed = { debtorSigned: true, creditorSigned: true };
  let [gone, denied] = [0, outstanding - parts.reduce((sum, part) => sum + part, 0)];
  for (const [at, { orgId }] of shares.entries()) {
    const quantity = parts[at] ?? 0;
    if (orgId === debtor || quantity === 0) continue;
    if (orgId === creditor) denied += quantity;
    else {
      gone += quantity;
      const figures = { opened: quantity, outstanding: quantity, state: "CONFIRMED" } as const;
      newClaim(board, { ...claim, debtor: orgId }, { ...figures, ...signed });
    }
  }
  const figures = { opened: opened - gone - denied, outstanding: outstanding - gone - denied };
  board.claims.change(name, {
    ...figures,
    ...signed,
    denied,
    state: stateOf("PROVISIONAL", figures, true),
  });
}

/** Whole units by basis points; the largest remainders get what is left, nobody's part the last. */
function partsOf(quantity: number, shares: readonly Share[]): number[] {
  const named = shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const weights = [...shares.map(({ basisPoints }) => basisPoints), whole - named];
  const parts = weights.map((weight) => Math.floor((weight * quantity) / whole));
  const left = quantity - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (weight * quantity) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts.slice(0, -1);
}
