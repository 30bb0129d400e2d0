import type { HubKind } from "../../schema/words/access.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ForeignKey, Table } from "./export.model.ts";
import { movingColumns } from "./tables.rules.ts";

/**
 * Keeps founders and the sealer away until the end, and answers what is here: a hub's kind, "?" for
 * rows without a hub, or undefined for an empty database.
 */
export async function lockEmpty(tx: Tx): Promise<HubKind | "?" | undefined> {
  await tx.client.query(
    "lock table qipan.hub in exclusive mode; select pg_advisory_xact_lock(7414002)",
  );
  const { rows } = await tx.client.query<{ kind: HubKind | "?" }>(
    `select kind from qipan.hub
     union all
     select '?' where exists (select from qipan.account) or exists (select from qipan.event)
       or exists (select from qipan.principal) or exists (select from qipan.audit_event)`,
  );
  return rows[0]?.kind;
}

/**
 * Triggers speak of what happens, and this happened elsewhere already; keys that two tables have to
 * each other hold when all is there. The owner may set both aside without being a superuser.
 */
export async function updateGuards(
  tx: Tx,
  loose: readonly ForeignKey[],
  way: "ASIDE" | "BACK",
): Promise<void> {
  const { rows } = await tx.client.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as "table" from pg_trigger g
     join pg_class c on c.oid = g.tgrelid and c.relnamespace = 'qipan'::regnamespace
     where not g.tgisinternal order by 1`,
  );
  if (way === "BACK") await tx.client.query("set constraints all immediate");
  const [switched, timed] =
    way === "ASIDE" ? ["disable", "deferrable initially deferred"] : ["enable", "not deferrable"];
  for (const { table } of rows)
    await tx.client.query(`alter table ${table} ${switched} trigger user`);
  for (const { table, name } of loose)
    await tx.client.query(`alter table qipan."${table}" alter constraint "${name}" ${timed}`);
}

/** What migrations wrote comes from the file again, as it was changed since. */
export async function deleteGiven(tx: Tx, order: readonly Table[]): Promise<void> {
  for (const { name } of [...order].reverse()) await tx.client.query(`delete from qipan."${name}"`);
}

/** Values of what does not move: a new epoch, and a transaction id before all of this cluster's. */
const newHere = ({ name, columns }: Table): readonly (readonly [string, string])[] => [
  ...(name === "hub" ? [["epoch", "gen_random_uuid()"] as const] : []),
  ...columns.filter(({ type }) => type === "xid8").map((one) => [one.name, "'0'::xid8"] as const),
];

/** Writes rows that stand in lines, each a JSON array of its columns as text. */
export function insertLines(table: Table): (tx: Tx, lines: readonly string[]) => Promise<void> {
  const columns = movingColumns(table);
  const here = newHere(table);
  const names = [...columns.map(({ name }) => name), ...here.map(([name]) => name)];
  const values = [
    ...columns.map(({ type }, at) => `(r ->> ${String(at)})::${type}`),
    ...here.map(([, value]) => value),
  ];
  const sql = `insert into qipan."${table.name}" ("${names.join('", "')}")
    overriding system value
    select ${values.join(", ")} from json_array_elements($1::json) r`;
  return async (tx, lines) => {
    await tx.client.query(sql, [`[${lines.join(",")}]`]);
  };
}

/**
 * Sealed rows lie behind the sealer's horizon for ever; what was not sealed yet counts as written
 * by this transaction, and is sealed after it like anything else, in the order of its ids.
 */
export async function updateSeals(tx: Tx): Promise<void> {
  for (const [table, kind] of [
    ["entry", "ENTRY"],
    ["event", "EVENT"],
  ] as const)
    await tx.client.query(
      `update qipan.${table} r set xid = pg_current_xact_id() where not exists
         (select from qipan.sealed s where s.kind = '${kind}' and s.row_id = r.id)`,
    );
  await tx.client.query(
    `update qipan.seal_state set horizon = pg_current_xact_id(), entry_after = 0, event_after = 0,
       seq = (select coalesce(max(seq), 0) from qipan.sealed),
       gaps = (select count(*) from (select distinct on (account) touches < version as lacks
         from qipan.account_past order by account, seq desc) last where last.lacks)`,
  );
}

/** The next number of each table that counts its rows comes after those that are there. */
export async function updateSequences(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name, identity } of tables)
    if (identity !== null)
      await tx.client.query(
        `select setval(pg_get_serial_sequence('qipan.${name}', '${identity}'),
           (select coalesce(max("${identity}"), 0) + 1 from qipan."${name}"), false)`,
      );
}

/** Without figures the planner takes a full table for an empty one. */
export async function updateFigures(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) await tx.client.query(`analyze qipan."${name}"`);
}
