import type { Tx } from "../postgres/transaction.ts";
import type { ImportRow } from "./donation.model.ts";
import type { KnownCampaign, KnownDepot, KnownItem, RegisteredRow } from "./import.model.ts";

/** Imports of one charity wait for each other: each sees what the one before it wrote. */
export async function lockImports(tx: Tx, org: string): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `donations of ${org}`,
  ]);
}

export interface Charity {
  readonly nameZh: string;
  readonly regionCode: string;
  readonly sector: string;
}

export async function readCharity(tx: Tx, org: string): Promise<Charity | undefined> {
  const { rows } = await tx.client.query<Charity>(
    `select name_zh as "nameZh", region_code as "regionCode", sector
     from qipan.organization where id = $1`,
    [org],
  );
  return rows[0];
}

/** The whole catalogue with its packs, in the order of its codes. */
export async function readKnownItems(tx: Tx): Promise<KnownItem[]> {
  const { rows } = await tx.client.query<KnownItem>(
    `select i.sku, i.name_zh as "nameZh", i.name_en as "nameEn", i.unit, i.unit_zh as "unitZh",
       i.search_text as "searchText", i.value_fen as "valueFen", coalesce(p.packs, '[]') as packs
     from qipan.item i left join (
       select item, jsonb_agg(jsonb_build_object('unitZh', unit_zh, 'unitEn', unit_en,
         'quantity', quantity) order by unit_zh) as packs from qipan.item_pack group by item
     ) p on p.item = i.sku
     order by i.sku`,
  );
  return rows;
}

/** Depots that the charity owns or keeps. */
export async function readOwnDepots(tx: Tx, org: string): Promise<KnownDepot[]> {
  const { rows } = await tx.client.query<KnownDepot>(
    `select id, name_zh as "nameZh", custodian_org as "custodianOrg" from qipan.depot
     where owner_org = $1 or custodian_org = $1 order by id`,
    [org],
  );
  return rows;
}

export async function readOwnCampaigns(tx: Tx, org: string): Promise<KnownCampaign[]> {
  const { rows } = await tx.client.query<KnownCampaign>(
    `select c.id, c.number, c.name_zh as "nameZh", d.id as "disclosureId"
     from qipan.campaign c join qipan.disclosure d on d.campaign_id = c.id
     where c.org = $1 order by c.number`,
    [org],
  );
  return rows;
}

export async function readRegistered(
  tx: Tx,
  org: string,
  keys: readonly string[],
): Promise<RegisteredRow[]> {
  const { rows } = await tx.client.query<RegisteredRow>(
    `select d.id, d.row_key as key, d.item, d.given, d.received_on::text as "receivedOn", d.batch,
       d.made_on::text as "madeOn", d.expires_on::text as "expiresOn", d.donor,
       d.depot_id as "depotId", c.campaign_id as "campaignId", d.earmark, d.note,
       d.lot_id as "lotId", d.version, coalesce(i.quantity, 0)::bigint as quantity,
       coalesce(i.intakes, 0)::integer as intakes
     from qipan.donation d
     join qipan.disclosure c on c.id = d.disclosure_id
     left join (select donation_id, sum(quantity) as quantity, max(position) as intakes
       from qipan.donation_intake group by donation_id) i on i.donation_id = d.id
     where d.org = $1 and d.row_key = any ($2)
     order by d.row_key`,
    [org, keys],
  );
  return rows;
}

export async function insertImport(tx: Tx, row: Omit<ImportRow, "importedAt">): Promise<void> {
  const { id, org, digest, mode, added, changed, same, refused } = row;
  await tx.client.query(
    `insert into qipan.donation_import (id, org, digest, mode, added, changed, same, refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, org, digest, mode, added, changed, same, refused],
  );
}

/** A donation to be registered, with the lot in which its goods lie. */
export interface NewDonation {
  readonly id: string;
  readonly number: string;
  readonly lotId: string;
  readonly key: string;
  readonly disclosureId: string;
  readonly item: string;
  readonly given: string | null;
  readonly depotId: string;
  readonly batch: string;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  readonly receivedOn: string;
  readonly donor: string | null;
  readonly earmark: string | null;
  readonly note: string | null;
  readonly unitValueFen: number | null;
}

const fresh = `jsonb_to_recordset($1) as r (id uuid, number text, "lotId" uuid, key text,
  "disclosureId" uuid, item text, given text, "depotId" text, batch text, "madeOn" date,
  "expiresOn" date, "receivedOn" date, donor text, earmark text, note text, "unitValueFen" bigint)`;

/** Each donation is a lot of its charity; the number of the one is the code of the other. */
export async function insertDonations(
  tx: Tx,
  org: string,
  importId: string,
  rows: readonly NewDonation[],
): Promise<void> {
  const json = JSON.stringify(rows);
  await tx.client.query(
    `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, made_on, expires_on,
       origin, earmark, under_norm, unit_value_fen, counted_at, count_source)
     select r."lotId", r.number, r.item, $2, r."depotId", coalesce(nullif(r.batch, ''), r.key),
       r."madeOn", r."expiresOn", 'DONATED', r.earmark, false, r."unitValueFen", now(), '捐赠接收点验'
     from ${fresh}`,
    [json, org],
  );
  await tx.client.query(
    `insert into qipan.donation (id, number, org, row_key, disclosure_id, import_id, donor, item,
       given, depot_id, lot_id, batch, made_on, expires_on, received_on, earmark, note)
     select r.id, r.number, $2, r.key, r."disclosureId", $3, r.donor, r.item, r.given, r."depotId",
       r."lotId", r.batch, r."madeOn", r."expiresOn", r."receivedOn", r.earmark, r.note
     from ${fresh}`,
    [json, org, importId],
  );
}

export interface NewIntake {
  readonly donationId: string;
  readonly position: number;
  readonly quantity: number;
  readonly receivedOn: string;
}

export async function insertIntakes(tx: Tx, rows: readonly NewIntake[]): Promise<void> {
  await tx.client.query(
    `insert into qipan.donation_intake (donation_id, position, quantity, received_on)
     select r."donationId", r.position, r.quantity, r."receivedOn"
     from jsonb_to_recordset($1) as r ("donationId" uuid, position integer, quantity bigint,
       "receivedOn" date)`,
    [JSON.stringify(rows)],
  );
}

export interface ChangedDonation {
  readonly id: string;
  readonly given: string | null;
  readonly receivedOn: string;
  readonly donor: string | null;
  readonly earmark: string | null;
  readonly note: string | null;
}

/** What is said of donations; a lot follows its donor's purpose. */
export async function updateDonations(tx: Tx, rows: readonly ChangedDonation[]): Promise<void> {
  const changed = `jsonb_to_recordset($1) as r (id uuid, given text, "receivedOn" date, donor text,
    earmark text, note text)`;
  const json = JSON.stringify(rows);
  await tx.client.query(
    `update qipan.donation d set given = r.given, received_on = r."receivedOn", donor = r.donor,
       earmark = r.earmark, note = r.note, version = d.version + 1
     from ${changed} where d.id = r.id`,
    [json],
  );
  await tx.client.query(
    `update qipan.stock_lot l set earmark = r.earmark, version = l.version + 1
     from ${changed} join qipan.donation d on d.id = r.id
     where l.id = d.lot_id and l.earmark is distinct from r.earmark`,
    [json],
  );
}

export async function readImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const { rows } = await tx.client.query<ImportRow>(
    `select id, org, digest, mode, added, changed, same, refused, imported_at as "importedAt"
     from qipan.donation_import where id::text = $1`,
    [id],
  );
  return rows[0];
}
