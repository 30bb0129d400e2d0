import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import {
  OperationTypeNode,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import type { Server } from "node:http";
import { answerQuery, type QueryAnswer } from "../graph/query.ts";
import type { Asking } from "./asking.ts";
import { Fault, graphqlFault, isModern } from "./fault.ts";
import type { Gate } from "./gate.ts";
import { maskErrors } from "./mask.ts";
import type { Operation } from "./operation.ts";
import { solvesIn } from "./price.ts";
import { shapeLimits } from "./shape.ts";

/** Apollo without its per-field plugins: they cost a third of the time and defeat compilation. */
export function apolloOf(
  schema: GraphQLSchema,
  httpServer: Server,
  gate: Gate,
): ApolloServer<Operation> {
  return new ApolloServer<Operation>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: shapeLimits.tokens },
    validationOptions: { maxErrors: 10 },
    stringifyResult: (result) => answerOf(result) as string,
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: 10_000 }),
      operationPlugin(schema, gate),
    ],
  });
}

/** What Apollo would write in its own words is written by the request's own line instead. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const operationPlugin = (schema: GraphQLSchema, gate: Gate): ApolloServerPlugin<Operation> => ({
  requestDidStart: () => {
    let inTime = (): void => undefined;
    let failures: readonly GraphQLError[] = [];
    return Promise.resolve({
      didResolveOperation: ({ contextValue, document, operation, request }) => {
        const { asking } = contextValue;
        if (operation === undefined) return Promise.resolve();
        asking.operation = operation.name?.value;
        asking.kind = operation.operation;
        return orGraphqlFault(asking, () => {
          if (operation.operation === OperationTypeNode.SUBSCRIPTION)
            throw new Fault("USE_WEBSOCKET", 400);
          asking.charge = gate.charge(document, operation, request.variables, asking);
          asking.solves = solvesIn(document, operation);
          inTime = gate.begin(asking);
        });
      },
      responseForOperation: async ({ contextValue: context, document, operation, request }) => {
        if (operation.operation !== OperationTypeNode.QUERY) return null;
        const variables = request.variables ?? {};
        const answer = await answerQuery({ schema, document, operation, variables, context });
        if (answer === undefined) return null;
        failures = answer.errors;
        const errors = failures.length === 0 ? {} : { errors: failures.map(told) };
        const singleResult = { ...errors, data: new WrittenData(answer.bytes) };
        return { http: { headers: new HeaderMap() }, body: { kind: "single", singleResult } };
      },
      willSendResponse: async ({ contextValue, response, request, errors }) => {
        inTime();
        await contextValue.close();
        const { asking } = contextValue;
        const { http, body } = response;
        if (body.kind !== "single") return;
        const { singleResult } = body;
        if (singleResult.errors !== undefined)
          singleResult.errors = maskErrors(singleResult.errors, errors ?? failures, asking);
        if (asking.charge !== undefined) singleResult.extensions = { cost: asking.charge };
        // GraphQL over HTTP: to an old client a well-formed request is 200, whatever it holds.
        const modern = isModern(request.http?.headers.get("accept"));
        if (http.status === 400 && request.query && !modern) http.status = 200;
      },
    });
  },
});

/** Apollo turns a thrown error into an answer only if it is a GraphQL error. */
function orGraphqlFault({ locale }: Asking, check: () => void): Promise<void> {
  try {
    check();
    return Promise.resolve();
  } catch (error) {
    if (error instanceof Fault) return Promise.reject(graphqlFault(error, locale));
    throw error;
  }
}

/** Data that is written by itself, in the midst of a result. */
class WrittenData {
  readonly bytes: QueryAnswer["bytes"];
  // What a result's data may be is a record; of this one nobody asks for a field.
  [field: string]: unknown;

  constructor(bytes: QueryAnswer["bytes"]) {
    this.bytes = bytes;
  }
}

/** As Apollo tells an error that has no code of its own; `maskErrors` decides what is said. */
const told = (error: GraphQLError): GraphQLFormattedError => {
  const plain = error.toJSON();
  return { ...plain, extensions: { code: "INTERNAL_SERVER_ERROR", ...plain.extensions } };
};

/**
 * The members in the order that graphql-js recommends: what went wrong first. Apollo and Express
 * hand on what they are given here, and bytes need no writing by them.
 */
function answerOf(result: FormattedExecutionResult): string | Buffer {
  const { errors, data, extensions, ...rest } = result;
  if (!(data instanceof WrittenData)) return JSON.stringify({ errors, data, extensions, ...rest });
  const failed = errors === undefined ? "" : `"errors":${JSON.stringify(errors)},`;
  const more = extensions === undefined ? "" : `,"extensions":${JSON.stringify(extensions)}`;
  return data.bytes(`{${failed}"data":`, `${more}}`);
}
