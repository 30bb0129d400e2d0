import type { Problem, StageName } from "../../../src/solver/problem.ts";

/**
 * The best plan of a tiny problem by trying every plan there is, written from the contract alone.
 *
 * Answers the least of each part when its turn came, or undefined where there are too many plans.
 */
export function tryEveryPlan(problem: Problem, stages: readonly StageName[], slack: number) {
  const pairs = pairsOf(problem);
  const size = pairs.reduce((product, pair) => product * (pair.most - pair.least + 1), 1);
  if (size > 20_000) return undefined;
  let plans: number[][] = [[]];
  for (const pair of pairs) {
    const choices = Array.from({ length: pair.most - pair.least + 1 }, (_, at) => pair.least + at);
    plans = plans.flatMap((plan) => choices.map((choice) => [...plan, choice]));
  }
  let left = plans
    .filter((plan) => isAllowed(problem, pairs, plan))
    .map((plan) => ({ plan, parts: partsOf(problem, pairs, plan) }));
  const least = new Map<StageName, number[]>();
  for (const stage of stages) {
    const count = left[0]?.parts[stage].length ?? 0;
    for (let part = 0; part < count; part += 1) {
      const best = Math.min(...left.map(({ parts }) => parts[stage][part] ?? 0));
      least.set(stage, [...(least.get(stage) ?? []), best]);
      const limit = best * (1 + (stage === "arrival" ? slack : 0)) + 1e-9;
      left = left.filter(({ parts }) => (parts[stage][part] ?? 0) <= limit);
    }
  }
  return least;
}

interface Pair {
  readonly source: Problem["sources"][number];
  readonly lane: Problem["lanes"][number];
  readonly need: Problem["needs"][number];
  readonly lot: NonNullable<Problem["sources"][number]["stock"]>[number] | undefined;
  readonly unit: string | undefined;
  readonly give: number;
  readonly counts: number;
  readonly arrives: number;
  /** Steps: the pin at least, and no more than that where the pair is not allowed. */
  readonly least: number;
  readonly most: number;
}

function pairsOf(problem: Problem): Pair[] {
  const pairs: Pair[] = [];
  for (const need of problem.needs) {
    for (const source of problem.sources) {
      const lane = problem.lanes.find((row) => row.from === source.id && row.to === need.place);
      if (lane === undefined) continue;
      for (const lot of source.stock ?? []) {
        const own = lot.item === need.item ? { give: 1, counts: 1 } : undefined;
        const item = problem.items.find((row) => row.id === need.item);
        const ratio = own ?? item?.substitutes?.find((row) => row.item === lot.item);
        if (need.item === undefined || ratio === undefined) continue;
        pairs.push(pairOf(problem, { need, source, lane, lot, unit: undefined }, ratio));
      }
      for (const unit of source.units ?? [])
        if (skillsAsked(need).some((one) => unit.capabilities.includes(one)))
          pairs.push(
            pairOf(
              problem,
              { need, source, lane, lot: undefined, unit: unit.id },
              { give: 1, counts: 1 },
              unit.readyMinutes,
            ),
          );
    }
  }
  return pairs.filter((pair) => pair.most > 0);
}

const skillsAsked = ({ capability, capabilities }: Problem["needs"][number]) =>
  capabilities ?? (capability === undefined ? [] : [capability]);

function pairOf(
  problem: Problem,
  row: Pick<Pair, "need" | "source" | "lane" | "lot" | "unit">,
  { give, counts }: { readonly give: number; readonly counts: number },
  ready?: number,
): Pair {
  const { need, source, lane, lot, unit } = row;
  const leaves = Math.max(source.readyMinutes ?? 0, lot?.availableMinutes ?? ready ?? 0);
  const arrives = leaves + lane.minutes;
  const shelf = (lot?.expiresInMinutes ?? Infinity) - arrives;
  const isForbidden = (problem.rules?.forbid ?? []).some(
    (rule) =>
      (rule.source ?? source.id) === source.id &&
      (rule.need ?? need.id) === need.id &&
      (rule.lot === undefined || rule.lot === lot?.lot) &&
      (rule.unit === undefined || rule.unit === unit),
  );
  const isEligible =
    lane.open !== false &&
    arrives <= (need.deadlineMinutes ?? Infinity) &&
    shelf > 0 &&
    shelf >= (need.minShelfMinutes ?? 0) &&
    !isForbidden;
  const pin = problem.rules?.pins?.find(
    (rule) => rule.need === need.id && rule.lot === lot?.lot && rule.unit === unit,
  );
  const least = pin === undefined ? 0 : (pin.quantity ?? 1) / give;
  const room = Math.min(
    Math.floor((lot?.quantity ?? 1) / give),
    Math.floor(need.quantity / counts),
  );
  return { ...row, give, counts, arrives, least, most: isEligible ? room : least };
}

const total = <Row>(rows: readonly Row[], of: (row: Row, at: number) => number) =>
  rows.reduce((sum, row, at) => sum + of(row, at), 0);

