import type { LicenceClass } from "../../schema/words/catalog.ts";
import { licenceFor } from "../forces/vehicles.rules.ts";
import { compare } from "../kernel/compare.ts";
import type { DemoCarrier, DemoLine } from "./demo.model.ts";

/** Part of a line, or all of it, on one carrier's vehicles. */
export interface Cargo {
  readonly line: DemoLine;
  readonly quantity: number;
}

/** What one carrier drives at once: a vehicle, or a convoy. */
export interface Trip {
  readonly carrierId: string;
  readonly cargo: readonly Cargo[];
}

/** What the vehicles of one carrier that may take such goods hold together. */
interface Fleet {
  readonly carrierId: string;
  readonly kg: number;
  readonly m3: number;
}

/** Goods of one depot leave together where one licence covers them; so do one owner's units. */
export function departures({ lines }: { readonly lines: readonly DemoLine[] }): DemoLine[][] {
  const groups = new Map<string, DemoLine[]>();
  for (const line of lines.filter(({ held }) => held > 0).toSorted(byName)) {
    const { depot, item, owner, custodian } = line;
    const key =
      item === null
        ? `units of ${owner.id}`
        : `${custodian.id} ${depot?.id ?? owner.id} ${licenceFor(item.dangerousGoods)}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

/** An order gives its lines in no order at all; the script wants the same one in each run. */
export const byName = (a: DemoLine, b: DemoLine): number =>
  compare(a.item?.sku ?? "", b.item?.sku ?? "") ||
  b.held - a.held ||
  compare(a.lot?.code ?? "", b.lot?.code ?? "");

/**
 * The trips of goods that leave one depot under one licence, in rounds: in a round each carrier
 * drives at most once, the one with the most room first, and the next round begins when all are
 * back. What no carrier may take is offered to the first one, so that the hub says why not.
 */
export function roundsOf(
  lines: readonly DemoLine[],
  carriers: readonly DemoCarrier[],
  today: string,
): Trip[][] {
  const [first] = lines;
  if (first === undefined) return [];
  let left = lines.map((line): Cargo => ({ line, quantity: line.held }));
  if (first.item === null) return [[{ carrierId: first.owner.id, cargo: left }]];
  const fleets = fleetsFor(licenceFor(first.item.dangerousGoods), carriers, today);
  const rounds: Trip[][] = [];
  while (left.length > 0) {
    const round: Trip[] = [];
    for (const { carrierId, kg, m3 } of fleets) {
      const cargo = fill(left, { kg, m3 });
      if (cargo.length > 0) round.push({ carrierId, cargo });
      left = without(left, cargo);
    }
    if (round.length === 0)
      return [...rounds, [{ carrierId: carriers[0]?.organization.id ?? "", cargo: left }]];
    rounds.push(round);
  }
  return rounds;
}

function fleetsFor(
  licence: LicenceClass,
  carriers: readonly DemoCarrier[],
  today: string,
): Fleet[] {
  return carriers
    .filter(({ insuredUntil }) => insuredUntil !== null && today <= insuredUntil)
    .map(({ organization, vehicles }) => {
      const licensed = vehicles.filter(({ licences }) => licences.includes(licence));
      return {
        carrierId: organization.id,
        kg: licensed.reduce((sum, { loadKg }) => sum + loadKg, 0),
        m3: licensed.reduce((sum, { loadM3 }) => sum + loadM3, 0),
      };
    })
    .filter(({ kg, m3 }) => kg > 0 && m3 > 0)
    .toSorted((a, b) => b.kg - a.kg || compare(a.carrierId, b.carrierId));
}

/** Sums of decimals err: a gram, and a litre, of slack keep them within the room. */
const slack = 0.001;

/** As much of the cargo as there is room for, line by line. */
function fill(left: readonly Cargo[], room: { readonly kg: number; readonly m3: number }): Cargo[] {
  let kg = room.kg - slack;
  let m3 = room.m3 - slack;
  return left.flatMap(({ line, quantity: wanted }) => {
    const { weightKg, volumeM3 } = line.item ?? { weightKg: 0, volumeM3: 0 };
    const quantity = Math.max(0, Math.min(wanted, fits(kg, weightKg), fits(m3, volumeM3)));
    kg -= quantity * weightKg;
    m3 -= quantity * volumeM3;
    return quantity === 0 ? [] : [{ line, quantity }];
  });
}

const fits = (room: number, each: number): number =>
  each === 0 ? Number.MAX_SAFE_INTEGER : Math.floor(room / each);

const without = (left: readonly Cargo[], gone: readonly Cargo[]): Cargo[] =>
  left
    .map(({ line, quantity }) => {
      const sent = gone.find((cargo) => cargo.line === line)?.quantity ?? 0;
      return { line, quantity: quantity - sent };
    })
    .filter(({ quantity }) => quantity > 0);
