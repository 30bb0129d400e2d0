import { KeyResolver } from "../graph/key.resolver.ts";
import { NodeResolver } from "../graph/node.resolver.ts";
import { ViewerResolver } from "../graph/viewer.resolver.ts";
import { ChangesResolver } from "../live/changes.resolver.ts";

/** Every class that gives the schema a field: one line per slice. */
export const resolvers = [NodeResolver, ViewerResolver, KeyResolver, ChangesResolver] as const;
