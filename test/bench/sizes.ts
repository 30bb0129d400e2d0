import { chanceOf } from "../../src/kernel/chance.ts";
import type { Problem } from "../../src/solver/problem.ts";

/** How many depots, points and materials; a point is reached from its 40 nearest depots. */
export const sizes = {
  S: { depots: 50, points: 20, items: 10 },
  M: { depots: 200, points: 100, items: 30 },
  L: { depots: 1000, points: 300, items: 60 },
  XL: { depots: 3000, points: 1000, items: 100 },
} as const;
export type Size = keyof typeof sizes;

const reached = 40;

/** A scarce world of one size, without capacity; the same for everybody who asks. */
export function sizedWorld(size: Size): Problem {
  const { depots, points, items: kinds } = sizes[size];
  const chance = chanceOf(1);
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const place = () => ({ x: chance() * 1000, y: chance() * 1000 });
  const [homes, sites] = [depots, points].map((count) => Array.from({ length: count }, place));
  const items = Array.from({ length: kinds }, (_, at) => ({ id: `i${at}`, weight: 1 + upTo(3) }));
  const sources = Array.from({ length: depots }, (_, depot) => ({
    id: `d${String(depot).padStart(4, "0")}`,
    rank: 1 + upTo(4),
    readyMinutes: upTo(40),
    stock: items.flatMap(({ id: item }) =>
      chance() < 0.4
        ? [{ lot: `l${depot}-${item}`, item, quantity: upTo(200), unitCost: upTo(10) }]
        : [],
    ),
  }));
  const lanes = (sites ?? []).flatMap((site, point) =>
    (homes ?? [])
      .map((home, depot) => ({ depot, km: Math.hypot(site.x - home.x, site.y - home.y) }))
      .sort((a, b) => a.km - b.km)
      .slice(0, reached)
      .map(({ depot, km }) => {
        const minutes = Math.round(km);
        return { from: sources[depot]!.id, to: `p${point}`, minutes, unitCost: 1 + upTo(5) };
      }),
  );
  const needs = Array.from({ length: points }, (_, point) =>
    items.flatMap(({ id: item }) =>
      chance() < 0.3
        ? [{ id: `n${point}-${item}`, place: `p${point}`, item, quantity: 50 + upTo(400) }]
        : [],
    ),
  )
    .flat()
    .map((need) => ({ ...need, priority: 1 + upTo(4) }));
  return { version: 1, items, sources, needs, lanes };
}

/** The same with a price for each lane that is used at all: about that of one need's goods. */
export function withFixedCharges(world: Problem): Problem {
  const chance = chanceOf(2);
  const lanes = world.lanes.map((lane) => ({
    ...lane,
    fixedCost: 200 + Math.floor(chance() * 800),
  }));
  return { ...world, lanes };
}

/** The same with goods that weigh, and vehicles at each depot for about half of its stock. */
export function withCapacity(world: Problem): Problem {
  const chance = chanceOf(3);
  const items = world.items.map((item) => ({ ...item, kg: 1 + Math.floor(chance() * 20) }));
  const kgOf = new Map(items.map(({ id, kg }) => [id, kg]));
  const sources = world.sources.map((source) => {
    const stock = source.stock ?? [];
    const all = stock.reduce((sum, lot) => sum + lot.quantity * (kgOf.get(lot.item) ?? 0), 0);
    return { ...source, capacity: { kg: Math.round(all * (0.3 + 0.4 * chance())) } };
  });
  return { ...world, items, sources };
}
