import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { problemSchema } from "../../../src/solver/problem.schema.ts";

it("schema/problem.schema.json is the printed copy of the schema that is used", () => {
  const printed = new URL("../../../schema/problem.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(printed, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(problemSchema)),
  );
});
