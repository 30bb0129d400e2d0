import { GraphQLString } from "graphql";
import { expect, it } from "vitest";
import { AnswerBytes } from "../../src/graph/answer-bytes.ts";
import { ObjectCell, type Cell } from "../../src/graph/cells.ts";
import type { FieldPlan, Shape } from "../../src/graph/compile.ts";

const leaf: Shape = { nonNull: false, kind: "LEAF", type: GraphQLString };

/** An object of one field. */
function holding(key: string, shape: Shape, cell: Cell): ObjectCell {
  const field = { key, lead: `{${JSON.stringify(key)}:`, shape } as unknown as FieldPlan;
  return new ObjectCell({ plan: { fields: [field] }, columns: [[cell]] }, 0);
}

const written = (cell: Cell): string => AnswerBytes.of(holding("a", leaf, cell)).toString();

it.each([
  ...["", "plain", 'a "word"', "a\\b", "两个字", "🏕 tent", "\u2028\u2029", "\u007f\u0080\u009f"],
  ...["half \ud83c", "\udfd5 half", "\udfd5\ud83c", ...Array.from({ length: 33 }, (_, at) => at)],
  ...[true, false, null, 0, -0, 1.5, 1e21, Number.NaN, Infinity, { a: [1, null, "两"] }, []],
])("writes %j as JSON does", (value) => {
  expect(written(value)).toBe(JSON.stringify({ a: value }));
  if (typeof value !== "number") return;
  const control = `x${String.fromCharCode(value)}y`;
  expect(written(control)).toBe(JSON.stringify({ a: control }));
});

it("writes what is between two texts, and nothing as null", () => {
  const bytes = AnswerBytes.of(holding("a", leaf, 1), '{"data":', ',"extensions":{}}');
  expect(bytes.toString()).toBe('{"data":{"a":1},"extensions":{}}');
  expect(AnswerBytes.of(null, '{"data":', "}").toString()).toBe('{"data":null}');
});

it.each([600, 90_000, 300_000, 3_000_000])("keeps an answer of %i lines to itself", (lines) => {
  const list: Shape = { nonNull: false, kind: "LIST", of: { ...leaf } };
  const cells = Array.from({ length: lines }, (_, at) => `第${String(at)}行`);
  const one = AnswerBytes.of(holding("lines", list, cells));
  const other = AnswerBytes.of(holding("lines", list, ["another"]));
  expect(one.equals(Buffer.from(JSON.stringify({ lines: cells })))).toBe(true);
  expect(other.toString()).toBe('{"lines":["another"]}');
});
