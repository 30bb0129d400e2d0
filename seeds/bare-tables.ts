import type { Tx } from "../src/postgres/transaction.ts";

interface Part {
  readonly drop: string;
  readonly make: string;
}

/**
 * Runs `work` on tables without their indexes and outward references, and then makes each anew as
 * the catalogue tells it: sorting once is a fraction of a million insertions, and a reference is
 * checked by one join. Primary keys stay. All in the caller's transaction, so that nobody else
 * ever sees a bare table.
 */
export async function withoutIndexes(
  { client }: Tx,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows: parts } = await client.query<Part>(partsSql, [tables]);
  for (const { drop } of parts) await client.query(drop);
  await work();
  for (const { make } of parts.toReversed()) await client.query(make);
}

/** References first; made anew in the opposite order, so that what they rest on is there again. */
const partsSql = `select * from (
    select c.contype = 'f' as reference,
      format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
      format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname,
        pg_get_constraintdef(c.oid)) as make
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where t.relnamespace = 'qipan'::regnamespace and t.relname = any ($1)
      and c.contype in ('f', 'u')
    union all
    select false, format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'qipan'::regnamespace and t.relname = any ($1)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)) p
  order by reference desc, drop`;
