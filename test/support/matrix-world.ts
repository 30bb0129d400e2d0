import type pg from "pg";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { entries, readColumns, type Column } from "./right-rows.ts";
import { laidBeside, only, roles } from "./matrix-beside.ts";
import { pactTerms } from "./pact-terms.ts";

/** Text columns by their name; the first that fits. All that belongs to anyone belongs to OWN. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/(^|_)org(_id)?$|^(owner|custodian|book|counterparty)$/, "OWN"],
  [/^principal_id$/, "own-ADMIN"],
  [/^(region_code|subject_code|region)$/, "150300"],
  [/node$|^destination$/, "N1"],
  [/^(depot_id|place)$/, "D1"],
  [/^(item|sku|kit|component|substitute)$/, "TENT"],
  [/^agreement_id$/, "AG"],
  [/^category$/, "tents"],
  [/^(team_id|unit_id)$/, "T1"],
  [/^commitment_id$/, "C1"],
  [/^(lot|ref|reference_id|subject_id)$/, only],
];
const ids: Readonly<Record<string, string>> = {
  region: "150300",
  road_node: "N1",
  depot: "D1",
  team: "T1",
  equipment_unit: "T1",
  commitment: "C1",
  commitment_past: "C1",
  agreement: "AG",
  vehicle: "V1",
  api_key: "000000000000000a",
  storage_agreement: "SA",
};
/** Laid by themselves; or without a row, because one that means nothing cannot be read. */
const laidApart = [
  ...["hub", "seal_state", "sealed", "event", "organization", "principal", "words_stamp"],
  ...["reserve_target_past", "commitment_past", "ledger_head", "conference_briefing", "statement"],
];
const lists = /roads|hazards|skills|licences|passes|tags|shares|moves|prices|reasons|exceptions/;

interface Choice {
  readonly table: string;
  readonly name: string;
  readonly first: string;
}

/** What a check allows in a column: the first word of its list. */
const choices = `select c.conrelid::regclass::text as "table", a.attname as name,
    coalesce(substring(pg_get_constraintdef(c.oid) from 'ARRAY\\[''([A-Z0-9_]+)'''),
      (select substring(prosrc from '''\\{([A-Z0-9_]+)') from pg_proc
       where pronamespace = 'qipan'::regnamespace
         and proname = substring(pg_get_constraintdef(c.oid) from '([a-z_]+_known)'))) as first
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
  where c.connamespace = 'qipan'::regnamespace and c.contype = 'c' and cardinality(c.conkey) = 1
    and pg_get_constraintdef(c.oid) ~ 'ARRAY|_known'`;

/**
 * One row of every kind, all of it OWN's; PAL may borrow from OWN under a pact in force, FAR may
 * not. One person per role of OWN, and one with every role in each of the other two.
 */
export async function layMatrix(database: Database): Promise<void> {
  const client = await database.ownerPool.connect();
  try {
    const columns = await readColumns(client);
    const { rows } = await client.query<Choice>(choices);
    const firsts = new Map(
      rows.map((row) => [`${row.table.replace("qipan.", "")}.${row.name}`, row.first]),
    );
    await client.query(
      ["begin", "set local session_replication_role = replica", checksOff, ...people].join("; "),
    );
    for (const [table] of entries())
      if (!laidApart.includes(table)) await layRow(client, table, columns, firsts);
    await client.query(
      [
        "update qipan.agreement set valid_to = '2099-01-01'",
        pal,
        loss,
        ...laidBeside,
        "commit",
      ].join("; "),
    );
  } finally {
    client.release();
  }
}

/** A row that only has to be there breaks rules about how its columns fit together. */
const checksOff = `do $$ declare one record; begin
  for one in select conrelid::regclass as t, conname from pg_constraint
    where connamespace = 'qipan'::regnamespace and contype = 'c'
  loop execute format('alter table %s drop constraint %I', one.t, one.conname); end loop; end $$`;

const member = (id: string, org: string, held: readonly string[]): string[] => [
  `insert into qipan.principal (id, kind, name) values (${literal(id)}, 'PERSON', 'x')`,
  ...held.map((one) => `insert into qipan.membership values ('${id}', '${org}', '${one}')`),
];
const people = [
  `insert into qipan.organization (id, sector, name_zh, region_code)
    select o, 'GOVERNMENT', o, case o when 'OWN' then '150300' else '640200' end
    from unnest(array['OWN', 'PAL', 'FAR']) o`,
  ...roles.flatMap((one) => member(`own-${one}`, "OWN", [one])),
  ...member("own", "OWN", roles),
  ...member("pal", "PAL", roles),
  ...member("far", "FAR", roles),
];
const pal = `insert into qipan.region (code, level, name_zh, name_en, pinyin, lon, lat)
    values ('640200', 'PREFECTURE', 'x', 'x', 'x', 1, 1);
  insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows)
  values ('AG', 1, 'PAL', true, true);
  update qipan.depot set visibility = 'PARTNER';
  update qipan.agreement set terms = ${literal(JSON.stringify(pactTerms))}`;

/** The one entry is of goods that are missing. */
const loss = `insert into qipan.account (id, owner, kind, item, lot) overriding system value
    values (1000, 'OWN', 'SHORTAGE', 'TENT', '${only}');
  update qipan.account set lot = '${only}';
  update qipan.entry set target = 1000`;

async function layRow(
  client: pg.PoolClient,
  table: string,
  columns: readonly Column[],
  firsts: ReadonlyMap<string, string>,
): Promise<void> {
  if (table === "membership") return;
  const given = columns
    .filter(
      (one) => one.table === table && (!one.given || /^(parties|readers|version)$/.test(one.name)),
    )
    .map((one) => ({ name: one.name, value: valueOf(one, firsts.get(`${table}.${one.name}`)) }))
    .filter(({ value }) => value !== undefined);
  const row = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  const names = given.map(({ name }) => `"${name}"`).join();
  await client.query(
    `insert into qipan.${table} (${names}) overriding system value
     select ${names} from jsonb_populate_recordset(null::qipan.${table}, $1)`,
    [JSON.stringify([row])],
  );
}

/** Undefined: left null. */
function valueOf({ table, name, type, nullable }: Column, first: string | undefined): unknown {
  const text = texts.find(([pattern]) => pattern.test(name))?.[1];
  if (type === "uuid") return only;
  if (type === "text[]") return /parties|readers|watchers|agreed|books/.test(name) ? ["OWN"] : [];
  if (name === "id" || name === "code") return ids[table] ?? "X1";
  if (nullable) return text;
  if (first !== undefined) return first;
  if (/^text|^character/.test(type)) return text ?? "x";
  if (type.endsWith("[]")) return [];
  if (type === "boolean") return true;
  if (type === "jsonb") return lists.test(name) ? [] : {};
  if (type === "bytea") return "\\x00";
  if (/^date/.test(type)) return /from|start|opened/.test(name) ? "2020-01-01" : "2030-01-01";
  return /^timestamp/.test(type) ? "2026-01-01" : 1;
}
