import { Router, type Request, type RequestHandler } from "express";
import { sandboxKey } from "../access/sandbox.service.ts";
import type { Hub, Locale } from "../graph/context.ts";
import { keptDays } from "../feed/feed.service.ts";
import { requireOwnPage } from "./auth.ts";
import type { Door } from "./caller.ts";
import { ideRoutes } from "./dev-ide.ts";
import { devPage, type DevAsk } from "./dev-page.ts";
import { Fault } from "./fault.ts";

export interface DevParts {
  readonly hub: Hub;
  readonly door: Door;
  /** Whether anyone may sign in by naming himself: then anyone may read by a key, too. */
  readonly devLogin: boolean;
  readonly langOf: (request: Request, locale: Locale) => Locale;
}

/** `/dev`: what a partner's developer needs, the editor with it. */
export function devRoutes(parts: DevParts): Router {
  const router = Router();
  router.get("/", (request, response) => {
    response.type("html").send(devPage(askOf(parts, request)));
  });
  if (parts.devLogin) router.post("/key", makeKey(parts));
  router.use("/ide", ideRoutes());
  return router;
}

const makeKey =
  (parts: DevParts): RequestHandler =>
  async (request, response) => {
    requireOwnPage(parts.door, request);
    const key = await sandboxKey(parts.hub.database, new Date());
    if (key === undefined) throw new Fault("NOT_FOUND", 404);
    response.type("html").send(devPage({ ...askOf(parts, request), key }));
  };

const askOf = ({ hub, door, devLogin, langOf }: DevParts, request: Request): DevAsk => ({
  locale: langOf(request, "zh"),
  kind: hub.kind,
  hub: door.site.url?.origin ?? `http://${request.headers.host ?? "localhost"}`,
  sandbox: devLogin,
  feedDays: hub.feedDays ?? keptDays,
});
