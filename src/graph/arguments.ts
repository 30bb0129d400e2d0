import { GraphQLError, isIntrospectionType, isObjectType, type GraphQLSchema } from "graphql";
import { batchOf, type BatchResolver } from "./batch.ts";

/**
 * What every resolver may rely on: `null` is the same as absent, and no text holds U+0000, which
 * PostgreSQL cannot store. It stands before the fields that take arguments and before no other: as
 * a middleware of the library it would make every field of an answer a promise of promises.
 */
export function cleanArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const { resolve } = field;
      if (resolve !== undefined)
        field.resolve = (root, args, context, info) => {
          clean(args, "");
          return resolve(root, args, context, info);
        };
      const batch = batchOf(field);
      if (batch === undefined) continue;
      const cleaned: BatchResolver<unknown> = (parents, context, args, below) => {
        clean(args, "");
        return batch(parents, context, args, below);
      };
      field.extensions = { ...field.extensions, batch: cleaned };
    }
  }
}

function clean(value: unknown, path: string): void {
  if (typeof value === "string") refuseNul(value, path);
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  for (const [key, inner] of Object.entries(value))
    if (inner === null && !Array.isArray(value)) Reflect.deleteProperty(value, key);
    else clean(inner, path === "" ? key : `${path}.${key}`);
}

function refuseNul(text: string, path: string): void {
  if (!text.includes("\u0000")) return;
  throw new GraphQLError(`${path}: 文本不得含空字符 / a text must not hold U+0000`, {
    extensions: { code: "BAD_USER_INPUT", path },
  });
}
