import { compare } from "../kernel/compare.ts";
import type { GroupFloor } from "../solver/problem.ts";
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

/** What one lender has under one agreement, by item. */
interface LenderStore {
  readonly agreementId: string;
  readonly lenderOrg: string;
  readonly items: readonly string[];
}

type Facts = Pick<ProblemFacts, "agreements" | "targets" | "holds" | "shelves">;

/**
 * What lenders keep. Under an agreement each shelf keeps `lenderFloorShare` of its norm, or of
 * what lies there where no norm stands; and of all that a lender has free only `holdShare` may
 * wait for approvals, so no plan asks for more than adoption would let through.
 */
export function floorsOf(lots: readonly ShelfLot[], facts: Facts): GroupFloor[] {
  const lent = lots.filter(({ ground }) => (ground?.agreement ?? null) !== null);
  const shelves = groups(lent, ({ source, item }) => JSON.stringify([source, item]));
  const stores = groups(lent, ({ item, ground }) =>
    JSON.stringify([ground?.agreement?.id, ground?.lenderOrg, item]),
  );
  return [
    ...shelves.flatMap((shelf) => floorOf(shelf, facts)),
    ...stores.flatMap((store) => holdFloor(store, facts)),
  ];
}

/** The lenders whose agreements have lots in the file, in the order in which they are locked. */
export function storesUnder(
  all: readonly { readonly ground: Ground | undefined }[],
): readonly LenderStore[] {
  const lots = all.flatMap(({ ground }) => (ground?.thing.kind === "LOT" ? [ground] : []));
  const lent = lots.filter(
    ({ agreement, approvals }) => agreement !== null && approvals.length > 0,
  );
  const keyOf = ({ agreement, lenderOrg }: Ground) => JSON.stringify([agreement?.id, lenderOrg]);
  return groups(lent, keyOf)
    .map((store) => ({
      agreementId: store[0]?.agreement?.id ?? "",
      lenderOrg: store[0]?.lenderOrg ?? "",
      items: [...new Set(store.flatMap(({ item }) => item ?? []))].toSorted(compare),
    }))
    .toSorted((a, b) => compare(a.lenderOrg, b.lenderOrg) || compare(a.agreementId, b.agreementId));
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

function floorOf(shelf: readonly ShelfLot[], facts: Facts): GroupFloor[] {
  const [first] = shelf;
  const terms = facts.agreements.find(({ id }) => id === first?.ground?.agreement?.id)?.terms;
  if (first === undefined || terms === undefined) return [];
  const norm = facts.targets.find(
    ({ depotId, item }) => depotId === first.depotId && item === first.item,
  );
  const sound = total(shelf.filter((lot) => lot.sound));
  const lying = facts.shelves.find(
    (row) =>
      row.lenderOrg === first.ground?.lenderOrg &&
      row.depotId === first.depotId &&
      row.item === first.item,
  )?.lying;
  const share = shelfFloor(terms.lenderFloorShare, norm?.quantity ?? lying ?? sound);
  return keeping(shelf, Math.min(sound, share));
}

function holdFloor(store: readonly ShelfLot[], facts: Facts): GroupFloor[] {
  const waiting = store.filter(
    ({ ground }) => ground?.thing.kind === "LOT" && ground.approvals.length > 0,
  );
  const [first] = waiting;
  const agreement = first?.ground?.agreement;
  if (first === undefined || agreement === undefined || agreement === null) return [];
  const terms = facts.agreements.find(({ id }) => id === agreement.id)?.terms;
  const held = facts.holds.find(
    (row) =>
      row.agreementId === agreement.id &&
      row.lenderOrg === first.ground?.lenderOrg &&
      row.item === first.item,
  );
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
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found.values()];
}
