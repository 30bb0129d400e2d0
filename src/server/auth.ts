import { json, Router, urlencoded, type Request, type Response } from "express";
import { endSession, openSession, readPrincipal } from "../access/access.service.ts";
import { sessionHours } from "../access/credential.rules.ts";
import { listPersons } from "../access/grant.service.ts";
import type { Locale } from "../graph/context.ts";
import type { Asking } from "./asking.ts";
import type { Door } from "./caller.ts";
import { Fault } from "./fault.ts";
import type { Issuer } from "./issuer.ts";
import { keepHint, signInRoutes } from "./sign-in.ts";
import { signedOutPage } from "./sign-in-page.ts";
import { cookieIn, cookieNames, isOwnOrigin, originOf, setCookie } from "./site.ts";

export interface AuthParts {
  readonly door: Door;
  /** Sign-in by naming oneself: on an exercise hub only, and only where it was asked for. */
  readonly devLogin: boolean;
  /** The identity provider, where one is set. */
  readonly issuer: Issuer | undefined;
  readonly askingFor: (request: Request) => Asking;
  readonly langOf: (request: Request, locale: Locale) => Locale;
}

/** `/auth/*`: how a browser's session begins and ends. */
export function authRoutes(parts: AuthParts): Router {
  const { devLogin, issuer } = parts;
  const router = Router();
  router.get("/ways", (_request, response) => {
    response.json({ oidc: issuer !== undefined, dev: devLogin });
  });
  router.post("/sign-out", (request, response) => signOut(parts, request, response));
  if (issuer !== undefined) router.use(signInRoutes({ ...parts, issuer }));
  if (devLogin) router.use("/dev", devRoutes(parts));
  return router;
}

async function signOut(parts: AuthParts, request: Request, response: Response): Promise<void> {
  const { door, issuer, askingFor, langOf } = parts;
  requireOwnPage(door, request);
  const names = cookieNames(door.site);
  const [token, hint] = [names.session, names.hint].map((name) =>
    cookieIn(request.headers.cookie, name),
  );
  const means = token === undefined ? undefined : await endSession(door.database, token);
  keepSession(door, request, response, "");
  if (hint !== undefined) keepHint(door.site, request, response);
  const back = originOf(door.site, request);
  // Whoever the issuer signed in is signed out there, too, or the next click signs in again.
  const next =
    means === "OIDC" && back !== undefined ? await issuer?.endUrl(back, hint) : undefined;
  const plain = isForm(request);
  if (next !== undefined && plain)
    response.type("html").send(signedOutPage(langOf(request, askingFor(request).locale), next));
  else if (next !== undefined) response.json({ next: next.href });
  else if (plain) response.redirect(303, "/");
  else response.status(204).end();
}

function devRoutes({ door }: AuthParts): Router {
  const { database } = door;
  const router = Router();
  router.get("/", async (_request, response) => {
    response.json({ principals: await listPersons(database) });
  });
  const body = [json({ limit: "1kb" }), urlencoded({ limit: "1kb", extended: false })];
  router.post("/", ...body, async (request, response) => {
    requireOwnPage(door, request);
    const id = principalIn(request.body);
    const principal = id === undefined ? undefined : await readPrincipal(database, id);
    if (principal === undefined) throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    keepSession(door, request, response, await openSession(database, principal.id));
    if (isForm(request)) response.redirect(303, "/");
    else response.json({ principalId: principal.id, name: principal.name });
  });
  return router;
}

/** A page without script sends a form, and wants a page back. */
const isForm = (request: Request): boolean =>
  request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;

/** A page of another site must neither sign anyone in nor out. */
export function requireOwnPage({ site }: Door, { headers }: Request): void {
  const browser = headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
  if (browser && !isOwnOrigin(site, headers, false)) throw new Fault("ORIGIN_NOT_ALLOWED", 403);
}

const principalIn = (body: unknown): string | undefined =>
  typeof body === "object" &&
  body !== null &&
  "principalId" in body &&
  typeof body.principalId === "string"
    ? body.principalId
    : undefined;

/** The session's cookie; an empty value takes it away. */
function keepSession({ site }: Door, request: Request, response: Response, value: string): void {
  const seconds = value === "" ? 0 : sessionHours * 3600;
  const name = cookieNames(site).session;
  setCookie(site, request, response, { name, value, seconds, sameSite: "Strict" });
}
