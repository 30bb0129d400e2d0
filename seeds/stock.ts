import { assert } from "../src/kernel/assert.ts";
import type { Chance } from "../src/kernel/chance.ts";
import type { LotMark, RawItem, SeedData } from "./data.model.ts";
import type { LotRow, TargetRow } from "./goods.model.ts";
import { chanceFor, pick, uuidOf } from "./identity.ts";
import type { Shelf } from "./norms.ts";

/** Average length of a month in days (Gregorian). */
const daysPerMonth = 30.4375;
const fenPerYuan = 100;
const binLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

export const targetsOf = (shelves: readonly Shelf[]): TargetRow[] =>
  shelves.flatMap(({ depot, item, target }) =>
    target === undefined
      ? []
      : [
          {
            depotId: depot.id,
            item,
            quantity: target.quantity,
            basis: target.rule.basis,
            status: target.rule.status,
          },
        ],
  );

/**
 * Puts what lies on a shelf into batches (`oneBatch`: into one); the last one carries the
 * shelf's mark, if it has one.
 */
export function lotsOf(
  shelves: readonly Shelf[],
  data: SeedData,
  seed: number,
  oneBatch: boolean,
): LotRow[] {
  const items = new Map(data.items.map((raw, place) => [raw.sku, { raw, place }]));
  return shelves.flatMap((shelf) => {
    const { depot, item, quantity } = shelf;
    const known = items.get(item);
    assert(known !== undefined, `${item} at ${depot.id} is in the catalogue`);
    const chance = chanceFor(seed, `lots|${depot.id}|${item}`);
    const mark = data.marks.find((row) => row.depot === depot.id && row.item === item);
    const batches = oneBatch ? 1 : batchesOf(known.raw, quantity, mark !== undefined);
    const parts = split(quantity, batches, chance);
    const series = pick(chance, 100, 999);
    const zone = binLetters[data.categories.findIndex(({ code }) => code === known.raw.category)];
    return parts.map((part, index) =>
      lotRow(shelf, known.raw, {
        seed,
        chance,
        quantity: part,
        number: index + 1,
        batch: `P${series}-${index + 1}`,
        bin: `${zone ?? "Z"}-${pad(1 + (known.place % 12))}-${pick(chance, 1, 4)}`,
        mark: index === parts.length - 1 ? mark : undefined,
      }),
    );
  });
}

interface Batch {
  readonly seed: number;
  readonly chance: Chance;
  readonly quantity: number;
  readonly number: number;
  readonly batch: string;
  readonly bin: string;
  readonly mark: LotMark | undefined;
}

function lotRow(shelf: Shelf, item: RawItem, given: Batch): LotRow {
  const { seed, chance, quantity, number, batch, bin, mark } = given;
  const { depot, owner } = shelf;
  const code = `${depot.id}-${item.sku}-${pad(number)}`;
  const sector = owner === depot.ownerOrgId ? depot.sector : "MARKET";
  return {
    id: uuidOf(seed, code),
    code,
    item: item.sku,
    ownerOrg: owner,
    depotId: depot.id,
    bin,
    batch,
    ...ageOf(item, chance, mark?.mark === "EXPIRED"),
    condition: mark?.mark === "BLOCKED" || mark?.mark === "RECALLED" ? mark.mark : "GOOD",
    origin: originOf(sector, depot.tier, chance),
    earmark: mark?.earmark ?? null,
    underNorm: sector === "GOVERNMENT",
    unitValueFen: Math.round(item.indicativeUnitValueCny * fenPerYuan),
    ...countOf(sector, chance, mark),
    quantity,
  };
}

/** Goods that keep for less than two years turn over, so they lie in several batches. */
function batchesOf(item: RawItem, quantity: number, marked: boolean): number {
  const turnsOver = item.storageLifeMonths !== null && item.storageLifeMonths <= 24;
  if (turnsOver && quantity >= 400) return 3;
  if (turnsOver ? quantity >= 40 : quantity >= 1000) return 2;
  return marked && quantity > 1 ? 2 : 1;
}

/** Whole parts that sum to `quantity`; each but the last is near an equal share. */
function split(quantity: number, parts: number, chance: Chance): number[] {
  const sizes: number[] = [];
  let left = quantity;
  for (let rest = parts; rest > 1; rest -= 1) {
    const share = (left / rest) * (0.8 + 0.4 * chance());
    const size = Math.min(left - rest + 1, Math.max(1, Math.round(share)));
    sizes.push(size);
    left -= size;
  }
  return [...sizes, left];
}

/** When it was made and when it expires, in days from today, within its storage life. */
function ageOf(
  { storageLifeMonths }: RawItem,
  chance: Chance,
  expired: boolean,
): Pick<LotRow, "madeInDays" | "expiresInDays"> {
  if (storageLifeMonths === null)
    return { madeInDays: -pick(chance, 200, 2000), expiresInDays: null };
  const life = Math.round(storageLifeMonths * daysPerMonth);
  const share = expired ? 1.04 : 0.06 + 0.72 * chance();
  const age = Math.round(life * share);
  return { madeInDays: -age, expiresInDays: life - age };
}

function originOf(
  sector: keyof typeof countSources,
  tier: string,
  chance: Chance,
): LotRow["origin"] {
  if (sector === "CHARITY") return "DONATED";
  if (sector === "MARKET") return "COMMERCIAL";
  return tier === "COUNTY" && chance() < 0.4 ? "ALLOCATED" : "PURCHASED";
}

const countSources = {
  GOVERNMENT: "季度盘点(示例)",
  MARKET: "企业自盘上报(示例)",
  CHARITY: "入库点验(示例)",
} as const;

function countOf(
  sector: keyof typeof countSources,
  chance: Chance,
  mark: LotMark | undefined,
): Pick<LotRow, "countedDaysAgo" | "countSource"> {
  const days = pick(chance, 2, 70);
  if (mark?.mark === "UNCOUNTED")
    return { countedDaysAgo: null, countSource: "电话报数,未盘点(示例)" };
  return {
    countedDaysAgo: mark?.mark === "STALE" ? 240 + days : days,
    countSource: countSources[sector],
  };
}

const pad = (number: number): string => String(number).padStart(2, "0");
