import type { Lot, Need, Problem, Source, StageName, Unit } from "../../../src/solver/problem.ts";

/** Σ factor × column, each column once. */
export type Terms = readonly (readonly [column: number, factor: number])[];

/** One thing that could go on one lane to one need, in steps of `give` pieces. */
interface Pair {
  readonly need: Need;
  readonly source: Source;
  readonly lane: Problem["lanes"][number];
  readonly lot?: Lot;
  readonly unit?: Unit;
  readonly give: number;
  readonly counts: number;
  readonly arrives: number;
  readonly pinned: number;
  readonly steps: number;
  readonly used: number;
}

/** All of a small problem as columns and rows, and each part of each stage as a sum. */
export class FullModel {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly whole: boolean[] = [];
  readonly rows: { readonly terms: Terms; readonly lower: number; readonly upper: number }[] = [];
  readonly parts: Record<StageName, Terms[]>;
  readonly #problem: Problem;
  readonly #pairs: readonly Pair[];

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#pairs = problem.needs.flatMap((need) => this.#pairsInto(need));
    this.#stocks();
    this.#groups();
    this.#capacities();
    this.parts = { ...this.#shares(), ...this.#ways(), arrival: [this.#arrival()] };
  }

  #column(lower: number, upper: number, whole = false): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.whole.push(whole);
    return this.upper.length - 1;
  }

  #row(terms: Terms, lower: number, upper: number): void {
    if (terms.length > 0) this.rows.push({ terms, lower, upper });
  }

  #under([one, factor]: Terms[number], [over, most]: Terms[number]): void {
    const terms: Terms = [
      [one, factor],
      [over, -most],
    ];
    this.#row(terms, -Infinity, 0);
  }

  #pairsInto(need: Need): Pair[] {
    const { items, lanes, sources } = this.#problem;
    const rules = items.find(({ id }) => id === need.item)?.substitutes ?? [];
    return lanes
      .filter(({ to }) => to === need.place)
      .flatMap((lane) => {
        const source = sources.find(({ id }) => id === lane.from);
        if (source === undefined) return [];
        const goods = (source.stock ?? []).flatMap((lot) => {
          if (need.item === undefined) return [];
          const even = lot.item === need.item ? { give: 1, counts: 1 } : undefined;
          const ratio = even ?? rules.find(({ item }) => item === lot.item);
          return ratio === undefined ? [] : this.#pair(need, source, lane, { lot }, ratio);
        });
        const units = (source.units ?? [])
          .filter(({ capabilities }) => capabilities.some((one) => one === need.capability))
          .flatMap((unit) => this.#pair(need, source, lane, { unit }, { give: 1, counts: 1 }));
        return [...goods, ...units];
      });
  }

  #pair(
    need: Need,
    source: Source,
    lane: Problem["lanes"][number],
    thing: { readonly lot?: Lot; readonly unit?: Unit },
    { give, counts }: { readonly give: number; readonly counts: number },
  ): Pair[] {
    const { lot, unit } = thing;
    const ready = lot?.availableMinutes ?? unit?.readyMinutes ?? 0;
    const arrives = lane.minutes + Math.max(ready, source.readyMinutes ?? 0);
    const shelf = (lot?.expiresInMinutes ?? Infinity) - arrives;
    const forbidden = (this.#problem.rules?.forbid ?? []).some(
      (rule) =>
        (rule.source === undefined || rule.source === source.id) &&
        (rule.need === undefined || rule.need === need.id) &&
        (rule.lot === undefined || rule.lot === lot?.lot) &&
        (rule.unit === undefined || rule.unit === unit?.id),
    );
    const inTime = arrives <= (need.deadlineMinutes ?? Infinity);
    const isFresh = shelf > 0 && shelf >= (need.minShelfMinutes ?? 0);
    const pinned = (this.#problem.rules?.pins ?? [])
      .filter((pin) => pin.need === need.id && pin.lot === lot?.lot && pin.unit === unit?.id)
      .reduce((sum, pin) => sum + (pin.quantity ?? 1) / give, 0);
    const most = Math.floor(Math.min((lot?.quantity ?? 1) / give, need.quantity / counts));
    const room = lane.open !== false && inTime && isFresh && !forbidden ? most : pinned;
    if (room === 0) return [];
    const steps = this.#column(pinned, room, true);
    const used = this.#column(0, 1, true);
    this.#under([steps, 1], [used, room]);
    return [{ need, source, lane, ...thing, give, counts, arrives, pinned, steps, used }];
  }

  /** Σ shipped of these pairs: at most `limit`, or what pins take where that is more. */
  #ship(pairs: readonly Pair[], limit: number, each: (pair: Pair) => number = () => 1): void {
    const terms = pairs.map((pair) => [pair.steps, pair.give * each(pair)] as const);
    const pinned = pairs.reduce((sum, pair) => sum + pair.give * pair.pinned * each(pair), 0);
    this.#row(terms, -Infinity, Math.max(limit, pinned));
  }

  #stocks(): void {
    for (const { stock = [], units = [] } of this.#problem.sources) {
      for (const lot of stock) {
        const own = this.#pairs.filter((pair) => pair.lot === lot);
        this.#ship(own, lot.quantity - (lot.floor ?? 0));
      }
      for (const unit of units) {
        const own = this.#pairs.filter((pair) => pair.unit === unit);
        this.#ship(own, 1);
      }
    }
  }

  #groups(): void {
    for (const { sources, item, keep } of this.#problem.rules?.floors ?? []) {
      const inside = this.#problem.sources.filter(({ id }) => sources.includes(id));
      const held = inside
        .flatMap(({ stock = [] }) => stock)
        .filter((lot) => lot.item === item)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const own = this.#pairs.filter(
        ({ source, lot }) => inside.includes(source) && lot?.item === item,
      );
      this.#ship(own, held - keep);
    }
  }

  #capacities(): void {
    for (const source of this.#problem.sources)
      for (const dimension of ["kg", "m3"] as const) {
        const limit = source.capacity?.[dimension];
        if (limit === undefined) continue;
        const own = this.#pairs.filter((pair) => pair.source === source && pair.lot !== undefined);
        const each = ({ lot }: Pair) =>
          this.#problem.items.find(({ id }) => id === lot?.item)?.[dimension] ?? 0;
        this.#ship(own, limit + 1e-9, each);
      }
  }

  /** What is missing, by priority: pieces by weight, and pieces by their band of ten. */
  #shares(): Pick<FullModel["parts"], "unmet" | "fairness"> {
    const unmet: [number, number][][] = [[], [], [], [], []];
    const fairness: [number, number][][] = [[], [], [], [], []];
    for (const need of this.#problem.needs) {
      const grade = (need.priority ?? 3) - 1;
      const filled = this.#pairs.filter((pair) => pair.need === need);
      const bands = new Map<number, number>();
      for (let piece = 1; piece <= need.quantity; piece += 1) {
        const band = Math.ceil((10 * piece) / need.quantity);
        bands.set(band, (bands.get(band) ?? 0) + 1);
      }
      const lacks = [...bands].map(([band, size]) => ({ band, column: this.#column(0, size) }));
      for (const { band, column } of lacks) {
        unmet[grade]?.push([column, this.#weight(need)]);
        fairness[grade]?.push([column, band]);
      }
      this.#row(
        [
          ...filled.map(({ steps, counts }) => [steps, counts] as const),
          ...lacks.map(({ column }) => [column, 1] as const),
        ],
        need.quantity,
        need.quantity,
      );
    }
    return { unmet, fairness };
  }

  #weight({ item }: Need): number {
    return this.#problem.items.find(({ id }) => id === item)?.weight ?? 1;
  }

  #arrival(): Terms {
    return this.#pairs.map(({ need, steps, counts, arrives }) => [
      steps,
      counts * this.#weight(need) * (6 - (need.priority ?? 3)) * arrives,
    ]);
  }

  /** Columns that are 1 as soon as one of their pairs is used. */
  #uses(keyOf: (pair: Pair) => string): Map<string, { column: number; pair: Pair }> {
    const uses = new Map<string, { column: number; pair: Pair }>();
    for (const pair of this.#pairs) {
      const key = keyOf(pair);
      const use = uses.get(key) ?? { column: this.#column(0, 1), pair };
      uses.set(key, use);
      this.#under([pair.used, 1], [use.column, 1]);
    }
    return uses;
  }

  #ways(): Pick<FullModel["parts"], "order" | "breadth" | "cost"> {
    const lanes = [...this.#uses(({ lane }) => `${lane.from} ${lane.to}`).values()];
    const senders = [...this.#uses(({ source }) => source.id).values()];
    const lenders = [...this.#uses(({ need, source }) => `${need.id} ${source.id}`).values()];
    const latest = this.#column(0, Infinity);
    for (const { used, arrives } of this.#pairs) this.#under([used, arrives], [latest, 1]);
    const ones = (uses: readonly { readonly column: number }[]): Terms =>
      uses.map(({ column }) => [column, 1]);
    const order: Terms = this.#pairs.map(({ steps, counts, lot, source }) => [
      steps,
      counts * ((lot?.rank ?? source.rank ?? 1) - 1),
    ]);
    const cost: Terms = [
      ...this.#pairs.map(
        ({ steps, give, lane, lot }) =>
          [steps, give * ((lane.unitCost ?? 0) + (lot?.unitCost ?? 0))] as const,
      ),
      ...lanes.map(({ column, pair }) => [column, pair.lane.fixedCost ?? 0] as const),
      ...senders.map(({ column, pair }) => [column, pair.source.fixedCost ?? 0] as const),
    ];
    return {
      order: [order, ones(lanes.filter(({ pair }) => pair.lane.crossProvince === true))],
      breadth: [ones(lanes), ones(lenders), [[latest, 1]]],
      cost: [cost],
    };
  }
}
