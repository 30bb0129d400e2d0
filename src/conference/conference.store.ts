import type { ConferenceSubject } from "../../schema/words/conference.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Conference } from "./briefing.model.ts";

/**
 * The regions of a conference, and the governments at its table: those of the region or cluster,
 * and for a region also those of the clusters that it lies in. Undefined: no such subject.
 */
export async function readConference(
  tx: Tx,
  kind: ConferenceSubject,
  code: string,
): Promise<Conference | undefined> {
  const { rows } = await tx.client.query<Conference>(conferenceSql, [kind, code]);
  const [row] = rows;
  return row === undefined ? undefined : { ...row, kind, code };
}

const conferenceSql = `with recursive named as (
    select name_zh, name_en from qipan.region where $1 = 'REGION' and code = $2
    union all
    select name_zh, name_en from qipan.cluster where $1 = 'CLUSTER' and id = $2),
  subject(code) as (
    select code from qipan.region where $1 = 'REGION' and code = $2
    union
    select region_code from qipan.cluster_member where $1 = 'CLUSTER' and cluster_id = $2),
  below(top, code) as (
    select code, code from subject
    union select b.top, r.code from qipan.region r join below b on r.parent_code = b.code),
  up(code) as (
    select code from subject
    union select r.parent_code from qipan.region r join up on r.code = up.code
      where r.parent_code is not null),
  round_table(code) as (
    select code from subject
    union select m.region_code from qipan.cluster_member m where $1 = 'REGION' and m.cluster_id in (
      select cluster_id from qipan.cluster_member where region_code in (select code from up))
    union select r.code from qipan.region r join round_table t on r.parent_code = t.code)
  select n.name_zh as "nameZh", n.name_en as "nameEn",
    array(select s.code from subject s where not exists (
      select from below b where b.code = s.code and b.top <> s.code)
      order by s.code collate "C") as tops,
    array(select distinct code collate "C" from below order by 1) as codes,
    array(select o.id from qipan.organization o where o.sector = 'GOVERNMENT'
      and o.region_code in (select code from round_table) order by o.id collate "C") as readers
  from named n`;

/** Organizations by id with their names, for what is printed. */
export async function readOrgName(tx: Tx, org: string): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ nameZh: string }>(
    `select name_zh as "nameZh" from qipan.organization where id = $1`,
    [org],
  );
  return rows[0]?.nameZh;
}
