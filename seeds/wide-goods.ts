import type { Chance } from "../src/kernel/chance.ts";
import type { DepotRow, ItemRow, LotRow, TargetRow } from "./goods.model.ts";
import { chanceFor, pick, uuidOf } from "./identity.ts";
import { searchTextOf } from "./search-text.ts";
import type { Prefecture } from "./wide-places.ts";
import type { Scale } from "./wide.model.ts";

type Kind = Pick<DepotRow, "tier" | "sector" | "reserveMode" | "visibility"> & {
  readonly called: string;
  readonly owner: (place: Prefecture) => string | undefined;
  readonly county?: number;
};

const bureau = (place: Prefecture) => place.bureau;
const county = (at: number) => ({
  ...({ tier: "COUNTY", sector: "GOVERNMENT", reserveMode: "PHYSICAL", called: "县库" } as const),
  owner: (place: Prefecture) => place.countyBureaus[at],
  county: at,
});

/** What stands in a prefecture, in this order, over and over. */
const kinds: readonly Kind[] = [
  prefectural("PARTNER", "中心库"),
  { ...county(0), visibility: "PARTNER" },
  {
    ...{ tier: "ENTERPRISE", sector: "MARKET", reserveMode: "AGREEMENT", called: "企业库" },
    ...{ visibility: "PARTNER", owner: ({ company }) => company },
  },
  { ...county(1), visibility: "PUBLIC_AGGREGATE" },
  {
    ...{ tier: "CHARITY", sector: "CHARITY", reserveMode: "PHYSICAL", called: "慈善库" },
    ...{ visibility: "PUBLIC", owner: ({ charity }) => charity },
  },
  { ...county(2), visibility: "PARTNER" },
  prefectural("RESTRICTED", "专用库"),
  prefectural("PARTNER", "分库"),
  { ...county(0), visibility: "PARTNER" },
];

function prefectural(visibility: Kind["visibility"], called: string): Kind {
  const mode = { tier: "PREFECTURE", sector: "GOVERNMENT", reserveMode: "PHYSICAL" } as const;
  return { ...mode, visibility, called, owner: bureau };
}

export function depotsOf(prefectures: readonly Prefecture[], scale: Scale): DepotRow[] {
  return Array.from({ length: scale.depots }, (_none, at): DepotRow => {
    const place = prefectures[at % prefectures.length];
    const nth = Math.floor(at / prefectures.length);
    const kind = kinds[nth % kinds.length];
    if (place === undefined || kind === undefined) throw new Error("a land has prefectures");
    const id = `DX${String(at + 1).padStart(5, "0")}`;
    const seat = kind.county === undefined ? place.region : place.counties[kind.county];
    const { code, lon, lat, nameZh } = seat ?? place.region;
    const owner = kind.owner(place) ?? place.bureau;
    const name = `${nameZh.replace("(示例)", "")}${kind.called}${nth + 1}(示例)`;
    return {
      ...{ id, nameZh: name, nameEn: null, regionCode: code, tier: kind.tier },
      ...{ sector: kind.sector, reserveMode: kind.reserveMode, visibility: kind.visibility },
      ownerOrg: owner,
      custodianOrg: kind.called === "分库" ? place.company : owner,
      ...{ lon, lat, node: code, capacityM3: 2000, readyMinutes: 60 },
      searchText: searchTextOf(name, null, id),
    };
  });
}

/** Items by how often a lot is of them: 1/√rank, and the last ten are seldom seen at all. */
export function dealer(items: readonly ItemRow[]): (chance: Chance) => ItemRow {
  const kept = items.filter(({ isKit }) => !isKit);
  let sum = 0;
  const sums = kept.map((_item, at) => {
    sum += at < kept.length - 10 ? 1 / Math.sqrt(at + 1) : 0.001;
    return sum;
  });
  return (chance) => {
    const drawn = chance() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    const item = kept[low];
    if (item === undefined) throw new Error("the catalogue is empty");
    return item;
  };
}

const lotsAt = ({ lots, depots }: Scale, at: number): number =>
  Math.floor((lots * (at + 1)) / depots) - Math.floor((lots * at) / depots);

/** Depot after depot; each draws from a chance of its own. */
export function* lotsOf(
  depots: readonly DepotRow[],
  items: readonly ItemRow[],
  scale: Scale,
  seed: number,
): Generator<LotRow> {
  const deal = dealer(items);
  for (const [at, depot] of depots.entries()) {
    const chance = chanceFor(seed, `wide|${depot.id}`);
    for (let nth = 0; nth < lotsAt(scale, at); nth += 1)
      yield lotRow(depot, deal(chance), chance, { seed, nth });
  }
}

const daysPerMonth = 30.4375;

function lotRow(
  depot: DepotRow,
  item: ItemRow,
  chance: Chance,
  { seed, nth }: { readonly seed: number; readonly nth: number },
): LotRow {
  const code = `${depot.id}-${item.sku}-${String(nth + 1).padStart(4, "0")}`;
  const life = item.storageLifeMonths === null ? null : item.storageLifeMonths * daysPerMonth;
  // Three in a hundred have expired.
  const age = Math.round((life ?? 1500) * (chance() < 0.03 ? 1.02 : 0.05 + 0.9 * chance()));
  const uncounted = chance() < 0.02;
  const state = chance();
  return {
    id: uuidOf(seed, code),
    code,
    item: item.sku,
    ownerOrg: depot.ownerOrg,
    depotId: depot.id,
    bin: `A-${pick(chance, 10, 99)}`,
    batch: `P${pick(chance, 1000, 9999)}`,
    madeInDays: -age,
    expiresInDays: life === null ? null : Math.round(life) - age,
    condition: state < 0.01 ? "BLOCKED" : "GOOD",
    origin: origins[depot.sector],
    earmark: null,
    underNorm: depot.sector === "GOVERNMENT",
    unitValueFen: item.valueFen,
    countedDaysAgo: uncounted ? null : pick(chance, 2, 300),
    countSource: uncounted ? "电话报数,未盘点(示例)" : "季度盘点(示例)",
    quantity: pick(chance, 20, 2000),
  };
}

const origins = { GOVERNMENT: "PURCHASED", MARKET: "COMMERCIAL", CHARITY: "DONATED" } as const;

/** Twenty of the commonest goods at each depot of a government. */
export const targetsOf = (depots: readonly DepotRow[], items: readonly ItemRow[]): TargetRow[] =>
  depots
    .filter(({ sector }) => sector === "GOVERNMENT")
    .flatMap(({ id: depotId }) =>
      items
        .filter(({ isKit }) => !isKit)
        .slice(0, 20)
        .map(({ sku: item }, at) => ({
          ...{ depotId, item, quantity: 2000 + 500 * at },
          basis: "库点自定(示例) / set for this depot",
          status: "product assumption, NOT a standard",
        })),
    );
