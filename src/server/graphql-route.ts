import type { ApolloServer, BaseContext } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Express, type Request, type RequestHandler } from "express";
import { isModern, type Fault } from "./fault.ts";

export interface GraphqlRouteParts<Context extends BaseContext> {
  readonly apollo: ApolloServer<Context>;
  /** What is too large about a text, before anything else is done for it. */
  readonly shape: (source: string) => Fault | undefined;
  /** Finds out who asks; throws for a credential that is not good. `safe`: it only reads. */
  readonly admit: (request: Request, safe: boolean) => Promise<void>;
  readonly context: (request: Request) => Context | Promise<Context>;
}

/**
 * GraphQL over HTTP, as an application of its own: an answer has no tag by which it would be asked
 * for again, so none is reckoned of its every byte.
 */
export function graphqlApp<Context extends BaseContext>(
  parts: GraphqlRouteParts<Context>,
): Express {
  const app = express();
  app.disable("x-powered-by").disable("etag");
  app.use(...graphqlRoute(parts));
  return app;
}

/** The body, the shape of the text, the caller, and then Apollo. */
const graphqlRoute = <Context extends BaseContext>({
  apollo,
  shape,
  admit,
  context,
}: GraphqlRouteParts<Context>): RequestHandler[] => [
  express.json({ limit: "1mb" }),
  async (request, _response, next) => {
    const safe = request.method === "GET" || request.method === "HEAD";
    const source = safe ? sourceInUrl(request.url) : sourceIn(request.body);
    const fault = source === undefined ? undefined : shape(source);
    if (fault !== undefined) throw isModern(request.headers.accept) ? fault : fault.as(200);
    await admit(request, safe);
    next();
  },
  expressMiddleware(apollo, { context: ({ req }) => Promise.resolve(context(req)) }),
];

const sourceIn = (from: unknown): string | undefined =>
  typeof from === "object" && from !== null && "query" in from && typeof from.query === "string"
    ? from.query
    : undefined;

/** Read as Apollo reads it, so that what is measured is what runs; the path may be anything. */
function sourceInUrl(url: string): string | undefined {
  const at = url.indexOf("?");
  return at < 0 ? undefined : (new URLSearchParams(url.slice(at)).get("query") ?? undefined);
}
