import { compare } from "../kernel/compare.ts";
import type { GroupFloor } from "../solver/problem.ts";
import type { LenderStore } from "./adoption.model.ts";
import { holdRoom, shelfFloor } from "./adoption.rules.ts";
import type { ProblemFacts } from "./problem.model.ts";
import type { Ground } from "./proposal.model.ts";

/** One lot of the file as the floors see it. */
export interface ShelfLot {
  readonly source: string;
  readonly depotId: string;
  readonly item: string;
  readonly quantity: number;
  /** Not blocked, not expired: only such goods count towards what a lender keeps. */
  readonly sound: boolean;
  readonly ground: Ground | undefined;
}

type Facts = Pick<ProblemFacts, "agreements" | "targets" | "holds" | "shelves">;
type Known = ReturnType<typeof indexed>;

/**
 * What lenders keep. Under an agreement each shelf keeps `lenderFloorShare` of its norm, or of
 * what lies there where no norm stands; and of all that a lender has free only `holdShare` may
 * wait for approvals, so no plan asks for more than adoption would let through.
 */
export function floorsOf(lots: readonly ShelfLot[], facts: Facts): GroupFloor[] {
  const lent = lots.filter(({ ground }) => (ground?.agreement ?? null) !== null);
  const known = indexed(facts);
  const shelves = groups(lent, ({ source, item }) => keyOf(source, item));
  const stores = groups(lent, ({ item, ground }) =>
    keyOf(ground?.agreement?.id, ground?.lenderOrg, item),
  );
  return [
    ...shelves.flatMap((shelf) => floorOf(shelf, known)),
    ...stores.flatMap((store) => holdFloor(store, known)),
  ];
}

/** The same facts by what they are asked for: a province has thousands of shelves. */
function indexed({ agreements, targets, shelves, holds }: Facts) {
  return {
    terms: new Map(agreements.map(({ id, terms }) => [id, terms])),
    norms: new Map(targets.map((row) => [keyOf(row.depotId, row.item), row.quantity])),
    lying: new Map(shelves.map((row) => [keyOf(row.lenderOrg, row.depotId, row.item), row.lying])),
    holds: new Map(holds.map((row) => [keyOf(row.agreementId, row.lenderOrg, row.item), row])),
  };
}

const keyOf = (...parts: readonly (string | null | undefined)[]): string => JSON.stringify(parts);

/** The lenders whose agreements have lots in the file, with the items they would lend. */
export function storesUnder(
  all: readonly { readonly ground: Ground | undefined }[],
): readonly LenderStore[] {
  const lots = all.flatMap(({ ground }) => (ground?.thing.kind === "LOT" ? [ground] : []));
  const lent = lots.filter(
    ({ agreement, approvals }) => agreement !== null && approvals.length > 0,
  );
  return groups(lent, ({ agreement, lenderOrg }) => keyOf(agreement?.id, lenderOrg)).map(
    (store) => ({
      agreementId: store[0]?.agreement?.id ?? "",
      lenderOrg: store[0]?.lenderOrg ?? "",
      items: [...new Set(store.flatMap(({ item }) => item ?? []))].toSorted(compare),
    }),
  );
}

/** Every lender of goods under an agreement: of its shelves a floor is kept. */
export const lendersUnder = (
  all: readonly { readonly ground: Ground | undefined }[],
): readonly string[] =>
  [
    ...new Set(
      all.flatMap(({ ground }) =>
        ground?.thing.kind === "LOT" && ground.agreement !== null ? [ground.lenderOrg] : [],
      ),
    ),
  ].toSorted(compare);

function floorOf(shelf: readonly ShelfLot[], known: Known): GroupFloor[] {
  const [first] = shelf;
  const terms = known.terms.get(first?.ground?.agreement?.id ?? "");
  if (first === undefined || terms === undefined) return [];
  const { depotId, item, ground } = first;
  const sound = total(shelf.filter((lot) => lot.sound));
  const norm = known.norms.get(keyOf(depotId, item));
  const lying = known.lying.get(keyOf(ground?.lenderOrg, depotId, item));
  const share = shelfFloor(terms.lenderFloorShare, norm ?? lying ?? sound);
  return keeping(shelf, Math.min(sound, share));
}

function holdFloor(store: readonly ShelfLot[], known: Known): GroupFloor[] {
  const waiting = store.filter(
    ({ ground }) => ground?.thing.kind === "LOT" && ground.approvals.length > 0,
  );
  const ground = waiting[0]?.ground;
  const terms = known.terms.get(ground?.agreement?.id ?? "");
  const held = known.holds.get(keyOf(ground?.agreement?.id, ground?.lenderOrg, waiting[0]?.item));
  if (terms === undefined || held === undefined) return [];
  const sound = total(waiting.filter((lot) => lot.sound));
  return keeping(waiting, Math.max(0, sound - holdRoom(held, terms.holdShare)));
}

/** What is not sound is never sent: it stays on top of what is to be kept. */
function keeping(lots: readonly ShelfLot[], keep: number): GroupFloor[] {
  const [first] = lots;
  if (first === undefined || keep === 0) return [];
  const unsound = total(lots.filter((lot) => !lot.sound));
  const sources = [...new Set(lots.map(({ source }) => source))].toSorted(compare);
  return [{ sources, item: first.item, keep: keep + unsound }];
}

const total = (lots: readonly ShelfLot[]): number =>
  lots.reduce((sum, { quantity }) => sum + quantity, 0);

function groups<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = found.get(key);
    if (group === undefined) found.set(key, [row]);
    else group.push(row);
  }
  return [...found.values()];
}
