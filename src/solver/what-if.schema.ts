import { closed, problemSchema } from "./problem.schema.ts";

const { definitions } = problemSchema;
const source = { $ref: "#/definitions/id" };

/** The JSON Schema of the edits of a what-if: rows have the form of the problem file's. */
export const editsSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://qipan.example/schema/edits.schema.json",
  title: "What to try on a Qipan dispatch problem, version 1",
  type: "object",
  minProperties: 1,
  additionalProperties: false,
  properties: {
    close: rows({ $ref: "#/definitions/way" }),
    open: rows({ $ref: "#/definitions/way" }),
    forbid: rows({ $ref: "#/definitions/forbid" }),
    pins: rows({ $ref: "#/definitions/pin" }),
    floors: rows({
      oneOf: [
        closed(["lot", "floor"], { lot: source, floor: { $ref: "#/definitions/quantity" } }),
        closed(["rule", "keep"], {
          rule: { type: "integer", minimum: 0 },
          keep: { $ref: "#/definitions/quantity" },
        }),
      ],
    }),
    deadlines: rows(
      closed(["need", "deadlineMinutes"], {
        need: source,
        deadlineMinutes: { type: ["number", "null"], minimum: 0 },
      }),
    ),
    stock: rows(within(definitions.lot)),
    units: rows(within(definitions.unit)),
    sources: rows({ $ref: "#/definitions/source" }),
    lanes: rows({ $ref: "#/definitions/lane" }),
  },
  definitions: {
    ...definitions,
    way: {
      type: "object",
      minProperties: 1,
      additionalProperties: false,
      properties: { from: source, to: source },
    },
  },
} as const;

function rows(items: object) {
  return { type: "array", minItems: 1, items };
}

/** A lot or a unit, and the source that it stands at. */
function within(row: { readonly required: readonly string[]; readonly properties: object }) {
  return {
    ...row,
    required: ["source", ...row.required],
    properties: { source, ...row.properties },
  };
}
