import {
  getNamedType,
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
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Points: a scalar is free, an object 1, a page `first` times what one of its nodes costs. */
export const prices = { object: 1, mutation: 10, schema: 500, type: 50, list: 10, pageMax: 100 };

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
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
    ]),
  );
  const list = new PriceList(schema, document, { ...defaults, ...variables });
  const base = operation.operation === OperationTypeNode.MUTATION ? prices.mutation : 0;
  return base * operation.selectionSet.selections.length + list.of(operation.selectionSet, root, 1);
}

class PriceList {
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

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
      if (isCompositeType(type))
        onTypes.push({ type, price: this.of(part.selectionSet, type, size) });
    }
    return always + this.#dearest(parent, onTypes);
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
    if (name === "__schema") return prices.schema;
    if (name === "__type") return prices.type;
    const field = "getFields" in parent ? parent.getFields()[name] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const pageSize = field.args.some((arg) => arg.name === "first") ? this.#first(node) : 1;
    const inner = this.of(node.selectionSet, type, pageSize);
    const isPlumbing = /(Connection|Edge)$/.test(parent.name) && name !== "node";
    return this.#count(node, field.type, parent, size) * ((isPlumbing ? 0 : prices.object) + inner);
  }

  #count(
    node: FieldNode,
    type: GraphQLOutputType,
    parent: GraphQLCompositeType,
    size: number,
  ): number {
    if (!isListType(isNonNullType(type) ? type.ofType : type)) return 1;
    if (parent.name.endsWith("Connection")) return size;
    const ids = node.arguments?.find((arg) => arg.name.value === "ids");
    return ids === undefined ? prices.list : this.#length(ids);
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
    return Array.isArray(given) ? given.length : 1;
  }
}
