import type { Tx } from "../postgres/transaction.ts";
import type { CampaignRow } from "./donation.model.ts";

/**
 * Who has the 民政 duty for a region: its civil affairs organizations, of the region itself or the
 * nearest above it; where the hub knows none, the government organization that leads there.
 */
export async function readWatchers(tx: Tx, regionCode: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive chain as (
       select code, parent_code, 0 as up from qipan.region where code = $1
       union all
       select r.code, r.parent_code, c.up + 1
       from chain c join qipan.region r on r.code = c.parent_code
     ), duty as (
       select o.id, c.up, o.name_zh like '%民政%' as civil,
         o.superior_org is not null
           or exists (select from qipan.organization s where s.superior_org = o.id) as leads
       from chain c join qipan.organization o on o.region_code = c.code
       where o.sector = 'GOVERNMENT'
     )
     select id from duty order by civil desc, up, leads desc, id limit 1`,
    [regionCode],
  );
  return rows.map(({ id }) => id);
}

export async function insertCampaign(
  tx: Tx,
  row: Omit<CampaignRow, "endsOn" | "version">,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.campaign (id, number, org, name_zh, name_en, region_code, incident_id,
       major, filing_number, starts_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, row.number, row.org, row.nameZh, row.nameEn, row.regionCode, row.incidentId],
      ...[row.major, row.filingNumber, row.startsOn],
    ],
  );
}

const campaignColumns = `id, number, org, name_zh as "nameZh", name_en as "nameEn",
  region_code as "regionCode", incident_id as "incidentId", major,
  filing_number as "filingNumber", starts_on::text as "startsOn", ends_on::text as "endsOn",
  version`;

export async function readCampaigns(tx: Tx, ids: readonly string[]): Promise<CampaignRow[]> {
  const { rows } = await tx.client.query<CampaignRow>(
    `select ${campaignColumns} from qipan.campaign where id::text = any ($1) order by id`,
    [ids],
  );
  return rows;
}

export async function lockCampaign(tx: Tx, id: string): Promise<CampaignRow | undefined> {
  const { rows } = await tx.client.query<CampaignRow>(
    `select ${campaignColumns} from qipan.campaign where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function updateCampaign(
  tx: Tx,
  id: string,
  { endsOn, filingNumber }: Pick<CampaignRow, "endsOn" | "filingNumber">,
): Promise<void> {
  await tx.client.query(
    `update qipan.campaign set ends_on = $2, filing_number = $3, version = version + 1
     where id = $1`,
    [id, endsOn, filingNumber],
  );
}

export async function readDisclosureOfCampaign(tx: Tx, campaignId: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    "select id from qipan.disclosure where campaign_id = $1",
    [campaignId],
  );
  return rows.map(({ id }) => id);
}

export async function readRegionExists(tx: Tx, code: string): Promise<boolean> {
  const { rowCount } = await tx.client.query("select from qipan.region where code = $1", [code]);
  return rowCount === 1;
}

export async function readIncidentRegion(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ region: string }>(
    "select region_code as region from qipan.incident where id::text = $1",
    [id],
  );
  return rows[0]?.region;
}
