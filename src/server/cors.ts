import type { RequestHandler } from "express";

/** Sites whose pages may read the API; `*` stands for any. */
export type CorsOrigins = ReadonlySet<string>;

export const admitsOrigin = (origins: CorsOrigins, origin: string | undefined): boolean =>
  origin !== undefined && (origins.has(origin) || origins.has("*"));

const allowed = {
  methods: "GET, POST",
  headers: "authorization, content-type, x-qipan-org, apollo-require-preflight",
  exposed: "x-request-id, retry-after",
  seconds: "600",
};

/**
 * Lets pages of the named sites read the API by a key or a token that they hold. Never by a
 * session: no credentials are allowed to any of them, and a cookie counts from our own pages only.
 */
export const cors =
  (origins: CorsOrigins): RequestHandler =>
  ({ method, headers }, response, next) => {
    if (origins.size > 0) response.vary("origin");
    const { origin } = headers;
    if (origin === undefined || !admitsOrigin(origins, origin)) {
      next();
      return;
    }
    response.setHeader("access-control-allow-origin", origins.has("*") ? "*" : origin);
    response.setHeader("access-control-expose-headers", allowed.exposed);
    response.setHeader("cross-origin-resource-policy", "cross-origin");
    if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) {
      next();
      return;
    }
    response.setHeader("access-control-allow-methods", allowed.methods);
    response.setHeader("access-control-allow-headers", allowed.headers);
    response.setHeader("access-control-max-age", allowed.seconds);
    response.status(204).end();
  };
