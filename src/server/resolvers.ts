import { NodeResolver } from "../graph/node.resolver.ts";
import { ViewerResolver } from "../graph/viewer.resolver.ts";

/** Every class that gives the schema a field: one line per slice. */
export const resolvers = [NodeResolver, ViewerResolver] as const;
