import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

export interface WildQuery {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface WildParts {
  readonly schema: GraphQLSchema;
  readonly chance: () => number;
  /** Texts that mean something in the world that is asked about, by what an argument is called. */
  readonly known: (name: string) => readonly string[];
  /** Fields of the root that are not asked for. */
  readonly without: ReadonlySet<string>;
}

const depthMax = 7;

/**
 * Makes operations that fit the schema and nothing else: aliases, fragments named and not, fields
 * that are asked for twice, literals and variables, nulls, directives and texts of any script.
 */
export class WildQueries {
  readonly #parts: WildParts;
  #fragments: string[] = [];
  #declared: string[] = [];
  #variables: Record<string, unknown> = {};
  #names = 0;

  constructor(parts: WildParts) {
    this.#parts = parts;
  }

  next(): WildQuery {
    this.#fragments = [];
    this.#declared = [];
    this.#variables = {};
    this.#names = 0;
    const root = this.#parts.schema.getQueryType()!;
    const set = this.#set(root, 0);
    const declared = this.#declared.length === 0 ? "" : `(${this.#declared.join(", ")})`;
    const source = [`query Wild${declared} ${set}`, ...this.#fragments].join("\n");
    return { source, variables: this.#variables };
  }

  #set(type: GraphQLCompositeType, depth: number): string {
    const wanted = 1 + Math.floor(this.#parts.chance() * (depth === 0 ? 2 : 5));
    const parts: string[] = [];
    for (let at = 0; at < wanted; at += 1) {
      const kind = this.#parts.chance();
      if (kind < 0.08) parts.push(`${this.#alias()}__typename${this.#directive()}`);
      else if (kind < 0.2 && depth < depthMax) parts.push(this.#spread(type, depth));
      else parts.push(this.#field(type, depth));
    }
    // A set must not be empty, and what has no leaf in reach at least says what it is.
    return `{ ${parts.filter((part) => part !== "").join(" ") || "__typename"} }`;
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    if (!("getFields" in type))
      return `... on ${this.#oneOf(this.#typesOf(type)).name} { __typename }`;
    const fields = Object.values(type.getFields()).filter(
      ({ name, type: of }) =>
        !(type === this.#parts.schema.getQueryType() && this.#parts.without.has(name)) &&
        (depth < depthMax || !isCompositeType(getNamedType(of))),
    );
    if (fields.length === 0) return "";
    const field = this.#oneOf(fields);
    const args = this.#arguments(field);
    const of = getNamedType(field.type);
    const inner = isCompositeType(of) ? ` ${this.#set(of, depth + 1)}` : "";
    return `${this.#alias()}${field.name}${args}${this.#directive()}${inner}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const on = this.#oneOf([type, ...this.#typesOf(type)]);
    const set = this.#set(on, depth + 1);
    const named = this.#parts.chance();
    if (named < 0.3 && on === type) return `...${this.#directive()} ${set}`;
    if (named < 0.6) return `... on ${on.name}${this.#directive()} ${set}`;
    const name = `F${String((this.#names += 1))}`;
    this.#fragments.push(`fragment ${name} on ${on.name} ${set}`);
    // Spread twice: what is asked again adds nothing.
    return `...${name}${this.#directive()}${this.#parts.chance() < 0.3 ? ` ...${name}` : ""}`;
  }

  #typesOf(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    return isObjectType(type)
      ? [type, ...type.getInterfaces()]
      : this.#parts.schema.getPossibleTypes(type);
  }

  #alias(): string {
    return this.#parts.chance() < 0.7 ? `a${String((this.#names += 1))}: ` : "";
  }

  #directive(): string {
    const chance = this.#parts.chance();
    if (chance > 0.08) return "";
    const value = this.#parts.chance() < 0.5;
    const name = this.#parts.chance() < 0.5 ? "skip" : "include";
    if (chance > 0.04) return ` @${name}(if: ${String(value)})`;
    return ` @${name}(if: ${this.#variable("Boolean!", value)})`;
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap((arg) => {
      // A cursor that is none is refused, and nothing more of that field is seen.
      if (arg.name === "after" && this.#parts.chance() < 0.95) return [];
      const needed = isNonNullType(arg.type) && arg.defaultValue === undefined;
      if (!needed && this.#parts.chance() < 0.6) return [];
      return [`${arg.name}: ${this.#argument(arg)}`];
    });
    return given.length === 0 ? "" : `(${given.join(", ")})`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#value(type, name, 0);
    if (this.#parts.chance() < 0.4) return this.#variable(String(type), value);
    return literal(value, type);
  }

  #variable(type: string, value: unknown): string {
    const name = `v${String((this.#names += 1))}`;
    const leaves = !type.endsWith("!") && this.#parts.chance() < 0.15;
    this.#declared.push(`$${name}: ${type}`);
    if (!leaves) this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string, depth: number): unknown {
    const { chance } = this.#parts;
    if (isNonNullType(type)) return this.#value(type.ofType, name, depth);
    if (depth > 0 && chance() < 0.1) return null;
    if (isListType(type))
      return Array.from({ length: Math.floor(chance() * 4) }, () =>
        this.#value(type.ofType, name, depth),
      );
    if (isEnumType(type)) return this.#oneOf(type.getValues()).name;
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => isNonNullType(field.type) || chance() < 0.4)
          .map((field) => [field.name, this.#value(field.type, field.name, depth + 1)]),
      );
    return this.#scalar(type.name, name);
  }

  #scalar(type: string, name: string): unknown {
    const { chance } = this.#parts;
    if (type === "Boolean") return chance() < 0.5;
    if (type === "Int")
      return Math.floor(chance() * (name === "first" ? 7 : 400)) - (chance() < 0.05 ? 9 : 0);
    if (type === "Float") return Math.round(chance() * 20_000) / 100;
    if (type === "Quantity" || type === "Fen") return Math.floor(chance() * 500);
    if (type === "LocalDate") return this.#oneOf(["2026-11-29", "2027-02-28", "1999-12-31"]);
    if (type === "DateTimeISO")
      return this.#oneOf(["2026-11-29T08:00:00Z", "2030-01-01T00:00:00.123Z"]);
    if (chance() < 0.1) return this.#oneOf(["", "帐篷", '𠮷 "\\ \u2028', "%", "null"]);
    return this.#oneOf(this.#parts.known(name));
  }

  #oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.#parts.chance() * values.length)]!;
  }
}

/** A value in the language's own writing; enum values and keys stand bare. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null || value === undefined) return "null";
  if (isListType(type)) {
    const items = (value as readonly unknown[]).map((item) => literal(item, type.ofType));
    return `[${items.join(", ")}]`;
  }
  if (isEnumType(type)) return value as string;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value).map(
      ([key, inner]) => `${key}: ${literal(inner, fields[key]!.type)}`,
    );
    return `{ ${parts.join(", ")} }`;
  }
  return JSON.stringify(value);
}
