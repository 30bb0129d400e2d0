import type { Tx } from "../postgres/transaction.ts";
import type {
  DisclosureRow,
  PublicDistribution,
  PublicLine,
  VersionRow,
} from "./donation.model.ts";
import type { PublicationDiff } from "./disclosure.rules.ts";

const columns = `id, number, org, subject_kind as "subjectKind", campaign_id as "campaignId",
  incident_id as "incidentId", region_code as "regionCode", title_zh as "titleZh",
  title_en as "titleEn", watchers, state, version, opened_on::text as "openedOn",
  published_at as "publishedAt", due_rule as "dueRule", due_on::text as "dueOn", changes`;

export async function readDisclosures(tx: Tx, ids: readonly string[]): Promise<DisclosureRow[]> {
  const { rows } = await tx.client.query<DisclosureRow>(
    `select ${columns} from qipan.disclosure where id::text = any ($1) order by id`,
    [ids],
  );
  return rows;
}

/** Waits for the disclosure; undefined for whoever may not change it. */
export async function lockDisclosure(tx: Tx, id: string): Promise<DisclosureRow | undefined> {
  const { rows } = await tx.client.query<DisclosureRow>(
    `select ${columns} from qipan.disclosure where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

/** The charity's disclosure about its own region, where goods of no campaign are told. */
export async function readRegionDisclosure(
  tx: Tx,
  org: string,
  regionCode: string,
): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from qipan.disclosure
     where org = $1 and region_code = $2 and subject_kind = 'REGION'`,
    [org, regionCode],
  );
  return rows[0]?.id;
}

/** False if the same subject has one already. */
export async function insertDisclosure(
  tx: Tx,
  row: Omit<
    DisclosureRow,
    "state" | "version" | "openedOn" | "publishedAt" | "dueRule" | "dueOn" | "changes"
  >,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into qipan.disclosure (id, number, org, subject_kind, campaign_id, incident_id,
       region_code, title_zh, title_en, watchers, state, opened_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'DRAFT', $11) on conflict do nothing`,
    [
      ...[row.id, row.number, row.org, row.subjectKind, row.campaignId, row.incidentId],
      ...[row.regionCode, row.titleZh, row.titleEn, row.watchers, tx.today],
    ],
  );
  return rowCount === 1;
}

export async function readBook(
  tx: Tx,
  id: string,
): Promise<{ readonly lines: PublicLine[]; readonly distributions: PublicDistribution[] }> {
  const lines = await tx.client.query<PublicLine>(
    `select number, lot_id as "lotId", donor, item, given, received_on::text as "receivedOn",
       earmark, received, in_stock as "inStock", away as out, distributed, used, lost
     from qipan.donation_book($1)`,
    [id],
  );
  const distributions = await tx.client.query<PublicDistribution>(
    `select source, number, item, place, unit, quantity, day::text as day
     from qipan.donation_distributions($1)`,
    [id],
  );
  return { lines: lines.rows, distributions: distributions.rows };
}

/** What is public now. */
export async function readShown(
  tx: Tx,
  id: string,
): Promise<{ readonly lines: PublicLine[]; readonly distributions: PublicDistribution[] }> {
  const lines = await tx.client.query<PublicLine>(
    `select number, lot_id as "lotId", donor, item, given, received_on::text as "receivedOn",
       earmark, received, in_stock as "inStock", out, distributed, used, lost
     from qipan.disclosure_line where disclosure_id = $1 and until_version is null`,
    [id],
  );
  const distributions = await tx.client.query<PublicDistribution>(
    `select source, number, item, place, unit, quantity, day::text as day
     from qipan.disclosure_distribution where disclosure_id = $1 and until_version is null`,
    [id],
  );
  return { lines: lines.rows, distributions: distributions.rows };
}

/** Writes the next version; entries that it replaces end with it, and stay readable. */
export async function insertVersion(
  tx: Tx,
  { id, org }: Pick<DisclosureRow, "id" | "org">,
  version: Omit<VersionRow, "disclosureId" | "publishedAt">,
  diff: PublicationDiff,
): Promise<void> {
  const { version: at, kind, note, added, changed } = version;
  await tx.client.query(
    `insert into qipan.disclosure_version (disclosure_id, version, kind, note, published_at, added,
       changed) values ($1, $2, $3, $4, now(), $5, $6)`,
    [id, at, kind, note, added, changed],
  );
  await tx.client.query(
    `update qipan.disclosure_line set until_version = $2
     where disclosure_id = $1 and until_version is null and number = any ($3)`,
    [id, at, diff.endedLines],
  );
  await tx.client.query(
    `update qipan.disclosure_distribution set until_version = $2
     where disclosure_id = $1 and until_version is null and source = any ($3)`,
    [id, at, diff.endedDistributions],
  );
  await tx.client.query(
    `insert into qipan.disclosure_line (disclosure_id, from_version, number, org, lot_id, donor,
       item, given, received_on, earmark, received, in_stock, out, distributed, used, lost)
     select $1, $2, r.number, $3, r."lotId", r.donor, r.item, r.given, r."receivedOn", r.earmark,
       r.received, r."inStock", r.out, r.distributed, r.used, r.lost
     from jsonb_to_recordset($4) as r (number text, "lotId" uuid, donor text, item text, given text,
       "receivedOn" date, earmark text, received bigint, "inStock" bigint, out bigint,
       distributed bigint, used bigint, lost bigint)`,
    [id, at, org, JSON.stringify(diff.lines)],
  );
  await tx.client.query(
    `insert into qipan.disclosure_distribution (disclosure_id, source, from_version, number, org,
       item, place, unit, quantity, day)
     select $1, r.source, $2, r.number, $3, r.item, r.place, r.unit, r.quantity, r.day
     from jsonb_to_recordset($4) as r (source text, number text, item text, place text, unit text,
       quantity bigint, day date)`,
    [id, at, org, JSON.stringify(diff.distributions)],
  );
}

export async function updatePublished(
  tx: Tx,
  id: string,
  version: number,
  corrected: boolean,
): Promise<void> {
  await tx.client.query(
    `update qipan.disclosure set version = $2, published_at = now(), changes = changes + 1,
       state = case when $3 or state = 'CORRECTED' then 'CORRECTED' else 'PUBLISHED' end
     where id = $1`,
    [id, version, corrected],
  );
}
