import type { Right, Through } from "./right.ts";

const words = {
  HUB: "(select qipan.is_hub())",
  READER: "(select qipan.has_reader())",
  MEMBER: "(select qipan.is_member())",
} as const;
const orgs = "(select qipan.reader_orgs())";
const tests = { NULL: "is null", SET: "is not null", POSITIVE: "> 0" } as const;
const reader = "current_setting('app.reader', true)";
const text = (value: string): string => `'${value}'`;

/** The right as the condition of a policy on `table`. */
export function policySql(right: Right, table: string): string {
  if (typeof right === "string") return words[right];
  if ("any" in right) return right.any.map((one) => inside(one, table)).join(" or ");
  if ("all" in right) return right.all.map((one) => inside(one, table)).join(" and ");
  if ("mine" in right) return `${right.mine} = any (${orgs}::text[])`;
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
    return `exists (select from ${from} where ${joined.join(" and ")})`;
  }
  const only = where === undefined ? "" : ` where ${policySql(where, through)}`;
  const named = there.map((column) => (alias === undefined ? column : `${alias}.${column}`));
  const own = here.length === 1 ? here.join() : `(${here.join(", ")})`;
  return `${own} in (select ${named.join(", ")} from ${from}${only})`;
}
