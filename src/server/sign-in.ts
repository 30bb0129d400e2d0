import { Router, type Request, type RequestHandler, type Response } from "express";
import { signInByIdentity } from "../access/access.service.ts";
import { sessionHours } from "../access/credential.rules.ts";
import type { Locale } from "../graph/context.ts";
import type { Asking } from "./asking.ts";
import type { Door } from "./caller.ts";
import { Crowd } from "./crowd.ts";
import { Fault } from "./fault.ts";
import { SignInFailed, type Issuer } from "./issuer.ts";
import { failedPage, onwardPage } from "./sign-in-page.ts";
import { cookieIn, cookieNames, originOf, pathWithin, setCookie, type Site } from "./site.ts";

export interface SignInParts {
  readonly door: Door;
  readonly issuer: Issuer;
  readonly askingFor: (request: Request) => Asking;
  readonly langOf: (request: Request, locale: Locale) => Locale;
}

/** How long one may take at the issuer, and how many of one address are looked at at once. */
const signInSeconds = 600;
const atOnceMax = 8;

const callback = "/auth/callback";

/** `/auth/sign-in` leads to the identity provider, `/auth/callback` back from it. */
export function signInRoutes(parts: SignInParts): Router {
  const router = Router();
  const crowd = new Crowd(atOnceMax);
  router.get("/sign-in", begin(parts));
  router.get("/callback", async (request, response) => {
    const { address } = parts.askingFor(request);
    if (!crowd.enter(address)) throw new Fault("THROTTLED", 429, { seconds: 1 });
    await finish(parts, request, response).finally(() => crowd.leave(address));
  });
  return router;
}

const begin =
  (parts: SignInParts): RequestHandler =>
  async (request, response) => {
    const { site } = parts.door;
    const origin = ownOrigin(parts, request);
    const to = pathWithin(origin, typeof request.query.to === "string" ? request.query.to : "/");
    // The cookie must be set where the issuer will lead back to, or it would not come along.
    if (request.headers.host !== origin.host && request.query.hop === undefined) {
      const query = new URLSearchParams({ hop: "1", to });
      response.redirect(303, new URL(`/auth/sign-in?${query.toString()}`, origin).href);
      return;
    }
    try {
      const { url, secret } = await parts.issuer.begin(new URL(callback, origin).href);
      const value = `${secret}.${Buffer.from(to).toString("base64url")}`;
      const name = cookieNames(site).signIn;
      setCookie(site, request, response, { name, value, seconds: signInSeconds, sameSite: "Lax" });
      response.redirect(303, url.href);
    } catch (error) {
      fail(parts, request, response, endOf(parts, request, error));
    }
  };

async function finish(parts: SignInParts, request: Request, response: Response): Promise<void> {
  const { site, brake, database } = parts.door;
  const { address } = parts.askingFor(request);
  const origin = ownOrigin(parts, request);
  const names = cookieNames(site);
  const [secret, to = ""] = (cookieIn(request.headers.cookie, names.signIn) ?? "").split(".");
  // One cookie is good for one answer, whatever that is.
  const none = { value: "", seconds: 0, sameSite: "Lax" } as const;
  setCookie(site, request, response, { ...none, name: names.signIn });
  // The code goes no further: not even to this site's own pages.
  response.setHeader("referrer-policy", "no-referrer");
  await brake.wait(address);
  try {
    if (secret === undefined || !/^[\w-]{43}$/.test(secret))
      throw new SignInFailed("NOT_GOOD", undefined);
    const came = new URL(request.originalUrl, origin);
    const url = new URL(`${callback}${came.search}`, origin);
    const { hint, ...identity } = await parts.issuer.finish(url, secret);
    const signedIn = await signInByIdentity(database, identity);
    if (signedIn.is !== "SIGNED_IN") {
      brake.fail(address);
      const page = failedPage(langOf(parts, request), signedIn.is, identity);
      response.status(403).type("html").send(page);
      return;
    }
    brake.pass(address);
    const session = { name: names.session, value: signedIn.token, sameSite: "Strict" } as const;
    setCookie(site, request, response, { ...session, seconds: sessionHours * 3600 });
    keepHint(site, request, response, hint);
    const path = pathWithin(origin, Buffer.from(to, "base64url").toString());
    response.type("html").send(onwardPage(langOf(parts, request), path));
  } catch (error) {
    const end = endOf(parts, request, error);
    if (end === "NOT_GOOD") brake.fail(address);
    fail(parts, request, response, end);
  }
}

/** A cookie that is longer is not kept by browsers. */
const hintMax = 3_800;

/**
 * Some issuers end a session only when they are shown the identity that they gave. It stays with
 * the person's own browser, which tells it to the one address that signs out, and not with the hub.
 */
export function keepHint(site: Site, request: Request, response: Response, hint = ""): void {
  const value = hint.length > hintMax ? "" : hint;
  const seconds = value === "" ? 0 : sessionHours * 3600;
  const { hint: name } = cookieNames(site);
  const cookie = { name, value, seconds, path: "/auth/sign-out", sameSite: "Strict" } as const;
  setCookie(site, request, response, cookie);
}

const langOf = ({ askingFor, langOf: lang }: SignInParts, request: Request): Locale =>
  lang(request, askingFor(request).locale);

function ownOrigin({ door }: SignInParts, request: Request): URL {
  const origin = originOf(door.site, request);
  if (origin === undefined) throw new Fault("HOST_NOT_ALLOWED", 421);
  return origin;
}

/** Only what we said ourselves is noted: an issuer's words may hold a code or a token. */
function endOf({ askingFor }: SignInParts, request: Request, error: unknown): Failure {
  if (!(error instanceof SignInFailed)) throw error;
  if (error.why === "DOWN") askingFor(request).failures.push(`sign-in: ${error.message}`);
  return error.why;
}

type Failure = SignInFailed["why"];
const statuses = { DENIED: 403, NOT_GOOD: 400, DOWN: 503 } as const;

function fail(parts: SignInParts, request: Request, response: Response, end: Failure): void {
  const status = statuses[end];
  if (status === 503) response.setHeader("retry-after", "5");
  response
    .status(status)
    .type("html")
    .send(failedPage(langOf(parts, request), end));
}
