import { actions, type Action } from "./duties.ts";
import type { Right, Setting, Through } from "./right.ts";

const words = {
  HUB: "(select qipan.is_hub())",
  READER: "(select qipan.has_reader())",
  MEMBER: "(select qipan.is_member())",
} as const;
const orgs = "(select qipan.reader_orgs())";
const tests = { NULL: "is null", SET: "is not null", POSITIVE: "> 0", FALSE: "is false" } as const;
const reader = "current_setting('app.reader', true)";
const text = (value: string): string => `'${value}'`;

/** The right as the condition of a policy on `table`. */
export function policySql(right: Right, table: string): string {
  if (typeof right === "string") return words[right];
  if ("any" in right) return right.any.map((one) => inside(one, table)).join(" or ");
  if ("all" in right) return right.all.map((one) => inside(one, table)).join(" and ");
  if ("mine" in right) return `${right.mine} = any (${orgs}::text[])`;
  if ("may" in right) return maySql(right);
  if ("partner" in right)
    return `${right.partner} = any ((select qipan.reader_partners())::text[])`;
  if ("among" in right) return `${right.among} && ${orgs}`;
  if ("within" in right) return `${right.within} <@ ${orgs}`;
  if ("self" in right) return `${right.self} = (select ${reader})`;
  if ("sign" in right) return `(select ${text(right.sign)} || ${reader}) = any (${right.listed})`;
  if ("listed" in right)
    return `${"column" in right ? right.column : text(right.value)} = any (${right.listed})`;
  if ("is" in right) return `${right.column} ${tests[right.is]}`;
  if ("of" in right) return columnOf(right.column, right.of);
  if ("sql" in right) return right.sql;
  return throughSql(right, table);
}

function maySql(right: Extract<Right, { may: Action }>): string {
  if ("org" in right) return `${right.org} = any (${orgsAs(right.may)}::text[])`;
  if ("among" in right) return `${right.among} && ${orgsAs(right.may)}`;
  return `qipan.governs(${right.region}, ${orgsAs(right.may)})`;
}

/** The organizations of the reader in which it has one of the roles that do this. */
const orgsAs = (action: Action): string =>
  `(select qipan.reader_orgs_as('{${actions[action].roles.join()}}'))`;

const inside = (right: Right, table: string): string =>
  typeof right === "object" && ("any" in right || "all" in right)
    ? `(${policySql(right, table)})`
    : policySql(right, table);

const columnOf = (column: string, values: readonly string[]): string =>
  values.length === 1
    ? `${column} = ${values.map(text).join("")}`
    : `${column} in (${values.map(text).join(", ")})`;

function throughSql({ through, on, where, as, alias }: Through, table: string): string {
  const from = `qipan.${through}${alias === undefined ? "" : ` ${alias}`}`;
  const [here, there] = [Object.keys(on), Object.values(on)];
  if (as === "EXISTS") {
    const joined = here.map(
      (own, at) => `${alias ?? through}.${there[at] ?? ""} = ${table}.${own}`,
    );
    const all = where === undefined ? joined : [...joined, inside(where, alias ?? through)];
    return `exists (select from ${from} where ${all.join(" and ")})`;
  }
  const only = where === undefined ? "" : ` where ${policySql(where, alias ?? through)}`;
  const named = there.map((column) => (alias === undefined ? column : `${alias}.${column}`));
  const own = here.length === 1 ? here.join() : `(${here.join(", ")})`;
  return `${own} in (select ${named.join(", ")} from ${from}${only})`;
}

/**
 * The body of the trigger that keeps some columns of `table` to those who may set them. It binds
 * the application's role alone, as the policies do. Who writes what stands there changes nothing.
 */
export function settingSql({ columns, by, taken }: Setting, table: string): string {
  const [was, is] = ["old", "new"].map((row) => columns.map((one) => `${row}.${one}`).join(", "));
  const next = taken === undefined ? "" : ` union all select new.* where old.${taken} is null`;
  return `
begin
  if current_user <> 'qipan_app' or (${was}) is not distinct from (${is}) then return new; end if;
  if exists (
    select from (select old.*${next}) ${table}
    where ${policySql(by, table)}
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end `;
}
