import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type {
  DisclosureRow,
  PublicDistribution,
  PublicLine,
  VersionRow,
} from "./donation.model.ts";

/** Everything here reads what was published and nothing else: drafts are in other tables. */
export interface PublicFilter {
  readonly org?: string | undefined;
  readonly item?: string | undefined;
  readonly regionCode?: string | undefined;
  readonly disclosureId?: string | undefined;
  readonly number?: string | undefined;
}

export type PublicLineRow = PublicLine & {
  readonly disclosureId: string;
  readonly org: string;
  readonly asOf: Date;
};

export type PublicDistributionRow = PublicDistribution & {
  readonly disclosureId: string;
  readonly org: string;
};

const matches = `($1::text is null or p.org = $1) and ($2::text is null or p.item = $2)
  and ($3::text is null or d.region_code in (select code from below))
  and ($4::text is null or p.disclosure_id::text = $4) and ($5::text is null or p.number = $5)`;

const below = `with recursive below(code) as (
    select $3::text union
    select r.code from qipan.region r join below on r.parent_code = below.code)`;

const valuesOf = ({ org, item, regionCode, disclosureId, number }: PublicFilter) => [
  org ?? null,
  item ?? null,
  regionCode ?? null,
  disclosureId ?? null,
  number ?? null,
];

const lineColumns = `p.disclosure_id as "disclosureId", p.org, p.number, p.lot_id as "lotId",
  p.donor, p.item, p.given, p.received_on::text as "receivedOn", p.earmark, p.received,
  p.in_stock as "inStock", p.out, p.distributed, p.used, p.lost`;

/** Published donations, the newest receipts first. */
export async function readPublicLines(
  tx: Tx,
  filter: PublicFilter,
  { first, after }: Page,
): Promise<PublicLineRow[]> {
  const { rows } = await tx.client.query<PublicLineRow>(
    `${below} select ${lineColumns}, d.published_at as "asOf"
     from qipan.disclosure_line p join qipan.disclosure d on d.id = p.disclosure_id
     where p.until_version is null and ${matches}
       and ($6::date is null or (p.received_on, p.number) < ($6::date, $7::text))
     order by p.received_on desc, p.number desc limit $8`,
    [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** What a disclosure said of its donations in one version. */
export async function readLinesAt(
  tx: Tx,
  disclosureId: string,
  version: number,
  { first, after }: Page,
): Promise<PublicLineRow[]> {
  const { rows } = await tx.client.query<PublicLineRow>(
    `select ${lineColumns}, v.published_at as "asOf"
     from qipan.disclosure_line p
     join qipan.disclosure_version v on v.disclosure_id = p.disclosure_id and v.version = $2
     where p.disclosure_id::text = $1 and p.from_version <= $2
       and (p.until_version is null or p.until_version > $2)
       and ($3::date is null or (p.received_on, p.number) < ($3::date, $4::text))
     order by p.received_on desc, p.number desc limit $5`,
    [disclosureId, version, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** Published 发放, the latest first. */
export async function readPublicDistributions(
  tx: Tx,
  filter: PublicFilter,
  { first, after }: Page,
): Promise<PublicDistributionRow[]> {
  const { rows } = await tx.client.query<PublicDistributionRow>(
    `${below} select p.disclosure_id as "disclosureId", p.org, p.source, p.number, p.item, p.place,
       p.unit, p.quantity, p.day::text as day
     from qipan.disclosure_distribution p join qipan.disclosure d on d.id = p.disclosure_id
     where p.until_version is null and ${matches}
       and ($6::date is null or (p.day, p.source) < ($6::date, $7::text))
     order by p.day desc, p.source desc limit $8`,
    [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** Totals of one item over all that is public; units of different items are never added. */
export interface InventoryRow {
  readonly item: string;
  readonly donations: number;
  readonly received: number;
  readonly inStock: number;
  readonly out: number;
  readonly distributed: number;
  readonly used: number;
  readonly lost: number;
}

export async function readInventory(
  tx: Tx,
  filter: PublicFilter,
  { first, after }: Page,
): Promise<InventoryRow[]> {
  const { rows } = await tx.client.query<InventoryRow>(
    `${below} select p.item, count(*)::integer as donations, sum(p.received)::bigint as received,
       sum(p.in_stock)::bigint as "inStock", sum(p.out)::bigint as out,
       sum(p.distributed)::bigint as distributed, sum(p.used)::bigint as used,
       sum(p.lost)::bigint as lost
     from qipan.disclosure_line p join qipan.disclosure d on d.id = p.disclosure_id
     where p.until_version is null and ${matches} and ($6::text is null or p.item > $6)
     group by p.item order by p.item limit $7`,
    [...valuesOf(filter), after?.[0] ?? null, first + 1],
  );
  return rows;
}

const disclosureColumns = `d.id, d.number, d.org, d.subject_kind as "subjectKind",
  d.campaign_id as "campaignId", d.incident_id as "incidentId", d.region_code as "regionCode",
  d.title_zh as "titleZh", d.title_en as "titleEn", d.watchers, d.state, d.version,
  d.opened_on::text as "openedOn", d.published_at as "publishedAt", d.due_rule as "dueRule",
  d.due_on::text as "dueOn", d.changes`;

/** Disclosures that the reader may see; `published` leaves its own drafts out. */
export async function readDisclosurePage(
  tx: Tx,
  { org, published }: { readonly org?: string | undefined; readonly published: boolean },
  { first, after }: Page,
): Promise<DisclosureRow[]> {
  const { rows } = await tx.client.query<DisclosureRow>(
    `select ${disclosureColumns} from qipan.disclosure d
     where ($1::text is null or d.org = $1) and (not $2 or d.version > 0)
       and ($3::text is null or (d.opened_on, d.number) < ($3::date, $4::text))
     order by d.opened_on desc, d.number desc limit $5`,
    [org ?? null, published, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** Of the reader's charities, and of those that it watches over: what is due, first due first. */
export async function readDuePage(
  tx: Tx,
  untilDay: string,
  { first, after }: Page,
): Promise<DisclosureRow[]> {
  const { rows } = await tx.client.query<DisclosureRow>(
    `select ${disclosureColumns} from qipan.disclosure d
     where d.due_on <= $1 and (array[d.org] || d.watchers) && (select qipan.reader_orgs())
       and ($2::text is null or (d.due_on, d.number) > ($2::date, $3::text))
     order by d.due_on, d.number limit $4`,
    [untilDay, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** All versions of some disclosures, the latest first. */
export async function readVersions(tx: Tx, ids: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await tx.client.query<VersionRow>(
    `select disclosure_id as "disclosureId", version, kind, note, published_at as "publishedAt",
       added, changed
     from qipan.disclosure_version where disclosure_id::text = any ($1)
     order by disclosure_id, version desc`,
    [ids],
  );
  return rows;
}

/** On which ground each clock stands: the latest row of its code. */
export interface ClockSource {
  readonly code: string;
  readonly sourceZh: string;
  readonly sourceEn: string;
}

export async function readClockSources(tx: Tx, codes: readonly string[]): Promise<ClockSource[]> {
  const { rows } = await tx.client.query<ClockSource>(
    `select distinct on (code) code, source_zh as "sourceZh", source_en as "sourceEn"
     from qipan.disclosure_rule where code = any ($1) and valid_from <= $2
     order by code, valid_from desc`,
    [codes, tx.today],
  );
  return rows;
}
