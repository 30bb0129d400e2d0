import { actions, heldAs, type Action } from "../../schema/rights/duties.ts";
import { rights } from "../../schema/rights/rights.ts";
import type { Right, Through } from "../../schema/rights/right.ts";

/** Who asks, as row-level security knows it. `principal` empty: nobody at all. */
export interface Asks {
  readonly principal: string;
  readonly orgs: readonly string[];
  readonly partners: readonly string[];
  /** Its roles, as `heldAs` writes them. Sight asks for none. */
  readonly roles?: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

/** All rows of a table, seen or not; for rights that lead through another row. */
export type RowsOf = (table: string) => readonly Row[];

const none: RowsOf = () => [];

/** Whether the reader sees the row: the same answer that row-level security gives. */
export const sees = (asks: Asks, table: string, row: Row, rowsOf = none): boolean =>
  holds(rights[table]?.seen ?? { any: [] }, asks, row, rowsOf);

const isHub = ({ orgs }: Asks): boolean => orgs.length === 1 && orgs[0] === "*";

/** Whether the right holds for this row. What is unknown in SQL does not hold here. */
export function holds(right: Right, asks: Asks, row: Row, rowsOf = none): boolean {
  if (right === "HUB") return isHub(asks);
  if (right === "READER") return asks.principal !== "";
  if (right === "MEMBER") return asks.orgs.length > 0;
  if ("any" in right) return right.any.some((one) => holds(one, asks, row, rowsOf));
  if ("all" in right) return right.all.every((one) => holds(one, asks, row, rowsOf));
  if ("sql" in right) return holds(right.means, asks, row, rowsOf);
  if ("through" in right) return leads(right, asks, row, rowsOf);
  if ("region" in right) return governs(right, asks, row, rowsOf);
  return stands(right, asks, row);
}

type Plain = Exclude<
  Right,
  string | Through | { any: unknown } | { all: unknown } | { sql: string } | { region: string }
>;

const acts = ({ roles = [] }: Asks, action: Action, org: string): boolean =>
  actions[action].roles.some((role) => roles.includes(heldAs(role, org)));

/** A government at the region that the column names, or above it, for which the reader acts. */
function governs(
  { may, region }: { readonly may: Action; readonly region: string },
  asks: Asks,
  row: Row,
  rowsOf: RowsOf,
): boolean {
  const regions = rowsOf("region");
  const coded = (code: unknown) => regions.filter((one) => code != null && one["code"] === code);
  const above = new Set(coded(row[region]));
  for (const one of above) for (const next of coded(one["parent_code"])) above.add(next);
  const codes = new Set([...above].map((one) => one["code"]));
  return rowsOf("organization").some(
    (org) =>
      org["sector"] === "GOVERNMENT" &&
      codes.has(org["region_code"]) &&
      acts(asks, may, textOf(org["id"])),
  );
}

function stands(right: Plain, asks: Asks, row: Row): boolean {
  const { principal, orgs, partners } = asks;
  const at = (column: string): unknown => row[column.replace(/^.*\./, "")];
  const list = (column: string): readonly unknown[] => listOf(at(column));
  if ("mine" in right) return orgs.includes(textOf(at(right.mine)));
  if ("may" in right)
    return "org" in right
      ? acts(asks, right.may, textOf(at(right.org)))
      : list(right.among).some((one) => acts(asks, right.may, String(one)));
  if ("partner" in right) return partners.includes(textOf(at(right.partner)));
  if ("among" in right) return list(right.among).some((one) => orgs.includes(String(one)));
  if ("within" in right)
    return (
      orgs.length > 0 &&
      at(right.within) != null &&
      list(right.within).every((one) => orgs.includes(String(one)))
    );
  if ("self" in right) return principal !== "" && at(right.self) === principal;
  if ("sign" in right) return list(right.listed).includes(`${right.sign}${principal}`);
  if ("listed" in right)
    return list(right.listed).includes("value" in right ? right.value : at(right.column));
  if ("of" in right) return right.of.includes(String(at(right.column)));
  const value = at(right.column) ?? null;
  if (right.is === "NULL") return value === null;
  if (right.is === "FALSE") return value === false;
  return right.is === "SET" ? value !== null : Number(value) > 0;
}

/** A key as text: ids are texts and numbers. */
const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

function leads(
  { through, on, where, named = {}, blind }: Through,
  asks: Asks,
  row: Row,
  rowsOf: RowsOf,
): boolean {
  const at = (column: string): unknown => row[column.replace(/^.*\./, "")] ?? null;
  return rowsOf(through).some(
    (other) =>
      Object.entries(on).every(([own, theirs]) => {
        const value = at(own);
        return value !== null && textOf(value) === textOf(other[theirs]);
      }) &&
      Object.entries(named).every(([own, columns]) =>
        columns.some((column) => {
          const value = other[column] ?? null;
          return Array.isArray(value)
            ? value.includes(at(own))
            : value !== null && value === at(own);
        }),
      ) &&
      (blind === true || sees(asks, through, other, rowsOf)) &&
      (where === undefined || holds(where, asks, other, rowsOf)),
  );
}
