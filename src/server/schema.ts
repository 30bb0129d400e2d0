import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildHubSchema, sdlOf } from "../graph/schema.ts";
import { edges } from "./edges.ts";
import { resolvers } from "./resolvers.ts";

let built: Promise<GraphQLSchema> | undefined;

/** The one schema of the process: HTTP, WebSocket and the command line serve the same. */
export const hubSchema = (): Promise<GraphQLSchema> =>
  (built ??= buildHubSchema([...resolvers, ...edges]));

/** What is written to `schema/qipan.graphql`. */
export const emitSdl = async (): Promise<string> => sdlOf(await hubSchema());
