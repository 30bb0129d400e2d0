import type { RequestHandler } from "express";
import { isSecure, type Site } from "./site.ts";

const rules = {
  "default-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "object-src": "'none'",
  "img-src": "'self' data:",
  "style-src": "'self' 'unsafe-inline'",
};

/** Pages load nothing from elsewhere, are framed by nobody, and tell no other site of a visit. */
export const contentPolicy = (own: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...rules, ...own })
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");

const policy = contentPolicy();

const yearSeconds = 365 * 24 * 3600;

/** No page of another site reads this hub, unless the API is opened to it by name (`cors`). */
export const securityHeaders =
  (site: Site): RequestHandler =>
  (_request, response, next) => {
    // Of this host alone: what else stands under the domain is not ours to decide.
    if (isSecure(site))
      response.setHeader("strict-transport-security", `max-age=${String(yearSeconds)}`);
    response.setHeader("content-security-policy", policy);
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-resource-policy", "same-origin");
    response.setHeader("permissions-policy", "camera=(self), geolocation=(self), microphone=()");
    // Not "no-referrer": a browser then sends this site's own forms with `Origin: null`.
    response.setHeader("referrer-policy", "same-origin");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("cache-control", "no-store");
    next();
  };
