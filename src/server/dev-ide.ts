import { getDistDirectory, renderAltair, renderInitSnippet } from "altair-static";
import express, { Router, type RequestHandler } from "express";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";
import { contentPolicy } from "./headers.ts";

/**
 * Altair, a GraphQL editor that speaks Chinese, from the hub's own packages: nothing comes from
 * elsewhere, and whoever opens it offline has the schema, the examples and the feed at hand.
 */
export function ideRoutes(): Router {
  const router = Router();
  router.use(ownPolicy);
  router.get("/", (request, response, next) => {
    // Its parts are named relative to the page.
    if (request.originalUrl.split("?")[0]?.endsWith("/") === true) next();
    else response.redirect(301, `${request.baseUrl}/`);
  });
  router.get("/", (_request, response) => void response.type("html").send(page));
  router.get(`/${start}`, (_request, response) => {
    response.type("text/javascript").send(renderInitSnippet(options));
  });
  router.use(express.static(getDistDirectory(), { index: false }));
  return router;
}

const start = "start.js";
const example = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

const options = {
  endpointURL: "/graphql",
  subscriptionsEndpoint: "/graphql",
  initialSubscriptionRequestHandlerId: "graphql-ws",
  initialName: "Qipan",
  initialQuery: example("front-page"),
  initialSettings: {
    language: "zh-CN",
    "banners.disable": true,
    "alert.disableUpdateNotification": true,
  },
  // Its banners, its account and its assistant call their maker, who is not to be reached.
  disableAccount: true,
  instanceStorageNamespace: "qipan_",
} as const;

const page = renderAltair({ baseURL: "./", serveInitialOptionsInSeperateRequest: start })
  .replace("<html>", '<html lang="zh-CN">')
  .replace("<title>Altair</title>", "<title>GraphQL — 棋盘</title>");

/** The editor names its own base, and reads answers that it made itself. */
const ownPolicy: RequestHandler = (_request, response, next) => {
  response.setHeader(
    "content-security-policy",
    contentPolicy({
      "base-uri": "'self'",
      "img-src": "'self' data: blob:",
      "font-src": "'self' data:",
    }),
  );
  response.setHeader("cache-control", "no-cache");
  next();
};
