import express, { type RequestHandler, type Response, type Router } from "express";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";

const folder = join(packageRoot, "dist", "dashboard");
const assets = join(folder, "assets");

/** The views of the dashboard: each address is the same page, which shows what it names. */
export const dashboardPaths = [
  "/",
  "/events",
  "/events/:id",
  "/events/:id/plans",
  "/approvals",
  "/orders",
  "/orders/:id",
  "/orders/:id/print",
  "/orders/:id/pick",
  "/orders/:id/slip/:leg",
  "/depot",
  "/depot/:part",
  "/arrivals",
  "/arrivals/:id",
  "/books",
  "/books/:id",
  "/statements",
  "/statements/:id",
  "/statements/:id/print",
  "/briefing",
  "/briefing/:number",
  "/briefing/:number/print",
  "/conference",
];

/**
 * What the built page asks the browser to load; absent where no dashboard was built. Read anew
 * each time: a hub that runs while its dashboard is built again must not name what is gone.
 */
export function dashboardTags(): string | undefined {
  const page = join(folder, "index.html");
  if (!existsSync(page)) return undefined;
  const tags = readFileSync(page, "utf8").match(/<(script|link)\b[^>]*>(<\/script>)?/g);
  return tags?.join("\n");
}

/** Files named by their hash never change; what the build compressed is sent as it lies there. */
export function dashboardAssets(): Router {
  const router = express.Router();
  router.use(compressed, express.static(assets, { index: false, setHeaders: keep }));
  return router;
}

const endings = { br: ".br", gzip: ".gz" } as const;

const compressed: RequestHandler = (request, response, next) => {
  const name = request.path.slice(1);
  const coding = request.acceptsEncodings("br", "gzip");
  response.vary("accept-encoding");
  const known = (coding === "br" || coding === "gzip") && /^[\w-]+\.[\w.]+$/.test(name);
  if (known && existsSync(join(assets, name + endings[coding]))) {
    response.setHeader("content-encoding", coding);
    response.type(name);
    request.url += endings[coding];
  }
  next();
};

const keep = (response: Response): void => {
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
};
