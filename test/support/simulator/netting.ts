import { bookUnit } from "../../../schema/words/ledger.ts";
import type { Written } from "../../../src/feed/write.ts";
import { refuseFor, type Outcome } from "../../../src/kernel/refusal.ts";
import { answerNetting, proposeNetting } from "../../../src/replenishment/netting.service.ts";
import { rowsOf } from "../dispatch-state.ts";
import type { Board } from "./board.ts";
import { settleClaim } from "./claiming.ts";
import { as, done, type Draw, type Hub, type Verdict } from "./deed.ts";
import type { Pick } from "./pick.ts";
import type { Claim, Round } from "./records.ts";
import { governments, isGovernment, items } from "./world.ts";

type Moves = Round["moves"];

/** What one round is about: claims of one kind and unit between governments. */
export interface Scope {
  readonly kind: "PAY" | "REFILL";
  readonly item: string;
}

const inMoney: Scope = { kind: "PAY", item: bookUnit.MONEY };
const inKind = items.map((item): Scope => ({ kind: "REFILL", item }));
export const scopes = [inMoney, inMoney, inMoney, ...inKind] as const;

export const isOf = (board: Board, { kind, item }: Scope, claim: Claim): boolean =>
  claim.kind === kind &&
  isGovernment(claim.debtor) &&
  isGovernment(claim.creditor) &&
  (claim.money ? bookUnit.MONEY : board.lots.get(claim.lot).item) === item;

const isSigned = ({ state }: Claim): boolean => ["CONFIRMED", "PART_SETTLED"].includes(state);

/** Signed by both, and in no other round's hands. */
function nettable(board: Board, scope: Scope): Claim[] {
  const rounds = board.rounds.where(({ state }) => state === "PROPOSED");
  const taken = new Set(rounds.flatMap(({ moves }) => moves.map(({ claim }) => claim)));
  return board.claims.where(
    (claim) => isSigned(claim) && !taken.has(claim.name) && isOf(board, scope, claim),
  );
}

export const touchAll = (claims: readonly Claim[]) => ({
  lots: claims.map(({ lot }) => lot),
  lines: claims.flatMap(({ line }) => line ?? []),
});

/**
 * 互抵: which cycles cancel most is the hub's to find, so its round is read before it is judged: it
 * must leave everybody's position as it was, and no cycle among those whom it ties together.
 */
export const proposing: Draw = (board, pick, name) => {
  const scope = pick.of(scopes);
  const org = pick.of(governments);
  const claims = nettable(board, scope);
  if (!inCycle(claims, org) && !pick.flag(0.05)) return undefined;
  let found: { outcome: Outcome<Written>; moves: Moves } | undefined;
  return {
    ...{ kind: "propose a netting", about: `n${name} by ${org}: ${scope.kind} ${scope.item}` },
    ...{ touched: { lots: [], lines: [] }, alone: true, keyless: true },
    prepare: async (hub) => {
      found = await propose(hub, `n${name}`, org, scope);
    },
    judge: (now) => {
      const moves = found?.moves ?? [];
      if (moves.length === 0) return ["NOTHING_TO_NET"];
      if (!isFair(nettable(now, scope), moves, org)) return ["INVALID_INPUT"];
      const parties = [...new Set(moves.flatMap(({ claim }) => sidesOf(now.claims.get(claim))))];
      now.rounds.put({ name: `n${name}`, parties, moves, accepted: [], state: "PROPOSED" });
      return done;
    },
    by: org,
    act: () => Promise.resolve(found?.outcome ?? refuseFor("NOT_FOUND")),
    tells: { NETTING_PROPOSED: 1 },
  };
};

const sidesOf = ({ debtor, creditor }: Claim): string[] => [debtor, creditor];

