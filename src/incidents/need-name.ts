/**
 * SQL: what a need `n` of units is called in both languages, with its unit; of an item all is null.
 */
export const skillsOfNeed = `(
  select string_agg(s.code, '+' order by s.code collate "C") as code,
    string_agg(s.name_zh, '、' order by s.code collate "C") as zh,
    string_agg(s.name_en, ' + ' order by s.code collate "C") as en,
    case when count(*) > 1 then 'set' when count(*) = 1 then 'unit' end as unit,
    case when count(*) > 1 then '套' when count(*) = 1 then '支' end as unit_zh
  from qipan.skill s where s.code = n.capability or s.code = any (n.capabilities))`;
