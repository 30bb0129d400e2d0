import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
} from "graphql";
import type { Context } from "../graph/context.ts";
import type { Following } from "../live/follow.ts";
import type { Asking } from "./asking.ts";
import { maskErrors } from "./mask.ts";
import type { Operation } from "./operation.ts";
import { questionOf, type SharedAnswers } from "./shared-answers.ts";

/** What a stream yields tells under whose rights it was read. */
interface Delivered {
  readonly context: Context;
  /** The same for all on this node to whom it is told, if what is told follows from it alone. */
  readonly fact?: object;
}

/** The context of an operation that came over a WebSocket. */
export interface Served extends Operation, Following {
  readonly answers: SharedAnswers;
  /** Writes its line when it is over. */
  readonly done: () => void;
}

/** A query or mutation over a WebSocket: one answer, and the reading is given back. */
export async function runOnce(args: ExecutionArgs): Promise<ExecutionResult> {
  const served = args.contextValue as Served;
  try {
    const result = await execute(args);
    return { ...masking(result, served.asking), extensions: { cost: served.asking.charge } };
  } finally {
    await served.close();
    served.done();
  }
}

/** Each fact is executed under the rights with which it was read, and gives its reading back. */
export async function runStream(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const served = args.contextValue as Served;
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) {
    served.done();
    return masking(source, served.asking);
  }
  const facts = source[Symbol.asyncIterator]() as AsyncIterator<Delivered>;
  const question = questionOf(args.document, args.operationName, args.variableValues);
  const end = async (): Promise<void> => {
    served.done();
    await facts.return?.();
  };
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      try {
        const fact = await facts.next();
        if (fact.done === true) return { done: true, value: undefined };
        const { context, fact: told } = fact.value;
        const run = () => execute({ ...args, rootValue: fact.value, contextValue: context });
        const isShared = told !== undefined && question !== undefined;
        const result = await (isShared ? served.answers.answer(told, question, run) : run());
        await context.endReading();
        return { done: false, value: masking(result, served.asking) };
      } catch (error) {
        await end();
        throw maskedError(error, served.asking);
      }
    },
    return: async () => {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

function masking(result: ExecutionResult, asking: Asking): ExecutionResult {
  const { errors } = result;
  return errors === undefined ? result : { ...result, errors: masked(errors, asking) };
}

const maskedError = (error: unknown, asking: Asking): GraphQLError => {
  const known = error instanceof GraphQLError ? error : new GraphQLError(String(error));
  return masked([known], asking)[0] ?? known;
};

const masked = (errors: readonly GraphQLError[], asking: Asking): GraphQLError[] =>
  maskErrors(errors.map(coded), errors, asking).map(
    ({ message, path, extensions = {} }) => new GraphQLError(message, { path, extensions }),
  );

/** What has neither a place in the answer nor a cause is about the variables. */
function coded(error: GraphQLError): GraphQLFormattedError {
  const json = error.toJSON();
  const aboutInput = error.path === undefined && error.originalError === undefined;
  if (!aboutInput || json.extensions?.code !== undefined) return json;
  return { ...json, extensions: { ...json.extensions, code: "BAD_USER_INPUT" } };
}
