import { Router, json, type Request, type Response } from "express";
import { endSession, openSession, readPrincipal } from "../access/access.service.ts";
import { listPersons } from "../access/grant.service.ts";
import type { Database } from "../postgres/pool.ts";
import { cookieName, cookieOf, isOwnOrigin } from "./caller.ts";
import { Fault } from "./fault.ts";

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
    response.status(204).end();
  });
  if (!devLogin) return router;
  router.get("/dev", async (_request, response) => {
    response.json({ principals: await listPersons(database) });
  });
  router.post("/dev", json({ limit: "1kb" }), async (request, response) => {
    requireOwnPage(request);
    const id = principalIn(request.body);
    const principal = id === undefined ? undefined : await readPrincipal(database, id);
    if (principal === undefined) throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    setCookie(request, response, await openSession(database, principal.id), sessionSeconds);
    response.json({ principalId: principal.id, name: principal.name });
  });
  return router;
}

const sessionSeconds = 12 * 3600;

/** A page of another site must neither sign anyone in nor out. */
function requireOwnPage(request: Request): void {
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
  response.setHeader(
    "set-cookie",
    `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${String(seconds)}${secure}`,
  );
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
