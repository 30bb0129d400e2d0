import type { RequestHandler } from "express";

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

/** No CORS header is ever sent: other sites' pages do not read this hub. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
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
