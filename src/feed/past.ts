/**
 * For a statement whose parameter 1 is the place of a cut: what a row was there. That is what it
 * was before the first change of it, by its versions, that is not sealed by then; what it is, if
 * there is none.
 */
export const before = (table: string, key: string, of: string): string =>
  `lateral (select p.* from qipan.${table} p
     left join qipan.sealed s on s.kind = 'EVENT' and s.row_id = p.event
     where p.${key} = ${of}.id and (s.seq is null or s.seq > $1)
     order by p.version limit 1)`;

/** Of `before` as `p`: whether the row was there, or nobody kept whether it was. */
export const wasThere = "(p.version is null or p.existed is distinct from false)";

/** Columns as they were, and as `known` whether anybody kept them. */
export const asItWas = (of: string, columns: Readonly<Record<string, string>>): string =>
  [
    "p.version is null or p.existed is not null as known",
    ...Object.entries(columns).map(
      ([name, column]) =>
        `case when p.version is null then ${of}.${column} else p.${column} end as "${name}"`,
    ),
  ].join(", ");
