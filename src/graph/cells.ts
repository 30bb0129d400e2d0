import { locatedError, type GraphQLError } from "graphql";
import type { FieldPlan, SetPlan, Shape } from "./compile.ts";

/** What one place of an answer holds: a serialized leaf, a list, an object, null, or a failure. */
export type Cell = string | number | boolean | null | undefined | object;

/** An object of the answer: its row among those of its level. */
export class ObjectCell {
  readonly level: Level;
  readonly row: number;

  constructor(level: Level, row: number) {
    this.level = level;
    this.row = row;
  }
}

/** All objects of one place of the operation, field by field; a failed field fails its object. */
export interface Level {
  readonly plan: SetPlan;
  readonly columns: readonly (readonly Cell[])[];
}

/** Why a place holds nothing though it must: handed up to the nearest place that may be null. */
export class Failed {
  readonly error: GraphQLError;

  constructor(error: GraphQLError) {
    this.error = error;
  }
}

/** What a resolver threw, in place of its value. */
export class Thrown {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

export type Path = readonly (string | number)[];
export type PathOf = (at: number) => Path;

/** A column of scalars or enum values, each as it is written. */
export function leaves(
  field: FieldPlan,
  { type }: Extract<Shape, { kind: "LEAF" }>,
  values: readonly unknown[],
  pathOf: PathOf,
): Cell[] {
  return values.map((value, at): Cell => {
    const empty = emptyCell(field, value, pathOf, at);
    if (empty !== undefined) return empty;
    try {
      const told = type.serialize(value);
      if (told !== null && told !== undefined) return told;
      throw new Error(`"${type.name}" tells nothing of a value.`);
    } catch (error) {
      return failure(error, field, pathOf(at));
    }
  });
}

/** Null for nothing, a failure for an error, undefined where there is a value to complete. */
export function emptyCell(
  field: FieldPlan,
  value: unknown,
  pathOf: PathOf,
  at: number,
): null | Failed | undefined {
  if (value === null || value === undefined) return null;
  if (value instanceof Thrown) return failure(value.cause, field, pathOf(at));
  return value instanceof Error ? failure(value, field, pathOf(at)) : undefined;
}

export const failure = (cause: unknown, { nodes }: FieldPlan, path: Path): Failed =>
  new Failed(locatedError(cause, nodes, path));

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" &&
  value !== null &&
  "then" in value &&
  typeof value.then === "function";

export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

/** Waits only where there is something to wait for. */
export function settledAll(
  values: readonly unknown[],
): readonly unknown[] | Promise<readonly unknown[]> {
  if (!values.some(isPromise)) return values;
  return Promise.all(
    values.map((value) =>
      isPromise(value) ? value.then(undefined, (error: unknown) => new Thrown(error)) : value,
    ),
  );
}
