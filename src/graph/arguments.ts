import { GraphQLError } from "graphql";
import type { MiddlewareFn } from "type-graphql";

/**
 * What every resolver may rely on: `null` is the same as absent, and no text holds U+0000, which
 * PostgreSQL cannot store. Runs before each field that takes arguments.
 */
export const cleanArguments: MiddlewareFn = ({ args }, next) => {
  clean(args, "");
  return next();
};

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
