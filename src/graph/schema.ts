import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchema, type ClassType } from "type-graphql";
import { cleanArguments } from "./arguments.ts";

/** Builds the schema from resolver classes; inputs are judged by the rules of their slices. */
export async function buildHubSchema(
  resolvers: readonly [ClassType, ...ClassType[]],
): Promise<GraphQLSchema> {
  // Subscriptions bring their own iterators; the library only insists that there be a pub-sub.
  const schema = await buildSchema({
    resolvers: [...resolvers],
    validate: false,
    pubSub: createPubSub(),
  });
  cleanArguments(schema);
  describe(schema.getQueryType(), "查询;不改变任何数据。 / What can be asked; changes nothing.");
  describe(schema.getMutationType(), "办理事项;须带幂等键。 / What can be done; with a key each.");
  describe(schema.getSubscriptionType(), "持续推送。 / What is pushed as it happens.");
  return schema;
}

/** The library leaves the root types without a word. */
function describe(type: { description?: unknown } | null | undefined, text: string): void {
  if (type) type.description = text;
}

/** The same text on every machine: sorted, so that a diff shows what changed and nothing else. */
export const sdlOf = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
