import type { GraphQLField } from "graphql";
import { Extensions } from "type-graphql";
import type { Below } from "./below.ts";
import type { Context } from "./context.ts";

/**
 * Resolves one field of many parents at once: a value for each, in their order. What could not be
 * had for one parent alone is an `Error` in its place; what it throws is the error of all. `below`
 * tells what is asked of what it answers.
 */
export type BatchResolver<Parent = never, Value = unknown, Args = never> = (
  parents: readonly Parent[],
  context: Context,
  args: Args,
  below: Below,
) => readonly (Value | Error)[] | Promise<readonly (Value | Error)[]>;

/**
 * Says beside a field's resolver how a level of parents is resolved in one call: a call for each of
 * 250 lots costs more than reading them. Both must answer alike, which a fuzz test holds them to.
 */
export const Batch = <Parent, Value, Args = unknown>(
  batch: BatchResolver<Parent, Value, Args>,
): MethodDecorator => Extensions({ batch });

export const batchOf = ({
  extensions,
}: GraphQLField<unknown, unknown>): BatchResolver<unknown> | undefined =>
  typeof extensions.batch === "function" ? (extensions.batch as BatchResolver<unknown>) : undefined;
