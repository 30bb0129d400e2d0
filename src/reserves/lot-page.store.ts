import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  hubDay,
  lotColumns,
  lotFigures,
  lotParts,
  type LotPart,
  type LotRow,
} from "./lot.store.ts";

/** A lot of which some parts were asked for; the others are missing. */
export type LotInPart = Pick<LotRow, "id" | "item" | "depotId"> & Partial<LotRow>;

export interface LotWish {
  readonly item: string | null;
  /** In any order; null: all. */
  readonly parts: readonly LotPart[] | null;
}

/** The first lots of each of some depots, by item and id: one statement for a page of depots. */
export async function readLotsOf(
  tx: Tx,
  depots: readonly string[],
  { item, parts }: LotWish,
  { first, after }: Page,
): Promise<LotInPart[]> {
  const key = [after?.[0] ?? null, after?.[1] ?? null];
  const { rows } = await tx.client.query<LotInPart>({
    ...lotsOf(parts ?? lotParts, item !== null),
    values: [tx.today, depots, ...key, first + 1, ...(item === null ? [] : [item])],
  });
  return rows;
}

interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, Statement>();

/**
 * A connection keeps the plan of each text: there is one for each set of parts that was ever asked
 * for, until these are so many that all parts are read for whoever asks for another one. With and
 * without an item are two, so that each has a plan of its own to keep.
 */
const knownMax = 30;

function lotsOf(asked: readonly LotPart[], byItem: boolean): Statement {
  const parts = lotParts.filter((part) => always.has(part) || asked.includes(part));
  const key = `${byItem ? "by item " : ""}${parts.join(" ")}`;
  const statement = known.get(key);
  if (statement !== undefined) return statement;
  if (known.size >= knownMax && parts.length < lotParts.length) return lotsOf(lotParts, byItem);
  const made = { name: `lots ${String(known.size)}`, text: lotsOfSql(parts, byItem) };
  known.set(key, made);
  return made;
}

const always: ReadonlySet<LotPart> = new Set(["id", "item", "depotId"]);

function lotsOfSql(parts: readonly LotPart[], byItem: boolean): string {
  const told = parts.includes("held") || parts.includes("blocked");
  const free = parts.includes("onHand") || parts.includes("quantity");
  return `select ${lotColumns(parts)}
  from ${hubDay} cross join qipan.at_hand($2) as asked(depot)
  ${told ? "left join qipan.depot d on d.id = asked.depot" : ""}
  cross join lateral (
    select p.* from qipan.stock_lot p
    where p.depot_id = asked.depot ${byItem ? "and p.item = $6" : ""} and
      ($3::text is null or (p.item collate "C", p.id) > ($3, $4::uuid))
    order by p.item collate "C", p.id limit $5) l
  ${told ? lotFigures : free ? freeFigures : ""}
  order by l.item collate "C", l.id`;
}

/** What is free alone needs one account of a lot, and no right to the rest. */
const freeFigures = `cross join lateral (select l.id::text as lot offset 0) k
  left join lateral (select sum(a.balance)::bigint as on_hand
    from qipan.account a where a.lot = k.lot and a.kind = 'ON_HAND') b on true`;
