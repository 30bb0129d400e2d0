import type { Allocation, Limit, Reason, Shortage } from "../../../src/solver/plan.ts";
import { couldShip, fillsWith } from "./explain-facts.ts";
import type { Facts, Goods, Offer } from "./explain-facts.ts";

/** Each reason of a line that is not so, in words; none for a line that says the truth. */
export function untrueReasons(facts: Facts, line: Allocation): string[] {
  const choice = choiceOf(facts, line);
  const name = `${line.source} ${line.lot ?? line.unit ?? ""} for ${line.need}`;
  return [
    ...(line.reasons.length === 0 ? [`${name}: no reason`] : []),
    ...line.reasons
      .filter((reason) => !isSo(choice, reason))
      .map((reason) => `${name}: ${JSON.stringify(reason)}`),
  ];
}

interface Choice {
  readonly facts: Facts;
  readonly line: Allocation;
  readonly own: Offer | undefined;
  /** Of other sources, whatever could be used; `free`: what still could go in this line's place. */
  readonly others: readonly Offer[];
  readonly free: readonly Offer[];
}

function choiceOf(facts: Facts, line: Allocation): Choice {
  const need = facts.problem.needs.find(({ id }) => id === line.need)!;
  const offers = facts.offersTo(need);
  const isOwn = ({ goods }: Offer) =>
    goods.source === line.source &&
    goods.id === (line.lot ?? line.unit) &&
    (goods.item === undefined) === (line.lot === undefined);
  const others = offers.filter(
    ({ goods, codes }) => codes.length === 0 && goods.source !== line.source,
  );
  const free = others.filter((one) => couldShip(facts, one.goods, [line]) >= one.give);
  return { facts, line, own: offers.find(isOwn), others, free };
}

function isSo(choice: Choice, reason: Reason): boolean {
  const { facts, line, own, others, free } = choice;
  const { figure, next = NaN } = reason;
  if (own === undefined) return false;
  switch (reason.code) {
    case "PINNED":
      return isPinned(facts, line, figure);
    case "KEPT_FROM_PREVIOUS":
      return wasPlanned(facts, line) >= figure && figure <= line.quantity;
    case "ONLY_SOURCE":
      return free.length === 0 && next === new Set(others.map(({ goods }) => goods.source)).size;
    case "NEAREST_ELIGIBLE":
      return figure === own.arrives && isLeast(free, reason, ({ arrives }) => arrives);
    case "CHEAPEST":
      return figure === own.cost && isLeast(free, reason, ({ cost }) => cost);
    case "LEGAL_ORDER": {
      const rank = ({ goods }: Offer) => goods.rank;
      const early = free.filter(({ arrives }) => arrives <= own.arrives);
      return figure === rank(own) && (isLeast(free, reason, rank) || isLeast(early, reason, rank));
    }
    case "FEWER_SENDERS":
      return figure > 1 && figure === onLane(facts, line.source, line) && isNewTo(choice);
    case "SOONEST_EXPIRY":
      return isFirstToSpoil(choice, reason);
    case "FULLEST":
      return next < figure && isFullest(choice, reason);
    case "ON_BALANCE":
      return free.some(({ goods, arrives }) => goods.source === reason.other && arrives === next);
  }
}

/** `next` is the least of all, it is that of `other`, and the line's own is less. */
function isLeast(
  free: readonly Offer[],
  { figure, next, other }: Reason,
  of: (o: Offer) => number,
) {
  const least = Math.min(...free.map(of));
  const named = free.filter(({ goods }) => goods.source === other).map(of);
  return figure < least && next === least && named.includes(least);
}

const isPinned = ({ problem }: Facts, line: Allocation, figure: number) =>
  (problem.rules?.pins ?? [])
    .filter(({ need, lot, unit }) => need === line.need && lot === line.lot && unit === line.unit)
    .reduce((sum, { quantity = 1 }) => sum + quantity, 0) === figure;

const wasPlanned = ({ problem }: Facts, line: Allocation) =>
  (problem.previous ?? [])
    .filter(({ need, lot, unit }) => need === line.need && lot === line.lot && unit === line.unit)
    .reduce((sum, { quantity = 1 }) => sum + quantity, 0);

const placeOf = ({ problem }: Facts, need: string) =>
  problem.needs.find(({ id }) => id === need)?.place;

const onLane = (facts: Facts, source: string, { need }: Allocation) =>
  facts.plan.allocations.filter(
    (line) => line.source === source && placeOf(facts, line.need) === placeOf(facts, need),
  ).length;

