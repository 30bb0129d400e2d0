import { Ajv } from "ajv";
import type { AnySchema, ErrorObject, ValidateFunction } from "ajv";
import { ok, refuse } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { meaningErrors } from "./meaning.ts";
import { pinErrors } from "./pin-errors.ts";
import type { ProblemError } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { problemSchema } from "./problem.schema.ts";

/** More than this helps nobody, and a hostile file could ask for millions. */
const ERRORS_SHOWN = 100;
/** Below this many rows every fault is listed; above, the first one found must do. */
const ROWS_LISTED = 20_000;

/**
 * Reads an unknown value as a problem, or says all that is wrong with it, by path.
 *
 * First the shape (JSON Schema), then the meaning: ids, references, numbers that stay exact, and
 * pins against stock, need and capacity. Never throws, whatever the value.
 */
export function validateProblem(input: unknown): Result<Problem, readonly ProblemError[]> {
  const shape = shapeErrors(input);
  if (shape.length > 0) return refuse(shape);
  const problem = input as Problem;
  const meaning = meaningErrors(problem);
  if (meaning.length > 0) return refuse(meaning.slice(0, ERRORS_SHOWN));
  const pins = pinErrors(problem);
  return pins.length > 0 ? refuse(pins.slice(0, ERRORS_SHOWN)) : ok(problem);
}

/** That our own schemas are schemas is for a test to see: it takes as long as a small solve. */
const AJV = { strict: true, strictRequired: false, validateSchema: false } as const;

let first: ValidateFunction | undefined;
let every: ValidateFunction | undefined;

function shapeErrors(input: unknown): ProblemError[] {
  first ??= new Ajv(AJV).compile(problemSchema);
  if (first(input)) return [];
  every ??= compileAll(problemSchema);
  return faultsIn(input, rowsIn(input) > ROWS_LISTED ? first : every);
}

/** A schema that lists every fault. */
export const compileAll = (schema: AnySchema): ValidateFunction =>
  new Ajv({ ...AJV, allErrors: true }).compile(schema);

/** What a schema has against a value, by path; empty: nothing. */
export function faultsIn(input: unknown, validate: ValidateFunction): ProblemError[] {
  validate(input);
  const errors = (validate.errors ?? []).filter((error) => !isNoise(error)).map(toProblemError);
  const unique = new Map(errors.map((error) => [`${error.path} ${error.code}`, error]));
  return [...unique.values()].slice(0, ERRORS_SHOWN);
}

function rowsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  const lists = Object.values(value).filter((list) => Array.isArray(list));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** The branches of a oneOf, which the oneOf itself already reports. */
const isNoise = (error: ErrorObject) => error.schemaPath.includes("/oneOf/");

const CODES: Readonly<Record<string, string>> = {
  additionalProperties: "UNKNOWN_KEY",
  required: "MISSING_KEY",
  type: "WRONG_TYPE",
  minimum: "OUT_OF_RANGE",
  maximum: "OUT_OF_RANGE",
  minLength: "OUT_OF_RANGE",
  maxLength: "OUT_OF_RANGE",
  minItems: "OUT_OF_RANGE",
  maxItems: "OUT_OF_RANGE",
  minProperties: "OUT_OF_RANGE",
  uniqueItems: "DUPLICATE",
  const: "UNKNOWN_WORD",
  enum: "UNKNOWN_WORD",
  pattern: "UNKNOWN_WORD",
  oneOf: "EITHER_OR",
};

function toProblemError(error: ErrorObject): ProblemError {
  const params: Readonly<Record<string, unknown>> = error.params;
  const key = params["additionalProperty"] ?? params["missingProperty"];
  const path =
    typeof key === "string" ? `${error.instancePath}/${escaped(key)}` : error.instancePath;
  const code = CODES[error.keyword] ?? "WRONG_SHAPE";
  return { path, code, message: messageOf(error, code) };
}

function messageOf(error: ErrorObject, code: string): string {
  if (code === "UNKNOWN_KEY") return "this key is not part of the format";
  if (code === "MISSING_KEY") return "this key is required";
  if (code === "EITHER_OR") return EITHER[error.instancePath.split("/")[1] ?? ""] ?? OF_A_LINE;
  return error.message ?? "this value does not fit the schema";
}

const OF_A_LINE = "a line names a lot with its quantity, or a unit";

const EITHER: Readonly<Record<string, string>> = {
  needs: "a need asks for one of an item, a capability and several capabilities at once",
  floors: "a floor is that of a lot (lot, floor) or of a group (rule, keep)",
};

const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
