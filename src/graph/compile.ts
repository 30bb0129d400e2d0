import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { batchOf, type BatchResolver } from "./batch.ts";
import { Below } from "./below.ts";

/** How a value of a type is completed, after the specification's CompleteValue. */
export type Shape = { readonly nonNull: boolean } & (
  | { readonly kind: "LEAF"; readonly type: GraphQLLeafType }
  | { readonly kind: "LIST"; readonly of: Shape }
  | { readonly kind: "OBJECT"; readonly type: GraphQLObjectType; readonly set: () => SetPlan }
  | {
      readonly kind: "ABSTRACT";
      readonly type: GraphQLAbstractType;
      readonly setOf: (type: GraphQLObjectType) => SetPlan;
    }
);

export type Composite = Extract<Shape, { kind: "OBJECT" | "ABSTRACT" }>;

/** One response field of a selection set on objects of one type. */
export interface FieldPlan {
  readonly key: string;
  /** What stands before its value in the answer: a brace or comma, and the key. */
  readonly lead: string;
  /** All that ask for it: their arguments are equal, their selections add up. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly batch: BatchResolver<unknown> | undefined;
  readonly shape: Shape;
  readonly below: Below;
}

export interface SetPlan {
  readonly fields: readonly FieldPlan[];
}

export type Variables = Readonly<Record<string, unknown>>;

type Groups = Map<string, [FieldNode, ...FieldNode[]]>;

/**
 * The plan of one operation: which fields are asked of objects of which type, found out once and
 * not for every object. `variables` decide `@skip` and `@include`, and nothing else.
 */
export class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Variables;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Variables,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  setOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): SetPlan {
    const groups: Groups = new Map();
    const spread = new Set<string>();
    for (const set of sets) this.#collect(type, set, groups, spread);
    const fields: FieldPlan[] = [];
    for (const [key, nodes] of groups) {
      const field = this.#fieldOf(type, nodes[0].name.value);
      // Validation has refused what the type does not have; graphql-js leaves it out too.
      if (field === undefined) continue;
      const lead = `${fields.length === 0 ? "{" : ","}${JSON.stringify(key)}:`;
      const shape = this.#shapeOf(field.type, nodes);
      const told = { batch: batchOf(field), shape, below: new Below(shape) };
      fields.push({ key, lead, nodes, parent: type, field, ...told });
    }
    return { fields };
  }

  #shapeOf(type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
    if (isNonNullType(type)) return { ...this.#shapeOf(type.ofType, nodes), nonNull: true };
    if (isListType(type))
      return { nonNull: false, kind: "LIST", of: this.#shapeOf(type.ofType, nodes) };
    const named = getNamedType(type);
    if (isLeafType(named)) return { nonNull: false, kind: "LEAF", type: named };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(named)) {
      let set: SetPlan | undefined;
      // Later, because types that nest in themselves would have no end; none is asked for twice.
      const once = (): SetPlan => (set ??= this.setOf(named, sets));
      return { nonNull: false, kind: "OBJECT", type: named, set: once };
    }
    const known = new Map<GraphQLObjectType, SetPlan>();
    const setOf = (of: GraphQLObjectType): SetPlan => {
      const plan = known.get(of) ?? this.setOf(of, sets);
      known.set(of, plan);
      return plan;
    };
    return { nonNull: false, kind: "ABSTRACT", type: named, setOf };
  }

  #fieldOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (type === this.#schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }

  /** The specification's CollectFields. */
  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    groups: Groups,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [selection]);
        else group.push(selection);
        continue;
      }
      const fragment = this.#fragmentOf(selection, spread);
      if (fragment === undefined || !this.#applies(fragment.typeCondition?.name.value, type))
        continue;
      this.#collect(type, fragment.selectionSet, groups, spread);
    }
  }

  #fragmentOf(selection: Exclude<SelectionNode, FieldNode>, spread: Set<string>) {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const name = selection.name.value;
    if (spread.has(name)) return undefined;
    spread.add(name);
    return this.#fragments.get(name);
  }

  #isIncluded(selection: SelectionNode): boolean {
    if (selection.directives === undefined || selection.directives.length === 0) return true;
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.#variables);
    if (skip?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, selection, this.#variables)?.if !== false;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined) return true;
    const named = this.#schema.getType(condition);
    return named === type || (isAbstractType(named) && this.#schema.isSubType(named, type));
  }
}