async function propose(hub: Hub, name: string, org: string, scope: Scope) {
  const input = { mode: "CYCLES", ...scope } as const;
  const outcome = await proposeNetting(hub.database, as(org, `propose-${name}`), input);
  if (!outcome.ok) return { outcome, moves: [] };
  hub.learn(name, outcome.value.id);
  const [row] = await rowsOf<{ moves: { claimId: string; quantity: number }[] }>(
    hub.database,
    "select moves from qipan.netting_round where id = $1",
    [outcome.value.id],
  );
  const moves = row?.moves ?? [];
  return {
    outcome,
    moves: moves.map(({ claimId, quantity }) => ({ claim: hub.nameOf(claimId), quantity })),
  };
}

const inCycle = (claims: readonly Claim[], org: string): boolean => reach(claims, org).has(org);

/** Everybody whom one reaches by going from debtor to creditor. */
function reach(claims: readonly Claim[], from: string): Set<string> {
  const reached = new Set<string>();
  for (let ends = [from]; ends.length > 0;) {
    const next = claims.filter(
      ({ debtor, creditor }) => ends.includes(debtor) && !reached.has(creditor),
    );
    ends = next.map(({ creditor }) => creditor);
    for (const end of ends) reached.add(end);
  }
  return reached;
}

function isFair(claims: readonly Claim[], moves: Moves, org: string): boolean {
  const left = new Map(claims.map((claim) => [claim.name, claim.outstanding]));
  const position = new Map<string, number>();
  for (const { claim, quantity } of moves) {
    const row = claims.find(({ name }) => name === claim);
    if (row === undefined || quantity < 1) return false;
    left.set(claim, (left.get(claim) ?? 0) - quantity);
    position.set(row.debtor, (position.get(row.debtor) ?? 0) + quantity);
    position.set(row.creditor, (position.get(row.creditor) ?? 0) - quantity);
  }
  const rest = claims.filter((one) => (left.get(one.name) ?? 0) > 0);
  const within = rest.filter((one) => sidesOf(one).every((party) => position.has(party)));
  return (
    position.has(org) &&
    [...left.values()].every((sum) => sum >= 0) &&
    [...position.values()].every((sum) => sum === 0) &&
    ![...position.keys()].some((party) => inCycle(within, party))
  );
}

function aRound(board: Board, pick: Pick): Round | undefined {
  const waiting = board.rounds.where(({ state }) => state === "PROPOSED");
  const any = waiting.length === 0 || pick.flag(0.05);
  return pick.one(any ? board.rounds.where(() => true) : waiting);
}

/** One party's word; with the last one the round is booked, or is stale and nothing happens. */
export const answering: Draw = (board, pick) => {
  const round = aRound(board, pick);
  if (round === undefined) return undefined;
  const { name, parties, accepted, moves } = round;
  const asked = parties.filter((party) => !accepted.includes(party));
  const by = pick.one(asked.length === 0 || pick.flag(0.05) ? parties : asked);
  if (by === undefined) return undefined;
  const accepts = pick.flag(0.93);
  const said = moves.map(({ claim, quantity }) => `${claim}×${quantity}`).join();
  return {
    kind: accepts ? "accept a netting" : "refuse a netting",
    about: `${name} by ${by}: ${said}`,
    touched: touchAll(moves.map(({ claim }) => board.claims.get(claim))),
    judge: (now) => answer(now, now.rounds.get(name), by, accepts),
    by,
    act: (hub, who) => answerNetting(hub.database, who, { roundId: hub.id(name), accepts }),
  };
};

function answer(board: Board, round: Round, by: string, accepts: boolean): Verdict {
  const { name, state, parties, moves } = round;
  if (state !== "PROPOSED") return ["ILLEGAL_TRANSITION"];
  if (round.accepted.includes(by)) return ["ALREADY_DECIDED"];
  const accepted = [...round.accepted, by];
  board.rounds.change(name, accepts ? { accepted } : { state: "REFUSED" });
  if (!accepts || accepted.length < parties.length) return done;
  const stale = moves.some(({ claim, quantity }) => {
    const row = board.claims.get(claim);
    return !isSigned(row) || row.outstanding < quantity;
  });
  board.rounds.change(name, { state: stale ? "STALE" : "DONE" });
  if (!stale) for (const { claim, quantity } of moves) settleClaim(board, claim, quantity);
  return done;
}
