import { Field, ID, InterfaceType } from "type-graphql";
import type { Context } from "./context.ts";

/** Reads one thing by the id that the database knows, under the reader's rights. */
export type NodeReader = (context: Context, id: string) => Promise<object | null | undefined>;

const readers = new Map<string, NodeReader>();

@InterfaceType({
  description: "有全局编号的对象(Relay)。 / Anything with a global id (Relay Node).",
  resolveType: (value: { constructor: { name: string } }) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: "全局唯一、不透明的编号。 / Globally unique, opaque id." })
  id!: string;
}

/** Each slice says once how its type is read by id. */
export function registerNode(type: string, read: NodeReader): void {
  readers.set(type, read);
}

export const globalId = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`, "utf8").toString("base64url");

export interface LocalId {
  readonly type: string;
  readonly id: string;
}

/** Takes a global id apart; what is not one answers undefined, like what is not there. */
export function localId(global: string): LocalId | undefined {
  const text = Buffer.from(global, "base64url").toString("utf8");
  const colon = text.indexOf(":");
  // PostgreSQL has no text with U+0000, so no row has such an id.
  if (text.includes("\0")) return undefined;
  if (colon < 1 || globalId(text.slice(0, colon), text.slice(colon + 1)) !== global)
    return undefined;
  return { type: text.slice(0, colon), id: text.slice(colon + 1) };
}

/** The local id if the global one is of that type; else a value that no row has. */
export const idOf = (type: string, global: string): string => {
  const local = localId(global);
  return local?.type === type ? local.id : "";
};

export async function readNode(context: Context, global: string): Promise<object | null> {
  const local = localId(global);
  if (local === undefined) return null;
  return (await readers.get(local.type)?.(context, local.id)) ?? null;
}
