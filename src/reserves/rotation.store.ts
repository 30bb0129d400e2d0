import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./reserves.rules.ts";
import type { OfferedLot, OfferRow } from "./rotation.rules.ts";

const columns = `o.id, o.lot_id as "lotId", o.owner_org as "ownerOrg", o.item, o.quantity, o.taken,
  o.mode, o.refill_days as "refillDays", o.claim_id as "claimId",
  o.until_on::text as "untilOn",
  o.offered_at as "offeredAt", o.withdrawn_at as "withdrawnAt", o.note, o.parties, o.version,
  o.expires_on::text as "expiresOn"`;

export async function readOffers(tx: Tx, ids: readonly string[]): Promise<OfferRow[]> {
  const { rows } = await tx.client.query<OfferRow>(
    `select ${columns} from qipan.rotation_offer o where o.id = any ($1::uuid[])`,
    [ids.filter(isUuid)],
  );
  return rows;
}

/** Offers by their last day, then id. */
export async function readOfferPage(
  tx: Tx,
  { item, openOnly }: { readonly item: string | null; readonly openOnly: boolean },
  { first, after }: Page,
): Promise<OfferRow[]> {
  const { rows } = await tx.client.query<OfferRow>(
    `select ${columns} from qipan.rotation_offer o
     where ($1::text is null or o.item = $1)
       and (not $2 or o.withdrawn_at is null and o.taken < o.quantity and o.until_on >= $3::date)
       and ($4::date is null or (o.until_on, o.id::text collate "C") > ($4, $5))
     order by o.until_on, o.id::text collate "C" limit $6`,
    [item, openOnly, tx.today, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

export async function lockOffer(tx: Tx, id: string): Promise<OfferRow | undefined> {
  const { rows } = await tx.client.query<OfferRow>(
    `select ${columns} from qipan.rotation_offer o where o.id = any ($1::uuid[]) for update`,
    [[id].filter(isUuid)],
  );
  return rows[0];
}

/** The lot as it stands, kept as it is until the transaction ends. */
export async function lockOfferedLot(tx: Tx, offerId: string): Promise<OfferedLot | undefined> {
  const { rows } = await tx.client.query<{ lot: OfferedLot | null }>(
    "select qipan.rotation_lot($1) as lot",
    [offerId],
  );
  return rows[0]?.lot ?? undefined;
}

/** Governments and charities of the clusters in which the organization's region lies. */
export async function readNeighbours(tx: Tx, org: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive up(code) as (
       select region_code from qipan.organization where id = $1 union
       select r.parent_code from qipan.region r join up on r.code = up.code
       where r.parent_code is not null),
     below(code) as (
       select m.region_code from qipan.cluster_member m where m.cluster_id in (
         select cluster_id from qipan.cluster_member where region_code in (select code from up))
       union select r.code from qipan.region r join below b on r.parent_code = b.code)
     select o.id from qipan.organization o
     where o.region_code in (select code from below) and o.id <> $1
       and o.sector in ('GOVERNMENT', 'CHARITY') order by o.id`,
    [org],
  );
  return rows.map(({ id }) => id);
}

export async function insertOffer(
  tx: Tx,
  offer: Omit<OfferRow, "taken" | "withdrawnAt" | "offeredAt" | "version">,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.rotation_offer (id, lot_id, owner_org, item, quantity, mode, refill_days,
       until_on, offered_by, offered_at, note, parties, expires_on, claim_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[offer.id, offer.lotId, offer.ownerOrg, offer.item, offer.quantity, offer.mode],
      ...[offer.refillDays, offer.untilOn, tx.reader.principal, tx.now, offer.note],
      ...[offer.parties, offer.expiresOn, offer.claimId],
    ],
  );
}

export async function updateOffer(
  tx: Tx,
  id: string,
  change: { readonly taken: number; readonly withdrawn: boolean },
): Promise<void> {
  await tx.client.query(
    `update qipan.rotation_offer set taken = $2, version = version + 1,
       withdrawn_at = case when $3 then now() else withdrawn_at end where id = $1`,
    [id, change.taken, change.withdrawn],
  );
}

export interface NewTake {
  readonly id: string;
  readonly offerId: string;
  readonly takerOrg: string;
  readonly quantity: number;
  readonly depotId: string;
  readonly lotId: string;
}

/** The taker's new lot, as old as the one it comes from, and the record of the taking. */
export async function insertTake(tx: Tx, take: NewTake, from: OfferedLot): Promise<void> {
  await tx.client.query(
    `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, made_on, expires_on,
       origin, earmark, under_norm, unit_value_fen, counted_at, count_source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $12, '轮换')`,
    [
      ...[take.lotId, `${take.depotId}-${from.item}-X${take.lotId.slice(0, 8)}`, from.item],
      ...[take.takerOrg, take.depotId, from.batch, from.madeOn, from.expiresOn, from.origin],
      ...[from.earmark, from.unitValueFen, from.countedAt],
    ],
  );
  await tx.client.query(
    `insert into qipan.rotation_take (id, offer_id, taker_org, quantity, lot_id, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[take.id, take.offerId, take.takerOrg, take.quantity, take.lotId],
      ...[tx.reader.principal, tx.now],
    ],
  );
}
