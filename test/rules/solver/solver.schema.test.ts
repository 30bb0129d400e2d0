import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { problemSchema } from "../../../src/solver/problem.schema.ts";
import { editsSchema } from "../../../src/solver/what-if.schema.ts";

it.each([
  ["the problem's", problemSchema],
  ["the edits'", editsSchema],
])("%s schema is one", (_, schema) => {
  const ajv = new Ajv({ strict: true, strictRequired: false });
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});

it("schema/problem.schema.json is the printed copy of the schema that is used", () => {
  const printed = new URL("../../../schema/problem.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(printed, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(problemSchema)),
  );
});
