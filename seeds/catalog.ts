import type { RawItem, RecoveryRules, SeedData } from "./data.model.ts";
import type { ItemRow } from "./goods.model.ts";
import { searchTextOf } from "./search-text.ts";
import type { World } from "./world.model.ts";

const fenPerYuan = 100;

export function catalogOf(
  data: SeedData,
): Pick<World, "itemCategories" | "items" | "kitComponents" | "substitutes"> {
  const known = new Set(data.items.map(({ sku }) => sku));
  return {
    itemCategories: data.categories,
    items: data.items.map((raw) => itemRow(raw, data.recovery)),
    kitComponents: data.items.flatMap(({ sku: kit, components = [] }) =>
      components
        .filter(({ sku }) => known.has(sku))
        .map(({ sku: component, qty: quantity }) => ({ kit, component, quantity })),
    ),
    substitutes: data.substitutes.filter(
      ({ item, substitute }) => known.has(item) && known.has(substitute),
    ),
  };
}

function itemRow(raw: RawItem, rules: RecoveryRules): ItemRow {
  const { sku, nameZh, nameEn } = raw;
  return {
    sku,
    nameZh,
    nameEn,
    unit: raw.unit,
    unitZh: raw.unitZh,
    category: raw.category,
    gbMajor: raw.gbMajor,
    gbCode: raw.gbCode,
    planClass: raw.planClass,
    hazards: raw.hazards,
    storageLifeMonths: raw.storageLifeMonths,
    weightKg: raw.weightKg,
    volumeM3: raw.volumeM3,
    ...recoveryOf(raw, rules),
    needsRestoring: rules.needsRestoring.includes(sku),
    dangerousGoods: raw.dangerousGoods ?? null,
    valueFen: Math.round(raw.indicativeUnitValueCny * fenPerYuan),
    isKit: raw.isKit ?? false,
    searchText: searchTextOf(nameZh, nameEn, sku),
  };
}

function recoveryOf(
  { sku, lifecycle }: RawItem,
  rules: RecoveryRules,
): Pick<ItemRow, "recovery" | "recoveryMonths"> {
  if (rules.notRecovered.items.includes(sku))
    return { recovery: "NON_RECOVERABLE", recoveryMonths: null };
  const months = rules.returnedIfUnderMonths[sku];
  if (months !== undefined) return { recovery: "RETURN_IF_UNDER_MONTHS", recoveryMonths: months };
  return { recovery: rules.byLifecycle[lifecycle], recoveryMonths: null };
}
