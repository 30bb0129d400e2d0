import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { shapeLimits } from "./shape.ts";

/** What is wrong with a text before anything is executed. */
export class Unreadable extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(code: string, errors: readonly GraphQLError[]) {
    super(code);
    this.errors = errors.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, {
          nodes: nodes ?? null,
          source: source ?? null,
          positions: positions ?? null,
          extensions: { code },
        }),
    );
  }
}

/** The operation that is meant, with the codes that an answer over HTTP has. */
export function readDocument(
  schema: GraphQLSchema,
  query: string,
  operationName: string | null | undefined,
): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } {
  const document = parsed(query);
  const errors = validate(schema, document, undefined, { maxErrors: 10, hideSuggestions: true });
  if (errors.length > 0) throw new Unreadable("GRAPHQL_VALIDATION_FAILED", errors);
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw new Unreadable("OPERATION_RESOLUTION_FAILURE", [new GraphQLError("Unknown operation")]);
  return { document, operation };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxLexicalTokens: shapeLimits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Unreadable("GRAPHQL_PARSE_FAILED", [error]);
  }
}
