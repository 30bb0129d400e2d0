import type { GraphQLFormattedError } from "graphql";
import { refusalCode } from "../../schema/words/refusals.ts";
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
  errors.forEach((error, at) => {
    if (!spoken.has(error.extensions?.code))
      asking.failures.push(detailsOf(originals[at] ?? error));
  });
  return errors.slice(0, errorsMax).map((error) => masked(error, asking));
}

function masked(error: GraphQLFormattedError, asking: Asking): GraphQLFormattedError {
  const { requestId, locale } = asking;
  const extensions = error.extensions ?? {};
  const { code } = extensions;
  if (spoken.has(code)) return { ...error, extensions: { ...extensions, requestId } };
  const fault = new Fault("INTERNAL_ERROR", 500, { requestId });
  return {
    message: sayFault(fault, locale),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { code: fault.code, requestId },
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
