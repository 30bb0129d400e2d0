import express, { type RequestHandler, type Response, type Router } from "express";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";

const folder = join(packageRoot, "dist", "dashboard");

/** What the built page asks the browser to load; absent where no dashboard was built. */
export interface Dashboard {
  readonly tags: string;
  readonly assets: Router;
}

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
  "/books",
];

export function readDashboard(): Dashboard | undefined {
  const page = join(folder, "index.html");
  if (!existsSync(page)) return undefined;
  const tags = readFileSync(page, "utf8").match(/<(script|link)\b[^>]*>(<\/script>)?/g) ?? [];
  return { tags: tags.join("\n"), assets: assetsOf(join(folder, "assets")) };
}

/** Files named by their hash never change; what was compressed at build is sent as it lies there. */
function assetsOf(assets: string): Router {
  const there = new Set(readdirSync(assets));
  const router = express.Router();
  router.use(compressed(there), express.static(assets, { index: false, setHeaders: asset }));
  return router;
}

const endings = { br: ".br", gzip: ".gz" } as const;

const compressed =
  (there: ReadonlySet<string>): RequestHandler =>
  (request, response, next) => {
    const name = request.path.slice(1);
    const coding = request.acceptsEncodings("br", "gzip");
    response.vary("accept-encoding");
    if ((coding === "br" || coding === "gzip") && there.has(name + endings[coding])) {
      response.setHeader("content-encoding", coding);
      response.type(name);
      request.url += endings[coding];
    }
    next();
  };

const asset = (response: Response): void => {
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
};
