import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchema, type ClassType } from "type-graphql";

/** Builds the schema from resolver classes; inputs are judged by the rules of their slices. */
export async function buildHubSchema(
  resolvers: readonly [ClassType, ...ClassType[]],
): Promise<GraphQLSchema> {
  // Subscriptions bring their own iterators; the library only insists that there be a pub-sub.
  return buildSchema({ resolvers: [...resolvers], validate: false, pubSub: createPubSub() });
}

/** The same text on every machine: sorted, so that a diff shows what changed and nothing else. */
export const sdlOf = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
