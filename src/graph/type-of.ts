import {
  GraphQLError,
  isObjectType,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { isPromise, Thrown } from "./cells.ts";
import type { Composite, FieldPlan, SetPlan, Variables } from "./compile.ts";
import type { Context } from "./context.ts";

/** What one execution is of. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly context: Context;
}

/** What a resolver may know of where it stands; not the path, since it stands at many at once. */
export function infoOf(
  { schema, operation, fragments, variables }: Execution,
  { field, nodes, parent }: FieldPlan,
): GraphQLResolveInfo {
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: parent,
    get path(): never {
      throw new Error("a level of objects is resolved together: there is no one path");
    },
    schema,
    fragments: Object.fromEntries(fragments),
    rootValue: undefined,
    operation,
    variableValues: variables,
  };
}

/**
 * Which fields an object is asked for: by its type, which for an interface or union it says. A
 * plan, a promise of one, or what was thrown.
 */
export function planFor(
  execution: Execution,
  field: FieldPlan,
  shape: Composite,
  value: unknown,
): unknown {
  const { schema, context } = execution;
  const admitted = (type: GraphQLObjectType, plan: () => SetPlan): unknown => {
    if (!type.isTypeOf) return plan();
    const admit = (is: boolean): SetPlan => {
      if (is) return plan();
      throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: field.nodes });
    };
    const is = type.isTypeOf(value, context, infoOf(execution, field));
    return isPromise(is) ? is.then(admit) : admit(is);
  };
  try {
    if (shape.kind === "OBJECT") return admitted(shape.type, shape.set);
    const named = shape.type.resolveType?.(value, context, infoOf(execution, field), shape.type);
    const chosen = (name: unknown): unknown => {
      const type = typeof name === "string" ? schema.getType(name) : undefined;
      if (!isObjectType(type) || !schema.isSubType(shape.type, type))
        throw new GraphQLError(`"${shape.type.name}" must resolve to one of its object types.`);
      return admitted(type, () => shape.setOf(type));
    };
    return isPromise(named) ? named.then(chosen) : chosen(named);
  } catch (error) {
    return new Thrown(error);
  }
}
