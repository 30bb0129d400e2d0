import { CriticalityLevel, type Change } from "@graphql-inspector/core";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
} from "graphql";
import type { GraphQLSchema } from "graphql";

/** The day after which a deprecated thing may go, named in its reason: `…, until 2027-06-30`. */
export function endOf(reason: string | null | undefined): Date | undefined {
  const day = /until (\d{4}-\d{2}-\d{2})$/.exec(reason ?? "")?.[1];
  return day === undefined ? undefined : new Date(`${day}T24:00:00+08:00`);
}

/** Whether a change takes away what a client may use: what was deprecated in time may go. */
export function isBroken(
  promised: GraphQLSchema,
  { criticality, path }: Pick<Change, "criticality" | "path">,
  now: Date,
): boolean {
  if (criticality.level !== CriticalityLevel.Breaking) return false;
  const end = endOf(reasonAt(promised, path));
  return end === undefined || now < end;
}

/** The reason for which the thing at `Type.field.argument` was deprecated, if it was. */
function reasonAt(schema: GraphQLSchema, path = ""): string | null | undefined {
  const [typeName = "", name = "", argument] = path.split(".");
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValue(name)?.deprecationReason;
  if (isInputObjectType(type)) return type.getFields()[name]?.deprecationReason;
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[name];
  const part = field?.args.find((arg) => arg.name === argument);
  return (argument === undefined ? field : part)?.deprecationReason;
}

/** The schema's text without what it says of itself. */
export const bare = (sdl: string): string =>
  `${print(
    visit(parse(sdl, { noLocation: true }), {
      enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined),
    }),
  )}\n`;

/** Every reason of a deprecation in the schema. */
export const reasonsOf = (sdl: string): readonly string[] =>
  [...sdl.matchAll(/@deprecated\(\s*reason:\s*"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? "");