const isNewTo = ({ facts, free, line }: Choice) =>
  free.every(({ goods }) => onLane(facts, goods.source, line) === 0);

/** Something that keeps longer stays behind, and nothing of its kind there that spoils sooner. */
function isFirstToSpoil({ facts, line, own }: Choice, { figure, next = Infinity }: Reason) {
  const need = facts.problem.needs.find(({ id }) => id === line.need)!;
  const beside = facts
    .offersTo(need)
    .filter(({ codes, goods }) => codes.length === 0 && goods.left > 0)
    .filter(({ goods }) => goods.source === line.source && goods.item === own?.goods.item)
    .filter(({ goods }) => goods.id !== own?.goods.id)
    .map(({ goods }) => goods.expires);
  return figure === own?.goods.expires && figure < next && Math.min(...beside) === next;
}

/** No other that is neither later nor behind in legal order could fill as much alone. */
function isFullest({ facts, line, own, free }: Choice, { figure, next = 0, other }: Reason) {
  const mine = facts.plan.allocations.filter(
    ({ source, need }) => source === line.source && need === line.need,
  );
  const most = new Map<string, number>();
  for (const one of free) {
    if (one.arrives > own!.arrives || one.goods.rank > own!.goods.rank) continue;
    const { source } = one.goods;
    const fills = fillsWith(couldShip(facts, one.goods, mine), one);
    most.set(source, (most.get(source) ?? 0) + fills);
  }
  const counted = mine.reduce((sum, row) => sum + row.counted, 0);
  return (
    figure === counted && [...most.values()].every((n) => n <= next) && most.get(other!) === next
  );
}

/** What a shortage says against each source that is not so, and what it leaves out. */
export function untrueLimits(facts: Facts, shortage: Shortage): string[] {
  const need = facts.problem.needs.find(({ id }) => id === shortage.need)!;
  const offers = facts.offersTo(need);
  const expected = [
    ...noStock(shortage, offers),
    ...offers.flatMap((offer) => limitsOn(facts, shortage, offer)),
  ];
  const [said, all] = [shortage.limits.map(wordsOf), expected.map(wordsOf)];
  const beyond = (shortage.limitsBeyond ?? []).reduce((sum, { count }) => sum + count, 0);
  return [
    ...said.filter((row) => !all.includes(row)).map((row) => `${shortage.need}: ${row} is not so`),
    ...(said.length + beyond === all.length
      ? []
      : [`${shortage.need}: of ${all.length} told ${said.length + beyond}`]),
    ...(all.length > 0 ? [] : [`${shortage.need}: nothing explains it`]),
  ];
}

const wordsOf = ({ code, source, lot, unit, need, quantity }: Limit) =>
  [code, source, lot ?? unit, need, quantity].join(" ");

function noStock({ missing }: Shortage, offers: readonly Offer[]): Limit[] {
  const lying = offers.reduce(
    (sum, offer) => sum + fillsWith(offer.goods.quantity - offer.goods.shipped, offer),
    0,
  );
  return lying < missing ? [{ code: "NO_STOCK", quantity: missing - lying }] : [];
}

/** Every piece of these goods that is not sent to the need is accounted for. */
function limitsOn(facts: Facts, { need, missing }: Shortage, offer: Offer): Limit[] {
  const { goods, codes } = offer;
  const { source, left, shipped } = goods;
  const name = goods.item === undefined ? { unit: goods.id } : { lot: goods.id };
  const row = (code: string, pieces: number, more: object = {}): Limit[] => {
    const quantity = Math.min(missing, fillsWith(pieces, offer));
    return quantity > 0 ? [{ code, source, ...name, ...more, quantity }] : [];
  };
  if (codes.length > 0) return codes.flatMap((code) => row(code, left));
  const free = couldShip(facts, goods, []);
  const grouped = couldShip(withoutTransport(facts), goods, []);
  return [
    ...row("FLOOR", goods.quantity - shipped - left),
    ...row("FLOOR", left - grouped),
    ...row("CAPACITY", grouped - free),
    ...linesOf(facts, goods)
      .filter((line) => line.need !== need)
      .flatMap((line) => row("SHARED_WITH", line.quantity, { need: line.need })),
  ];
}

const linesOf = ({ plan }: Facts, goods: Goods) =>
  plan.allocations.filter((line) =>
    goods.item === undefined ? line.unit === goods.id : line.lot === goods.id,
  );

const withoutTransport = (facts: Facts): Facts => ({
  ...facts,
  problem: {
    ...facts.problem,
    sources: facts.problem.sources.map((source) => ({ ...source, capacity: {} })),
  },
});
