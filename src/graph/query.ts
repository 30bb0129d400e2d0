import {
  getVariableValues,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { AnswerBytes } from "./answer-bytes.ts";
import { Compiler, type SetPlan, type Variables } from "./compile.ts";
import type { Context } from "./context.ts";
import { Run } from "./run.ts";

export interface Query {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** A query of the document; writes and streams are graphql-js's. */
  readonly operation: OperationDefinitionNode;
  /** As they came. */
  readonly variables: Variables;
  readonly context: Context;
}

export interface QueryAnswer {
  /** Writes the data as JSON between two texts, with its keys in the order of the selections. */
  readonly bytes: (before?: string, after?: string) => Buffer;
  readonly errors: readonly GraphQLError[];
}

/**
 * Answers a validated query as graphql-js would, byte by byte, from a plan that is made once for a
 * document. Undefined for variables that do not fit: graphql-js has the words for what is wrong.
 */
export async function answerQuery(query: Query): Promise<QueryAnswer | undefined> {
  const { schema, document, operation, context } = query;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, query.variables);
  if (coerced === undefined) return undefined;
  const known = knownOf(document);
  const plan = known.planOf(schema, operation, coerced);
  const { fragments } = known;
  const run = new Run({ schema, operation, fragments, variables: coerced, context });
  const root = await run.root(plan);
  const bytes = (before?: string, after?: string) => AnswerBytes.of(root, before, after);
  return { bytes, errors: run.errors };
}

const documents = new WeakMap<DocumentNode, KnownDocument>();

function knownOf(document: DocumentNode): KnownDocument {
  const known = documents.get(document) ?? new KnownDocument(document);
  documents.set(document, known);
  return known;
}

/** Plans of one document that are kept; a document with more ways to be asked is planned anew. */
const plansMax = 16;

class KnownDocument {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #plans = new Map<string, SetPlan>();
  /** Variables that decide what is asked: those of `@skip` and `@include`. */
  readonly #deciding: readonly string[];

  constructor(document: DocumentNode) {
    this.fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name.value, definition] as const]
          : [],
      ),
    );
    const deciding = new Set<string>();
    visit(document, {
      Directive: ({ arguments: args = [] }) => {
        for (const { value } of args)
          if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
      },
    });
    this.#deciding = [...deciding];
  }

  planOf(
    schema: GraphQLSchema,
    { name, selectionSet }: OperationDefinitionNode,
    variables: Variables,
  ): SetPlan {
    const decided = this.#deciding.map((one) => (variables[one] === true ? "1" : "0"));
    const key = `${name?.value ?? ""} ${decided.join("")}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const type = schema.getQueryType();
    if (!type) throw new Error("a schema has queries");
    const plan = new Compiler(schema, this.fragments, variables).setOf(type, [selectionSet]);
    if (this.#plans.size < plansMax) this.#plans.set(key, plan);
    return plan;
  }
}
