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
 * Says which fields an object of one place is asked for: by its type, which for an interface or
 * union it says. A plan, a promise of one, or what was thrown.
 */
export function plansFor(
  execution: Execution,
  field: FieldPlan,
  shape: Composite,
): (value: unknown) => unknown {
  const { schema, context } = execution;
  const info = infoOf(execution, field);
  const admitted = (type: GraphQLObjectType, value: unknown, plan: () => SetPlan): unknown => {
    if (!type.isTypeOf) return plan();
    const is = type.isTypeOf(value, context, info);
    if (is === true) return plan();
    const admit = (told: boolean): SetPlan => {
      if (told) return plan();
      throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: field.nodes });
    };
    return isPromise(is) ? is.then(admit) : admit(is);
  };
  if (shape.kind === "OBJECT") return orThrown((value) => admitted(shape.type, value, shape.set));
  const { type: abstract, setOf } = shape;
  return orThrown((value) => {
    const chosen = (name: unknown): unknown => {
      const type = typeof name === "string" ? schema.getType(name) : undefined;
      if (!isObjectType(type) || !schema.isSubType(abstract, type))
        throw new GraphQLError(`"${abstract.name}" must resolve to one of its object types.`);
      return admitted(type, value, () => setOf(type));
    };
    const named = abstract.resolveType?.(value, context, info, abstract);
    return isPromise(named) ? named.then(chosen) : chosen(named);
  });
}

const orThrown =
  (tell: (value: unknown) => unknown) =>
  (value: unknown): unknown => {
    try {
      return tell(value);
    } catch (error) {
      return new Thrown(error);
    }
  };
