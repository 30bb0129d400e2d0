import type { ApolloServer } from "@apollo/server";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
} from "express";
import type { GraphQLSchema } from "graphql";
import type { IncomingMessage } from "node:http";
import { assert } from "../kernel/assert.ts";
import { listPersons } from "../access/grant.service.ts";
import { readSealing } from "../feed/feed.service.ts";
import type { Hub, Locale } from "../graph/context.ts";
import { authRoutes } from "./auth.ts";
import { isLoopback } from "./loopback.ts";
import type { Proxies } from "./address.ts";
import { bulkRoutes } from "./bulk-routes.ts";
import { devRoutes } from "./dev-routes.ts";
import { donationRoutes } from "./donation-routes.ts";
import { askingOf, type Asking } from "./asking.ts";
import { cors, type CorsOrigins } from "./cors.ts";
import { readCaller, type Door } from "./caller.ts";
import { dashboardAssets, dashboardPaths, dashboardTags } from "./dashboard.ts";
import { Fault, faultBody } from "./fault.ts";
import type { Gate } from "./gate.ts";
import type { Issuer } from "./issuer.ts";
import { graphqlApp, type GraphqlRouteParts } from "./graphql-route.ts";
import { securityHeaders } from "./headers.ts";
import { statementRoutes } from "./statement-routes.ts";
import { requestLine, type LogLine } from "./log.ts";
import { detailsOf, faultBehind } from "./mask.ts";
import type { Lines, Metrics } from "./metrics.ts";
import { frontPage, graphqlHelp, withScript } from "./page.ts";
import { nearRoutes } from "./near-routes.ts";
import { operationOf, type Operation } from "./operation.ts";
import { publishRoutes } from "./publish-routes.ts";

export interface AppParts {
  readonly hub: Hub;
  readonly apollo: ApolloServer<Operation>;
  readonly sdl: string;
  readonly log: (line: LogLine) => void;
  readonly isReady: () => Promise<boolean>;
  readonly door: Door;
  readonly issuer: Issuer | undefined;
  readonly gate: Gate;
  readonly devLogin: boolean;
  readonly schema: GraphQLSchema;
  readonly metrics: Metrics;
  /** What is open over WebSocket. */
  readonly lines: () => Lines;
  readonly proxies: Proxies;
  readonly corsOrigins: CorsOrigins;
}

/** The asking of a request that is under way. */
const askings = new WeakMap<IncomingMessage, Asking>();

export function askingFor(request: IncomingMessage): Asking {
  const asking = askings.get(request);
  assert(asking !== undefined, "a request under way has its asking");
  return asking;
}

export function appOf(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(begin(parts), securityHeaders(parts.door.site));
  app.use(["/graphql", "/schema.graphql"], cors(parts.corsOrigins));
  app.get("/healthz", (_request, response) => void response.json({ status: "up" }));
  app.get("/readyz", async (_request, response) => {
    const ready = await parts.isReady();
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not ready" });
  });
  app.get("/metrics", async (_request, response) => {
    const { database } = parts.hub;
    const sealing = await readSealing(database);
    response.type("text").send(parts.metrics.text(database, sealing, parts.lines()));
  });
  app.get("/schema.graphql", (_request, response) => void response.type("text").send(parts.sdl));
  if (parts.devLogin) app.use(loopbackOnly);
  app.use("/auth", authRoutes({ ...parts, askingFor, langOf }));
  app.use("/assets", dashboardAssets());
  app.use(statementRoutes({ ...parts, askingFor, langOf }));
  app.get(dashboardPaths, front(parts));
  app.use(donationRoutes({ ...parts, askingFor, langOf }));
  app.use(publishRoutes({ ...parts, askingFor, langOf }));
  app.use(nearRoutes({ ...parts, askingFor, langOf }));
  app.use("/bulk", bulkRoutes({ ...parts, askingFor }));
  app.use("/dev", devRoutes({ ...parts, langOf }));
  app.get("/", front(parts));
  app.get("/graphql", help);
  app.use("/graphql", graphqlApp(answering(parts)));
  app.use(() => {
    throw new Fault("NOT_FOUND", 404);
  });
  app.use(failed);
  return app;
}

const begin =
  ({ log, metrics, proxies }: AppParts): RequestHandler =>
  (request, response, next) => {
    const asking = askingOf(request, "http", proxies);
    askings.set(request, asking);
    response.setHeader("x-request-id", asking.requestId);
    const { path } = request;
    response.once("close", () => {
      if (!response.writableFinished) asking.gone.abort();
      metrics.observe(asking, response.statusCode);
      log(requestLine(asking, path, response.statusCode));
    });
    next();
  };

/** A hub that signs in whoever names himself must not be reached by a name that is rebound. */
const loopbackOnly: RequestHandler = (request, _response, next) => {
  if (!isLoopback(request.hostname)) throw new Fault("HOST_NOT_ALLOWED", 421);
  next();
};

/** Chinese first; `?lang=` decides, and a browser that only reads English is answered in it. */
const langOf = ({ query }: Request, locale: Locale): Locale =>
  query.lang === "en" || query.lang === "zh" ? query.lang : locale;

/** The plain page; where a dashboard was built it stands inside, for browsers without script. */
const front =
  ({ hub, schema, door, devLogin, issuer }: AppParts): RequestHandler =>
  async (request, response) => {
    const asking = askingFor(request);
    const { headers } = request;
    asking.principal = await readCaller(door, { headers, safe: true }, asking);
    const signIns = devLogin ? await listPersons(hub.database) : [];
    const ways = { signIns, oidc: issuer !== undefined };
    const lang = langOf(request, asking.locale);
    response.setHeader("cache-control", "no-cache");
    const plain = await frontPage(schema, operationOf(hub, asking), lang, ways);
    const tags = dashboardTags();
    response.type("html").send(tags === undefined ? plain : withScript(plain, tags));
  };

const help: RequestHandler = (request, response, next) => {
  const isBrowser = request.headers.accept?.includes("text/html") === true;
  if (!isBrowser || request.query.query !== undefined) {
    next();
    return;
  }
  response.type("html").send(graphqlHelp(langOf(request, askingFor(request).locale)));
};

const answering = ({ hub, apollo, door, gate }: AppParts): GraphqlRouteParts<Operation> => ({
  apollo,
  shape: (source) => gate.shape(source),
  admit: async (request, safe) => {
    const asking = askingFor(request);
    asking.principal = await readCaller(door, { headers: request.headers, safe }, asking);
  },
  context: (request) => operationOf(hub, askingFor(request)),
});

/** The last word on what went wrong: a typed body, and never a stack. */
const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const asking = askingFor(request);
  const fault = faultOf(error, asking);
  if (response.headersSent) {
    next(error);
    return;
  }
  if (fault.status === 401) response.setHeader("www-authenticate", "Bearer");
  if (fault.status === 503) response.setHeader("retry-after", "1");
  response
    .status(fault.status)
    .type("application/json")
    .send(faultBody(fault, asking.locale, asking.requestId));
};

function faultOf(error: unknown, asking: Asking): Fault {
  if (error instanceof Fault) return error;
  // An address that is no text: nothing of it is logged, for it may hold anything.
  if (error instanceof URIError) return new Fault("NOT_FOUND", 404);
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  if (type === "entity.too.large") return new Fault("BODY_TOO_LARGE", 413);
  if (typeof type === "string") return new Fault("BODY_NOT_JSON", 400);
  asking.failures.push(detailsOf(error));
  return faultBehind(error, asking);
}
