import {
  getNamedType,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Points: a scalar is free, an object 1, a page `first` times what one of its nodes costs, and
 * twenty objects of the schema itself 1, since they come from memory. A query that holds a solver
 * for seconds costs as if it read a thousand objects.
 */
export const prices = {
  ...{ object: 1, mutation: 10, perPoint: 20, list: 10, pageMax: 100 },
  solve: 1_000,
};

/** Queries that solve. */
const solving: ReadonlySet<string> = new Set(["whatIf", "proposalRobustness"]);

/** Whether the solver works for an operation, however its fields are named and spread. */
export function solvesIn(
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const within = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return solving.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      const named = definitions.find(
        (one): one is FragmentDefinitionNode =>
          one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
      );
      return named !== undefined && within(named.selectionSet);
    });
  return operation.operation === OperationTypeNode.QUERY && within(operation.selectionSet);
}

/** How long the lists of the introspection types usually are; `types` is counted. */
const introspected: Readonly<Record<string, number>> = {
  ...{ fields: 10, args: 2, inputFields: 4, enumValues: 6, interfaces: 1, possibleTypes: 3 },
};

/** Empty but for needs of sets, and then of six skills at most, which come from memory. */
const ofSets: ReadonlySet<string> = new Set([
  ...["Need.capabilities", "Need.sets", "NeedSet.standing", "NeedSet.lacking"],
  ...["NeedSet.received", "OrderLine.covers", "ProposalLine.covers"],
]);

type Variables = Readonly<Record<string, unknown>>;

/** What an operation costs at most, told from its text and variables before anything is read. */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const list = new PriceList(schema, document, coerced ?? variables);
  return list.of(operation.selectionSet, root, 1);
}

class PriceList {
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment is priced once for each type and page size, however often it is spread. */
  readonly #known = new Map<string, number>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode, variables: Variables) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = new Map(
      definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name.value, definition] as const]
          : [],
      ),
    );
  }

  /** `size` is how many nodes the page holds that this selection is asked of. */
  of(set: SelectionSetNode, parent: GraphQLCompositeType, size: number): number {
    let always = 0;
    const onTypes: { readonly type: GraphQLCompositeType; readonly price: number }[] = [];
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        always += this.#field(selection, parent, size);
        continue;
      }
      const part =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.#fragments.get(selection.name.value);
      if (part === undefined) continue;
      const named = part.typeCondition?.name.value ?? parent.name;
      const type = this.#schema.getType(named);
      if (isCompositeType(type)) onTypes.push({ type, price: this.#part(part, type, size) });
    }
    return always + this.#dearest(parent, onTypes);
  }

  #part(
    part: FragmentDefinitionNode | InlineFragmentNode,
    type: GraphQLCompositeType,
    size: number,
  ): number {
    if (part.kind === Kind.INLINE_FRAGMENT) return this.of(part.selectionSet, type, size);
    const key = `${part.name.value} ${String(size)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Validation refuses a circle before a price is asked; here it would never end.
    this.#known.set(key, 0);
    const price = this.of(part.selectionSet, type, size);
    this.#known.set(key, price);
    return price;
  }

  /** A value is of one type: of an interface or union the dearest of its types is paid. */
  #dearest(
    parent: GraphQLCompositeType,
    parts: readonly { readonly type: GraphQLCompositeType; readonly price: number }[],
  ): number {
    const sum = (fits: (type: GraphQLCompositeType) => boolean): number =>
      parts.reduce((total, { type, price }) => total + (fits(type) ? price : 0), 0);
    if (parts.length < 2 || !isAbstractType(parent)) return sum(() => true);
    const possible = this.#schema.getPossibleTypes(parent);
    return Math.max(
      ...possible.map((one) =>
        sum((type) => type === one || (isAbstractType(type) && this.#schema.isSubType(type, one))),
      ),
      0,
    );
  }

  #field(node: FieldNode, parent: GraphQLCompositeType, size: number): number {
    const name = node.name.value;
    if (name === "__schema") return this.#about(node, this.#schema.getType("__Schema"));
    if (name === "__type") return this.#about(node, this.#schema.getType("__Type"));
    const deed = this.#deed(name, parent);
    const field = "getFields" in parent ? parent.getFields()[name] : undefined;
    if (field === undefined || node.selectionSet === undefined) return deed;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return deed;
    const pageSize = field.args.some((arg) => arg.name === "first") ? this.#first(node) : 1;
    const inner = this.of(node.selectionSet, type, pageSize);
    // A wrapper of a type ends after one or two steps, though tools ask for nine.
    const isPlumbing =
      name === "ofType" || (/(Connection|Edge)$/.test(parent.name) && name !== "node");
    const each = (isPlumbing ? 0 : prices.object) + inner;
    return deed + this.#count(node, field.type, parent, size) * each;
  }

  #deed(name: string, parent: GraphQLCompositeType): number {
    if (parent === this.#schema.getMutationType()) return prices.mutation;
    return parent === this.#schema.getQueryType() && solving.has(name) ? prices.solve : 0;
  }

  #about({ selectionSet }: FieldNode, type: GraphQLNamedType | undefined): number {
    if (selectionSet === undefined || !isCompositeType(type)) return 0;
    return Math.ceil(this.of(selectionSet, type, 1) / prices.perPoint);
  }

  #count(
    node: FieldNode,
    type: GraphQLOutputType,
    parent: GraphQLCompositeType,
    size: number,
  ): number {
    if (!isListType(isNonNullType(type) ? type.ofType : type)) return 1;
    if (parent.name.endsWith("Connection")) return size;
    if (ofSets.has(`${parent.name}.${node.name.value}`)) return 1;
    if (node.name.value === "types" && parent.name === "__Schema")
      return Object.keys(this.#schema.getTypeMap()).length;
    if (parent.name === "__Type") return introspected[node.name.value] ?? prices.list;
    const named = node.arguments?.find(({ name }) => /^(ids|codes)$/.test(name.value));
    return named === undefined ? prices.list : this.#length(named);
  }

  #first(node: FieldNode): number {
    const first = node.arguments?.find((arg) => arg.name.value === "first");
    const value = first === undefined ? prices.pageMax : this.#number(first);
    return Number.isFinite(value) && value >= 0 ? Math.min(value, 1e6) : prices.pageMax;
  }

  #number({ value }: ArgumentNode): number {
    if (value.kind === Kind.INT) return Number(value.value);
    const given = value.kind === Kind.VARIABLE ? this.#variables[value.name.value] : undefined;
    return typeof given === "number" ? given : prices.pageMax;
  }

  #length({ value }: ArgumentNode): number {
    if (value.kind === Kind.LIST) return value.values.length;
    const given = value.kind === Kind.VARIABLE ? this.#variables[value.name.value] : undefined;
    return Array.isArray(given) ? given.length : prices.pageMax;
  }
}
