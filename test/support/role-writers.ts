import { expect } from "vitest";
import { role, type Role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { memberOf } from "./readers.ts";
import { tryWrite } from "./try-write.ts";

/** Roles by organization. */
export type Who = Partial<Readonly<Record<string, readonly Role[]>>>;

export const every = (roles: readonly Role[], of: readonly string[]): Who =>
  Object.fromEntries(of.map((org) => [org, roles]));

export const whoOf = (...parts: readonly Who[]): Who => {
  const orgs = [...new Set(parts.flatMap((one) => Object.keys(one)))].toSorted();
  return Object.fromEntries(
    orgs.map((org) => [org, [...new Set(parts.flatMap((one) => one[org] ?? []))].toSorted()]),
  );
};

/**
 * Of whom a statement past the services writes its one row: every role is tried alone in every one
 * of the organizations. All others see no such row, or are refused.
 */
export async function writersOf(
  database: Database,
  orgs: readonly string[],
  sqlOf: string | ((by: string) => string),
): Promise<Who> {
  const found: Who[] = [];
  for (const org of orgs)
    for (const one of codesOf(role)) {
      const sql = typeof sqlOf === "string" ? sqlOf : sqlOf(org);
      const wrote = await tryWrite(database, memberOf(org, [one]), sql);
      if (wrote === 1) found.push({ [org]: [one] });
      else expect([org, one, wrote, sql]).toEqual([org, one, wrote === 0 ? 0 : "42501", sql]);
    }
  return whoOf(...found);
}
