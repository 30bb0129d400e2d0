import { nameOf } from "./check-facts.ts";
import type { Facts } from "./check-facts.ts";
import { factsOf } from "./check-pairs.ts";
import { reachable } from "./check-stored.ts";
import { freeSupply } from "./check-supply.ts";
import type { CapacityPrice, Certificate, CertificatePrices, Shortage } from "./plan.ts";
import type { Need } from "./problem.ts";

const NEAR = 1e-6;

/** One proof may stand with many shortages: its pairs are gone over once. */
const gone = new WeakMap<Certificate, string[]>();

/** A certificate by prices: no pair earns more than it costs, and the sums are the file's. */
export function priceFaults(
  facts: Facts,
  row: Shortage,
  missing: (need: string) => number,
): string[] {
  const { certificate } = row;
  const { prices, capacities } = certificate;
  if (prices === undefined || capacities === undefined) return ["prices are missing"];
  const isEven =
    prices.needs.length === certificate.needs.length &&
    prices.stocks.length === certificate.stocks.length;
  const all = [...prices.needs, ...prices.stocks, ...capacities.map((one) => one.price)];
  const floors = prices.floors.map((one) => one.price);
  if (!isEven || [...all, ...floors].some((price) => !(price >= 0))) return ["prices are not so"];
  const short = facts.needs.get(row.need);
  if (short === undefined) return ["there is no such need"];
  return [
    ...needPriceFaults(facts, certificate, prices, short),
    ...arcFaultsOnce(facts, certificate, prices),
    ...sumFaults(facts, certificate, prices, short, missing),
  ];
}

const gradeOf = (need: Need) => need.priority ?? 3;

const weightOf = (facts: Facts, need: Need) =>
  need.item === undefined ? 1 : (facts.items.get(need.item)?.weight ?? 1);

function needPriceFaults(
  facts: Facts,
  certificate: Certificate,
  prices: CertificatePrices,
  short: Need,
): string[] {
  const isDouble = new Set(certificate.needs).size !== certificate.needs.length;
  const isWrong = certificate.needs.some((id, index) => {
    const need = facts.needs.get(id);
    if (need === undefined || gradeOf(need) > gradeOf(short)) return true;
    if (need.capabilities !== undefined) return true;
    const price = prices.needs[index] ?? 0;
    return gradeOf(need) === gradeOf(short) && price > weightOf(facts, need) * (1 + NEAR);
  });
  return isDouble || isWrong ? ["a need has a price that it may not have"] : [];
}

function arcFaultsOnce(facts: Facts, certificate: Certificate, prices: CertificatePrices) {
  const known = gone.get(certificate) ?? arcFaults(facts, certificate, prices);
  gone.set(certificate, known);
  return known;
}

function arcFaults(facts: Facts, certificate: Certificate, prices: CertificatePrices): string[] {
  const stock = new Map(
    certificate.stocks.map((ref, index) => [
      ref.lot === undefined ? `unit ${ref.unit ?? ""}` : `lot ${ref.lot}`,
      prices.stocks[index] ?? 0,
    ]),
  );
  const floors = freeSupply(facts).floors;
  const byLot = new Map<string, number>();
  for (const { rule, price } of prices.floors)
    for (const lot of floors[rule]?.lots ?? []) byLot.set(lot, (byLot.get(lot) ?? 0) + price);
  const loads = new Map<string, CapacityPrice[]>();
  for (const row of certificate.capacities ?? [])
    loads.set(row.source, [...(loads.get(row.source) ?? []), row]);
  const faults: string[] = [];
  certificate.needs.forEach((id, index) => {
    const need = facts.needs.get(id);
    if (need === undefined) return;
    const { length, numbers, lanes } = reachable(facts, need);
    for (let at = 0; at < length; at += 1) {
      const known = factsOf(facts, need, numbers[at] ?? 0, lanes[at] ?? 0);
      if (known?.reasons.length !== 0) continue;
      const pair = nameOf(known.stored);
      const item = facts.items.get(known.item ?? "");
      const load = (loads.get(pair.source) ?? []).reduce((sum, one) => {
        const each = (one.kg === undefined ? item?.m3 : item?.kg) ?? 0;
        return sum + one.price * each;
      }, 0);
      const name = pair.lot === undefined ? `unit ${pair.unit ?? ""}` : `lot ${pair.lot}`;
      const piece = (stock.get(name) ?? 0) + (byLot.get(pair.lot ?? "") ?? 0) + load;
      const earns = (prices.needs[index] ?? 0) * known.counts;
      if (earns > piece * known.give + NEAR * Math.max(1, earns))
        faults.push(`${name} would earn more than it costs`);
    }
  });
  return faults;
}

function sumFaults(
  facts: Facts,
  certificate: Certificate,
  prices: CertificatePrices,
  short: Need,
  missing: (need: string) => number,
): string[] {
  const free = freeSupply(facts);
  let demand = 0;
  let supply = 0;
  certificate.needs.forEach((id, index) => {
    const need = facts.needs.get(id);
    if (need === undefined) return;
    const given = gradeOf(need) < gradeOf(short) ? missing(id) : 0;
    const price = prices.needs[index] ?? 0;
    demand += price * (need.quantity - given);
    for (const { pin, counted } of free.pins) if (pin.need === id) supply += price * counted;
  });
  certificate.stocks.forEach(({ lot, unit }, index) => {
    const number = lot === undefined ? facts.units.get(unit ?? "") : facts.lots.get(lot);
    supply += (prices.stocks[index] ?? 0) * (free.pieces[number ?? -1] ?? 0);
  });
  for (const { rule, price } of prices.floors) supply += price * (free.floors[rule]?.limit ?? 0);
  let isCapacity = true;
  for (const one of certificate.capacities ?? []) {
    const own = free.capacity.get(one.source);
    const told = one.kg ?? one.m3 ?? 0;
    const real = one.kg === undefined ? own?.m3 : own?.kg;
    isCapacity &&= near(told, real ?? -1);
    supply += one.price * told;
  }
  const shortBy = [...facts.needs.values()]
    .filter((need) => gradeOf(need) === gradeOf(short))
    .reduce((sum, need) => sum + weightOf(facts, need) * missing(need.id), 0);
  const isSum =
    near(demand, certificate.demand) &&
    near(supply, certificate.supply) &&
    near(demand - supply, certificate.missing);
  return [
    ...(isCapacity ? [] : ["a capacity is not that of the file"]),
    ...(isSum ? [] : ["the weighted sums are not so"]),
    ...(certificate.missing <= shortBy + NEAR * Math.max(1, shortBy) ? [] : ["it proves too much"]),
  ];
}

const near = (a: number, b: number) =>
  a === b || Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(a), Math.abs(b));
