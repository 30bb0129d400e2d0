import { GraphQLError, Kind, type GraphQLFormattedError } from "graphql";
import { refusalCode } from "../../schema/words/refusals.ts";
import { strainOf } from "../postgres/patience.ts";
import type { Asking } from "./asking.ts";
import { Fault, faultCode, sayFault } from "./fault.ts";

/** Codes whose text is about the asking and was written to be read by the caller. */
const spoken = new Set<unknown>([
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  ...Object.keys(faultCode),
  ...Object.keys(refusalCode),
]);

const errorsMax = 10;

/**
 * What of an answer's errors may leave the hub. Anything unforeseen becomes a sentence with the
 * request's id; what it really was goes to the log.
 */
export function maskErrors(
  errors: readonly GraphQLFormattedError[],
  originals: readonly Error[],
  asking: Asking,
): GraphQLFormattedError[] {
  const told = errors.map((error, at) => aboutArgument(error, originals[at]));
  const { aborted } = asking.gone.signal;
  told.forEach((error, at) => {
    // What was cut short because nobody waits for it is no failure of ours.
    if (!aborted && !spoken.has(error.extensions?.code))
      asking.failures.push(detailsOf(originals[at] ?? error));
  });
  return told.slice(0, errorsMax).map((error, at) => masked(error, asking, originals[at]));
}

/** What ends a request that was nobody's fault, or ours. */
export function faultBehind(error: unknown, { requestId, gone }: Asking): Fault {
  if (gone.signal.reason instanceof Fault) return gone.signal.reason;
  const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (strainOf(thrown) !== undefined) return new Fault("BUSY", 503);
  return new Fault("INTERNAL_ERROR", 500, { requestId });
}

/**
 * An argument that the library refuses while it executes: a null variable where the default alone
 * makes the argument optional. It stands at a value of the document; what resolvers throw does not.
 */
function aboutArgument(error: GraphQLFormattedError, original: unknown): GraphQLFormattedError {
  const cause = original instanceof GraphQLError ? original.originalError : undefined;
  if (!(cause instanceof GraphQLError) || cause.extensions.code !== undefined) return error;
  const [, path] = /^Argument "(\w+)"/.exec(cause.message) ?? [];
  if (path === undefined || cause.nodes?.[0]?.kind === Kind.FIELD) return error;
  return { ...error, extensions: { ...error.extensions, code: "BAD_USER_INPUT", path } };
}

/** Of a list within a list, `first` alone would name the outer one. */
function withinField({ path = [], extensions }: GraphQLFormattedError): Record<string, unknown> {
  const { refusals } = extensions ?? {};
  const field = path.at(-1);
  if (!Array.isArray(refusals) || path.length < 2 || field === undefined) return { ...extensions };
  const placed = (refusals as Record<string, unknown>[]).map((one) =>
    one.path === "" ? one : { ...one, path: `${field}.${String(one.path)}` },
  );
  return { ...extensions, refusals: placed };
}

function masked(
  error: GraphQLFormattedError,
  asking: Asking,
  original: unknown,
): GraphQLFormattedError {
  const { requestId, locale } = asking;
  const code = error.extensions?.code;
  if (spoken.has(code)) return { ...error, extensions: { ...withinField(error), requestId } };
  const fault = faultBehind(original, asking);
  return {
    message: sayFault(fault, locale),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { code: fault.code, ...fault.facts, requestId },
  };
}

/** The whole chain of causes, for the log only. */
export function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const inner =
    "originalError" in error && error.originalError instanceof Error
      ? error.originalError
      : error.cause;
  const own = ownWords(error);
  return inner === undefined ? own : `${own}\n  because ${detailsOf(inner)}`;
}

/** A failed statement's message holds its values: only its text and where it stood are told. */
function ownWords(error: Error): string {
  const stack = error.stack ?? error.message;
  if ("query" in error && typeof error.query === "string")
    return `${error.name}: ${error.query}\n${stack.replace(/^[^]*?\n(?= +at )/, "")}`;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const told = [code, constraint].filter((word) => typeof word === "string");
  return told.length === 0 ? stack : `${stack} (${told.join(" ")})`;
}
