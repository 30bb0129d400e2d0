import { TypeNameMetaFieldDef, type GraphQLField } from "graphql";
import { Extensions } from "type-graphql";
import type { Shape } from "./compile.ts";

/** Says beside a field's resolver which properties of its object it reads, and that it is all. */
export const Reads = (...reads: readonly string[]): MethodDecorator => Extensions({ reads });

/** What is asked for below a field: a store that is told reads no column that nobody asks for. */
export class Below {
  readonly #shape: Shape;
  readonly #known = new Map<string, ReadonlySet<string> | undefined>();

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /**
   * The properties that are read of the objects to which a way of fields leads, however these are
   * aliased; undefined where it cannot be told, and any may be.
   */
  reads(...way: readonly string[]): ReadonlySet<string> | undefined {
    const key = way.join(" ");
    if (!this.#known.has(key)) this.#known.set(key, readsAt(this.#shape, way));
    return this.#known.get(key);
  }
}

function readsAt(shape: Shape, [step, ...way]: readonly string[]): Set<string> | undefined {
  if (shape.kind === "LIST") return readsAt(shape.of, step === undefined ? [] : [step, ...way]);
  if (shape.kind !== "OBJECT") return shape.kind === "LEAF" ? new Set() : undefined;
  const all = new Set<string>();
  for (const { field, shape: below } of shape.set().fields) {
    if (step !== undefined && field.name !== step) continue;
    const names = step === undefined ? readsOf(field) : readsAt(below, way);
    if (names === undefined) return undefined;
    for (const name of names) all.add(name);
  }
  return all;
}

/** A field without a resolver is the property of its name. */
function readsOf(field: GraphQLField<unknown, unknown>): Iterable<string> | undefined {
  if (field === TypeNameMetaFieldDef) return [];
  if (field.resolve === undefined) return [field.name];
  const { reads } = field.extensions;
  return Array.isArray(reads) ? (reads as readonly string[]) : undefined;
}
