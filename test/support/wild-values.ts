import fc from "fast-check";
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

export interface WildMutation {
  readonly name: string;
  readonly document: string;
  readonly variables: fc.Arbitrary<Record<string, unknown>>;
}

/** Every mutation of the schema, with inputs that fit its types and nothing else. */
export function wildMutations(schema: GraphQLSchema, known: readonly string[]): WildMutation[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args }) => ({
    name,
    document: `mutation Wild(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ")}) {
      ${name}(${args.map((arg) => `${arg.name}: $${arg.name}`).join(", ")}) {
        __typename ... on Refused { refusals { code message path next } }
      }
    }`,
    variables: fc.record(
      Object.fromEntries(args.map((arg) => [arg.name, wild(arg.type, known, 0)])),
    ),
  }));
}

const depthMax = 4;

function wild(
  type: GraphQLInputType,
  known: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return wild(type.ofType, known, depth).filter((value) => value !== null);
  if (isListType(type)) {
    if (depth >= depthMax) return fc.constant([]);
    return fc.array(wild(type.ofType, known, depth + 1), { maxLength: 3 });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type))
    return fc.record(
      Object.fromEntries(
        Object.values(type.getFields()).map((field) => [
          field.name,
          // A key that is refused would hide what the rest of the input does.
          field.name === "idempotencyKey"
            ? fc.oneof({ weight: 9, arbitrary: fc.uuid() }, scalar("String", known))
            : isNonNullType(field.type)
              ? wild(field.type, known, depth + 1)
              : fc.option(wild(field.type, known, depth + 1)),
        ]),
      ),
    );
  return scalar(type.name, known);
}

function scalar(name: string, known: readonly string[]): fc.Arbitrary<unknown> {
  switch (name) {
    case "Int":
      return fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31)));
    case "Float":
      return fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(1e308, -0, 5e-324, 181),
      );
    case "Quantity":
    case "Fen":
      return fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 1, Number.MAX_SAFE_INTEGER));
    case "Boolean":
      return fc.boolean();
    case "DateTimeISO":
    case "DateTime":
      return fc.constantFrom(
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-22T02:00:00Z",
      );
    case "LocalDate":
      return fc.constantFrom("1900-01-01", "9999-12-31", "2026-11-22");
    default:
      return fc.oneof(
        fc.constantFrom(...known),
        fc.string({ maxLength: 40, unit: "grapheme" }),
        fc.constantFrom("", "\u0000", "'; drop table qipan.entry; --", "乌海".repeat(400), "-1"),
      );
  }
}
