import fc from "fast-check";
import type pg from "pg";
import { heldAs } from "../../schema/rights/duties.ts";
import { rights } from "../../schema/rights/rights.ts";
import type { Right, TableRights, Through } from "../../schema/rights/right.ts";
import { role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";

/** What a column of a table means to the rights: which values are worth trying in it. */
type Uses = Map<string, Map<string, Set<string>>>;

const organizations = ["A", "B", "C", "D"];
const keys = ["k1", "k2", "k3"];

/** Columns that a right reads, of its own table and of those that it leads through. */
function walk(right: Right, table: string, uses: Uses): void {
  const use = (column: string, ...values: string[]): void => {
    const columns = uses.get(table) ?? new Map<string, Set<string>>();
    uses.set(table, columns);
    const name = column.replace(/^.*\./, "");
    columns.set(name, new Set([...(columns.get(name) ?? []), ...values]));
  };
  if (typeof right === "string") return;
  if ("any" in right) right.any.forEach((one) => walk(one, table, uses));
  else if ("all" in right) right.all.forEach((one) => walk(one, table, uses));
  else if ("sql" in right) walk(right.means, table, uses);
  else if ("mine" in right) use(right.mine, ...organizations);
  else if ("org" in right) use(right.org, ...organizations);
  else if ("region" in right) walkUp(right.region, use, uses);
  else if ("partner" in right) use(right.partner, ...organizations);
  else if ("among" in right) use(right.among, ...organizations, "*");
  else if ("within" in right) use(right.within, ...organizations);
  else if ("self" in right) use(right.self, "p1", "p2");
  else if ("listed" in right) use(right.listed, ...organizations, "*", "public", "@p1");
  else if ("of" in right) use(right.column, ...right.of, "OTHER");
  else if ("is" in right) use(right.column, "R");
  else join(right, use, uses);
}

type Use = (column: string, ...values: string[]) => void;

/** What says which organization governs a region. */
function walkUp(column: string, use: Use, uses: Uses): void {
  use(column, ...keys);
  for (const key of ["code", "parent_code"]) walk({ column: key, of: keys }, "region", uses);
  walk({ column: "region_code", of: keys }, "organization", uses);
  walk({ column: "sector", of: ["GOVERNMENT"] }, "organization", uses);
  walk({ mine: "id" }, "organization", uses);
}

/** The keys of a right that leads elsewhere, and what it reads there. */
function join(right: Through, use: Use, uses: Uses) {
  for (const [own, theirs] of Object.entries(right.on)) {
    use(own, ...keys);
    walk({ column: theirs, of: keys }, right.through, uses);
  }
  for (const [own, columns] of Object.entries(right.named ?? {})) {
    use(own, ...organizations);
    for (const column of columns) walk({ mine: column }, right.through, uses);
  }
  if (right.where !== undefined) walk(right.where, right.through, uses);
}

const usesOf = (): Uses => {
  const uses: Uses = new Map();
  for (const [table, { seen, added = "HUB", changed = "HUB", kept = "HUB", set = [] }] of entries())
    for (const right of [seen, added, changed, kept, ...set.map(({ by }) => by)])
      walk(right, table, uses);
  return uses;
};

export const entries = (): [string, TableRights][] => Object.entries(rights);

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly given: boolean;
}

export async function readColumns(client: pg.ClientBase): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select c.relname as "table", a.attname as name, format_type(a.atttypid, -1) as type,
       not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as given
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'qipan'::regnamespace and c.relkind = 'r' and a.attnum > 0
       and not a.attisdropped and c.relname = any ($1) order by 1, a.attnum`,
    [entries().map(([table]) => table)],
  );
  return rows;
}

/** Rows mean nothing here but their rights: what keeps them sensible is taken away. */
export const loosen = `do $$
  declare one record;
  begin
    for one in select conrelid::regclass as t, conname from pg_constraint
      where connamespace = 'qipan'::regnamespace and contype in ('f', 'c', 'u', 'p', 'x')
      order by contype = 'p', contype
    loop execute format('alter table %s drop constraint if exists %I cascade', one.t, one.conname);
    end loop;
    for one in select indexrelid::regclass as i from pg_index join pg_class c on c.oid = indrelid
      where indisunique and c.relnamespace = 'qipan'::regnamespace
    loop execute format('drop index %s', one.i); end loop;
  end $$`;

export type World = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Random rows for every table, drawn from so few values that they meet each other. */
export function worlds(columns: readonly Column[]): fc.Arbitrary<World> {
  const uses = usesOf();
  const tables = [...new Set(columns.map(({ table }) => table))];
  const rowOf = (table: string) =>
    fc.record(
      Object.fromEntries(
        columns
          .filter(
            ({ table: of, name, nullable, given }) =>
              of === table && (uses.get(table)?.has(name) === true || !(nullable || given)),
          )
          .map((column) => [column.name, valueOf(column, uses.get(table)?.get(column.name))]),
      ),
    );
  return fc.record(
    Object.fromEntries(
      tables.map((table) => [table, fc.array(rowOf(table), { minLength: 2, maxLength: 5 })]),
    ),
  );
}

function valueOf({ type, nullable }: Column, used = new Set(["x"])): fc.Arbitrary<unknown> {
  const value = plain(type, [...used]);
  return nullable ? fc.option(value, { nil: null, freq: 3 }) : value;
}

const uuid = (key: string) =>
  `00000000-0000-4000-8000-00000000000${String(Math.max(1, keys.indexOf(key) + 1))}`;

function plain(type: string, used: readonly string[]): fc.Arbitrary<unknown> {
  if (type === "text[]") return fc.subarray([...used]);
  if (type.endsWith("[]")) return fc.constant([]);
  if (type === "uuid") return fc.constantFrom(...keys.map(uuid));
  if (/^(text|character)/.test(type)) return fc.constantFrom(...used);
  if (/int|numeric|double/.test(type)) return fc.integer({ min: 0, max: 3 });
  if (/^(timestamp|date)/.test(type)) return fc.constant("2026-01-01");
  if (type === "boolean") return fc.boolean();
  if (type === "jsonb") return fc.constant({});
  if (type === "bytea") return fc.constant("\\x00");
  if (type === "xid8") return fc.constant("1");
  throw new Error(`no values of ${type}`);
}

const some = fc.subarray(organizations);
const held = fc.subarray([...codesOf(role)]);

/** A member with roles; one without any would be asked for its memberships instead. */
const member = fc
  .record({
    principal: fc.constantFrom("p1", "p2"),
    orgs: some,
    partners: some,
    held: fc.tuple(held, held, held, held),
  })
  .map(({ held: roles, ...asks }) => ({
    ...asks,
    roles: asks.orgs.flatMap((org, nth) => (roles[nth] ?? []).map((one) => heldAs(one, org))),
  }));

/** Members with and without partners, the public, the hub, and a transaction without settings. */
export const askers = fc
  .array(member, { minLength: 2, maxLength: 2 })
  .map((members) => [
    ...members,
    { principal: "public", orgs: [], partners: [], roles: [] },
    { principal: "hub", orgs: ["*"], partners: [], roles: [] },
    { principal: "", orgs: [], partners: [], roles: [] },
  ]);