function isAllowed(problem: Problem, pairs: readonly Pair[], plan: readonly number[]): boolean {
  const shipped = (wants: (pair: Pair) => boolean, from: "plan" | "pins" = "plan") =>
    total(pairs, (pair, at) =>
      wants(pair) ? pair.give * (from === "plan" ? (plan[at] ?? 0) : pair.least) : 0,
    );
  const atMost = (wants: (pair: Pair) => boolean, limit: number) =>
    shipped(wants) <= Math.max(limit, shipped(wants, "pins"));
  const byNeed = problem.needs.every(
    (need) =>
      need.capabilities !== undefined ||
      total(pairs, (pair, at) => (pair.need === need ? pair.counts * (plan[at] ?? 0) : 0)) <=
        need.quantity,
  );
  const byStock = problem.sources.every((source) =>
    [
      ...(source.stock ?? []).map((lot) =>
        atMost((pair) => pair.lot === lot, lot.quantity - (lot.floor ?? 0)),
      ),
      ...(source.units ?? []).map(({ id }) => shipped((pair) => pair.unit === id) <= 1),
    ].every(Boolean),
  );
  const byFloor = (problem.rules?.floors ?? []).every((floor) => {
    const isIn = (source: Problem["sources"][number]) => floor.sources.includes(source.id);
    const stock = problem.sources
      .filter(isIn)
      .flatMap((source) => source.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const limit = total(stock, (lot) => lot.quantity) - floor.keep;
    return atMost((pair) => isIn(pair.source) && pair.lot?.item === floor.item, limit);
  });
  const byLoad = problem.sources.every((source) =>
    (["kg", "m3"] as const).every((dimension) => {
      const load = total(pairs, (pair, at) => {
        const item = problem.items.find((row) => row.id === pair.lot?.item);
        return pair.source === source ? pair.give * (plan[at] ?? 0) * (item?.[dimension] ?? 0) : 0;
      });
      return load <= (source.capacity?.[dimension] ?? Infinity) + 1e-9;
    }),
  );
  return byNeed && byStock && byFloor && byLoad;
}

type Parts = Record<StageName, number[]>;

function partsOf(problem: Problem, pairs: readonly Pair[], plan: readonly number[]): Parts {
  const used = pairs.flatMap((pair, at) =>
    (plan[at] ?? 0) > 0 ? [{ pair, steps: plan[at] ?? 0 }] : [],
  );
  const weight = weightIn(problem);
  const grades = (of: (need: Problem["needs"][number], missing: number) => number) =>
    [1, 2, 3, 4, 5].map((grade) =>
      total(
        problem.needs.filter((need) => (need.priority ?? 3) === grade),
        (need) => {
          const mine = used.filter(({ pair }) => pair.need === need);
          return of(need, need.quantity - filledBy(problem, need, mine));
        },
      ),
    );
  const { lanes, senders } = inUse(used);
  return {
    unmet: grades((need, missing) => missing * weight(need)),
    fairness: grades((need, missing) =>
      total(Array.from({ length: missing }), (_, j) => Math.ceil((10 * (j + 1)) / need.quantity)),
    ),
    arrival: [
      total(used, ({ pair, steps }) => {
        const urgency = weight(pair.need) * (6 - (pair.need.priority ?? 3));
        return steps * pair.counts * urgency * pair.arrives;
      }),
    ],
    order: [
      total(used, ({ pair, steps }) => {
        return steps * pair.counts * ((pair.lot?.rank ?? pair.source.rank ?? 1) - 1);
      }),
      lanes.filter((lane) => lane.crossProvince === true).length,
    ],
    breadth: [
      lanes.length,
      new Set(used.map(({ pair }) => `${pair.need.id}|${pair.source.id}`)).size,
      Math.max(0, ...used.map(({ pair }) => pair.arrives)),
    ],
    cost: [
      total(used, ({ pair, steps }) => {
        return steps * pair.give * ((pair.lane.unitCost ?? 0) + (pair.lot?.unitCost ?? 0));
      }) +
        total(lanes, (lane) => lane.fixedCost ?? 0) +
        total(senders, (source) => source.fixedCost ?? 0),
    ],
  };
}

/** What is filled: of several capabilities as many sets as any way of sharing out makes whole. */
function filledBy(
  problem: Problem,
  need: Problem["needs"][number],
  mine: readonly { readonly pair: Pair; readonly steps: number }[],
): number {
  const asked = need.capabilities;
  if (asked === undefined) return total(mine, ({ pair, steps }) => pair.counts * steps);
  const units = problem.sources.flatMap((source) => source.units ?? []);
  const skills = mine.map(({ pair }) => {
    const unit = units.find(({ id }) => id === pair.unit);
    return asked.filter((one) => unit?.capabilities.includes(one));
  });
  let most = 0;
  const share = (at: number, sets: readonly ReadonlySet<string>[]) => {
    if (at === skills.length) {
      most = Math.max(most, sets.filter((set) => set.size === asked.length).length);
      return;
    }
    for (let set = 0; set <= sets.length && set < need.quantity; set += 1) {
      const rows = set === sets.length ? [...sets, new Set<string>()] : [...sets];
      rows[set] = new Set([...(rows[set] ?? []), ...(skills[at] ?? [])]);
      share(at + 1, rows);
    }
  };
  share(0, []);
  return most;
}

const weightIn = (problem: Problem) => (need: Problem["needs"][number]) =>
  need.item === undefined ? 1 : (problem.items.find((row) => row.id === need.item)?.weight ?? 1);

const inUse = (used: readonly { readonly pair: Pair }[]) => ({
  lanes: [...new Set(used.map(({ pair }) => pair.lane))],
  senders: [...new Set(used.map(({ pair }) => pair.source))],
});
