import { schemaDifference } from "../postgres/migrate.ts";
import type { Database } from "../postgres/pool.ts";
import { WrongUse } from "./command.ts";

/** The database's schema is this version's, or the person at the keyboard hears what to run. */
export async function admitSchema(database: Database): Promise<void> {
  const { missing, unknown } = await schemaDifference(database);
  if (missing.length > 0)
    throw new WrongUse(`数据库缺少迁移,请运行 / run first: qipan migrate (${missing.join(", ")})`);
  if (unknown.length > 0)
    throw new WrongUse(`数据库比本版本新 / the database is newer: ${unknown.join(", ")}`);
}
