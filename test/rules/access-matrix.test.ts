import { buildSchema } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";

const read = (...path: string[]): string => readFileSync(join(packageRoot, ...path), "utf8");

/** The whole table is run and compared apart; that no operation is without a row is seen here. */
test("every operation of the schema has its row in the access matrix", () => {
  const schema = buildSchema(read("schema", "qipan.graphql"));
  const roots = [schema.getMutationType(), schema.getQueryType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
  const rows = read("docs", "access-matrix.md").matchAll(/^\| `(\w+)` +\|/gm);
  expect([...rows].map(([, name]) => name)).toEqual(operations);
});
