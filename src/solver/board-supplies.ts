import { compare } from "../kernel/compare.ts";
import { lotKey, unitKey, type Supply } from "./board.ts";
import type { PinLoad } from "./pinned.ts";
import type { Item, Source } from "./problem.ts";

/** Those of a source, in order. */
export function suppliesOf(
  source: Source,
  index: number,
  items: ReadonlyMap<string, Item>,
  load: PinLoad,
): Supply[] {
  if ((source.stock ?? NONE).length + (source.units ?? NONE).length === 0) return NOTHING;
  // A name is put together for each lot only where pins name any.
  const hasPins = load.shipped.size > 0;
  const lots = (source.stock ?? [])
    .toSorted((a, b) => compare(a.lot, b.lot))
    .map((lot) => {
      const pinned = hasPins ? (load.shipped.get(lotKey(lot.lot)) ?? 0) : 0;
      return lotSupply({ source, index }, lot, items.get(lot.item), pinned);
    });
  const units = (source.units ?? [])
    .toSorted((a, b) => compare(a.id, b.id))
    .map((unit) => unitSupply({ source, index }, unit, load.shipped.get(unitKey(unit.id)) ?? 0));
  return [...lots, ...units];
}

const NONE: readonly never[] = [];
const NOTHING: Supply[] = [];

interface Placed {
  readonly source: Source;
  readonly index: number;
}
type Lot = NonNullable<Source["stock"]>[number];
type Unit = NonNullable<Source["units"]>[number];

function lotSupply(
  { source, index }: Placed,
  lot: Lot,
  item: Item | undefined,
  pinned: number,
): Supply {
  const floor = lot.floor ?? 0;
  return {
    source: index,
    lot: lot.lot,
    item: lot.item,
    capabilities: NONE,
    stock: lot.quantity,
    floor,
    pinned,
    usable: Math.max(0, lot.quantity - floor - pinned),
    leaves: Math.max(source.readyMinutes ?? 0, lot.availableMinutes ?? 0),
    expires: lot.expiresInMinutes ?? Infinity,
    unitCost: lot.unitCost ?? 0,
    rank: lot.rank ?? source.rank ?? 1,
    kg: item?.kg ?? 0,
    m3: item?.m3 ?? 0,
  };
}

const unitSupply = ({ source, index }: Placed, unit: Unit, pinned: number): Supply => ({
  source: index,
  unit: unit.id,
  capabilities: unit.capabilities,
  stock: 1,
  floor: 0,
  pinned,
  usable: 1 - pinned,
  leaves: Math.max(source.readyMinutes ?? 0, unit.readyMinutes ?? 0),
  expires: Infinity,
  unitCost: 0,
  rank: source.rank ?? 1,
  kg: 0,
  m3: 0,
});
