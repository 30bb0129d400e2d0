import { GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

const asCount = (value: unknown): number => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new TypeError("expected a whole number between -(2^53-1) and 2^53-1");
};

const countScalar = (name: string, description: string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    description,
    serialize: asCount,
    parseValue: asCount,
    parseLiteral: (node) => {
      if (node.kind === Kind.INT) return asCount(Number(node.value));
      throw new TypeError(`${name} is a whole number`);
    },
  });

export const Quantity = countScalar(
  "Quantity",
  "以物资基本单位计的整数,绝对值不超过 2^53−1。 / A whole number of base units, a safe integer.",
);

export const Fen = countScalar(
  "Fen",
  "以分计的人民币金额,整数。 / An amount of money in 分 (1/100 CNY), a safe integer.",
);

/** RFC 3339 instants, UTC. */
export const Instant = GraphQLDateTimeISO;

/** Days that were told before: the library looks closely at each, and a page tells many twice. */
const days = new Set<unknown>();
const daysMax = 10_000;

/** A day of Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  serialize: (value) => {
    if (days.has(value)) return value;
    const day: unknown = GraphQLLocalDate.serialize(value);
    if (day === value && days.size < daysMax) days.add(value);
    return day;
  },
});
