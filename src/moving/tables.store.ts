import type { Tx } from "../postgres/transaction.ts";
import type { AppliedMigration, Column, ForeignKey, Table } from "./export.model.ts";

/** Every table of the hub, from the database's own catalogue: a new one cannot be forgotten. */
export async function readTables(tx: Tx): Promise<Table[]> {
  const { rows } = await tx.client.query<Table & { columns: Column[] }>(
    `select c.relname as name,
       (select json_agg(json_build_object('name', a.attname,
           'type', format_type(a.atttypid, a.atttypmod)) order by a.attname)
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attgenerated = '') as columns,
       (select json_agg(a.attname order by k.at) from (select i.indrelid, i.indkey from pg_index i
           where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null
             and not exists (select from pg_attribute n where n.attrelid = i.indrelid
               and n.attnum = any (i.indkey) and not n.attnotnull)
           order by i.indisprimary desc, i.indexrelid::regclass::text limit 1) u
         cross join unnest(u.indkey::int[]) with ordinality as k (attnum, at)
         join pg_attribute a on a.attrelid = u.indrelid and a.attnum = k.attnum) as key,
       (select a.attname from pg_attribute a
         where a.attrelid = c.oid and a.attidentity <> '') as identity
     from pg_class c where c.relnamespace = 'qipan'::regnamespace and c.relkind in ('r', 'p')
     order by 1`,
  );
  return rows;
}

export async function readForeignKeys(tx: Tx): Promise<ForeignKey[]> {
  const { rows } = await tx.client.query<ForeignKey>(
    `select k.conname as name, t.relname as "table", r.relname as refers
     from pg_constraint k
     join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'qipan'::regnamespace order by 2, 1`,
  );
  return rows;
}

export async function readMigrationRows(tx: Tx): Promise<AppliedMigration[]> {
  const { rows } = await tx.client.query<AppliedMigration>(
    `select name, hash from qipan.migration order by name collate "C"`,
  );
  return rows;
}

export async function readCount(tx: Tx, table: string): Promise<number> {
  const { rows } = await tx.client.query<{ n: number }>(`select count(*) as n from qipan.${table}`);
  return rows[0]?.n ?? 0;
}
