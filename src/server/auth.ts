import { json, Router, urlencoded, type Request, type Response } from "express";
import { endSession, openSession, readPrincipal } from "../access/access.service.ts";
import { listPersons } from "../access/grant.service.ts";
import type { Database } from "../postgres/pool.ts";
import { cookieName, cookieOf, isOwnOrigin } from "./caller.ts";
import { Fault } from "./fault.ts";
import { isLoopback } from "./loopback.ts";

export interface AuthParts {
  readonly database: Database;
  /** Sign-in by naming oneself: on an exercise hub only, and only where it was asked for. */
  readonly devLogin: boolean;
}

/** `/auth/*`: how a browser's session begins and ends. */
export function authRoutes({ database, devLogin }: AuthParts): Router {
  const router = Router();
  router.post("/sign-out", async (request, response) => {
    requireOwnPage(request);
    const token = cookieOf(request.headers.cookie);
    if (token !== undefined) await endSession(database, token);
    setCookie(request, response, "", 0);
    if (isForm(request)) response.redirect(303, "/");
    else response.status(204).end();
  });
  if (!devLogin) return router;
  router.get("/dev", async (_request, response) => {
    response.json({ principals: await listPersons(database) });
  });
  const body = [json({ limit: "1kb" }), urlencoded({ limit: "1kb", extended: false })];
  router.post("/dev", ...body, async (request, response) => {
    requireOwnPage(request);
    const id = principalIn(request.body);
    const principal = id === undefined ? undefined : await readPrincipal(database, id);
    if (principal === undefined) throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    setCookie(request, response, await openSession(database, principal.id), sessionSeconds);
    if (isForm(request)) response.redirect(303, "/");
    else response.json({ principalId: principal.id, name: principal.name });
  });
  return router;
}

/** A page without script sends a form, and wants a page back. */
const isForm = (request: Request): boolean =>
  request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;

const sessionSeconds = 12 * 3600;

/** A page of another site must neither sign anyone in nor out. */
export function requireOwnPage(request: Request): void {
  const { headers } = request;
  const browser = headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
  if (browser && !isOwnOrigin(headers, false)) throw new Fault("ORIGIN_NOT_ALLOWED", 403);
}

const principalIn = (body: unknown): string | undefined =>
  typeof body === "object" &&
  body !== null &&
  "principalId" in body &&
  typeof body.principalId === "string"
    ? body.principalId
    : undefined;

function setCookie(request: Request, response: Response, value: string, seconds: number): void {
  const secure = isLoopback(request.hostname) ? "" : "; Secure";
  const lasts = `Path=/; Max-Age=${String(seconds)}`;
  const cookie = `${cookieName}=${value}; HttpOnly; SameSite=Strict; ${lasts}${secure}`;
  response.setHeader("set-cookie", cookie);
}
